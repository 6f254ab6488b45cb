"""Giải quyết văn bản đến: forward it, note progress and answer, return it or strike its registration."""

from collections.abc import Callable, Mapping
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
) -> IncomingEntry:
    """Chuyển văn bản đến: to whom, when, until when, and who signed for it (Đ.23).

    Raises UnknownArrival, ArrivalClosed, InvalidArrival.
    """

    def forwarded(_: Connection, handling: Handling) -> Handling:
        return replace(
            handling,
            receiver=written(receiver, "receiver"),
            transferred_on=on,
            due_on=due_on,
            receipt=written(receipt, "receipt"),
        )

    return _handled(workspace, key, number, "incoming_forwarded", forwarded)


def follow_incoming(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    *,
    progress: str,
    reply: Place | None = None,
) -> IncomingEntry:
    """Theo dõi giải quyết: how far it is, and the answering document of our own books, once numbered (Đ.24).

    Raises UnknownArrival, UnknownEntry, ArrivalClosed, InvalidArrival.
    """

    def followed(connection: Connection, handling: Handling) -> Handling:
        if reply is None:
            return replace(handling, progress=written(progress, "progress"))
        answer = entry_in(connection, reply.book, reply.number)
        return replace(handling, progress=written(progress, "progress"), reply=answer.subject_id)

    return _handled(workspace, key, number, "incoming_followed", followed)


def return_incoming(workspace: Workspace, key: IncomingBookKey, number: int, reason: str) -> IncomingEntry:
    """Trả lại: a document sent to the wrong place, or damaged; its number stays (Đ.21). Raises NoReason too."""
    return _closed(workspace, key, number, reason, IncomingState.RETURNED, "Đã trả lại nơi gửi")


def strike_incoming(workspace: Workspace, key: IncomingBookKey, number: int, reason: str) -> IncomingEntry:
    """Hủy đăng ký: a row entered by mistake; its number stays and is never given again. Raises NoReason too."""
    return _closed(workspace, key, number, reason, IncomingState.CANCELLED, "Đã hủy đăng ký")


#: What the journal repeats of a row: nothing that may name a person, for the journal is kept for ever.
_NAMES_NOBODY = ("state", "transferred_on", "due_on", "reply")
_ACTS: Mapping[IncomingState, str] = {
    IncomingState.RETURNED: "incoming_returned",
    IncomingState.CANCELLED: "incoming_struck",
}


def _closed(
    workspace: Workspace, key: IncomingBookKey, number: int, reason: str, state: IncomingState, words: str
) -> IncomingEntry:
    reason = written(reason, "reason")
    if not reason:
        raise NoReason(where="reason", number=number)

    def closed(_: Connection, handling: Handling) -> Handling:
        note = "; ".join(part for part in (handling.note, f"{words}: {reason}") if part)
        return replace(handling, state=state, note=note)

    return _handled(workspace, key, number, _ACTS[state], closed)


def _handled(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    name: str,
    change: Callable[[Connection, Handling], Handling],
) -> IncomingEntry:
    """Một việc: row and journal in one transaction; the journal says what was different afterwards."""
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
        act = audit.Act(workspace.timestamp(), workspace.actor, name, entry.subject_id, facts)
        audit.append(connection, str(key), act)
    return changed
