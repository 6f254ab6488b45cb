"""Bàn văn thư đến: readings, steps and attached files of arrivals, within the caller's transaction; append-only."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from directives.register.incoming import IncomingBookKey
from directives.register.steps import Step, StepKind
from storage.desk_tables import incoming_attachment, incoming_reading, incoming_step
from storage.incoming import IncomingEntry
from storage.json_text import canonical, sha256_of


@dataclass(frozen=True, slots=True)
class Reading:
    """Bản ghi đã đọc: the record of the file as it was read, and what of it the clerk entered; plain values."""

    read: Mapping[str, Any]
    entered: Mapping[str, Any]
    intact: bool = True


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Tệp đã giữ: one file of an arrival, under the name its sender gave it; its content lies in the store."""

    name: str
    content_type: str
    sha256: str


def keep_reading(connection: Connection, entry: IncomingEntry, reading: Reading) -> None:
    """Giữ bản ghi: once, with the entry it belongs to."""
    read, entered = canonical(reading.read), canonical(reading.entered)
    row = {"read": read, "entered": entered, "sha256": sha256_of(read + entered)}
    connection.execute(incoming_reading.insert().values(**_place(entry), **row))


def reading_of(connection: Connection, key: IncomingBookKey, number: int) -> Reading | None:
    """Bản ghi của văn bản đến: None for one that was typed in; nothing of one that was changed since."""
    wanted = select(incoming_reading).where(_is(incoming_reading, key, number))
    found = connection.execute(wanted).mappings().first()
    if found is None:
        return None
    if sha256_of(found["read"] + found["entered"]) != found["sha256"]:
        return Reading({}, {}, intact=False)
    return Reading(json.loads(found["read"]), json.loads(found["entered"]))


def keep_files(connection: Connection, entry: IncomingEntry, files: Sequence[KeptFile]) -> None:
    """Giữ các tệp kèm: after those that are kept with the entry already."""
    known = _count(connection, incoming_attachment, entry.book, entry.number)
    for position, file in enumerate(files, start=known + 1):
        row = {"name": file.name, "content_type": file.content_type, "sha256": file.sha256}
        connection.execute(incoming_attachment.insert().values(**_place(entry), position=position, **row))


def files_of(connection: Connection, key: IncomingBookKey, number: int) -> Sequence[KeptFile]:
    """Các tệp kèm: of one arrival, in order."""
    table = incoming_attachment
    rows = connection.execute(select(table).where(_is(table, key, number)).order_by(table.c.position))
    return [KeptFile(row.name, row.content_type, row.sha256) for row in rows]


def add_step(connection: Connection, entry: IncomingEntry, step: Step, actor: str, at: str) -> None:
    """Ghi bước giải quyết: after the steps that are there; the caller has locked the entry."""
    connection.execute(
        incoming_step.insert().values(
            **_place(entry),
            seq=_count(connection, incoming_step, entry.book, entry.number) + 1,
            kind=step.kind.value,
            person=step.person,
            day=step.day,
            lead=step.lead,
            co_operating=canonical(list(step.co_operating)),
            due_on=step.due_on,
            working_days=step.working_days,
            words=step.words,
            actor=actor,
            at=at,
        )
    )


def steps_of(connection: Connection, key: IncomingBookKey, number: int) -> Sequence[Step]:
    """Các bước giải quyết: of one arrival, in order."""
    table = incoming_step
    rows = connection.execute(select(table).where(_is(table, key, number)).order_by(table.c.seq))
    return [
        Step(
            StepKind(row.kind),
            row.person,
            row.day,
            row.words,
            row.lead,
            tuple(json.loads(row.co_operating)),
            row.due_on,
            row.working_days,
        )
        for row in rows
    ]


def instructed(connection: Connection, key: IncomingBookKey) -> frozenset[int]:
    """Đã có ý kiến chỉ đạo: the numbers of a book about which a leader gave an instruction."""
    table = incoming_step
    rows = connection.execute(
        select(table.c.number).where(
            table.c.office == key.office, table.c.year == key.year, table.c.kind == StepKind.INSTRUCTION.value
        )
    )
    return frozenset(rows.scalars())


def _count(connection: Connection, table: Table, key: IncomingBookKey, number: int) -> int:
    counted = select(func.count()).select_from(table).where(_is(table, key, number))
    return connection.execute(counted).scalar_one()


def _place(entry: IncomingEntry) -> dict[str, object]:
    return {"office": entry.book.office, "year": entry.book.year, "number": entry.number}


def _is(table: Table, key: IncomingBookKey, number: int) -> ColumnElement[bool]:
    return and_(table.c.office == key.office, table.c.year == key.year, table.c.number == number)
