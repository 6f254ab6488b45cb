"""Hủy số: a number that must not be used stays visible with its reason and is never given again."""

import pytest

from directives.register.books import BookKey
from directives.register.states import IllegalMove
from storage.database import reading
from storage.tables import audit_entry
from tests.documents import a_document
from workflows.services.books import UnknownEntry, entries
from workflows.services.change_state import NoReason
from workflows.services.issue import issue_document
from workflows.services.verify_books import verify_books
from workflows.services.void_number import void_number
from workflows.services.workspace import Workspace

BOOK = BookKey("ubnd-tinh-lam-dong", "CV", 2026)


@pytest.fixture
def voided(workspace: Workspace) -> Workspace:
    """Sổ hai số: of which the second was voided."""
    for _ in range(2):
        issue_document(workspace, a_document())
    void_number(workspace, BOOK, 2, "gửi nhầm nơi nhận")
    return workspace


def test_it_stays_in_the_book_with_its_reason(voided: Workspace) -> None:
    assert [(e.number, e.status, e.note) for e in entries(voided)] == [
        (1, "issued", ""),
        (2, "cancelled", "Đã hủy: gửi nhầm nơi nhận"),
    ]


def test_the_number_is_never_given_again(voided: Workspace) -> None:
    assert issue_document(voided, a_document()).entry.number == 3


def test_the_books_stay_whole_and_the_journal_says_who_and_why(voided: Workspace) -> None:
    assert verify_books(voided).problems == []
    with reading(voided.engine) as connection:
        row = connection.execute(audit_entry.select().where(audit_entry.c.act == "number_voided")).one()
    assert (row.actor, row.subject, row.payload) == (
        "thu-nghiem",
        f"{BOOK}/2",
        '{"reason":"gửi nhầm nơi nhận"}',
    )


REFUSED = [
    (2, "lần nữa", IllegalMove, "it is void already"),
    (3, "chưa cấp", UnknownEntry, "it was never given"),
    (1, " \t", NoReason, "nobody would know why"),
]


@pytest.mark.parametrize(("number", "why", "refusal", "reason"), REFUSED)
def test_it_is_done_once_for_a_number_that_was_given_and_with_a_reason(
    voided: Workspace, number: int, why: str, refusal: type[Exception], reason: str
) -> None:
    before = entries(voided)
    with pytest.raises(refusal):
        void_number(voided, BOOK, number, why)
    assert entries(voided) == before, reason
