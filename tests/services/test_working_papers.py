"""Biểu mẫu điều tra: every paper of the examples fills its form; columns, sums and empty cells are looked at first."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import examples
from directives.document.details import UnansweredForm
from directives.document.working_paper import InvalidPaper
from directives.errors import DirectiveError
from directives.rendering.styles import Style
from doc_templates import FormColumn, groups, working_paper
from tests.directives.rendering.docx_text import box, paragraphs, texts, tree, w
from tests.workspaces import workspace_at
from workflows.services.enclosures import OutsideFolder
from workflows.services.working_papers import NoData, UnknownPaper, make_paper, paper_names
from workflows.services.workspace import Workspace

FOLDER = examples.FOLDER / "dieu-tra"
PAPERS = sorted(FOLDER.glob("*.toml"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("ban")
    return workspace_at(f"sqlite:///{folder / 'x.db'}", folder)


def made(desk: Workspace, folder: Path, name: str, **how: Any) -> bytes:
    make_paper(desk, FOLDER / f"{name}.toml", folder / "x.docx", **how)
    return (folder / "x.docx").read_bytes()


def changed(folder: Path, name: str, old: str, new: str, suffix: str = ".toml") -> Path:
    """A copy of an example with some words changed in its draft or its data."""
    for file in FOLDER.glob(f"{name}.*"):
        shutil.copy(file, folder)
    file = folder / f"{name}{suffix}"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return folder / f"{name}.toml"


@pytest.mark.parametrize("draft", PAPERS, ids=[draft.stem for draft in PAPERS])
def test_every_example_fills_its_form(desk: Workspace, tmp_path: Path, draft: Path) -> None:
    content = made(desk, tmp_path, draft.stem)
    assert box(content, Style.STATE_NAME) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert texts(content, Style.NUMBER) == []
    assert not any("{" in one.text for one in paragraphs(content))
    (table,) = (
        one for one in tree(content).iter(w("tbl")) if one.find(f"{w('tblPr')}/{w('tblBorders')}") is not None
    )
    heads = [row for row in table.iter(w("tr")) if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None]
    numbers = ["".join(cell.itertext()) for cell in heads[-1].iter(w("tc"))]
    assert numbers == [f"({n})" for n in range(1, len(numbers) + 1)]
    assert content == made(desk, tmp_path, draft.stem)


def test_there_is_an_example_of_every_paper() -> None:
    used = {
        line
        for draft in PAPERS
        for line in draft.read_text(encoding="utf-8").splitlines()
        if line.startswith("form")
    }
    assert used == {f'form = "{name}"' for name in paper_names()}


def test_every_column_of_a_form_has_a_name_of_its_own() -> None:
    for name in paper_names():
        form = working_paper(name)
        assert form is not None
        columns = [column.name for column in form.columns]
        assert len(set(columns)) == len(columns) > 3
        assert all(isinstance(column, FormColumn) and column.kind for column in form.columns)
        assert all(set(row) <= set(columns) for row in form.ready_rows)


def test_a_landscape_form_is_one_of_its_group() -> None:
    assert all(group.landscape <= set(group.forms) for group in groups())


def test_sums_stand_in_the_last_row_and_in_words(desk: Workspace, tmp_path: Path) -> None:
    content = made(desk, tmp_path, "ky-nhan-kinh-phi")
    shown = [one.text for one in paragraphs(content)]
    assert shown[shown.index("Tổng cộng") + 1] == "600.000"
    assert "Tổng số tiền bằng chữ: Sáu trăm nghìn đồng." in shown


def test_a_sheet_without_data_has_its_own_rows_and_room_for_a_hand(desk: Workspace, tmp_path: Path) -> None:
    content = made(desk, tmp_path, "phieu-giam-sat")
    assert "Phát tận tay người trả lời" in texts(content, Style.TABLE_TEXT)
    assert sum(one.text.startswith("……") for one in paragraphs(content)) == 4


def test_data_of_another_file_take_the_place_of_the_draft_s(desk: Workspace, tmp_path: Path) -> None:
    data = tmp_path / "khac.csv"
    data.write_text("Mã phiếu;Lý do;Người quyết định;Ngày\nLD-1;Trùng;An;02/11/2026\n", encoding="utf-8")
    content = made(desk, tmp_path, "phieu-bi-loai", data=data)
    assert texts(content, Style.TABLE_TEXT) == ["1", "LD-1", "Trùng", "An", "02/11/2026"]
    assert "Biện pháp" not in texts(content, Style.TABLE_HEAD)


WRONG_DATA = [
    ("ky-nhan-kinh-phi", "50000", "50 nghìn", "is no number", "words for a number"),
    ("ky-nhan-kinh-phi", "LD-26-0001", "", "is empty", "a form without its code"),
    (
        "ky-nhan-kinh-phi",
        "Mã phiếu",
        "Mã",
        "asks for the column “Mã phiếu”",
        "a heading the form does not know",
    ),
    (
        "phieu-bi-loai",
        "Biện pháp",
        "CCCD",
        "has no column “CCCD”",
        "a column too many: nothing is dropped in silence",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence", "why"), WRONG_DATA, ids=[row[4] for row in WRONG_DATA]
)
def test_wrong_data_are_refused(
    desk: Workspace, tmp_path: Path, name: str, old: str, new: str, sentence: str, why: str
) -> None:
    draft = changed(tmp_path, name, old, new, ".csv")
    with pytest.raises(InvalidPaper) as refused:
        make_paper(desk, draft, tmp_path / "x.docx")
    said = [problem.template.format(**problem.fields) for problem in refused.value.problems]
    assert any(sentence in one for one in said), why


def test_a_column_is_left_out_when_its_name_is_said(desk: Workspace, tmp_path: Path) -> None:
    draft = changed(tmp_path, "phieu-bi-loai", "Biện pháp", "CCCD", ".csv")
    draft.write_text(draft.read_text(encoding="utf-8") + 'left_out = ["CCCD"]\n', encoding="utf-8")
    make_paper(desk, draft, tmp_path / "x.docx")
    assert "CCCD" not in texts((tmp_path / "x.docx").read_bytes(), Style.TABLE_HEAD)


WRONG_DRAFTS = [
    ('form = "phieu_bi_loai"', 'form = "phieu_la"', UnknownPaper, "no such paper"),
    ('file = "phieu-bi-loai.csv"', 'file = "../phieu-bi-loai.csv"', OutsideFolder, "a file elsewhere"),
    ('[table]\nfile = "phieu-bi-loai.csv"', "", NoData, "a list without data"),
    ('dia_ban = "tỉnh Lâm Đồng"', "", UnansweredForm, "a question left open"),
    ("subject =", "subjects =", InvalidPaper, "an unknown field"),
]


@pytest.mark.parametrize(("old", "new", "refusal", "why"), WRONG_DRAFTS, ids=[row[3] for row in WRONG_DRAFTS])
def test_a_wrong_draft_is_refused(
    desk: Workspace, tmp_path: Path, old: str, new: str, refusal: type[DirectiveError], why: str
) -> None:
    draft = changed(tmp_path, "phieu-bi-loai", old, new)
    with pytest.raises(refusal):
        make_paper(desk, draft, tmp_path / "x.docx")
    assert not (tmp_path / "x.docx").exists(), why
