"""Hồ sơ thực địa: what was written down in the field, every version of it; the last one is in force."""

import json
from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, and_, func, select

from storage.field_tables import field_record as table
from storage.json_text import canonical

Kind = Literal[
    "investigator", "assignment", "day", "hand_over", "payment", "visit", "answer", "recheck_draw", "recheck"
]
"""Loại hồ sơ: what a record is about."""

Content = Mapping[str, object]
"""Nội dung: plain texts, numbers and lists."""


def add(
    connection: Connection, campaign: str, kind: Kind, records: Mapping[str, Content], at: str, actor: str
) -> int:
    """Ghi hồ sơ: a new version of each key whose content differs from the one in force; gives how many were new."""
    known = _last(connection, campaign, kind)
    rows = []
    for key, content in records.items():
        version, before = known.get(key, (0, None))
        text = canonical(content)
        if text != before:
            rows.append(
                {
                    "campaign": campaign,
                    "kind": kind,
                    "key": key,
                    "version": version + 1,
                    "content": text,
                    "recorded_at": at,
                    "actor": actor,
                }
            )
    if rows:
        connection.execute(table.insert(), rows)
    return len(rows)


def in_force(connection: Connection, campaign: str, kind: Kind) -> dict[str, Content]:
    """Hồ sơ đang có hiệu lực: the last version of every key, in the order of the keys."""
    return {key: json.loads(text) for key, (_, text) in sorted(_last(connection, campaign, kind).items())}


def versions(connection: Connection, campaign: str, kind: Kind, key: str) -> list[tuple[str, str, Content]]:
    """Các phiên bản: when, who and what, oldest first."""
    rows = connection.execute(
        select(table.c.recorded_at, table.c.actor, table.c.content)
        .where(table.c.campaign == campaign, table.c.kind == kind, table.c.key == key)
        .order_by(table.c.version)
    )
    return [(at, actor, json.loads(content)) for at, actor, content in rows]


def _last(connection: Connection, campaign: str, kind: Kind) -> dict[str, tuple[int, str]]:
    newest = (
        select(table.c.key, func.max(table.c.version).label("version"))
        .where(table.c.campaign == campaign, table.c.kind == kind)
        .group_by(table.c.key)
        .subquery()
    )
    rows = connection.execute(
        select(table.c.key, table.c.version, table.c.content)
        .join(newest, and_(newest.c.key == table.c.key, newest.c.version == table.c.version))
        .where(table.c.campaign == campaign, table.c.kind == kind)
    )
    return {key: (version, content) for key, version, content in rows}
