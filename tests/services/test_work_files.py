"""Hồ sơ công việc: listed once, filled from the books without copies, closed, announced, handed over."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from directives.register.file_list import parse_file_list
from directives.register.work_files import (
    FileState,
    InvalidFileList,
    NotForArchive,
    Retention,
    WorkFileKey,
    hand_over_due,
    later_by,
    longest_stay,
    terms,
)
from storage.database import transaction
from storage.register_tables import filed_document
from tests.documents import a_document
from tests.services.test_incoming import ARRIVAL, OFFICE, TODAY
from workflows.services.books import UnknownEntry
from workflows.services.incoming_books import UnknownArrival
from workflows.services.issue import issue_document
from workflows.services.print_files import printed_file_list, printed_hand_over, printed_index
from workflows.services.receive_document import receive_document
from workflows.services.verify_books import verify_books
from workflows.services.work_files import (
    CannotClose,
    FileClosed,
    StayTooLong,
    UnknownFile,
    adopt_file_list,
    close_file,
    due_for_hand_over,
    file_document,
    filed_in,
    files_holding,
    files_listed,
    hand_over,
    keep_file_longer,
    read_file_list,
)
from workflows.services.workspace import Workspace

HEAD = f'office = "{OFFICE}"\nyear = 2026\nbasis = "Quyết định số 05/QĐ-UBND ngày 05/01/2026"\n'


def row(symbol: str, **what: str) -> str:
    """Dòng danh mục: in TOML, a file of the survey kept ten years, or what it is told to be."""
    fields = {
        "symbol": symbol,
        "heading": "I. Cải cách hành chính",
        "title": f"Hồ sơ {symbol}",
        "retention": "10 năm",
        "keeper": "Nguyễn Văn Mẫu",
        **what,
    }
    return "[[file]]\n" + "\n".join(f'{name} = "{value}"' for name, value in fields.items()) + "\n"


SURVEY, LETTERS, BUILDING = (
    WorkFileKey(OFFICE, 2026, symbol) for symbol in ("01.CCHC", "02.CCHC", "03.CCHC")
)
LIST = HEAD + row("01.CCHC") + row("02.CCHC", retention="2 năm") + row("03.CCHC", kind="construction")


@pytest.fixture
def desk(workspace: Workspace) -> Workspace:
    """Danh mục ba hồ sơ, một công văn đi, một văn bản đến."""
    adopt_file_list(workspace, parse_file_list(LIST, file="dm.toml"))
    issue_document(workspace, a_document())
    receive_document(workspace, OFFICE, ARRIVAL)
    return workspace


BAD_LISTS = [
    (HEAD, "no file at all", 1),
    (HEAD + row("01.CCHC") + row("01.CCHC"), "a symbol twice, so 02 is missing", 2),
    (HEAD + row("1.CCHC"), "one digit", 1),
    (HEAD + row("01-CCHC"), "no dot", 1),
    (HEAD + row("01.CCHC") + row("03.CCHC"), "a gap", 1),
    (HEAD + row("02.CCHC"), "not from 01", 1),
    (HEAD + row("01.CCHC", retention="lâu dài"), "no term", 1),
    (HEAD + row("01.CCHC", retention="0 năm"), "no years at all", 1),
    (HEAD + row("01.CCHC", kind="other"), "a kind of work the law does not name", 1),
    (HEAD + row("01.CCHC", title=" "), "no title", 1),
    (HEAD + row("01.CCHC", owner="x"), "an unknown field", 1),
    (row("01.CCHC"), "nobody's list", 3),
    ("[[file", "no TOML", 1),
]


@pytest.mark.parametrize(("text", "reason", "problems"), BAD_LISTS, ids=[line[1] for line in BAD_LISTS])
def test_a_list_with_mistakes_names_them_all(text: str, reason: str, problems: int) -> None:
    with pytest.raises(InvalidFileList) as refused:
        parse_file_list(text, file="dm.toml")
    assert len(refused.value.problems) == problems, reason


GOOD_LISTS = [
    (["01.CCHC", "02.TCCB", "03.TCCB"], "numbers through the whole list"),
    (["01.CCHC", "01.TCCB", "02.TCCB"], "numbers from 01 within each heading"),
]


@pytest.mark.parametrize(("symbols", "reason"), GOOD_LISTS)
def test_both_ways_of_numbering_are_taken(symbols: list[str], reason: str) -> None:
    listed = parse_file_list(HEAD + "".join(map(row, symbols)), file="dm.toml")
    assert [file.symbol for file in listed.files] == symbols, reason


def test_a_list_is_taken_over_once_and_may_grow_but_never_change(desk: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "dm.toml"
    file.write_text(LIST + row("04.CCHC", retention="vĩnh viễn"), encoding="utf-8")
    assert [adopt_file_list(desk, read_file_list(file)) for _ in range(2)] == [1, 0]
    assert [one.key.symbol for one in files_listed(desk, OFFICE, 2026)] == [
        "01.CCHC",
        "02.CCHC",
        "03.CCHC",
        "04.CCHC",
    ]
    file.write_text(
        LIST.replace("Hồ sơ 01.CCHC", "Hồ sơ khác") + row("04.CCHC") + row("05.CCHC"), encoding="utf-8"
    )
    with pytest.raises(InvalidFileList) as refused:
        adopt_file_list(desk, read_file_list(file))
    assert [problem.where for problem in refused.value.problems] == ["01.CCHC", "04.CCHC"]
    assert len(files_listed(desk, OFFICE, 2026)) == 4


OUT, ARRIVED = f"{OFFICE}/CV/2026/1", f"{OFFICE}/ĐẾN/2026/1"


def test_one_document_lies_in_several_files_and_is_kept_once(desk: Workspace) -> None:
    for key in (SURVEY, LETTERS):
        file_document(desk, key, "CV/2026/1", pages="1-2")
    again = file_document(desk, SURVEY, OUT)
    assert (again.position, again.pages) == (1, "1-2"), "filed again it stays as it was"
    assert file_document(desk, SURVEY, "ĐẾN/2026/1").position == 2
    assert [filed.document for filed in filed_in(desk, SURVEY)] == [OUT, ARRIVED]
    assert files_holding(desk, OUT) == [SURVEY, LETTERS]
    assert verify_books(desk).problems == []


NOT_THERE = [
    (WorkFileKey(OFFICE, 2026, "09.CCHC"), "CV/2026/1", UnknownFile, "no such file"),
    (SURVEY, "CV/2026/9", UnknownEntry, "no such number"),
    (SURVEY, "ĐẾN/2026/9", UnknownArrival, "no such arrival"),
]


@pytest.mark.parametrize(("key", "document", "refusal", "reason"), NOT_THERE)
def test_only_what_is_in_the_books_is_filed(
    desk: Workspace, key: WorkFileKey, document: str, refusal: type[Exception], reason: str
) -> None:
    with pytest.raises(refusal):
        file_document(desk, key, document)
    assert verify_books(desk).problems == [], reason


def test_a_file_is_closed_with_its_documents_and_sheets(desk: Workspace) -> None:
    with pytest.raises(CannotClose) as refused:
        close_file(desk, SURVEY, TODAY + timedelta(1))
    assert len(refused.value.problems) == 3, "nothing in it, no sheets counted, a day to come"
    file_document(desk, SURVEY, OUT)
    file_document(desk, LETTERS, OUT)
    assert close_file(desk, SURVEY, TODAY, 12).sheets == 12
    assert close_file(desk, LETTERS, TODAY).state is FileState.CLOSED, (
        "kept two years: sheets need no numbers"
    )
    for act in (lambda: file_document(desk, SURVEY, ARRIVED), lambda: close_file(desk, SURVEY, TODAY, 12)):
        with pytest.raises(FileClosed):
            act()


@pytest.fixture
def closed(desk: Workspace) -> Workspace:
    """Ba hồ sơ đã kết thúc: on the fifth of October 2026."""
    for key in (SURVEY, LETTERS, BUILDING):
        file_document(desk, key, OUT)
        close_file(desk, key, TODAY, 5)
    return desk


def test_files_are_announced_thirty_days_before_their_day(closed: Workspace) -> None:
    days = {date(2026, 12, 5): [], date(2026, 12, 6): [BUILDING], date(2027, 9, 5): [BUILDING, SURVEY]}
    for day, expected in days.items():
        assert [one.key for _, one in due_for_hand_over(closed, day)] == expected
    assert due_for_hand_over(closed, date(2027, 9, 5), "snv-lam-dong") == []


def test_only_closed_files_kept_long_enough_are_handed_over_all_or_none(closed: Workspace) -> None:
    with pytest.raises(NotForArchive) as refused:
        hand_over(closed, [SURVEY, LETTERS], date(2027, 3, 1), "Lưu trữ")
    assert [problem.where for problem in refused.value.problems] == [str(LETTERS)]
    assert files_listed(closed, OFFICE, 2026)[0].state is FileState.CLOSED
    (handed,) = hand_over(closed, [SURVEY], date(2027, 3, 1), "Lưu trữ lịch sử tỉnh")
    assert (handed.state, handed.handed_over_to) == (FileState.HANDED_OVER, "Lưu trữ lịch sử tỉnh")
    with pytest.raises(NotForArchive):
        hand_over(closed, [SURVEY], date(2027, 3, 1), "Lưu trữ")
    with pytest.raises(NotForArchive):
        hand_over(closed, [BUILDING], TODAY - timedelta(1), "Lưu trữ")


LONGER: list[tuple[date, str, bool, str]] = [
    (date(2028, 10, 5), "Công văn 5/UBND", True, "within two years after its day"),
    (date(2029, 10, 5), "Công văn 5/UBND", True, "the last day"),
    (date(2029, 10, 6), "Công văn 5/UBND", False, "one day longer"),
    (date(2027, 10, 5), "Công văn 5/UBND", False, "no longer than without leave"),
    (date(2028, 10, 5), " ", False, "no written leave"),
]


@pytest.mark.parametrize(("until", "leave", "allowed", "reason"), LONGER)
def test_a_unit_keeps_a_file_longer_with_written_leave(
    closed: Workspace, until: date, leave: str, allowed: bool, reason: str
) -> None:
    if allowed:
        assert keep_file_longer(closed, SURVEY, until, leave).kept_until == until, reason
        assert SURVEY not in [one.key for _, one in due_for_hand_over(closed, date(2027, 10, 5))]
    else:
        with pytest.raises(StayTooLong, match="2029"):
            keep_file_longer(closed, SURVEY, until, leave)


def test_lists_are_printed_with_the_columns_of_the_law(closed: Workspace) -> None:
    listed = printed_file_list(closed, OFFICE, 2026)
    assert [cells[:3] for cells in listed.rows] == [
        ("", "I. CẢI CÁCH HÀNH CHÍNH", ""),
        ("01.CCHC", "Hồ sơ 01.CCHC", "10 năm"),
        ("02.CCHC", "Hồ sơ 02.CCHC", "2 năm"),
        ("03.CCHC", "Hồ sơ 03.CCHC", "10 năm"),
    ]
    index = printed_index(closed, SURVEY)
    assert (len(index.columns), index.rows) == (
        7,
        (
            (
                "1", "01/UBND-VX", "05/10/2026", "Công văn: đo lường sự hài lòng của người dân năm 2026",
                "Ủy ban nhân dân tỉnh Lâm Đồng", "", "",
            ),
        ),
    )  # fmt: skip
    handed = printed_hand_over(closed, OFFICE, [BUILDING, SURVEY])
    assert (len(handed.columns), [cells[:6] for cells in handed.rows]) == (
        7,
        [
            ("1", "01.CCHC", "Hồ sơ 01.CCHC", "05/10/2026 - 05/10/2026", "10 năm", "5"),
            ("2", "03.CCHC", "Hồ sơ 03.CCHC", "05/10/2026 - 05/10/2026", "10 năm", "5"),
        ],
    )


BROKEN: list[tuple[Any, str, int, str]] = [
    (
        filed_document.update().values(document=f"{OFFICE}/CV/2026/77"),
        "missing_filed_document",
        1,
        "a number never given",
    ),
    (filed_document.update().values(document="x"), "missing_filed_document", 1, "no document at all"),
    (filed_document.update().values(position=4), "gap_in_file", 1, "a position left out"),
]


@pytest.mark.parametrize(("damage", "code", "number", "reason"), BROKEN)
def test_damage_in_a_file_is_named(desk: Workspace, damage: Any, code: str, number: int, reason: str) -> None:
    file_document(desk, SURVEY, OUT)
    with transaction(desk.engine) as connection:
        connection.execute(damage)
    found = verify_books(desk).problems
    assert [(p.code, p.book, p.number) for p in found] == [(code, str(SURVEY), number)], reason


RETENTION = [
    ("vĩnh viễn", None, True),
    ("Vĩnh  viễn", None, True),
    ("70 năm", 70, True),
    ("5 năm", 5, True),
    ("4 năm", 4, False),
]


@pytest.mark.parametrize(("text", "years", "to_archive"), RETENTION)
def test_a_term_is_for_ever_or_some_years(text: str, years: int | None, to_archive: bool) -> None:
    assert Retention.parsed(text) == Retention(years)
    assert Retention(years).goes_to_archive is to_archive


@pytest.mark.parametrize("text", ["", "10", "mười năm", "-5 năm", "10 năm nữa", "1000 năm"])
def test_what_is_no_term_is_none(text: str) -> None:
    assert Retention.parsed(text) is None


def test_terms_and_limits_are_data_with_their_grounds() -> None:
    assert (terms().kept_at_least_years, terms().notice_days, terms().months) == (
        5,
        30,
        {"ordinary": 12, "construction": 3},
    )
    assert {term.confidence for term in terms().retention} == {"usual"}
    assert hand_over_due("construction", date(2026, 11, 30)) == date(2027, 2, 28)
    assert longest_stay("ordinary", date(2026, 2, 28)) == date(2029, 2, 28)
    assert later_by(date(2027, 2, 28), 12) == date(2028, 2, 28)
