"""Văn bản làm căn cứ: whether a document that is cited stands in our books, out or in, and where."""

import re

from directives.register.incoming import IncomingState
from directives.register.states import State
from directives.text import normalise
from storage import cited
from storage.database import reading
from workflows.services.workspace import Workspace

#: Numbers of documents have few digits; more is no number of a document.
_NUMBER = re.compile(r"(?<!\d)0*(\d{1,6})/([^\s,;]+)")


def place_in_books(workspace: Workspace, text: str) -> str:
    """Chỗ trong sổ: of the newest document in force with this number and symbol; empty when no book has it.

    The number may stand within more words ("Công văn số 12/UBND-NC ngày 05/01/2026").
    """
    wanted = _number(text)
    if wanted is None:
        return ""
    with reading(workspace.engine) as connection:
        ours = [
            (entry.document.issued_on, entry.subject_id)
            for entry in cited.outgoing(connection, *wanted)
            if State(entry.status).in_force and _number(str(entry.document.number)) == wanted
        ]
        others = [
            (entry.document.dated or entry.document.arrived_on, entry.subject_id)
            for entry in cited.arrived(connection, *wanted)
            if entry.handling.state is IncomingState.REGISTERED
            and _number(entry.document.number_and_symbol) == wanted
        ]
    newest = max(ours + others, default=None)
    return newest[1] if newest else ""


def _number(text: str) -> tuple[int, str] | None:
    """Số và ký hiệu: without leading zeros, in capitals; None when there is none."""
    found = _NUMBER.search(normalise(text).upper())
    return (int(found[1]), found[2].rstrip(".)")) if found else None
