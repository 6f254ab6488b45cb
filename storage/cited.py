"""Tra theo số, ký hiệu: documents of our books which bear a number, out or in, however the number was typed."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from storage import register, search
from storage.incoming import IncomingEntry
from storage.register import Entry
from storage.search import Filters
from storage.tables import register_entry


def outgoing(connection: Connection, number: int, symbol: str) -> Iterator[Entry]:
    """Văn bản đi: of every book with this number, whose symbol has the same length. Raises DamagedRecord."""
    columns = register_entry.c
    wanted = select(register_entry).where(
        columns.number == number, func.length(columns.symbol) == len(symbol)
    )
    return map(register.entry_of, connection.execute(wanted.order_by(columns.issued_on)).mappings())


def arrived(connection: Connection, number: int, symbol: str) -> Iterator[IncomingEntry]:
    """Văn bản đến: whose row holds the number, with a zero before it or without, and the symbol's words."""
    seen: set[str] = set()
    for written in dict.fromkeys((str(number), f"{number:02d}")):
        for entry in search.arrivals(connection, (written, symbol), Filters()):
            if entry.subject_id not in seen:
                seen.add(entry.subject_id)
                yield entry
