"""Nhật ký: a hash chain of acts; a change of any field of any entry is found.

What a chain alone cannot show is that its newest entries were cut off: what is left is a whole chain. Only an
anchor kept elsewhere (the last hash, printed or sent away) shows that.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, text

from storage.json_text import canonical, sha256_of
from storage.tables import audit_entry as entry

_GENESIS = "0" * 64

#: Statements are made once: SQLAlchemy then finds them compiled, which is most of what a short one costs.
_STAND_IN_LINE = text("SELECT pg_advisory_xact_lock(hashtextextended(:chain, 0))")
_LAST = (
    select(entry.c.seq, entry.c.hash)
    .where(entry.c.chain == bindparam("chain"))
    .order_by(entry.c.seq.desc())
    .limit(1)
)
_ADD = entry.insert()


@dataclass(frozen=True, slots=True)
class Act:
    """Hành vi: who did what to which thing, when (ISO 8601 with zone), and the facts of it."""

    at: str
    actor: str
    act: str
    subject: str
    payload: Mapping[str, object]


def append(connection: Connection, chain: str, act: Act) -> None:
    """Ghi nhật ký: add an act to a chain within the caller's transaction.

    Writers of one chain stand in line from here to the end of their transactions: on SQLite they already do,
    on PostgreSQL by a lock on the chain's name. The primary key (chain, seq) refuses a fork in any case.
    """
    stand_in_line(connection, chain)
    last = connection.execute(_LAST, {"chain": chain}).first()
    row: dict[str, object] = {
        "chain": chain,
        "seq": 1 if last is None else last.seq + 1,
        "at": act.at,
        "actor": act.actor,
        "act": act.act,
        "subject": act.subject,
        "payload": canonical(act.payload),
        "previous": _GENESIS if last is None else last.hash,
    }
    connection.execute(_ADD, {**row, "hash": _hash(row)})


def acts(connection: Connection, chain: str) -> Iterator[Act]:
    """Các mục của một chuỗi: what was journaled in it, the oldest first."""
    rows = connection.execute(select(entry).where(entry.c.chain == chain).order_by(entry.c.seq))
    for row in rows.mappings():
        yield Act(row["at"], row["actor"], row["act"], row["subject"], json.loads(row["payload"]))


def stand_in_line(connection: Connection, chain: str) -> None:
    """Xếp hàng: wait until nobody else writes in the name of this chain, for an act which looks before it writes."""
    if connection.dialect.name == "postgresql":
        connection.execute(_STAND_IN_LINE, {"chain": chain})


def broken_entries(connection: Connection) -> Iterator[str]:
    """Mắt xích hỏng: the first bad entry of each chain, as ``chain#seq``."""
    bad: set[str] = set()
    expected: dict[str, tuple[int, str]] = {}
    for found in connection.execute(select(entry).order_by(entry.c.chain, entry.c.seq)).mappings():
        chain = found["chain"]
        if chain in bad:
            continue
        seq, previous = expected.get(chain, (1, _GENESIS))
        row = {name: found[name] for name in found if name != "hash"}
        if found["seq"] != seq or found["previous"] != previous or _hash(row) != found["hash"]:
            bad.add(chain)
            yield f"{chain}#{found['seq']}"
        expected[chain] = (seq + 1, found["hash"])


def count(connection: Connection) -> int:
    """Số mục nhật ký: how many entries there are in all chains."""
    return connection.execute(select(func.count()).select_from(entry)).scalar_one()


def _hash(row: Mapping[str, object]) -> str:
    return sha256_of(canonical(row))
