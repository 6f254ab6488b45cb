"""Hồ sơ thực địa: what was written down in the field, every version of it; the last one is in force."""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, exists, func, select

from storage import versioned_records
from storage.field_tables import field_record as table
from storage.versioned_records import Content

Kind = Literal[
    "investigator", "assignment", "day", "hand_over", "payment", "visit", "answer", "recheck_draw", "recheck"
]
"""Loại hồ sơ: what a record is about."""


def add(
    connection: Connection, campaign: str, kind: Kind, records: Mapping[str, Content], at: str, actor: str
) -> int:
    """Ghi hồ sơ: a new version of each key whose content differs from the one in force; gives how many were new."""
    return versioned_records.add(connection, table, campaign, kind, records, at, actor)


def has_any(connection: Connection, campaign: str) -> bool:
    """Có sổ thực địa: whether anything was written down for a campaign."""
    return connection.execute(select(exists().where(table.c.campaign == campaign))).scalar_one()


def count_of(connection: Connection, campaign: str, kind: Kind) -> int:
    """Số phiên bản: as long as it is the same, so are the records of this kind; none is ever changed."""
    asked = select(func.count()).select_from(table).where(table.c.campaign == campaign, table.c.kind == kind)
    return int(connection.execute(asked).scalar_one())


def in_force(connection: Connection, campaign: str, kind: Kind) -> dict[str, Content]:
    """Hồ sơ đang có hiệu lực: the last version of every key, in the order of the keys."""
    return versioned_records.in_force(connection, table, campaign, kind)


def versions(connection: Connection, campaign: str, kind: Kind, key: str) -> list[tuple[str, str, Content]]:
    """Các phiên bản: when, who and what, oldest first."""
    return versioned_records.versions(connection, table, campaign, kind, key)
