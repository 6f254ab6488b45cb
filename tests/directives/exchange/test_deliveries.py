"""Chuyển giao: terms, moves, names of a sending and what the book says of it, without any database."""

from dataclasses import replace
from datetime import date

import pytest

from directives.exchange.deliveries import MOVES, Channel, Delivery, State, due_day, transfers_of
from directives.exchange.recipients import recipient_of
from directives.register.books import BookKey
from tests.documents import a_document
from tests.workspaces import calendar

BOOK = BookKey("ubnd-tinh-lam-dong", "CV", 2026)
DAY = date(2026, 10, 5)
PLAIN = Delivery(BOOK, 12, 1, recipient_of("Bộ Nội vụ (b/c)"), date(2026, 10, 6))


@pytest.mark.parametrize(
    ("issued", "due", "reason"),
    [
        (date(2026, 10, 5), date(2026, 10, 6), "Monday to Tuesday"),
        (date(2026, 10, 9), date(2026, 10, 12), "Friday to Monday"),
        (date(2026, 11, 23), date(2026, 11, 25), "the day of culture lies between"),
    ],
)
def test_a_document_leaves_at_the_latest_on_the_next_working_day(
    issued: date, due: date, reason: str
) -> None:
    assert due_day(calendar(), a_document(date=issued)) == due, reason


def test_an_urgent_document_leaves_on_its_own_day() -> None:
    assert due_day(calendar(), a_document(date=DAY, urgency="khan")) == DAY


@pytest.mark.parametrize(
    ("delivery", "late", "reason"),
    [
        (PLAIN, False, "still in time"),
        (replace(PLAIN, due_on=date(2026, 10, 2)), True, "not sent"),
        (replace(PLAIN, state=State.SENT, sent_on=date(2026, 10, 6)), False, "sent on the last day"),
        (replace(PLAIN, state=State.SENT, sent_on=date(2026, 10, 7)), True, "sent, but too late"),
        (replace(PLAIN, due_on=date(2026, 10, 2), state=State.RESOLVED), False, "a group is never late"),
    ],
)
def test_lateness(delivery: Delivery, late: bool, reason: str) -> None:
    assert delivery.is_late(DAY) is late, reason


def test_nothing_leaves_a_received_copy_and_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(State)
    assert MOVES[State.RECEIVED] == MOVES[State.RESOLVED] == frozenset()
    assert PLAIN.may_become(State.SENDING)
    assert not replace(PLAIN, state=State.SENT).may_become(State.WAITING)


def test_a_sending_has_one_name_and_the_next_attempt_another() -> None:
    assert PLAIN.message_id == replace(PLAIN, state=State.SENT, begun_at="x").message_id
    assert (
        len({PLAIN.message_id, replace(PLAIN, attempt=2).message_id, replace(PLAIN, position=2).message_id})
        == 3
    )


def test_the_book_tells_copies_days_and_receipts() -> None:
    rows = [
        replace(
            PLAIN, state=State.RECEIVED, sent_on=DAY, received_on=date(2026, 10, 6), received_by="Lê Thị C"
        ),
        replace(
            PLAIN, position=2, recipient=recipient_of("Sở Tài chính"), copies=2, state=State.SENT, sent_on=DAY
        ),
    ]
    found = transfers_of(rows)
    assert (found.recipients, found.copies) == ("Bộ Nội vụ (b/c); Sở Tài chính", "3")
    assert found.transferred_on == "05/10/2026"
    assert found.receipt == "Bộ Nội vụ: Lê Thị C, 06/10/2026"


@pytest.mark.parametrize(
    ("line", "copies", "reason"),
    [("Các sở", "", "nobody knows how many are in a group"), ("Sở Tài chính", "1", "one receiver, one copy")],
)
def test_copies_are_told_only_when_all_are_known(line: str, copies: str, reason: str) -> None:
    delivery = replace(PLAIN, recipient=recipient_of(line), channel=Channel.PAPER)
    assert transfers_of([delivery]).copies == copies, reason
    assert transfers_of([]).copies == ""
