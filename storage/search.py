"""Tìm trong sổ: entries by words without accents and by filters, within the caller's transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, select

from directives.register.search import folded
from storage import incoming, register
from storage.incoming import IncomingEntry
from storage.register import Entry
from storage.register_tables import incoming_entry
from storage.tables import register_entry


@dataclass(frozen=True, slots=True)
class Filters:
    """Bộ lọc: what a row must be besides holding the words; what is empty does not count.

    ``since`` and ``until`` (both included) are days of issue, or of arrival in the incoming books.
    """

    office: str = ""
    year: int | None = None
    type: str = ""
    since: date | None = None
    until: date | None = None
    state: str = ""


def outgoing(connection: Connection, words: Sequence[str], filters: Filters) -> Iterator[Entry]:
    """Văn bản đi: whose row holds every word, by book and number. Raises DamagedRecord."""
    columns = register_entry.c
    wanted = _wanted(columns.issuer, columns.issued_on, columns, words, filters)
    order = (columns.issuer, columns.year, columns.issued_on, columns.series, columns.number)
    rows = connection.execute(select(register_entry).where(*wanted).order_by(*order)).mappings()
    return map(register.entry_of, rows)


def arrivals(connection: Connection, words: Sequence[str], filters: Filters) -> Iterator[IncomingEntry]:
    """Văn bản đến: whose row holds every word, by book and number. Raises DamagedRecord."""
    columns = incoming_entry.c
    wanted = _wanted(columns.office, columns.arrived_on, columns, words, filters)
    order = (columns.office, columns.year, columns.number)
    rows = connection.execute(select(incoming_entry).where(*wanted).order_by(*order)).mappings()
    return map(incoming.entry_of, rows)


def _wanted(
    office: Column[Any], day: Column[Any], columns: Any, words: Sequence[str], filters: Filters
) -> Iterator[ColumnElement[bool]]:
    for word in folded(*words).split():
        yield columns.folded.contains(f" {word}", autoescape=True)
    exact = ((office, filters.office), (columns.year, filters.year), (columns.type, filters.type))
    for column, value in (*exact, (columns.status, filters.state)):
        if value:
            yield column == value
    if filters.since is not None:
        yield day >= filters.since
    if filters.until is not None:
        yield day <= filters.until
