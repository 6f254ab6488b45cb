"""Trang sổ: the rows of the books of an office, the newest first, some at a time, as somebody looks through them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from directives.document.kinds import DocumentType
from directives.register.books import BookKey
from directives.register.columns import words_of_row
from directives.register.incoming import IncomingBookKey
from directives.register.incoming_columns import words_of_arrival
from directives.register.search import folded, matches, words_of
from storage import incoming, register, search
from storage.database import reading
from storage.incoming import IncomingEntry
from storage.records import document_from_record
from storage.search import Filters as Filters  # what a page asks with
from storage.search import Listed as Listed
from workflows.services.workspace import Workspace

ROWS = 25
_Row = TypeVar("_Row")
_TYPES = {kind.value: kind.name_vi for kind in DocumentType}


@dataclass(frozen=True, slots=True)
class BookPage(Generic[_Row]):
    """Trang sổ: its rows, and whether more follow; ``first`` is the place of the first row, from 1."""

    rows: Sequence[_Row]
    first: int
    more: bool


@dataclass(frozen=True, slots=True)
class OpenBook:
    """Sổ đang mở: a book and the number at which it stands."""

    key: BookKey
    last_number: int


def outgoing_page(
    workspace: Workspace,
    offices: Sequence[str],
    asked: str,
    filters: Filters,
    page: int = 1,
    rows: int = ROWS,
) -> BookPage[Listed]:
    """Văn bản đi: page ``page`` (from 1) of what holds every word; an accent that is written must stand there."""
    words, start = words_of(asked), (max(page, 1) - 1) * rows
    with reading(workspace.engine) as connection:
        if not _has_accents(words):
            listed = search.newest_outgoing(connection, words, filters, offices, start=start, count=rows + 1)
            return _page((row for row, _ in listed), start, rows)
        found = (
            row
            for row, record in search.newest_outgoing(connection, words, filters, offices, with_record=True)
            if _holds(words, row, record)
        )
        return _page(islice(found, start, None), start, rows)


def incoming_page(
    workspace: Workspace,
    offices: Sequence[str],
    asked: str,
    filters: Filters,
    page: int = 1,
    rows: int = ROWS,
) -> BookPage[IncomingEntry]:
    """Văn bản đến: as ``outgoing_page``."""
    words, start = words_of(asked), (max(page, 1) - 1) * rows
    with reading(workspace.engine) as connection:
        if not _has_accents(words):
            listed = search.newest_arrivals(connection, words, filters, offices, start=start, count=rows + 1)
            return _page(listed, start, rows)
        found = (
            entry
            for entry in search.newest_arrivals(connection, words, filters, offices)
            if matches(words, " ".join(words_of_arrival(entry.number, entry.document, entry.handling)))
        )
        return _page(islice(found, start, None), start, rows)


def books_of(workspace: Workspace, offices: Sequence[str]) -> Sequence[OpenBook]:
    """Các sổ văn bản đi: of these offices, the newest year first."""
    with reading(workspace.engine) as connection:
        found = [
            OpenBook(key, stand.last_number)
            for key, stand in register.books(connection)
            if key.issuer in offices
        ]
    return sorted(found, key=lambda one: (one.key.issuer, -one.key.year, one.key.series))


def incoming_books_of(workspace: Workspace, offices: Sequence[str]) -> Sequence[tuple[IncomingBookKey, int]]:
    """Các sổ văn bản đến: of these offices with the number at which each stands, the newest year first."""
    with reading(workspace.engine) as connection:
        found = [
            (key, stand.last_number) for key, stand in incoming.books(connection) if key.office in offices
        ]
    return sorted(found, key=lambda one: (one[0].office, -one[0].year))


def _has_accents(words: Sequence[str]) -> bool:
    return any(folded(word).strip() != word for word in words)


def _holds(words: Sequence[str], row: Listed, record: str) -> bool:
    """Khớp dấu: most often what the list shows says so already, and the record need not be read."""
    kind = _TYPES[row.type]
    shown = f"{row.number_and_symbol} {kind} {row.subject} {row.signer} {row.note}"
    return matches(words, shown) or matches(
        words, " ".join(words_of_row(document_from_record(record), row.note))
    )


def _page(found: Iterable[_Row], start: int, rows: int) -> BookPage[_Row]:
    taken = list(islice(found, rows + 1))
    return BookPage(taken[:rows], start + 1, len(taken) > rows)
