"""Văn bản đến: what is written down when a document arrives, and what its row of the book says later (Đ.20-24)."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from directives.document.kinds import DocumentType, Urgency
from directives.errors import N_, DirectiveError, Problem
from directives.register.search import folded
from directives.text import normalise


@dataclass(frozen=True, slots=True, order=True)
class IncomingBookKey:
    """Sổ văn bản đến: one office, one calendar year; paper and electronic documents share it (Đ.22)."""

    #: What stands in the place of a series where an incoming document is named by its place.
    SERIES: ClassVar[str] = "ĐẾN"

    office: str
    year: int

    def __str__(self) -> str:
        return f"{self.office}/{self.SERIES}/{self.year}"


class IncomingState(StrEnum):
    """Trạng thái văn bản đến: the arrival number stays in the book in each of them."""

    REGISTERED = N_("registered")  # đã đăng ký
    RETURNED = N_("returned")  # đã trả lại nơi gửi
    CANCELLED = N_("cancelled")  # đã hủy đăng ký
    WITHDRAWN = N_("withdrawn")  # bên gửi đã thu hồi
    REPLACED = N_("replaced")  # bên gửi đã thay thế


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """Văn bản đến: as it was when it arrived; the number and the day of the document may be missing on it.

    ``urgency`` is its stamp: an urgent document is submitted at once (Đ.23). None = ordinary, or entered before
    stamps were noted.
    """

    author: str
    number_and_symbol: str
    dated: date | None
    type_name: str
    subject: str
    arrived_on: date
    signer: str = ""
    file_name: str = ""
    urgency: Urgency | None = None

    @property
    def type(self) -> str:
        """Loại văn bản: the law's key of a type it knows, else the name without accents (laws, circulars…)."""
        name = folded(self.type_name)
        known = (kind.value for kind in DocumentType if folded(kind.name_vi) == name)
        return next(known, name.strip())

    @property
    def identity(self) -> str:
        """Dấu nhận: author, number, symbol and year, the same however they were typed; empty without a number."""
        number = "".join(self.number_and_symbol.casefold().split()).lstrip("0")
        year = (self.dated or self.arrived_on).year
        return f"{folded(self.author).strip()}|{normalise(number)}|{year}" if number else ""


@dataclass(frozen=True, slots=True)
class Handling:
    """Giải quyết: what becomes of an incoming document after its arrival; the only part of its row that changes.

    ``receiver`` leads, ``co_operating`` are those who help; ``reply`` names the answering document of our own
    books (office/series/year/number). ``submitted_on``: laid before the leader; ``finished_on``: dealt with.
    """

    receiver: str = ""
    transferred_on: date | None = None
    receipt: str = ""
    due_on: date | None = None
    progress: str = ""
    reply: str = ""
    note: str = ""
    state: IncomingState = IncomingState.REGISTERED
    co_operating: str = ""
    submitted_on: date | None = None
    finished_on: date | None = None

    def is_late(self, day: date) -> bool:
        """Quá hạn: finished after its term, or not finished when the term was over; closed ones are not late."""
        if self.due_on is None or self.state is not IncomingState.REGISTERED:
            return False
        return (self.finished_on or day) > self.due_on


class InvalidArrival(DirectiveError):
    """Không đăng ký được: the row of an incoming document cannot stand in the book as it is given."""

    kind = "invalid_arrival"
    template = N_("The incoming document cannot be entered:")


class BackdatedArrival(DirectiveError):
    """Lùi ngày đến: a later arrival has its number already; numbers run in the order of arrival (Đ.22)."""

    kind = "backdated_arrival"
    template = N_(
        "The arrival is dated {asked}, but book {book} already has number {number} of {latest}. "
        "Enter it with the day {latest} or later, and say in a note when it really came."
    )


class AlreadyReceived(DirectiveError):
    """Văn bản trùng: author, number and symbol, or the file itself, are in the book already (PL.VI-III.1h)."""

    kind = "already_received"
    template = N_(
        "This document is in the book already: arrival number {number} of {day} in {book}. "
        "If it really came twice, enter it again with “--again”."
    )


def cleaned(document: IncomingDocument) -> IncomingDocument:
    """Chuẩn hóa: composed letters, no blanks at the ends; nothing else is changed."""
    return replace(
        document,
        author=normalise(document.author).strip(),
        number_and_symbol=normalise(document.number_and_symbol).strip(),
        type_name=normalise(document.type_name).strip(),
        subject=normalise(document.subject).strip(),
        signer=normalise(document.signer).strip(),
        file_name=normalise(document.file_name).strip(),
    )


def checked_arrival(document: IncomingDocument, today: date) -> IncomingDocument:
    """Kiểm tra khi đến: the document itself. Raises InvalidArrival with everything that is wrong."""
    if problems := list(_problems(document, today)):
        raise InvalidArrival(where="incoming", problems=problems)
    return document


def checked_handling(document: IncomingDocument, handling: Handling, today: date) -> Handling:
    """Kiểm tra việc giải quyết: the handling itself. Raises InvalidArrival with everything that is wrong."""
    problems = list(_unprintable(handling))
    done = {name: getattr(handling, name) for name in ("transferred_on", "submitted_on", "finished_on")}
    for name, day in {**done, "due_on": handling.due_on}.items():
        if day is not None and day < document.arrived_on:
            problems.append(
                Problem(_BEFORE_ARRIVAL, {"field": name, "day": day, "arrived": document.arrived_on}, name)
            )
    problems += [
        Problem(_FUTURE, {"field": name, "day": day}, name)
        for name, day in done.items()
        if day is not None and day > today
    ]
    if problems:
        raise InvalidArrival(where="incoming", problems=problems)
    return handling


def _problems(document: IncomingDocument, today: date) -> Iterator[Problem]:
    for name in ("author", "type_name", "subject"):
        if not getattr(document, name):
            yield Problem(_BLANK, {"field": name}, name)
    yield from _unprintable(document)
    if document.arrived_on > today:
        yield Problem(_FUTURE, {"field": "arrived_on", "day": document.arrived_on}, "arrived_on")
    if document.dated is not None and document.dated > document.arrived_on:
        yield Problem(_NOT_YET_WRITTEN, {"day": document.dated, "arrived": document.arrived_on}, "dated")


def _unprintable(row: IncomingDocument | Handling) -> Iterator[Problem]:
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str) and any(unicodedata.category(letter) == "Cc" for letter in value):
            yield Problem(_CONTROL, {"field": field.name}, field.name)


_BLANK = N_("field “{field}” is blank; fill it in")
_CONTROL = N_("field “{field}” holds a control character; type the text again")
_FUTURE = N_("field “{field}” is {day}, which has not come yet; check the day")
_NOT_YET_WRITTEN = N_("the document is dated {day}, after its arrival on {arrived}; check both days")
_BEFORE_ARRIVAL = N_("field “{field}” is {day}, before the arrival on {arrived}; check the day")
