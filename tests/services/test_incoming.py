"""Sổ văn bản đến: numbers in the order of arrival, nothing entered twice unasked, every later act with its trace."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.org.errors import UnknownOffice
from directives.register.books import BookAlreadyOpen, BookKey
from directives.register.incoming import (
    AlreadyReceived,
    BackdatedArrival,
    IncomingBookKey,
    IncomingDocument,
    IncomingState,
    InvalidArrival,
)
from directives.register.incoming_columns import (
    FOLLOW_UP_COLUMNS,
    INCOMING_COLUMNS,
    follow_up_cells,
    incoming_cells,
)
from directives.register.written import ControlCharacter
from storage.database import reading
from storage.entry_states import Place
from storage.tables import audit_entry
from tests.documents import a_document
from tests.workspaces import NOW
from workflows.services.books import UnknownEntry
from workflows.services.change_state import NoReason
from workflows.services.handle_incoming import (
    ArrivalClosed,
    follow_incoming,
    forward_incoming,
    return_incoming,
    strike_incoming,
)
from workflows.services.incoming_books import (
    UnknownArrival,
    UnknownIncomingBook,
    incoming_book_keys,
    incoming_entries,
    incoming_entry,
    open_incoming_book,
)
from workflows.services.issue import issue_document
from workflows.services.receive_document import receive_document
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"
BOOK = IncomingBookKey(OFFICE, 2026)
TODAY = NOW.date()
ARRIVAL = IncomingDocument(
    author="Bộ Nội vụ",
    number_and_symbol="05/BNV-CCHC",
    dated=TODAY - timedelta(3),
    type_name="Công văn",
    subject="hướng dẫn đo lường sự hài lòng năm 2026",
    arrived_on=TODAY,
)


def arrival(**what: Any) -> IncomingDocument:
    """Văn bản đến: the Ministry's letter, or what it is told to be instead."""
    return replace(ARRIVAL, **what)


def test_numbers_follow_the_order_of_arrival(workspace: Workspace) -> None:
    for turn in range(1, 4):
        assert receive_document(workspace, OFFICE, arrival(number_and_symbol=f"{turn}/X")).number == turn
    assert [entry.number for entry in incoming_entries(workspace, BOOK)] == [1, 2, 3]
    assert incoming_book_keys(workspace) == [BOOK]
    assert verify_books(workspace).problems == []


def test_a_book_may_go_on_from_paper_in_the_middle_of_a_year(workspace: Workspace) -> None:
    open_incoming_book(workspace, BOOK, 412)
    assert receive_document(workspace, OFFICE, ARRIVAL).number == 413
    with pytest.raises(BookAlreadyOpen):
        open_incoming_book(workspace, BOOK, 500)


def test_a_new_year_begins_with_one_and_offices_do_not_mix(workspace: Workspace) -> None:
    last_year = date(2025, 12, 31)
    places = [
        (OFFICE, arrival(arrived_on=last_year, dated=last_year), IncomingBookKey(OFFICE, 2025)),
        (OFFICE, arrival(number_and_symbol="6/X"), BOOK),
        ("snv-lam-dong", ARRIVAL, IncomingBookKey("snv-lam-dong", 2026)),
    ]
    for office, document, book in places:
        entry = receive_document(workspace, office, document)
        assert (entry.book, entry.number) == (book, 1)


def test_the_day_of_arrival_never_goes_back(workspace: Workspace) -> None:
    receive_document(workspace, OFFICE, ARRIVAL)
    yesterday = arrival(number_and_symbol="6/X", arrived_on=TODAY - timedelta(1))
    with pytest.raises(BackdatedArrival, match="number 1"):
        receive_document(workspace, OFFICE, yesterday)


REFUSED = [
    ({"author": " "}, 1, "nobody wrote it"),
    ({"subject": ""}, 1, "about nothing"),
    ({"type_name": ""}, 1, "of no type"),
    ({"arrived_on": TODAY + timedelta(1)}, 1, "it has not come yet"),
    ({"dated": TODAY + timedelta(1)}, 1, "written after it came"),
    ({"subject": "a\x00b"}, 1, "a control character"),
    ({"author": "", "subject": "\x1b", "arrived_on": TODAY + timedelta(1)}, 3, "all is said at once"),
]


@pytest.mark.parametrize(("what", "problems", "reason"), REFUSED)
def test_a_row_that_cannot_stand_in_the_book_takes_no_number(
    workspace: Workspace, what: dict[str, Any], problems: int, reason: str
) -> None:
    with pytest.raises(InvalidArrival) as refused:
        receive_document(workspace, OFFICE, arrival(**what))
    assert len(refused.value.problems) == problems, reason
    assert receive_document(workspace, OFFICE, ARRIVAL).number == 1


