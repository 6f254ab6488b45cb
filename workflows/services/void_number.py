"""Hủy số: a number that must not be used stays in the book, with its reason, and is never given again."""

from dataclasses import replace

from directives.errors import N_, DirectiveError
from directives.register.books import BookKey
from storage import audit, register
from storage.database import transaction
from storage.register import CANCELLED, Entry
from workflows.services.books import entry_in
from workflows.services.workspace import Workspace


class NoReason(DirectiveError):
    """Thiếu lý do: a number is voided for a reason that can be read in the book."""

    kind = "no_reason"
    template = N_("Say why number {number} is void: the reason stays in the book.")


class AlreadyVoid(DirectiveError):
    """Số đã hủy: a number is voided once."""

    kind = "already_void"
    template = N_("Number {number} of book {book} is void already: {note}")


def void_number(workspace: Workspace, key: BookKey, number: int, reason: str) -> Entry:
    """Hủy số: mark the entry, keep its record and file, write who and why. Returns it as it now stands.

    Raises UnknownEntry, NoReason, AlreadyVoid.
    """
    if not reason.strip():
        raise NoReason(where="reason", number=number)
    with transaction(workspace.engine) as connection:
        current = entry_in(connection, key, number)
        if current.status == CANCELLED:
            raise AlreadyVoid(where=current.subject_id, number=number, book=key, note=current.note)
        note = "; ".join(part for part in (current.note, f"Đã hủy: {reason.strip()}") if part)
        register.cancel(connection, current, note)
        facts = {"reason": reason.strip()}
        act = audit.Act(workspace.timestamp(), workspace.actor, "number_voided", current.subject_id, facts)
        audit.append(connection, str(key), act)
    return replace(current, status=CANCELLED, note=note)
