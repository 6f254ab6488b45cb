"""Hồ sơ có phiên bản: what was written down under a key, every version of it; the last one is in force."""

import json
from collections.abc import Mapping
from functools import cache

from sqlalchemy import Connection, Integer, Select, String, Table, and_, bindparam, func, select

from storage.json_text import canonical

Content = Mapping[str, object]
"""Nội dung: plain texts, numbers and lists."""


def add(
    connection: Connection,
    table: Table,
    campaign: str,
    kind: str,
    records: Mapping[str, Content],
    at: str,
    actor: str,
) -> int:
    """Ghi hồ sơ: a new version of each key whose content differs from the one in force; gives how many were new."""
    known = _last(connection, table, campaign, kind)
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


def in_force(
    connection: Connection, table: Table, campaign: str, kind: str, beginning: str = ""
) -> dict[str, Content]:
    """Hồ sơ đang có hiệu lực: the last version of every key, or of those with this ``beginning``, in their order."""
    found = _last(connection, table, campaign, kind, beginning)
    return {key: json.loads(text) for key, (_, text) in sorted(found.items())}


def versions(
    connection: Connection, table: Table, campaign: str, kind: str, key: str
) -> list[tuple[str, str, Content]]:
    """Các phiên bản: when, who and what, oldest first."""
    rows = connection.execute(
        select(table.c.recorded_at, table.c.actor, table.c.content)
        .where(table.c.campaign == campaign, table.c.kind == kind, table.c.key == key)
        .order_by(table.c.version)
    )
    return [(at, actor, json.loads(content)) for at, actor, content in rows]


def _last(
    connection: Connection, table: Table, campaign: str, kind: str, beginning: str = ""
) -> dict[str, tuple[int, str]]:
    asked: dict[str, object] = {"campaign": campaign, "kind": kind}
    if beginning:
        asked |= {"beginning": beginning, "length": len(beginning)}
    rows = connection.execute(_newest(table, only_some=bool(beginning)), asked)
    return {key: (version, content) for key, version, content in rows}


@cache
def _newest(table: Table, *, only_some: bool) -> Select[tuple[str, int, str]]:
    """Put together once: to do so takes longer than to answer it."""
    one_kind = (table.c.campaign == bindparam("campaign"), table.c.kind == bindparam("kind"))
    wanted = [*one_kind]
    if only_some:
        # Compared letter by letter: in LIKE some letters stand for others, and small ones for capitals.
        begins = func.substr(table.c.key, 1, bindparam("length", type_=Integer))
        wanted.append(begins == bindparam("beginning", type_=String))
    newest = (
        select(table.c.key, func.max(table.c.version).label("version"))
        .where(*wanted)
        .group_by(table.c.key)
        .subquery()
    )
    return (
        select(table.c.key, table.c.version, table.c.content)
        .join(newest, and_(newest.c.key == table.c.key, newest.c.version == table.c.version))
        .where(*one_kind)
    )
