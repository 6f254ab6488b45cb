"""Kiểm tra sổ: what a book must look like, and what is wrong with this one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.document.model import Document
from directives.register.books import BookKey, Counter, book_of
from directives.register.series import SeriesPolicy


@dataclass(frozen=True, slots=True)
class RegisteredRow:
    """Dòng cần kiểm: number, day (None when the record cannot be read), whether record and file are as written."""

    number: int
    day: date | None
    record_intact: bool
    has_file: bool


@dataclass(frozen=True, slots=True)
class BookProblem:
    """Lỗi của sổ: what is wrong (a stable code), in which book, at which number."""

    code: str
    book: str
    number: int | None = None
    detail: str = ""


def problems_of(book: str, counter: Counter, rows: Sequence[RegisteredRow]) -> Iterator[BookProblem]:
    """Lỗi của sổ: gaps, doubles, dates that go back, damaged records, missing files, a wrong counter (Đ.15, Đ.22)."""
    expected = counter.opened_after + 1
    latest: date | None = None
    for row in sorted(rows, key=lambda row: row.number):
        if row.number > expected:
            yield BookProblem("gap", book, expected, f"{expected}–{row.number - 1}")
        elif row.number < expected:
            yield BookProblem("double", book, row.number)
        if latest is not None and row.day is not None and row.day < latest:
            yield BookProblem("date_goes_back", book, row.number, str(row.day))
        if not row.record_intact:
            yield BookProblem("damaged_record", book, row.number)
        if not row.has_file:
            yield BookProblem("missing_file", book, row.number)
        expected = row.number + 1
        latest = row.day or latest
    if counter.last_number != expected - 1:
        yield BookProblem("wrong_counter", book, counter.last_number, f"{expected - 1}")


def belongs(document: Document, number: int, key: BookKey, policy: SeriesPolicy) -> bool:
    """Đúng chỗ: whether a record stands under its own number in the book of its office, type and year."""
    return document.number.number == number and book_of(document, policy) == key
