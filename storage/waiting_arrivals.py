"""Văn bản chờ vào sổ: files dropped at the desk, within the caller's transaction; a newer saving is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, bindparam, select, update

from storage.desk_tables import waiting_arrival as table

_OF_OFFICE = (
    select(table)
    .where(table.c.office == bindparam("office"), table.c.state.in_(bindparam("states", expanding=True)))
    .order_by(table.c.dropped_at, table.c.id)
)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Dòng chờ vào sổ: ``arrival``, ``remarks``, ``record`` and ``refusal`` are JSON, empty until the file was read.

    ``state`` is reading, waiting, refused, entered or put_away; ``sha256`` is empty without a file.
    """

    id: str
    office: str
    file_name: str
    sha256: str
    state: str
    arrival: str
    remarks: str
    record: str
    refusal: str
    revision: int
    dropped_by: str
    dropped_at: str
    entered_as: str


def add(connection: Connection, row: WaitingRow) -> None:
    """Ghi dòng mới: under an id of its own."""
    connection.execute(
        table.insert().values({one.name: getattr(row, one.name) for one in fields(WaitingRow)})
    )


def find(connection: Connection, arrival_id: str) -> WaitingRow | None:
    """Tìm dòng: by its id."""
    found = connection.execute(select(table).where(table.c.id == arrival_id)).mappings().first()
    return None if found is None else WaitingRow(**found)


def of_office(connection: Connection, office: str, states: Sequence[str]) -> Sequence[WaitingRow]:
    """Các dòng của một cơ quan: in these states, in the order in which they came."""
    found = connection.execute(_OF_OFFICE, {"office": office, "states": list(states)})
    return [WaitingRow(**row) for row in found.mappings()]


def save(connection: Connection, arrival_id: str, revision: int, **values: str) -> bool:
    """Lưu: as the revision behind the one that was read; False when somebody saved meanwhile."""
    changed = connection.execute(
        update(table)
        .where(table.c.id == arrival_id, table.c.revision == revision)
        .values(revision=revision + 1, **values)
    )
    return changed.rowcount == 1
