"""Thu hồi, đính chính, sửa đổi, thay thế: the state changes with its reason; record and file stay as issued."""

import pytest

from directives.register.books import BookKey
from directives.register.states import IllegalMove, Move
from directives.register.written import ControlCharacter
from storage.database import reading
from storage.entry_states import Place
from storage.tables import audit_entry, document_file, register_entry
from tests.documents import dated
from workflows.services.books import UnknownEntry, entry
from workflows.services.change_state import NoReason, NoSuchPlace, change_state, changes, place_of
from workflows.services.issue import issue_document
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

OFFICE = "ubnd-tinh-lam-dong"
PROPOSALS, LETTERS = BookKey(OFFICE, "TTr", 2026), BookKey(OFFICE, "CV", 2026)
FIRST, SECOND, LETTER = Place(PROPOSALS, 1), Place(PROPOSALS, 2), Place(LETTERS, 1)


@pytest.fixture
def desk(workspace: Workspace) -> Workspace:
    """Hai tờ trình và một công văn: of March and April 2026."""
    for day in ("2026-03-02", "2026-04-01"):
        issue_document(workspace, dated(day, type="to_trinh", unit=""))
    issue_document(workspace, dated("2026-04-01"))
    return workspace


BY_LETTER = "theo Công văn số 01/UBND-VX ngày 01/04/2026: lý do"
BY_EQUAL = "theo Tờ trình số 02/TTr-UBND ngày 01/04/2026: lý do"

ACTS = [
    (Move.VOID, None, "cancelled", "Đã hủy: lý do", "number_voided"),
    (Move.RECALL, LETTER, "recalled", f"Đã thu hồi {BY_LETTER}", "document_recalled"),
    (Move.CORRECT, LETTER, "corrected", f"Đã đính chính {BY_LETTER}", "document_corrected"),
    (Move.AMEND, SECOND, "amended", f"Đã sửa đổi, bổ sung {BY_EQUAL}", "document_amended"),
    (Move.REPLACE, SECOND, "replaced", f"Đã được thay thế {BY_EQUAL}", "document_replaced"),
]


@pytest.mark.parametrize(("move", "by", "state", "note", "act"), ACTS)
def test_an_act_changes_state_and_note_and_leaves_one_entry_in_the_journal(
    desk: Workspace, move: Move, by: Place | None, state: str, note: str, act: str
) -> None:
    before = _as_issued(desk)
    change_state(desk, move, FIRST, " lý  do ", by)
    found = entry(desk, PROPOSALS, 1)
    assert (found.status, found.note) == (state, note)
    assert [(c.move, c.reason, c.actor, c.by) for c in changes(desk, FIRST)] == [
        (move, "lý do", "thu-nghiem", by)
    ]
    with reading(desk.engine) as connection:
        journal = connection.execute(audit_entry.select().where(audit_entry.c.act == act)).all()
    assert [(row.subject, row.actor, row.chain) for row in journal] == [
        (str(FIRST), "thu-nghiem", str(PROPOSALS))
    ]
    assert _as_issued(desk) == before, "the issued file and its record are never edited"
    assert verify_books(desk).problems == []


def _as_issued(desk: Workspace) -> list[object]:
    fixed = [column for column in register_entry.c if column.name not in ("status", "note", "folded")]
    with reading(desk.engine) as connection:
        rows = connection.execute(register_entry.select().with_only_columns(*fixed)).all()
        return sorted([*rows, *connection.execute(document_file.select()).all()], key=str)


def test_a_document_may_be_corrected_twice_then_recalled_then_replaced_and_the_book_says_all(
    desk: Workspace,
) -> None:
    for move, by in (
        (Move.CORRECT, LETTER),
        (Move.CORRECT, LETTER),
        (Move.RECALL, LETTER),
        (Move.REPLACE, SECOND),
    ):
        change_state(desk, move, FIRST, f"vì {move}", by)
    found = entry(desk, PROPOSALS, 1)
    assert found.status == "replaced"
    assert found.note.count("Đã ") == 4
    assert [c.move for c in changes(desk, FIRST)] == [Move.CORRECT, Move.CORRECT, Move.RECALL, Move.REPLACE]
    with pytest.raises(IllegalMove):
        change_state(desk, Move.CORRECT, FIRST, "muộn", LETTER)


REFUSED = [
    (Move.CORRECT, FIRST, SECOND, "x", IllegalMove, "a tờ trình does not correct slips of form"),
    (Move.RECALL, Place(PROPOSALS, 7), LETTER, "x", UnknownEntry, "no such number"),
    (Move.RECALL, FIRST, Place(LETTERS, 7), "x", UnknownEntry, "the notice was never issued"),
    (Move.RECALL, FIRST, LETTER, " \n", NoReason, "no reason"),
    (Move.RECALL, FIRST, LETTER, "a\x00b", ControlCharacter, "a reason nobody can print"),
]


@pytest.mark.parametrize(("move", "place", "by", "why", "refusal", "reason"), REFUSED)
def test_a_refused_act_leaves_book_and_journal_as_they_were(
    desk: Workspace, move: Move, place: Place, by: Place, why: str, refusal: type[Exception], reason: str
) -> None:
    before = verify_books(desk)
    with pytest.raises(refusal):
        change_state(desk, move, place, why, by)
    assert verify_books(desk) == before, reason
    assert entry(desk, PROPOSALS, 1).status == "issued"


WRITTEN = [
    ("ubnd-tinh-lam-dong/TTr/2026/2", SECOND, "written in full"),
    ("TTr/2026/2", SECOND, "of the same office"),
]


@pytest.mark.parametrize(("text", "place", "reason"), WRITTEN)
def test_a_document_is_named_as_the_books_name_it(text: str, place: Place, reason: str) -> None:
    assert place_of(text, OFFICE) == place, reason


@pytest.mark.parametrize(
    "text", ["", "2", "TTr/2", "a/b/c/d", "a/b/2026/２", "a/b/2026/-1", "a/b/c/d/e", "TTr/2026/99999999"]
)
def test_what_names_no_document_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NoSuchPlace, match="office/series/year/number"):
        place_of(text, OFFICE)
