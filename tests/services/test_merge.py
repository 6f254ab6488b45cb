"""Trộn văn bản: a list as a clerk keeps it becomes numbered documents, or is refused row by row."""

from pathlib import Path

import pandas as pd
import pytest

from directives.errors import DirectiveError
from tests.workspaces import NOW, workspace_at
from workflows.services.books import entries
from workflows.services.issue_many import RefusedRequests
from workflows.services.merge import (
    MoreThanAddressees,
    Numbers,
    RepeatedRows,
    merge,
    rows_of_list,
    rows_of_offices,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

DRAFT = """
type = "cong_van"
issuer = "ubnd-tinh-lam-dong"
unit = "VX"
subject = "mời dự hội nghị"
addressees = ["{{ ten_co_quan }}"]
recipients = ["Như trên"]
archive = { units = ["VT", "VX"] }
signature = { title = "CHỦ TỊCH", name = "Nguyễn Văn Mẫu" }
body = [{ kind = "paragraph", text = "Ủy ban nhân dân tỉnh mời dự hội nghị." }]
"""
PERSONAL = DRAFT.replace("mời dự hội nghị.", "mời {{ nguoi_du }} dự hội nghị.")
LIST = "Tên cơ quan;Người dự\nSở Nội vụ;Giám đốc\n\nSở Tài chính;Phó Giám đốc\nSở Y tế;Giám đốc\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thư mục của văn thư: a draft and a list."""
    (tmp_path / "thu.toml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "rieng.toml").write_text(PERSONAL, encoding="utf-8")
    (tmp_path / "ds.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def merged(
    workspace: Workspace, folder: Path, draft: str, numbers: Numbers, key: str = ""
) -> list[tuple[int, list[str]]]:
    """Đã trộn: number and addressees of each document."""
    rows = rows_of_list(folder / "ds.csv")
    done = merge(workspace, folder / draft, rows, numbers, folder / "ra", key=key)
    return [(one.issued.entry.number, list(one.issued.entry.document.addressees)) for one in done]


def test_a_number_for_each_row(workspace: Workspace, folder: Path) -> None:
    assert merged(workspace, folder, "rieng.toml", Numbers.EACH) == [
        (1, ["Sở Nội vụ"]),
        (2, ["Sở Tài chính"]),
        (3, ["Sở Y tế"]),
    ]
    assert len(list((folder / "ra").iterdir())) == 3
    assert verify_books(workspace).problems == []


def test_one_number_for_all_and_a_copy_for_each(workspace: Workspace, folder: Path) -> None:
    assert merged(workspace, folder, "thu.toml", Numbers.ONE) == [
        (1, ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"])
    ]
    names = sorted(path.name for path in (folder / "ra").iterdir())
    stem = "ubnd-tinh-lam-dong_01-ubnd-vx_2026"
    assert names == [f"{stem}.docx", *(f"{stem}_{place:04d}.docx" for place in (1, 2, 3))]


@pytest.mark.parametrize("numbers", Numbers)
def test_the_same_merge_repeats_nothing_and_another_key_does(
    workspace: Workspace, folder: Path, numbers: Numbers
) -> None:
    first = merged(workspace, folder, "thu.toml", numbers)
    assert merged(workspace, folder, "thu.toml", numbers) == first
    assert [number for number, _ in merged(workspace, folder, "thu.toml", numbers, key="lần hai")] == [
        number + len(first) for number, _ in first
    ]
    assert len(entries(workspace)) == 2 * len(first)


def test_the_same_merge_the_next_day_repeats_nothing(folder: Path) -> None:
    url = f"sqlite:///{folder / 'vanthu.db'}"
    today = workspace_at(url, folder)
    tomorrow = workspace_at(url, folder, lambda: NOW.replace(day=NOW.day + 1))
    assert merged(today, folder, "thu.toml", Numbers.EACH) == merged(
        tomorrow, folder, "thu.toml", Numbers.EACH
    )
    for desk in (today, tomorrow):
        desk.engine.dispose()


REFUSED = [
    (
        "Tên cơ quan\nSở Nội vụ\nSở Nội vụ\n",
        "thu.toml",
        Numbers.EACH,
        RepeatedRows,
        ["ds.csv:3"],
        "a row twice",
    ),
    (
        "Tên cơ quan;Người dự\n;Ông A\nSở Y tế;Bà B\n;Ông C\n",
        "thu.toml",
        Numbers.EACH,
        RefusedRequests,
        ["ds.csv:2", "ds.csv:4"],
        "addressees left blank",
    ),
    (
        "Cơ quan\nSở Y tế\n",
        "thu.toml",
        Numbers.EACH,
        RefusedRequests,
        ["ds.csv:2"],
        "the draft asks for another name",
    ),
    (LIST, "rieng.toml", Numbers.ONE, MoreThanAddressees, ["ds.csv:4"], "one number, but other words"),
    ("Tên cơ quan\n", "thu.toml", Numbers.EACH, DirectiveError, ["ds.csv"], "headings only"),
    (
        "Tên cơ quan;tên-cơ quan\na;b\n",
        "thu.toml",
        Numbers.EACH,
        DirectiveError,
        ["ds.csv"],
        "one name for two",
    ),
]


@pytest.mark.parametrize(("rows", "draft", "numbers", "refusal", "where", "reason"), REFUSED)
def test_what_is_wrong_is_named_by_row_and_nothing_gets_a_number(
    workspace: Workspace,
    folder: Path,
    rows: str,
    draft: str,
    numbers: Numbers,
    refusal: type[DirectiveError],
    where: list[str],
    reason: str,
) -> None:
    (folder / "ds.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(refusal) as refused:
        merged(workspace, folder, draft, numbers)
    assert [problem.where for problem in refused.value.problems] == where, reason
    assert entries(workspace) == []


def test_a_workbook_is_a_list_as_well_and_codes_stay_text(folder: Path) -> None:
    frame = pd.DataFrame({"Tên cơ quan": ["Sở Nội vụ", "Sở Y tế"], "Mã": ["0012", "7"]})
    frame.to_excel(folder / "ds.xlsx", index=False)
    rows = rows_of_list(folder / "ds.xlsx")
    assert [(row.where, dict(row.facts)) for row in rows] == [
        ("ds.xlsx:2", {"ten_co_quan": "Sở Nội vụ", "ma": "0012"}),
        ("ds.xlsx:3", {"ten_co_quan": "Sở Y tế", "ma": "7"}),
    ]


def test_every_commune_of_a_province_issues_in_its_own_book(workspace: Workspace, folder: Path) -> None:
    own = DRAFT.replace("ubnd-tinh-lam-dong", "{{ unit.id }}").replace("ten_co_quan", "unit.short_name")
    (folder / "rieng.toml").write_text(own, encoding="utf-8")
    rows = rows_of_offices(workspace, "commune", "68")
    done = merge(workspace, folder / "rieng.toml", rows, Numbers.EACH, folder / "ra")
    assert len(done) == len(rows) == 124
    assert {one.issued.entry.number for one in done} == {1}
    assert len({one.issued.entry.book for one in done}) == 124
    assert verify_books(workspace).problems == []
