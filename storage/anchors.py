"""Mốc nhật ký: the newest entry of each chain, kept elsewhere too, so that a cut-off tail is seen.

What a chain alone cannot show is that its newest entries were taken away, or that all of it was written anew.
An anchor which was printed, mailed or put on another machine shows both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from storage.tables import audit_entry as entry


@dataclass(frozen=True, slots=True)
class Anchor:
    """Mốc: how many entries a chain had and the hash of the last of them."""

    chain: str
    seq: int
    hash: str


def anchors(connection: Connection) -> Sequence[Anchor]:
    """Các mốc: of every chain, by name."""
    last = select(entry.c.chain, func.max(entry.c.seq).label("seq")).group_by(entry.c.chain).subquery()
    rows = connection.execute(
        select(entry.c.chain, entry.c.seq, entry.c.hash)
        .join(last, (entry.c.chain == last.c.chain) & (entry.c.seq == last.c.seq))
        .order_by(entry.c.chain)
    )
    return [Anchor(row.chain, row.seq, row.hash) for row in rows]


def lost(connection: Connection, kept: Sequence[Anchor]) -> Iterator[Anchor]:
    """Mốc không còn: anchors whose entry is gone or no longer the same."""
    for anchor in kept:
        found = connection.execute(
            select(entry.c.hash).where(entry.c.chain == anchor.chain, entry.c.seq == anchor.seq)
        ).scalar_one_or_none()
        if found != anchor.hash:
            yield anchor