def test_only_an_office_that_exists_has_a_book(workspace: Workspace) -> None:
    with pytest.raises(UnknownOffice):
        receive_document(workspace, "ubnd-tinh-lam-dongg", ARRIVAL)
    assert incoming_book_keys(workspace) == []


TWINS = [
    ({}, "the same once more"),
    ({"author": "BỘ  NỘI VỤ"}, "capitals and blanks do not count"),
    ({"number_and_symbol": "5/bnv-cchc"}, "nor does the zero in front"),
    ({"number_and_symbol": " 05 / BNV-CCHC"}, "nor blanks in the number"),
    ({"subject": "khác"}, "the abstract is no part of what a document is known by"),
]


@pytest.mark.parametrize(("what", "reason"), TWINS)
def test_a_document_that_came_before_is_refused_until_it_is_said_that_it_came_twice(
    workspace: Workspace, what: dict[str, Any], reason: str
) -> None:
    receive_document(workspace, OFFICE, ARRIVAL)
    with pytest.raises(AlreadyReceived, match="--again"):
        receive_document(workspace, OFFICE, arrival(**what))
    second = receive_document(workspace, OFFICE, arrival(**what), again=True)
    assert (second.number, second.handling.note) == (2, "Trùng với văn bản đến số 01/2026"), reason


OTHERS = [
    ({"number_and_symbol": "15/BNV-CCHC"}, "another number"),
    ({"number_and_symbol": "05/BNV-TCBC"}, "another symbol"),
    ({"author": "Bộ Tài chính"}, "another author"),
    ({"dated": date(2025, 12, 30)}, "the same number of the year before"),
]


@pytest.mark.parametrize(("what", "reason"), OTHERS)
def test_another_document_is_not_taken_for_it(
    workspace: Workspace, what: dict[str, Any], reason: str
) -> None:
    receive_document(workspace, OFFICE, ARRIVAL)
    assert receive_document(workspace, OFFICE, arrival(**what)).number == 2, reason


def test_the_same_file_is_known_under_any_number_and_a_struck_row_does_not_count(
    workspace: Workspace,
) -> None:
    first = receive_document(workspace, OFFICE, ARRIVAL, content=b"%PDF-1.4 ...")
    other = arrival(number_and_symbol="99/ABC")
    with pytest.raises(AlreadyReceived):
        receive_document(workspace, OFFICE, other, content=b"%PDF-1.4 ...")
    strike_incoming(workspace, BOOK, first.number, "vào sổ nhầm")
    assert receive_document(workspace, OFFICE, other, content=b"%PDF-1.4 ...").number == 2
    assert verify_books(workspace).problems == []


def test_letters_without_a_number_are_not_taken_for_one_another(workspace: Workspace) -> None:
    letter = arrival(number_and_symbol="", author="Nguyễn Văn A", type_name="Đơn", dated=None)
    assert [receive_document(workspace, OFFICE, letter).number for _ in range(2)] == [1, 2]


def test_twenty_requests_with_one_key_get_one_number(workspace: Workspace) -> None:
    with ThreadPoolExecutor(20) as pool:
        asked = [
            pool.submit(receive_document, workspace, OFFICE, ARRIVAL, idempotency_key="một lần")
            for _ in range(20)
        ]
    assert {answer.result() for answer in asked} == {incoming_entry(workspace, BOOK, 1)}
    assert len(incoming_entries(workspace, BOOK)) == 1


def test_sixteen_who_register_at_once_get_numbers_without_gap(workspace: Workspace) -> None:
    def receive(turn: int) -> int:
        return receive_document(workspace, OFFICE, arrival(number_and_symbol=f"{turn}/X")).number

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(receive, range(1, 49))) == [*range(1, 49)]
    assert verify_books(workspace).problems == []


@pytest.fixture
def received(workspace: Workspace) -> Workspace:
    """Một văn bản đến và một văn bản trả lời: arrival 1, letter 1."""
    receive_document(workspace, OFFICE, ARRIVAL, receiver="Phòng Văn xã", content=b"%PDF")
    issue_document(workspace, a_document())
    return workspace


