"""Kiểm tra theo luật sổ: the rules of the register on our books, and on the kept files beside their rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from directives.checking.findings import Finding, Unseen
from directives.checking.register_checker import RegisterReport, check_book, check_entry
from directives.checking.seeing.observe import observe
from directives.checking.seeing.registered import (
    ArrivalRow,
    Book,
    BookRow,
    LostRow,
    OutgoingRow,
    RegisteredDocument,
    RestingAct,
    Sending,
)
from directives.conversion.errors import RefusedFile
from directives.conversion.layout_reading import layouts_of
from directives.errors import N_, DirectiveError, Problem
from directives.exchange.deliveries import Delivery, transfers_of
from directives.exchange.deliveries import State as DeliveryState
from directives.register.books import BookKey, Counter
from directives.register.columns import row_of
from directives.register.incoming import IncomingBookKey
from directives.register.metadata import incoming_metadata, outgoing_metadata
from directives.register.states import State
from storage import deliveries, entry_states, incoming, register
from storage.database import reading
from storage.entry_states import Change
from storage.files import FileStore
from storage.records import DamagedRecord
from storage.register import Entry
from workflows.services.attach_signed import SIGNED_PDF
from workflows.services.issue import DOCX
from workflows.services.make_pdf import PDF
from workflows.services.workspace import Workspace

#: Kinds of file that are compared with the row: the Word file, and the PDF in the last form that it has.
_COMPARED = ((DOCX,), (SIGNED_PDF, PDF))
#: So many files are in memory at once.
_AT_ONCE = 100
_DAMAGED = N_("the record is damaged; “vanthu register verify” says more")
_MISSING = N_("the kept file ({kind}) is missing or damaged; “vanthu register verify” says more")


class NoBooks(DirectiveError):
    """Không có sổ nào: the office or year that was asked for has no book of documents out or in."""

    kind = "no_books"
    template = N_("There is no book of {asked}. “vanthu register books” shows which there are.")


@dataclass(frozen=True, slots=True)
class _Kept:
    """Sổ đã đọc: a book, and the hashes of the kept files of its rows by number and kind."""

    book: Book
    files: Mapping[int, Mapping[str, str]]


def check_register(
    workspace: Workspace, office: str = "", year: int | None = None, *, files: bool = False
) -> RegisterReport:
    """Kiểm tra sổ: every book of documents out and in, or those of an office or a year.

    With ``files``, the kept Word file and PDF of each number are read and compared with its row as well.
    Raises NoBooks when an office or a year was asked for that has none.
    """
    kept = _read(workspace, office, year)
    if not kept and (office or year is not None):
        raise NoBooks(asked="/".join(part for part in (office, "" if year is None else str(year)) if part))
    not_read = [
        Problem(_DAMAGED, {}, f"{one.book.name}/{row.number}")
        for one in kept
        for row in one.book.rows
        if isinstance(row, LostRow)
    ]
    of_files: dict[str, list[Finding | Unseen]] = {one.book.name: [] for one in kept}
    for book, document in _documents(workspace.files, kept, not_read) if files else ():
        of_files[book] += check_entry(document)
    return RegisterReport(
        tuple(check_book(one.book, of_files[one.book.name]) for one in kept), tuple(not_read)
    )


def _read(workspace: Workspace, office: str, year: int | None) -> list[_Kept]:
    def wanted(owner: str, of_year: int) -> bool:
        return (not office or owner == office) and year in (None, of_year)

    with reading(workspace.engine) as connection:
        counters = dict(register.books(connection))
        outgoing = [
            _outgoing(connection, workspace, key, counters)
            for key in counters
            if wanted(key.issuer, key.year)
        ]
        arrived = dict(incoming.books(connection))
        return outgoing + [
            _incoming(connection, workspace, key, arrived) for key in arrived if wanted(key.office, key.year)
        ]


def _outgoing(
    connection: Connection, workspace: Workspace, key: BookKey, counters: Mapping[BookKey, Counter]
) -> _Kept:
    sent, changes = deliveries.of_book(connection, key), entry_states.changes_in(connection, key)
    rows: list[BookRow] = [
        LostRow(number)
        if entry is None
        else _row(connection, entry, sent.get(number, ()), changes.get(number, ()))
        for number, entry in register.entries_with_damage(connection, key)
    ]
    before = counters.get(BookKey(key.issuer, key.series, key.year - 1))
    return _Kept(
        _book(workspace, str(key), key.year, rows, counters[key], before), register.files_of(connection, key)
    )


def _row(
    connection: Connection, entry: Entry, sent: Sequence[Delivery], changes: Sequence[Change]
) -> OutgoingRow:
    document = entry.document
    columns = transfers_of(sent).put_into(row_of(document, entry.note))
    return OutgoingRow(
        number=entry.number,
        type=document.type,
        columns=columns,
        urgent=document.urgency is not None,
        state=State(entry.status),
        archive_copies=document.archive.copies,
        metadata=outgoing_metadata(document, columns),
        sendings=tuple(
            Sending(one.recipient.printed, one.sent_on or one.received_on)
            for one in sent
            if one.state is not DeliveryState.RESOLVED
        ),
        acts=tuple(_act(connection, change) for change in changes if change.by is not None),
    )


def _act(connection: Connection, change: Change) -> RestingAct:
    assert change.by is not None
    try:
        other = register.find(connection, change.by.book, change.by.number)
    except DamagedRecord:
        other = None
    if other is None:
        return RestingAct(change.move, str(change.by), None)
    return RestingAct(change.move, str(other.document.number), other.document.type)


def _incoming(
    connection: Connection,
    workspace: Workspace,
    key: IncomingBookKey,
    counters: Mapping[IncomingBookKey, Counter],
) -> _Kept:
    rows: list[BookRow] = [
        LostRow(number)
        if entry is None
        else ArrivalRow(
            number,
            entry.document,
            entry.handling,
            incoming_metadata(number, entry.document, entry.handling),
        )
        for number, entry in incoming.entries_with_damage(connection, key)
    ]
    before = counters.get(IncomingBookKey(key.office, key.year - 1))
    return _Kept(_book(workspace, str(key), key.year, rows, counters[key], before), {})


def _book(
    workspace: Workspace,
    name: str,
    year: int,
    rows: Sequence[BookRow],
    counter: Counter,
    before: Counter | None,
) -> Book:
    return Book(
        name=name,
        year=year,
        rows=tuple(rows),
        calendar=workspace.calendar,
        today=workspace.today(),
        opened_after=counter.opened_after,
        ended_before=None if before is None else before.last_number,
    )


def _documents(
    files: FileStore, kept: Sequence[_Kept], not_read: list[Problem]
) -> Iterator[tuple[str, RegisteredDocument]]:
    """Tệp bên dòng: what is observed of each kept file, with its book; what cannot be read goes into ``not_read``."""
    chosen = [
        (one.book.name, row, kind, sha256)
        for one in kept
        for row in one.book.rows
        if isinstance(row, OutgoingRow)
        for kind, sha256 in _compared(one.files.get(row.number, {}))
    ]
    for start in range(0, len(chosen), _AT_ONCE):
        there: list[tuple[str, OutgoingRow, bytes]] = []
        for book, row, kind, sha256 in chosen[start : start + _AT_ONCE]:
            content = files.get(sha256)
            if content is None:
                not_read.append(Problem(_MISSING, {"kind": kind}, f"{book}/{row.number}"))
            else:
                there.append((book, row, content))
        for (book, row, _), layout in zip(there, layouts_of([one[2] for one in there]), strict=True):
            if isinstance(layout, RefusedFile):
                not_read.append(Problem(layout.template, layout.fields, f"{book}/{row.number}"))
            else:
                yield book, RegisteredDocument(row, observe(layout))


def _compared(of_row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kinds in _COMPARED:
        yield from [(kind, of_row[kind]) for kind in kinds if kind in of_row][:1]
