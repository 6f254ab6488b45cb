"""Tìm trong sổ: entries by words without accents and by filters, within the caller's transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, literal, select

from directives.document.model import DocumentNumber
from directives.register.books import BookKey
from directives.register.search import folded
from storage import incoming, register
from storage.incoming import IncomingEntry
from storage.register import Entry
from storage.register_tables import incoming_entry
from storage.tables import register_entry

#: Rows fetched together from a long book; a page of a list needs few of them.
_AT_ONCE = 100
_LISTED = ("number", "symbol", "issued_on", "type", "subject", "signer", "status", "note")


@dataclass(frozen=True, slots=True)
class Filters:
    """Bộ lọc: what a row must be besides holding the words; what is empty does not count.

    ``since`` and ``until`` (both included) are days of issue, or of arrival in the incoming books. ``series`` is of
    the outgoing books only.
    """

    office: str = ""
    year: int | None = None
    type: str = ""
    since: date | None = None
    until: date | None = None
    state: str = ""
    series: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Dòng trong danh sách: what a list shows of a numbered document, without its record."""

    book: BookKey
    number: int
    symbol: str
    issued_on: date
    type: str
    subject: str
    signer: str
    status: str
    note: str

    @property
    def number_and_symbol(self) -> str:
        """Số, ký hiệu: as it is printed."""
        return str(DocumentNumber(self.number, self.symbol))


def outgoing(connection: Connection, words: Sequence[str], filters: Filters) -> Iterator[Entry]:
    """Văn bản đi: whose row holds every word, by book and number. Raises DamagedRecord."""
    columns = register_entry.c
    wanted = _wanted(columns.issuer, columns.issued_on, columns, words, filters)
    order = (columns.issuer, columns.year, columns.issued_on, columns.series, columns.number)
    rows = connection.execute(select(register_entry).where(*wanted).order_by(*order)).mappings()
    return map(register.entry_of, rows)


def newest_outgoing(
    connection: Connection,
    words: Sequence[str],
    filters: Filters,
    offices: Sequence[str],
    *,
    start: int = 0,
    count: int | None = None,
    with_record: bool = False,
) -> Iterator[tuple[Listed, str]]:
    """Văn bản đi mới nhất trước: of these offices, read as they are asked for; each with its record, or with ""."""
    columns = register_entry.c
    wanted = [
        columns.issuer.in_(offices),
        *_wanted(columns.issuer, columns.issued_on, columns, words, filters),
    ]
    if filters.series:
        wanted.append(columns.series == filters.series)
    order = (columns.issued_on.desc(), columns.issuer, columns.series, columns.number.desc())
    shown = [columns[name] for name in _LISTED]
    chosen = (columns.issuer, columns.series, columns.year, columns.record if with_record else literal(""))
    asked = select(*chosen, *shown).where(*wanted).order_by(*order).offset(start).limit(count)
    for issuer, series, year, record, *rest in connection.execute(
        asked.execution_options(yield_per=_AT_ONCE)
    ):
        yield Listed(BookKey(issuer, series, year), *rest), record


def newest_arrivals(
    connection: Connection,
    words: Sequence[str],
    filters: Filters,
    offices: Sequence[str],
    *,
    start: int = 0,
    count: int | None = None,
) -> Iterator[IncomingEntry]:
    """Văn bản đến mới nhất trước: of these offices; read as they are asked for. Raises DamagedRecord."""
    columns = incoming_entry.c
    wanted = [
        columns.office.in_(offices),
        *_wanted(columns.office, columns.arrived_on, columns, words, filters),
    ]
    order = (columns.arrived_on.desc(), columns.office, columns.number.desc())
    asked = select(incoming_entry).where(*wanted).order_by(*order).offset(start).limit(count)
    return map(incoming.entry_of, connection.execute(asked.execution_options(yield_per=_AT_ONCE)).mappings())


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
