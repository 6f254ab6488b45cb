"""Danh sách đã nhận: what is kept of a list, found by its id; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from sipas_engine.sampling.comparing import ListComparison, compare_lists
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.reserve import Replacement
from storage import samples
from storage.database import reading
from storage.samples import Correction, KeptDraw, ListKey, StoredList
from workflows.services.workspace import Workspace

_PARTS = 3


class UnknownList(DirectiveError):
    """Không có danh sách này: no list of this id was taken in."""

    kind = "unknown_list"
    template = N_("There is no list “{list}”. Lists are named survey/office/version; known: {known}.")


class NothingDrawn(DirectiveError):
    """Chưa rút mẫu: no sample was drawn from this list yet."""

    kind = "nothing_drawn"
    template = N_("No sample was drawn from the list {list} yet. Run “vanthu sample draw {list}”.")


class NoEarlierList(DirectiveError):
    """Không có danh sách trước: the office's first list has none to be compared with."""

    kind = "no_earlier_list"
    template = N_("{list} is the first list of this office; there is none before it to compare with.")


@dataclass(frozen=True, slots=True)
class DrawnList:
    """Danh sách đã rút mẫu: with its rows, its draw, and what happened since."""

    stored: StoredList
    rows: tuple[FrameRow, ...]
    kept: KeptDraw
    replacements: tuple[Replacement, ...]
    corrections: tuple[Correction, ...]
    people_are_kept: bool


def list_key(text: str) -> ListKey:
    """Mã danh sách: ``survey/office/version`` as a key. Raises UnknownList."""
    parts = text.rsplit("/", _PARTS - 1)
    if len(parts) != _PARTS or not parts[2].isascii() or not parts[2].isdigit():
        raise UnknownList(where=text, list=text, known="–")
    return ListKey(parts[0], parts[1], int(parts[2]))


def locked_list(connection: Connection, key: ListKey) -> StoredList:
    """Danh sách theo mã: locked to the end of a writing transaction. Raises UnknownList."""
    found = samples.find_list(connection, key)
    if found is None:
        known = ", ".join(str(one.key) for one in samples.lists_of(connection, key.survey)) or "–"
        raise UnknownList(where=str(key), list=str(key), known=known)
    return found


def kept_draw(connection: Connection, key: ListKey) -> KeptDraw:
    """Lần rút của danh sách: raises NothingDrawn."""
    found = samples.find_draw(connection, key)
    if found is None:
        raise NothingDrawn(where=str(key), list=str(key))
    return found


def stored_list(workspace: Workspace, key: ListKey) -> StoredList:
    """Xem danh sách: without its rows. Raises UnknownList."""
    with reading(workspace.engine) as connection:
        return locked_list(connection, key)


def lists_of_survey(workspace: Workspace, survey: str) -> Sequence[StoredList]:
    """Các danh sách của cuộc điều tra: by office, oldest version first."""
    with reading(workspace.engine) as connection:
        return samples.lists_of(connection, survey)


def drawn_list(workspace: Workspace, key: ListKey, *, with_people: bool = False) -> DrawnList:
    """Xem mẫu: rows, draw, replacements, corrections; names only where they are asked for. Raises NothingDrawn."""
    with reading(workspace.engine) as connection:
        stored = locked_list(connection, key)
        return DrawnList(
            stored,
            tuple(samples.frame_rows(connection, key, with_people=with_people)),
            kept_draw(connection, key),
            tuple(samples.replacements(connection, key)),
            tuple(samples.corrections(connection, key)),
            samples.people_are_kept(connection, key),
        )


def compared_with_previous(
    workspace: Workspace, key: ListKey
) -> tuple[StoredList, StoredList, ListComparison]:
    """So với lần trước: the office's list beside the version before it. Raises UnknownList, NoEarlierList."""
    with reading(workspace.engine) as connection:
        new = locked_list(connection, key)
        earlier = [
            one
            for one in samples.lists_of(connection, key.survey, key.office)
            if one.key.version < key.version
        ]
        if not earlier:
            raise NoEarlierList(where=str(key), list=str(key))
        old = earlier[-1]
        rows = [samples.frame_rows(connection, one.key, with_people=True) for one in (old, new)]
    return old, new, compare_lists(rows[0], old.report, rows[1], new.report)
