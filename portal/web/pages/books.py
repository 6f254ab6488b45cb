"""Sổ văn bản: the books out and in, looked through and searched; one book printed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Response
from pydantic import BeforeValidator

from directives.document.kinds import DocumentType
from directives.register.books import BookKey
from directives.register.incoming import IncomingBookKey, IncomingState
from directives.register.states import State
from directives.text import slug
from portal.web.access import Doors
from portal.web.downloads import WORD, WORKBOOK, download
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.book_pages import Filters, books_of, incoming_books_of, incoming_page, outgoing_page
from workflows.services.entry_view import UnknownDocument
from workflows.services.office_names import office_name
from workflows.services.print_book import book_content, follow_up_book, incoming_book, outgoing_book

doors = Doors(prefix="/so")

#: An empty field of a form asks for nothing.
_empty = BeforeValidator(lambda typed: typed or None)
Day = Annotated[date | None, _empty]
Count = Annotated[int | None, _empty]
#: Loại văn bản -> its printed name.
_TYPES = {kind.value: kind.name_vi for kind in DocumentType}
_KINDS = {"docx": WORD, "xlsx": WORKBOOK}


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều được tìm: the fields of the form above a list, as they stand in the address."""

    words: str
    office: str
    year: int | None
    series: str
    type: str
    since: date | None
    until: date | None
    state: str
    page: int

    @property
    def filters(self) -> Filters:
        """Bộ lọc: as the service takes it; the office is chosen among those which the person may read."""
        return Filters("", self.year, self.type, self.since, self.until, self.state, self.series)

    def offices(self, visit: Visit) -> list[str]:
        """Các cơ quan: the one that was chosen, else all whose books the person may read."""
        units = visit.person.units_for(Act.READ_BOOKS)
        return [unit for unit in units if self.office in ("", unit)]

    def address(self, page: int) -> str:
        """Phần sau dấu hỏi: of the same list at another page."""
        shown: dict[str, Any] = {
            "q": self.words,
            "co_quan": self.office,
            "nam": self.year,
            "so": self.series,
            "loai": self.type,
            "tu": self.since,
            "den": self.until,
            "tt": self.state,
            "trang": page if page > 1 else None,
        }
        return urlencode({name: value for name, value in shown.items() if value})


def asked(
    q: Annotated[str, Query(max_length=200)] = "",
    co_quan: str = "",
    nam: Count = None,
    so: str = "",
    loai: str = "",
    tu: Day = None,
    den: Day = None,
    tt: str = "",
    trang: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Asked:
    """Đọc biểu mẫu tìm: from the address, so that a list can be kept as a bookmark."""
    return Asked(q, co_quan, nam, so, loai, tu, den, tt, trang)


Search = Annotated[Asked, Depends(asked)]


@doors.page("", Act.READ_BOOKS)
def outgoing(visit: Visiting, search: Search) -> Response:
    """Sổ văn bản đi: the rows that were asked for, the newest first; one part of the page while somebody types."""
    found = outgoing_page(visit.workspace, search.offices(visit), search.words, search.filters, search.page)
    values: dict[str, Any] = {
        "asked": search,
        "found": found,
        "names": {kind.value: kind.name_vi for kind in DocumentType},
    }
    if visit.by_htmx:
        return visit.page("books/outgoing_rows.html", **values)
    units = visit.person.units_for(Act.READ_BOOKS)
    books = books_of(visit.workspace, units)
    return visit.page(
        "books/outgoing.html",
        **values,
        books=books,
        states=list(State),
        **_choices(visit, [one.key.year for one in books], [one.key.series for one in books]),
    )


@doors.page("/den", Act.READ_BOOKS)
def incoming(visit: Visiting, search: Search) -> Response:
    """Sổ văn bản đến: as the book of outgoing documents."""
    found = incoming_page(visit.workspace, search.offices(visit), search.words, search.filters, search.page)
    values: dict[str, Any] = {"asked": search, "found": found, "today": visit.workspace.today()}
    if visit.by_htmx:
        return visit.page("books/incoming_rows.html", **values)
    books = incoming_books_of(visit.workspace, visit.person.units_for(Act.READ_BOOKS))
    return visit.page(
        "books/incoming.html",
        **values,
        books=books,
        states=list(IncomingState),
        names=_TYPES,
        **_choices(visit, [key.year for key, _ in books], []),
    )


@doors.page("/in", Act.READ_BOOKS)
def print_form(visit: Visiting, so: str = "") -> Response:
    """In sổ: which book, from which number to which, as which volume; ``so`` is the book chosen already."""
    units = visit.person.units_for(Act.READ_BOOKS)
    return visit.page(
        "books/print.html",
        books=books_of(visit.workspace, units),
        incoming_books=incoming_books_of(visit.workspace, units),
        offices={unit: office_name(visit.workspace, unit) for unit in units},
        chosen=so,
    )


@doors.page("/in/tep", Act.READ_BOOKS)
def printed(
    visit: Visiting,
    so: str,
    dang: str = "docx",
    tu: Count = None,
    den: Count = None,
    quyen: Count = None,
) -> Response:
    """Tệp in: the chosen numbers of a book, ready to be printed and bound. ``so``: ``di|den|theo-doi:office/…``."""
    which, _colon, place = so.partition(":")
    parts = place.split("/")
    office, year = parts[0], int(parts[-1]) if parts[-1].isascii() and parts[-1].isdigit() else 0
    if office not in visit.person.units_for(Act.READ_BOOKS) or dang not in _KINDS:
        raise UnknownDocument(where=so)
    bounds: dict[str, Any] = {"first": tu or 0, "last": den, "volume": quyen or 1}
    if which == "di" and len(parts) == 3:
        book = outgoing_book(visit.workspace, BookKey(office, parts[1], year), **bounds)
    elif which == "theo-doi":
        book = follow_up_book(visit.workspace, IncomingBookKey(office, year), **bounds)
    else:
        book = incoming_book(visit.workspace, IncomingBookKey(office, year), **bounds)
    name = f"{slug(book.title)}-{slug(book.short_name)}.{dang}"
    return download(book_content(book, name), name, _KINDS[dang])


@doors.page("/{issuer}/{year:int}/{series}", Act.READ_BOOKS)
def one_book(visit: Visiting, issuer: str, year: int, series: str) -> Response:
    """Một sổ: the list of its documents."""
    if issuer not in visit.person.units_for(Act.READ_BOOKS):
        raise UnknownDocument(where=issuer)
    return visit.go("/so?" + urlencode({"co_quan": issuer, "nam": year, "so": series}))


def _choices(visit: Visit, years: list[int], series: list[str]) -> dict[str, Any]:
    """Giá trị để chọn: years, series and offices that there are."""
    units = visit.person.units_for(Act.READ_BOOKS)
    return {
        "years": sorted(set(years), reverse=True),
        "all_series": sorted(set(series)),
        "offices": {unit: office_name(visit.workspace, unit) for unit in units},
    }
