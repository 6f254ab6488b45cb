"""Đổi trạng thái: recall, correct, amend, replace or void a numbered document, once and with its reason."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.books import BookKey
from directives.register.states import Move, Standing, State, moved, words_of
from directives.register.written import written
from directives.text import normalise
from storage import audit, entry_states
from storage.database import reading, transaction
from storage.entry_states import Change, Place
from storage.register import Entry
from workflows.services.books import entry_in
from workflows.services.workspace import Workspace

#: What the journal calls each act.
ACTS = {
    Move.VOID: "number_voided",
    Move.RECALL: "document_recalled",
    Move.CORRECT: "document_corrected",
    Move.AMEND: "document_amended",
    Move.REPLACE: "document_replaced",
}


class NoReason(DirectiveError):
    """Thiếu lý do: the state of a number is changed for a reason that can be read in the book."""

    kind = "no_reason"
    template = N_("Say why number {number} is changed: the reason stays in the book.")


class NoSuchPlace(DirectiveError):
    """Không phải vị trí trong sổ: a document is named by office, series, year and number."""

    kind = "no_such_place"
    template = N_("“{text}” names no document. Write office/series/year/number, for example {example}.")


def change_state(
    workspace: Workspace, move: Move, place: Place, reason: str, by: Place | None = None
) -> Entry:
    """Đổi trạng thái: of one number, resting on document ``by`` of our own books. Returns it as it now stands.

    Record and file stay as they are. Raises NoReason, UnknownEntry, IllegalMove.
    """
    reason = " ".join(written(reason, "reason").split())
    if not reason:
        raise NoReason(where="reason", number=place.number)
    with transaction(workspace.engine) as connection:
        entry, other = _locked(connection, place, by)
        state = moved(_standing(entry), move, _standing(other) if other else None)
        words = words_of(move, reason, other.document if other else None)
        note = "; ".join(part for part in (entry.note, words) if part)
        at = workspace.timestamp()
        entry_states.change(connection, entry, state, note, Change(move, reason, workspace.actor, at, by))
        facts = {"reason": reason, **({"by": str(by)} if by else {})}
        act = audit.Act(at, workspace.actor, ACTS[move], entry.subject_id, facts)
        audit.append(connection, str(entry.book), act)
    return replace(entry, status=state.value, note=note)


def changes(workspace: Workspace, place: Place) -> Sequence[Change]:
    """Lịch sử: what was done to a numbered document since it was issued. Raises UnknownEntry."""
    with reading(workspace.engine) as connection:
        entry_in(connection, place.book, place.number)
        return entry_states.changes_of(connection, place)


def place_of(text: str, office: str = "") -> Place:
    """Vị trí viết ra: ``office/series/year/number``; without the office it is of ``office``.

    Raises NoSuchPlace.
    """
    parts = normalise(text).strip().split("/")
    parts = [office, *parts] if office and len(parts) == 3 else parts
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts[2:]):
        raise NoSuchPlace(where=text, text=text, example=f"{office or 'snv'}/CV/2026/12")
    return Place(BookKey(parts[0], parts[1], int(parts[2])), int(parts[3]))


def _locked(connection: Connection, place: Place, by: Place | None) -> tuple[Entry, Entry | None]:
    """Hai dòng đã khóa: in a fixed order, so that two acts never wait for each other crosswise."""
    places = sorted({place, *([by] if by else [])}, key=lambda one: (one.book, one.number))
    found = {one: entry_in(connection, one.book, one.number) for one in places}
    return found[place], found[by] if by else None


def _standing(entry: Entry) -> Standing:
    return Standing(entry.document, State(entry.status))
