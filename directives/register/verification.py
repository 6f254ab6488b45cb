"""Kiểm tra sổ: what a book must look like, and what is wrong with this one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.document.model import Document
from directives.register.books import BookKey, Counter, book_of
from directives.register.series import ONE_SERIES_A_TYPE, SeriesPolicy


@dataclass(frozen=True, slots=True)
class RegisteredDocument:
    """Dòng cần kiểm: number, record (None when it cannot be read), whether record and row are as written."""

    number: int
    document: Document | None
    record_intact: bool
    has_file: bool


@dataclass(frozen=True, slots=True)
class BookProblem:
    """Lỗi của sổ: what is wrong (a stable code), in which book, at which number."""

    code: str
    book: str
    number: int | None = None
    detail: str = ""


def problems_of(
    key: BookKey,
    counter: Counter,
    rows: Sequence[RegisteredDocument],
    policy: SeriesPolicy = ONE_SERIES_A_TYPE,
) -> Iterator[BookProblem]:
    """Lỗi của sổ: gaps, doubles, dates that go back, damaged records, missing files, a wrong counter (Đ.15).

    ``policy`` is that of the office in the year of the book.
    """
    expected = counter.opened_after + 1
    latest: date | None = None
    for row in sorted(rows, key=lambda row: row.number):
        if row.number > expected:
            yield BookProblem("gap", str(key), expected, f"{expected}–{row.number - 1}")
        elif row.number < expected:
            yield BookProblem("double", str(key), row.number)
        document = row.document
        if latest is not None and document is not None and document.issued_on < latest:
            yield BookProblem("date_goes_back", str(key), row.number, str(document.issued_on))
        if not row.record_intact or not _belongs(document, row.number, key, policy):
            yield BookProblem("damaged_record", str(key), row.number)
        if not row.has_file:
            yield BookProblem("missing_file", str(key), row.number)
        expected = row.number + 1
        latest = document.issued_on if document is not None else latest
    if counter.last_number != expected - 1:
        yield BookProblem("wrong_counter", str(key), counter.last_number, f"{expected - 1}")


def _belongs(document: Document | None, number: int, key: BookKey, policy: SeriesPolicy) -> bool:
    return document is not None and document.number.number == number and book_of(document, policy) == key