def test_it_is_forwarded_followed_up_and_answered(received: Workspace) -> None:
    due = TODAY + timedelta(7)
    forward_incoming(received, BOOK, 1, receiver="Sở Nội vụ", on=TODAY, due_on=due, receipt="Lê Thị B")
    follow_incoming(received, BOOK, 1, progress="đang dự thảo")
    entry = follow_incoming(
        received, BOOK, 1, progress="đã trả lời", reply=Place(BookKey(OFFICE, "CV", 2026), 1)
    )
    assert entry == incoming_entry(received, BOOK, 1)
    row = dict(zip(INCOMING_COLUMNS, incoming_cells(1, entry.document, entry.handling), strict=True))
    assert list(row.values()) == [
        "05/10/2026", "01", "Bộ Nội vụ", "05/BNV-CCHC", "02/10/2026",
        "Công văn: hướng dẫn đo lường sự hài lòng năm 2026", "Sở Nội vụ", "05/10/2026", "Lê Thị B", "",
    ]  # fmt: skip
    cells = follow_up_cells(1, entry.document, entry.handling, "01/UBND-VX")
    assert dict(zip(FOLLOW_UP_COLUMNS, cells, strict=True)) == {
        "Số đến": "01",
        "Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản": (
            "Công văn 05/BNV-CCHC ngày 02/10/2026 của Bộ Nội vụ"
        ),
        "Đơn vị hoặc người nhận": "Sở Nội vụ",
        "Thời hạn giải quyết": "12/10/2026",
        "Tiến độ giải quyết": "đã trả lời",
        "Số, ký hiệu văn bản trả lời": "01/UBND-VX",
        "Ghi chú": "",
    }
    assert verify_books(received).problems == []


def test_the_journal_tells_each_act_and_names_no_person(received: Workspace) -> None:
    forward_incoming(received, BOOK, 1, receiver="ông Trần Văn C", on=TODAY, receipt="Trần Văn C")
    return_incoming(received, BOOK, 1, "gửi nhầm nơi nhận")
    with reading(received.engine) as connection:
        rows = connection.execute(audit_entry.select().where(audit_entry.c.chain == str(BOOK))).all()
    assert [row.act for row in rows] == ["document_received", "incoming_forwarded", "incoming_returned"]
    assert not [row for row in rows if "Trần Văn C" in row.payload]


@pytest.mark.parametrize(
    ("close", "state", "words"),
    [
        (return_incoming, IncomingState.RETURNED, "Đã trả lại nơi gửi: nhầm"),
        (strike_incoming, IncomingState.CANCELLED, "Đã hủy đăng ký: nhầm"),
    ],
)
def test_what_was_returned_or_struck_keeps_its_number_and_is_done_with(
    received: Workspace, close: Any, state: IncomingState, words: str
) -> None:
    entry = close(received, BOOK, 1, "nhầm")
    assert (entry.handling.state, entry.handling.note) == (state, words)
    with pytest.raises(ArrivalClosed):
        close(received, BOOK, 1, "lần nữa")
    with pytest.raises(ArrivalClosed):
        forward_incoming(received, BOOK, 1, receiver="x", on=TODAY)
    assert receive_document(received, OFFICE, arrival(number_and_symbol="6/X")).number == 2


BAD_HANDLING = [
    ({"receiver": "x", "on": TODAY - timedelta(1)}, InvalidArrival, "forwarded before it came"),
    ({"receiver": "x", "on": TODAY + timedelta(1)}, InvalidArrival, "forwarded on a day to come"),
    ({"receiver": "x", "on": TODAY, "due_on": TODAY - timedelta(1)}, InvalidArrival, "due before it came"),
    ({"receiver": "a\x07", "on": TODAY}, ControlCharacter, "a control character"),
]


@pytest.mark.parametrize(("what", "refusal", "reason"), BAD_HANDLING)
def test_impossible_days_are_refused(
    received: Workspace, what: dict[str, Any], refusal: type[Exception], reason: str
) -> None:
    before = incoming_entry(received, BOOK, 1)
    with pytest.raises(refusal):
        forward_incoming(received, BOOK, 1, **what)
    assert incoming_entry(received, BOOK, 1) == before, reason


def test_what_is_not_there_is_named(received: Workspace) -> None:
    with pytest.raises(UnknownArrival, match="no arrival number 9"):
        incoming_entry(received, BOOK, 9)
    with pytest.raises(UnknownIncomingBook, match=str(BOOK)):
        incoming_entries(received, IncomingBookKey(OFFICE, 2020))
    with pytest.raises(UnknownEntry):
        follow_incoming(received, BOOK, 1, progress="x", reply=Place(BookKey(OFFICE, "CV", 2026), 9))
    with pytest.raises(NoReason):
        strike_incoming(received, BOOK, 1, " ")


@given(st.text(), st.text())
def test_blanks_around_the_words_never_make_another_document(author: str, number: str) -> None:
    one = arrival(author=author, number_and_symbol=number)
    two = arrival(author=f"  {author} ", number_and_symbol=f" {number}  ")
    assert one.identity == two.identity
