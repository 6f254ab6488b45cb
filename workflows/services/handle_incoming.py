"""Giải quyết văn bản đến: forward it, note progress, answer and end, return it or strike its registration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.incoming import (
    Handling,
    IncomingBookKey,
    IncomingState,
    checked_handling,
)
from directives.register.written import written
from storage import audit, incoming
from storage.database import transaction
from storage.entry_states import Place
from storage.incoming import IncomingEntry
from workflows.services.books import entry_in
from workflows.services.change_state import NoReason
from workflows.services.incoming_books import arrival_in
from workflows.services.receive_document import Beside, nothing
from workflows.services.workspace import Workspace


class ArrivalClosed(DirectiveError):
    """Không còn giải quyết: the document was returned or its registration struck out."""

    kind = "arrival_closed"
    template = N_("Arrival {number} of book {book} stands in state “{state}”; nothing more is done with it.")


def forward_incoming(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    *,
    receiver: str,
    on: date,
    due_on: date | None = None,
    receipt: str = "",
    co_operating: Sequence[str] = (),
) -> IncomingEntry:
    """Chuyển văn bản đến: to whom, when, until when, who helps, and who signed for it (Đ.23).

    A term and helpers which a leader named stay unless others are given.
    Raises UnknownArrival, ArrivalClosed, InvalidArrival.
    """

    def forwarded(_: Connection, handling: Handling) -> Handling:
        return replace(
            handling,
            receiver=written(receiver, "receiver"),
            transferred_on=on,
            due_on=due_on or handling.due_on,
            receipt=written(receipt, "receipt"),
            co_operating=listed(co_operating) or handling.co_operating,
        )

    return handled(workspace, key, number, "incoming_forwarded", forwarded)


def follow_incoming(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    *,
    progress: str,
    reply: Place | None = None,
    finished_on: date | None = None,
) -> IncomingEntry:
    """Theo dõi giải quyết: how far it is, its answer in our own books once numbered, when it was done (Đ.24).

    Raises UnknownArrival, UnknownEntry, ArrivalClosed, InvalidArrival.
    """

    def followed(connection: Connection, handling: Handling) -> Handling:
        answer = entry_in(connection, reply.book, reply.number).subject_id if reply else handling.reply
        done = finished_on or handling.finished_on
        return replace(handling, progress=written(progress, "progress"), reply=answer, finished_on=done)

    return handled(workspace, key, number, "incoming_followed", followed)


def return_incoming(workspace: Workspace, key: IncomingBookKey, number: int, reason: str) -> IncomingEntry:
    """Trả lại: a document sent to the wrong place, or damaged; its number stays (Đ.21). Raises NoReason too."""
    return closed(workspace, key, number, reason, IncomingState.RETURNED, "Đã trả lại nơi gửi")


def strike_incoming(workspace: Workspace, key: IncomingBookKey, number: int, reason: str) -> IncomingEntry:
    """Hủy đăng ký: a row entered by mistake; its number stays and is never given again. Raises NoReason too."""
    return closed(workspace, key, number, reason, IncomingState.CANCELLED, "Đã hủy đăng ký")


#: What the journal repeats of a row: nothing that may name a person, for the journal is kept for ever.
_NAMES_NOBODY = ("state", "transferred_on", "due_on", "reply", "submitted_on", "finished_on")
_ACTS: Mapping[IncomingState, str] = {
    IncomingState.RETURNED: "incoming_returned",
    IncomingState.CANCELLED: "incoming_struck",
    IncomingState.WITHDRAWN: "incoming_withdrawn",
    IncomingState.REPLACED: "incoming_replaced",
}


def closed(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    reason: str,
    state: IncomingState,
    words: str,
    beside: Beside = nothing,
) -> IncomingEntry:
    """Kết thúc một dòng: into ``state``, with ``words`` and the reason in its note; its number stays.

    Raises NoReason, UnknownArrival, ArrivalClosed.
    """
    reason = written(reason, "reason")
    if not reason:
        raise NoReason(where="reason", number=number)

    def changed(_: Connection, handling: Handling) -> Handling:
        note = "; ".join(part for part in (handling.note, f"{words}: {reason}") if part)
        return replace(handling, state=state, note=note)

    return handled(workspace, key, number, _ACTS[state], changed, beside)


def handled(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    name: str,
    change: Callable[[Connection, Handling], Handling],
    beside: Beside = nothing,
) -> IncomingEntry:
    """Một việc: row, journal and what is written ``beside`` in one transaction; the journal says what changed.

    Raises UnknownArrival, ArrivalClosed, InvalidArrival and what ``change`` and ``beside`` raise.
    """
    with transaction(workspace.engine) as connection:
        entry = arrival_in(connection, key, number)
        before = entry.handling
        if before.state is not IncomingState.REGISTERED:
            raise ArrivalClosed(where=entry.subject_id, number=number, book=key, state=before.state)
        after = checked_handling(entry.document, change(connection, before), workspace.today())
        changed_fields = [one for one in Handling.__slots__ if getattr(after, one) != getattr(before, one)]
        facts = {
            "changed": changed_fields,
            **{one: str(getattr(after, one)) for one in _NAMES_NOBODY if one in changed_fields},
        }
        changed = incoming.handle(connection, entry, after)
        beside(connection, changed)
        act = audit.Act(workspace.timestamp(), workspace.actor, name, entry.subject_id, facts)
        audit.append(connection, str(key), act)
    return changed


def listed(names: Sequence[str]) -> str:
    """Danh sách phối hợp: as one cell of the book. Raises ControlCharacter."""
    return ", ".join(clean for name in names if (clean := written(name, "with")))
