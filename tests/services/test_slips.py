"""Phiếu một cửa: all rows checked before a number, one slip a dossier, kind and day, no person in the journal."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import examples
from directives.document.slip_plan import InvalidSlipPlan, questions_of
from directives.document.slips import SlipKind
from directives.errors import DirectiveError
from directives.register.books import BookKey
from portal.cli.slips import KINDS
from storage.database import reading
from storage.tables import audit_entry
from tests.directives.rendering.docx_text import paragraphs
from tests.workspaces import workspace_at
from workflows.services import slips
from workflows.services.books import book_keys, entries
from workflows.services.issue_many import RefusedRequests
from workflows.services.slips import PRINT_LIST, KindNotSaid, SlipRun, make_slips
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

FOLDER = examples.FOLDER / "mot-cua"
EXPORT, MAPPING = FOLDER / "ho-so-gia-lap.csv", FOLDER / "ghep-cot.toml"
DAY = date(2026, 10, 5)
ISSUER = "ubnd-phuong-xuan-huong-da-lat-24781"
HEAD, *ROWS = list(csv.reader(io.StringIO(EXPORT.read_text(encoding="utf-8")), delimiter=";"))


def run(workspace: Workspace, folder: Path, export: Path = EXPORT, **how: Any) -> SlipRun:
    return make_slips(workspace, export, MAPPING, folder / "phieu", day=DAY, **how)


def export_of(folder: Path, **changes: str) -> Path:
    """The dossier that asks for an apology, changed in the cells named by their headings."""
    row = dict(zip(HEAD, ROWS[2], strict=True)) | {
        name.replace("_", " "): cell for name, cell in changes.items()
    }
    file = folder / "ho-so.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([HEAD, list(row.values())])
    return file


def said(error: DirectiveError) -> Iterator[str]:
    for problem in error.problems:
        yield f"{problem.where}: {problem.template.format(**problem.fields)}"


def text_of(file: Path) -> str:
    return "\n".join(one.text for one in paragraphs(file.read_bytes()))


def test_every_row_that_asks_for_a_slip_gets_one(workspace: Workspace, tmp_path: Path) -> None:
    made = run(workspace, tmp_path)
    assert [
        (slip.dossier.code, slip.dossier.kind.value, str(slip.entry.document.number)) for slip in made.slips
    ] == [
        ("H36.99-261001-0001", "bo_sung", "01/PB-UBND"),
        ("H36.99-261001-0002", "tu_choi", "02/PB-UBND"),
        ("H36.99-260914-0003", "xin_loi", "03/PB-UBND"),
        ("H36.99-260928-0004", "moi_nhan", "01/GM-UBND"),
        ("H36.99-260921-0006", "xin_loi", "04/PB-UBND"),
    ]
    assert made.passed_over == 1
    assert not verify_books(workspace).problems


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """For refusals: no number is given, so one empty database does for all of them."""
    folder = tmp_path_factory.mktemp("ban")
    return workspace_at(f"sqlite:///{folder / 'x.db'}", folder)


@pytest.fixture(scope="module")
def slips_of_the_example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("mot-cua")
    made = run(workspace_at(f"sqlite:///{folder / 'x.db'}", folder), folder)
    return {slip.dossier.kind.value: text_of(slip.path) for slip in reversed(made.slips)}


WORDS = [
    ("bo_sung", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "what the slip is"),
    ("bo_sung", "Kính gửi: Ông/Bà Nguyễn Thị Ví Dụ", "a person"),
    (
        "bo_sung",
        "- Bản chính Giấy chứng sinh;\n- Tờ khai đăng ký khai sinh có chữ ký của người yêu cầu.",
        "a line each",
    ),
    ("bo_sung", "Thời hạn bổ sung, hoàn thiện: ngày 19 tháng 10 năm 2026.", "a day in words"),
    ("tu_choi", "Căn cứ pháp lý: khoản 1 Điều 22 Nghị định số 23/2015/NĐ-CP", "the legal ground"),
    ("xin_loi", "Kính gửi: Hợp tác xã Nông nghiệp Giả Lập", "an organisation"),
    ("xin_loi", "hẹn lại thời gian trả kết quả vào ngày 12 tháng 10 năm 2026.", "the new day"),
    (
        "moi_nhan",
        "hẹn trả kết quả ngày 12 tháng 10 năm 2026, đã có kết quả trước thời hạn.",
        "the promised day",
    ),
]


@pytest.mark.parametrize(("kind", "words", "why"), WORDS, ids=[f"{row[0]}: {row[2]}" for row in WORDS])
def test_a_slip_says(slips_of_the_example: dict[str, str], kind: str, words: str, why: str) -> None:
    assert words in slips_of_the_example[kind], why


def test_a_repeated_run_makes_nothing_twice(workspace: Workspace, tmp_path: Path) -> None:
    first = run(workspace, tmp_path)
    again = run(workspace, tmp_path)
    assert [slip.entry for slip in again.slips] == [slip.entry for slip in first.slips]
    assert [slip.known_before for slip in again.slips] == [True] * 5
    assert len(entries(workspace)) == 5


def test_a_run_that_was_stopped_goes_on_where_it_was(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_many = slips.issue_many

    def stopped(desk: Workspace, requests: Any, **how: Any) -> Any:
        issue_many(desk, requests[:2], **how)
        raise KeyboardInterrupt

    monkeypatch.setattr(slips, "issue_many", stopped)
    with pytest.raises(KeyboardInterrupt):
        run(workspace, tmp_path)
    monkeypatch.setattr(slips, "issue_many", issue_many)
    assert [slip.known_before for slip in run(workspace, tmp_path).slips] == [True, True, False, False, False]
    assert [entry.number for entry in entries(workspace, BookKey(ISSUER, "PB", 2026))] == [1, 2, 3, 4]


REFUSED = [
    ({"Ngày_hẹn_mới": "02/10/2026"}, "Ngày hẹn mới", "is not later than the day 02/10/2026", "the old day again"),
    ({"Ngày_hẹn_mới": "11/10/2026"}, "Ngày hẹn mới", "is no working day. The next one is 12/10/2026", "a Sunday"),
    ({"Ngày_hẹn_mới": ""}, "Ngày hẹn mới", "is empty", "no new day"),
    ({"Ngày_hẹn_mới": "31/02/2027"}, "Ngày hẹn mới", "is no day", "a day that does not exist"),
    ({"Ngày_hẹn_mới": "10/13/2026"}, "Ngày hẹn mới", "is no day", "the month first"),
    ({"Ngày_nhận": "06/10/2026"}, "Ngày nhận", "after the day of the slip", "received tomorrow"),
    ({"Điện_thoại": "900000003"}, "Điện thoại", "is no telephone number", "the leading zero was lost"),
    ({"Mã_hồ_sơ": "=HYPERLINK(1)"}, "Mã hồ sơ", "is no dossier code", "a formula"),
    ({"Mã_hồ_sơ": "../../x"}, "Mã hồ sơ", "is no dossier code", "a path"),
    ({"Người_nộp": ""}, "Người nộp", "is empty", "nobody"),
    ({"Đối_tượng": "Hộ"}, "Đối tượng", "is neither a person nor an organisation", "an unknown word"),
    ({"Xử_lý": "Gia hạn"}, "Xử lý", "is no kind of slip", "no such slip"),
    ({"Xử_lý": "Từ chối"}, "Căn cứ", "is empty", "a refusal without its ground"),
    ({"Xử_lý": "Từ chối", "Căn_cứ": "không hợp lệ"}, "Căn cứ", "names no provision", "a ground that is none"),
    ({"Xử_lý": "Mời nhận sớm", "Ngày_có_kết_quả": "02/10/2026"}, "Ngày có kết quả", "is not earlier", "not early"),
    ({"Xử_lý": "Yêu cầu bổ sung", "Nội_dung_bổ_sung": "Đơn", "Hạn_bổ_sung": "01/10/2026"}, "Hạn bổ sung",
     "before the day of the slip", "no time left"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "column", "sentence", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_a_row_that_cannot_be_a_slip_is_refused_by_row_and_column(
    desk: Workspace, tmp_path: Path, change: dict[str, str], column: str, sentence: str, why: str
) -> None:
    with pytest.raises(RefusedRequests) as refused:
        run(desk, tmp_path, export_of(tmp_path, **change))
    assert any(f"ho-so.csv:2:{column}: " in one and sentence in one for one in said(refused.value)), why
    assert book_keys(desk) == []


def test_one_bad_row_stops_all_and_every_bad_row_is_named(desk: Workspace, tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][HEAD.index("Lý do")] = ""
    rows[1][HEAD.index("Căn cứ")] = ""
    file = tmp_path / "ho-so.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEAD, *rows, rows[2]])
    with pytest.raises(RefusedRequests) as refused:
        run(desk, tmp_path, file)
    places = [one.partition(": ")[0] for one in said(refused.value)]
    assert places == ["ho-so.csv:2:Lý do", "ho-so.csv:3:Căn cứ", "ho-so.csv:8:Mã hồ sơ"]
    assert refused.value.fields["refused"] == 3
    assert book_keys(desk) == []


def test_only_the_kind_that_is_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    made = run(workspace, tmp_path, kind=SlipKind.XIN_LOI)
    assert [slip.dossier.kind for slip in made.slips] == [SlipKind.XIN_LOI] * 2
    assert made.passed_over == 4


def test_nobody_is_named_in_the_journal_nor_in_the_list_for_printing(
    workspace: Workspace, tmp_path: Path
) -> None:
    run(workspace, tmp_path)
    with reading(workspace.engine) as connection:
        journal = str(connection.execute(select(audit_entry)).all())
    printed = (tmp_path / "phieu" / PRINT_LIST).read_text(encoding="utf-8-sig")
    for personal in ("Ví Dụ", "Giả Lập", "0900000001", "Tổ 1"):
        assert personal not in journal
        assert personal not in printed
    assert "H36.99-261001-0001" in journal
    assert printed.splitlines()[1].startswith("01/GM-UBND;05/10/2026;H36.99-260928-0004;moi_nhan;")


MAPPINGS = [
    ('ly_do = "Lý do"', 'li_do = "Lý do"', "columns.li_do", "a misspelt name"),
    ('"Từ chối" = "tu_choi"', '"Từ chối" = "tu_troi"', "kinds.Từ chối", "an unknown kind"),
    ("recipients =", "recipient =", "recipient", "an unknown field"),
]


@pytest.mark.parametrize(("old", "new", "place", "why"), MAPPINGS, ids=[row[3] for row in MAPPINGS])
def test_a_mapping_that_is_wrong_is_refused(
    desk: Workspace, tmp_path: Path, old: str, new: str, place: str, why: str
) -> None:
    mapping = tmp_path / "ghep-cot.toml"
    mapping.write_text(MAPPING.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidSlipPlan) as refused:
        make_slips(desk, EXPORT, mapping, tmp_path, day=DAY)
    assert place in [problem.where for problem in refused.value.problems], why


def test_somebody_must_say_which_slip(desk: Workspace, tmp_path: Path) -> None:
    mapping = tmp_path / "ghep-cot.toml"
    text = MAPPING.read_text(encoding="utf-8").replace('loai_phieu = "Xử lý"\n', "")
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(KindNotSaid):
        make_slips(desk, EXPORT, mapping, tmp_path, day=DAY)


def test_the_command_knows_every_kind_and_every_kind_has_its_form() -> None:
    assert [kind.value for kind in SlipKind] == list(KINDS)
    assert all(questions_of(kind, "ND30") for kind in SlipKind)
