"""Đọc nhật ký: entries of all chains, the newest first, as an administrator looks for them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.sql.elements import ColumnElement

from storage.audit import Act
from storage.tables import audit_entry as entry


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Mục nhật ký: what was done, and its place in its chain."""

    chain: str
    seq: int
    act: Act
    hash: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Điều tìm: of which chain, act and person, and on which days (ISO); "" for any."""

    chain: str = ""
    act: str = ""
    actor: str = ""
    subject: str = ""
    first: str = ""
    last: str = ""


def found(connection: Connection, sought: Sought, limit: int, offset: int = 0) -> Sequence[JournalEntry]:
    """Các mục tìm được: the newest first."""
    rows = (
        select(entry)
        .where(*_conditions(sought))
        .order_by(entry.c.at.desc(), entry.c.chain, entry.c.seq.desc())
        .limit(limit)
        .offset(offset)
    )
    return [
        JournalEntry(
            row["chain"],
            row["seq"],
            Act(row["at"], row["actor"], row["act"], row["subject"], json.loads(row["payload"])),
            row["hash"],
        )
        for row in connection.execute(rows).mappings()
    ]


def counted(connection: Connection, sought: Sought) -> int:
    """Số mục tìm được: how many entries agree with what is asked."""
    asked = select(func.count()).select_from(entry).where(*_conditions(sought))
    return int(connection.execute(asked).scalar_one())


def kinds_of_act(connection: Connection) -> Sequence[str]:
    """Các loại hành vi: that stand in the journal."""
    return list(connection.execute(select(entry.c.act).distinct().order_by(entry.c.act)).scalars())


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    asked = [
        column == value
        for column, value in ((entry.c.act, sought.act), (entry.c.actor, sought.actor))
        if value
    ]
    asked += [entry.c.chain.contains(sought.chain, autoescape=True)] if sought.chain else []
    asked += [entry.c.subject.contains(sought.subject, autoescape=True)] if sought.subject else []
    asked += [entry.c.at >= sought.first] if sought.first else []
    asked += (
        [entry.c.at < f"{sought.last}~"] if sought.last else []
    )  # "~" stands behind every hour of that day
    return asked
