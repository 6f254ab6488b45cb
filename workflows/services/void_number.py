"""Hủy số: a number that must not be used stays in the book, with its reason, and is never given again."""

from directives.register.books import BookKey
from directives.register.states import Move
from storage.entry_states import Place
from storage.register import Entry
from workflows.services.change_state import change_state
from workflows.services.workspace import Workspace


def void_number(workspace: Workspace, key: BookKey, number: int, reason: str) -> Entry:
    """Hủy số: mark the entry, keep its record and file, write who and why. Returns it as it now stands.

    Raises UnknownEntry, NoReason, and IllegalMove when it is void already or was recalled or changed.
    """
    return change_state(workspace, Move.VOID, Place(key, number), reason)
