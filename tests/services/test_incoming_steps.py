"""Ý kiến chỉ đạo: who leads until when, written down once and for ever; what waits, and what is late."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx
import pytest

from directives.document.kinds import Urgency
from directives.register.incoming import Handling, IncomingState, InvalidArrival
from directives.register.steps import InvalidStep, StepKind, Waiting, pending, submission_due
from storage.database import transaction
from storage.desk_tables import incoming_step
from tests.services.test_incoming import ARRIVAL, BOOK, OFFICE, TODAY, arrival
from tests.workspaces import calendar
from workflows.services.handle_incoming import (
    ArrivalClosed,
    follow_incoming,
    forward_incoming,
    return_incoming,
)
from workflows.services.incoming_books import UnknownArrival, incoming_entry
from workflows.services.incoming_desk import incoming_desk
from workflows.services.instruct_incoming import (
    Said,
    comment_incoming,
    instruct_incoming,
    steps_of,
    submit_incoming,
)
from workflows.services.print_arrival import slip, stamps
from workflows.services.print_book import follow_up_book
from workflows.services.receive_document import receive_document
from workflows.services.workspace import Workspace

ORDER = Said(
    "Trần Thị Mẫu", TODAY, "Khẩn trương tham mưu", "Phòng CCHC", ("Phòng TC", "Lê An"), working_days=5
)


@pytest.fixture
def received(workspace: Workspace) -> Workspace:
    """Sổ có một văn bản đến."""
    receive_document(workspace, OFFICE, ARRIVAL)
    return workspace


def test_an_instruction_passes_into_the_book_and_stays_as_it_was_said(received: Workspace) -> None:
    entry = instruct_incoming(received, BOOK, 1, ORDER)
    handling = entry.handling
    assert (handling.receiver, handling.co_operating) == ("Phòng CCHC", "Phòng TC, Lê An")
    assert handling.due_on == date(2026, 10, 12), "five working days after Monday the 5th"
    instruct_incoming(received, BOOK, 1, replace(ORDER, lead="Phòng NV", working_days=None, due_on=TODAY))
    first, second = steps_of(received, BOOK, 1)
    assert (first.lead, first.working_days, first.co_operating) == ("Phòng CCHC", 5, ("Phòng TC", "Lê An"))
    assert (second.lead, second.due_on) == ("Phòng NV", TODAY)
    assert incoming_entry(received, BOOK, 1).handling.receiver == "Phòng NV", "the newest one holds"


def test_a_step_is_never_changed(received: Workspace) -> None:
    instruct_incoming(received, BOOK, 1, ORDER)
    with pytest.raises(Exception, match="stays as it is"), transaction(received.engine) as connection:
        connection.execute(incoming_step.update().values(words="khác"))


REFUSED = [
    ({"by": " "}, InvalidStep, "nobody says it"),
    ({"lead": ""}, InvalidStep, "nobody leads"),
    ({"co_operating": ("Phòng CCHC",)}, InvalidStep, "who leads helps too"),
    ({"working_days": None, "due_on": TODAY - timedelta(1)}, InvalidArrival, "due before it came"),
    ({"on": TODAY + timedelta(1)}, InvalidArrival, "said tomorrow"),
    ({"on": TODAY - timedelta(1)}, InvalidArrival, "said before it came"),
]


@pytest.mark.parametrize(("what", "refusal", "reason"), REFUSED, ids=[row[2] for row in REFUSED])
def test_an_instruction_that_makes_no_sense_is_not_written_down(
    received: Workspace, what: dict[str, Any], refusal: type[Exception], reason: str
) -> None:
    with pytest.raises(refusal):
        instruct_incoming(received, BOOK, 1, replace(ORDER, **what))
    assert list(steps_of(received, BOOK, 1)) == [], reason
    assert incoming_entry(received, BOOK, 1).handling == Handling()


def test_of_what_is_closed_or_unknown_nothing_is_said(received: Workspace) -> None:
    with pytest.raises(UnknownArrival):
        instruct_incoming(received, BOOK, 9, ORDER)
    return_incoming(received, BOOK, 1, "gửi nhầm")
    with pytest.raises(ArrivalClosed):
        instruct_incoming(received, BOOK, 1, ORDER)


def test_forwarding_keeps_the_term_and_the_helpers_of_the_instruction(received: Workspace) -> None:
    instruct_incoming(received, BOOK, 1, ORDER)
    handling = forward_incoming(received, BOOK, 1, receiver="Phòng CCHC", on=TODAY).handling
    assert (handling.due_on, handling.co_operating) == (date(2026, 10, 12), "Phòng TC, Lê An")


# --- what waits


DUE = [
    ({}, date(2026, 10, 6), "the next working day"),
    ({"arrived_on": date(2026, 10, 2)}, date(2026, 10, 5), "over a week-end"),
    ({"urgency": Urgency.KHAN}, TODAY, "an urgent one at once"),
    ({"arrived_on": date(2019, 5, 6), "dated": None}, None, "before the decree"),
]


@pytest.mark.parametrize(("what", "due", "reason"), DUE, ids=[row[2] for row in DUE])
def test_a_document_is_submitted_in_time(what: dict[str, Any], due: date | None, reason: str) -> None:
    assert submission_due(arrival(**what), calendar()) == due, reason


WAITING = [
    (Handling(), False, 0, Waiting.SUBMISSION, False, "just arrived"),
    (Handling(), False, 2, Waiting.SUBMISSION, True, "not submitted on the next working day"),
    (Handling(submitted_on=TODAY), False, 9, Waiting.INSTRUCTION, False, "lies before the leader"),
    (Handling(due_on=TODAY), True, 0, Waiting.HANDLING, False, "instructed"),
    (Handling(due_on=TODAY), True, 1, Waiting.HANDLING, True, "its term is over"),
    (Handling(transferred_on=TODAY), False, 9, Waiting.HANDLING, False, "forwarded without a term"),
    (Handling(due_on=TODAY, finished_on=TODAY), True, 9, None, False, "finished"),
    (Handling(due_on=TODAY, state=IncomingState.RETURNED), True, 9, None, False, "returned"),
    (Handling(), False, -1, None, False, "it had not come yet"),
]


@pytest.mark.parametrize(
    ("handling", "instructed", "days", "waits", "late", "reason"), WAITING, ids=[row[5] for row in WAITING]
)
def test_an_arrival_waits_for_its_next_step(
    handling: Handling, instructed: bool, days: int, waits: Waiting | None, late: bool, reason: str
) -> None:
    found = pending(ARRIVAL, handling, instructed=instructed, on=TODAY + timedelta(days), calendar=calendar())
    assert (found and found.waits_for, bool(found and found.late)) == (waits, late), reason


def test_the_desk_shows_the_late_ones_first(workspace: Workspace) -> None:
    for number in range(1, 5):
        receive_document(workspace, OFFICE, arrival(number_and_symbol=f"{number}/X"))
    instruct_incoming(workspace, BOOK, 2, replace(ORDER, working_days=2))
    submit_incoming(workspace, BOOK, 3, to="Chủ tịch", on=TODAY)
    follow_incoming(workspace, BOOK, 4, progress="xong", finished_on=TODAY)
    rows = incoming_desk(workspace, OFFICE, date(2026, 10, 8))
    assert [(row.entry.number, row.pending.waits_for, row.pending.late) for row in rows] == [
        (1, Waiting.SUBMISSION, True),
        (2, Waiting.HANDLING, True),
        (3, Waiting.INSTRUCTION, False),
    ]


def test_the_follow_up_book_names_who_helps_and_what_is_late(received: Workspace) -> None:
    receive_document(received, OFFICE, arrival(number_and_symbol="6/X"))
    instruct_incoming(received, BOOK, 1, ORDER)
    book = follow_up_book(received, BOOK)
    assert book.rows[0][2:4] == ("Phòng CCHC; phối hợp: Phòng TC, Lê An", "12/10/2026")
    assert follow_up_book(received, BOOK, late=True).rows == ()
    late = incoming_entry(received, BOOK, 1).handling
    assert not late.is_late(date(2026, 10, 12))
    assert late.is_late(date(2026, 10, 13))
    done = follow_incoming(received, BOOK, 1, progress="đã trả lời", finished_on=TODAY).handling
    assert not done.is_late(date(2026, 12, 31))
    assert follow_up_book(received, BOOK).rows[0][4] == "đã trả lời; xong ngày 05/10/2026"


# --- paper


def text_of(content: bytes) -> str:
    """Chữ trong tệp Word: paragraphs and cells."""
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


def test_the_slip_says_everything_that_was_said(received: Workspace) -> None:
    empty = text_of(slip(received, BOOK, 1))
    assert "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN" in empty
    assert empty.count("\n\t\n") > 3, "room for a hand"
    instruct_incoming(received, BOOK, 1, ORDER)
    said = Said("Lê Thị Trưởng", TODAY, "Giao An soạn")
    comment_incoming(received, BOOK, 1, StepKind.UNIT_OPINION, said)
    comment_incoming(
        received, BOOK, 1, StepKind.PROPOSAL, replace(said, by="Lê An", words="Xin trả lời & gửi")
    )
    told = text_of(slip(received, BOOK, 1))
    for words in (
        "Chủ trì: Phòng CCHC",
        "Phối hợp: Phòng TC, Lê An",
        "Thời hạn: 12/10/2026 (05 ngày làm việc)",
        "05/10/2026, Trần Thị Mẫu",
        "Giao An soạn",
        "Xin trả lời & gửi",
        "05/BNV-CCHC",
    ):
        assert words in told
    assert slip(received, BOOK, 1) == slip(received, BOOK, 1), "the same bytes"


def test_the_stamp_is_35_by_50_millimetres(received: Workspace) -> None:
    forward_incoming(received, BOOK, 1, receiver="Phòng CCHC", on=TODAY)
    content = stamps(received, BOOK, [1])
    table = docx.Document(io.BytesIO(content)).tables[0]
    assert (round(table.rows[0].height.mm), round(table.columns[0].width.mm)) == (35, 50)
    told = text_of(content)
    for words in ("ĐẾN", "Số: 01", "Ngày: 05/10/2026", "Chuyển: Phòng CCHC", "Số và ký hiệu HS: …"):
        assert words in told
