"""Sổ và số: which book a document belongs to, and which number comes next in it (Đ.15)."""

from dataclasses import dataclass
from datetime import date

from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.register.series import ONE_SERIES_A_TYPE, SeriesPolicy


@dataclass(frozen=True, slots=True, order=True)
class BookKey:
    """Sổ: one book is one issuing office, one series, one calendar year (Đ.15)."""

    issuer: str
    series: str
    year: int

    def __str__(self) -> str:
        return f"{self.issuer}/{self.series}/{self.year}"


@dataclass(frozen=True, slots=True)
class Counter:
    """Bộ đếm: where a book stands. ``opened_after`` is the last number on paper before it was opened here."""

    opened_after: int = 0
    last_number: int = 0
    last_date: date | None = None


class BackdatedNumber(DirectiveError):
    """Lùi ngày: a later-dated number already exists in this book (numbers run in order of date, Đ.15)."""

    kind = "backdated_number"
    template = N_(
        "The document is dated {asked}, but book {book} already has number {number} of {latest}. "
        "Date it {latest} or later."
    )


class BookAlreadyOpen(DirectiveError):
    """Sổ đã mở: a book is opened once, before its first number."""

    kind = "book_already_open"
    template = N_("Book {book} is already open and stands at number {number}. A book is opened only once.")


def book_of(document: Document, policy: SeriesPolicy = ONE_SERIES_A_TYPE) -> BookKey:
    """Sổ của văn bản: the book in which this document takes its number; the year is that of its date."""
    return BookKey(document.issuer, policy.series_of(document.type), document.issued_on.year)


def next_number(book: BookKey, counter: Counter, issued_on: date) -> int:
    """Cấp số: the number after the last one given in this book (Đ.15).

    A number once given is never given again, even if the document is recalled.
    Raises BackdatedNumber when a later-dated number already exists.

    >>> next_number(BookKey("snv", "CV", 2026), Counter(), date(2026, 1, 2))
    1
    """
    if counter.last_date is not None and issued_on < counter.last_date:
        raise BackdatedNumber(
            where="date", asked=issued_on, latest=counter.last_date, book=book, number=counter.last_number
        )
    return counter.last_number + 1
