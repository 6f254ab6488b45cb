"""Bản đang soạn: drafts as far as they were written; somebody else's newer saving is never written over."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, bindparam, select, update

from storage.account_tables import saved_draft as table


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Bản đang soạn: ``content`` is JSON; ``state`` is draft, submitted, returned, issued or dropped."""

    id: str
    owner: str
    unit: str
    title: str
    content: str
    revision: int
    state: str
    issued_as: str
    changed_at: str


_OF_UNIT = (
    select(table)
    .where(table.c.unit == bindparam("unit"), table.c.state.in_(bindparam("states", expanding=True)))
    .order_by(table.c.changed_at.desc())
)


def add(connection: Connection, draft: SavedDraft) -> None:
    """Ghi bản mới: under an id of its own."""
    connection.execute(
        table.insert().values({one.name: getattr(draft, one.name) for one in fields(SavedDraft)})
    )


def find(connection: Connection, draft_id: str) -> SavedDraft | None:
    """Tìm bản: by its id."""
    row = connection.execute(select(table).where(table.c.id == draft_id)).mappings().first()
    return None if row is None else SavedDraft(**row)


def of_unit(connection: Connection, unit: str, states: Sequence[str]) -> Sequence[SavedDraft]:
    """Các bản của một cơ quan: in these states, the newest first."""
    asked = {"unit": unit, "states": list(states)}
    return [SavedDraft(**row) for row in connection.execute(_OF_UNIT, asked).mappings()]


def save(connection: Connection, draft_id: str, revision: int, **values: str) -> bool:
    """Lưu: as the revision behind the one that was read; False when somebody saved meanwhile."""
    changed = connection.execute(
        update(table)
        .where(table.c.id == draft_id, table.c.revision == revision)
        .values(revision=revision + 1, **values)
    )
    return changed.rowcount == 1
