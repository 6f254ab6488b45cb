"""API, văn bản: issue, look into the books, void a number, check a file and read one."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Body, File, Response, UploadFile
from pydantic import BaseModel, Field

from directives.checking import check_file
from directives.reading import read_file
from directives.register.books import BookKey
from directives.text import shown_name
from portal.messages import _
from portal.web.access import Doors, allow
from portal.web.pages.api_fields import (
    IdempotencyKey,
    NumberInAddress,
    OfficeInAddress,
    OnDay,
    Reason,
    Sent,
    SeriesInAddress,
    YearInAddress,
    kept_for_reading,
)
from portal.web.visit import Visiting
from storage.entry_states import Place
from workflows.services.accounts.roles import Act
from workflows.services.books import book_entries, book_keys, book_row, entry
from workflows.services.change_state import changes
from workflows.services.issue_request import issue_request, issued_file, placed, table_of
from workflows.services.void_number import void_number

doors = Doors(prefix="/api/v1", tags=["documents"])
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAME_SHOWN = 120


class IssueOrder(Sent):
    """Lệnh phát hành: the draft as a table in JSON (a day is text: 2026-10-05), or as the text of a TOML file."""

    draft: dict[str, Any] | Annotated[str, Field(max_length=2_000_000)]


class IssuedAnswer(BaseModel):
    """Văn bản đã phát hành: where it stands in the books, and the hash of its Word file."""

    issuer: str
    series: str
    year: int
    number: int
    symbol: str
    date: str
    sha256: str


class BookAnswer(BaseModel):
    """Sổ: the books of an office, a series and a year."""

    issuer: str
    series: str
    year: int


class EntryAnswer(BaseModel):
    """Dòng trong sổ: a document by its number; ``status`` says whether it is void, recalled, corrected, …"""

    issuer: str
    series: str
    year: int
    number: int
    symbol: str
    date: str
    subject: str
    status: str
    note: str


class ChangeAnswer(BaseModel):
    """Việc đã làm với số này: what, why, by whom, when."""

    act: str
    reason: str
    actor: str
    at: str


class WholeEntryAnswer(EntryAnswer):
    """Dòng trong sổ, đầy đủ: with what the book's other columns say and what was done since."""

    signer: str
    recipients: str
    archive_units: str
    history: list[ChangeAnswer]


@doors.order("/documents", Act.ISSUE, status_code=201)
def issue(visit: Visiting, key: IdempotencyKey, order: Annotated[IssueOrder, Body()]) -> IssuedAnswer:
    """Phát hành: checks, numbers and registers a draft; the same key never gives a second number."""
    allow(visit, Act.ISSUE, str(table_of(order.draft).get("issuer", "")))
    return IssuedAnswer(**issue_request(visit.workspace, key, order.draft))


@doors.ask("/books", Act.READ_BOOKS)
def books(visit: Visiting) -> list[BookAnswer]:
    """Các sổ: of the offices whose books the account may read."""
    units = visit.person.units_for(Act.READ_BOOKS)
    found = [key for key in book_keys(visit.workspace) if key.issuer in units]
    return [BookAnswer(issuer=key.issuer, series=key.series, year=key.year) for key in found]


@doors.ask("/books/{issuer}/{series}/{year}", Act.READ_BOOKS)
def book(
    visit: Visiting, issuer: OfficeInAddress, series: SeriesInAddress, year: YearInAddress
) -> list[EntryAnswer]:
    """Một sổ: its documents in the order of their numbers, void ones too."""
    allow(visit, Act.READ_BOOKS, issuer)
    return [
        EntryAnswer(**placed(one), subject=one.document.subject, status=one.status, note=one.note)
        for one in book_entries(visit.workspace, BookKey(issuer, series, year))
    ]


@doors.ask("/books/{issuer}/{series}/{year}/{number}", Act.READ_BOOKS)
def document(
    visit: Visiting,
    issuer: OfficeInAddress,
    series: SeriesInAddress,
    year: YearInAddress,
    number: NumberInAddress,
) -> WholeEntryAnswer:
    """Một văn bản: as the book shows it, with what was done to it since."""
    allow(visit, Act.READ_BOOKS, issuer)
    return _whole(visit, BookKey(issuer, series, year), number)


@doors.ask(
    "/books/{issuer}/{series}/{year}/{number}/file",
    Act.READ_BOOKS,
    response_class=Response,
    description="Tệp Word: as it was issued.",
)
def file(
    visit: Visiting,
    issuer: OfficeInAddress,
    series: SeriesInAddress,
    year: YearInAddress,
    number: NumberInAddress,
) -> Response:
    """Tệp Word: as it was issued."""
    allow(visit, Act.READ_BOOKS, issuer)
    found = entry(visit.workspace, BookKey(issuer, series, year), number)
    return Response(issued_file(visit.workspace, found), media_type=WORD)


@doors.order("/books/{issuer}/{series}/{year}/{number}/void", Act.KEEP_BOOKS)
def void(
    visit: Visiting,
    issuer: OfficeInAddress,
    series: SeriesInAddress,
    year: YearInAddress,
    number: NumberInAddress,
    sent: Reason,
) -> WholeEntryAnswer:
    """Hủy số: it stays in the book with its reason, and is never given again."""
    allow(visit, Act.KEEP_BOOKS, issuer)
    key = BookKey(issuer, series, year)
    void_number(visit.workspace, key, number, sent.reason)
    return _whole(visit, key, number)


@doors.order("/check", Act.CHECK_FORM)
def check(_visit: Visiting, file: Annotated[UploadFile, File()], on: OnDay = None) -> dict[str, Any]:
    """Kiểm tra thể thức: findings of form in a Word or PDF file; nothing of it is kept."""
    with kept_for_reading(file) as given:
        report = check_file(given, on=on)
    return replace(report, file=_shown(file)).to_json()


@doors.order("/read", Act.CHECK_FORM)
def read(_visit: Visiting, file: Annotated[UploadFile, File()]) -> dict[str, Any]:
    """Đọc văn bản: the record of an official document; nothing of it is kept."""
    with kept_for_reading(file) as given:
        record = read_file(given)
    return dict(
        record.to_json(lambda note: f"{note.fields['field']}: {_(note.template).format(**note.fields)}")
    )


def _whole(visit: Visiting, key: BookKey, number: int) -> WholeEntryAnswer:
    found = entry(visit.workspace, key, number)
    row = book_row(visit.workspace, key, number)
    done = [
        ChangeAnswer(act=one.move.value, reason=one.reason, actor=one.actor, at=one.at)
        for one in changes(visit.workspace, Place(key, number))
    ]
    return WholeEntryAnswer(
        **placed(found),
        subject=found.document.subject,
        status=found.status,
        note=found.note,
        signer=row.signer,
        recipients=row.recipients,
        archive_units=row.archive_units,
        history=done,
    )


def _shown(upload: UploadFile) -> str:
    return shown_name(upload.filename or "")[:_NAME_SHOWN]
