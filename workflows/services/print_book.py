"""In sổ: the books of outgoing and incoming documents as the law wants them printed and bound."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.books import BookKey
from directives.register.incoming import IncomingBookKey
from directives.register.incoming_columns import follow_up_cells, incoming_cells
from directives.register.printed import FOLLOW_UP, INCOMING, OUTGOING, PrintedBook, Span
from directives.rendering.book_docx import book_as_docx
from directives.rendering.book_xlsx import book_as_xlsx
from storage import register
from storage.database import reading
from storage.files import write_whole
from storage.incoming import IncomingEntry
from storage.register import Entry
from workflows.services.books import book_entries, book_rows
from workflows.services.change_state import place_of
from workflows.services.incoming_books import incoming_entries
from workflows.services.workspace import Workspace

_WRITERS: Mapping[str, Callable[[PrintedBook], bytes]] = {".docx": book_as_docx, ".xlsx": book_as_xlsx}


class UnknownBookFormat(DirectiveError):
    """Không in được dạng này: a printed book is a Word file or a workbook."""

    kind = "unknown_book_format"
    template = N_("{file} has no form in which a book is written. End its name in: {known}.")


def write_book(book: PrintedBook, file: Path) -> None:
    """Ghi sổ: as the ending of the file's name says. Raises UnknownBookFormat, UnprintableCharacter, OSError."""
    write_whole(file, book_content(book, file.name))


def book_content(book: PrintedBook, name: str) -> bytes:
    """Nội dung sổ in: as the ending of the file's ``name`` says. Raises UnknownBookFormat, UnprintableCharacter."""
    writer = _WRITERS.get(Path(name).suffix.lower())
    if writer is None:
        raise UnknownBookFormat(where=name, file=name, known=", ".join(sorted(_WRITERS)))
    return writer(book)


def outgoing_book(
    workspace: Workspace, key: BookKey, *, first: int = 0, last: int | None = None, volume: int = 1
) -> PrintedBook:
    """Sổ đăng ký văn bản đi: the numbers from ``first`` to ``last`` as one volume. Raises UnknownBook."""
    with_rows = zip(book_entries(workspace, key), book_rows(workspace, key), strict=False)
    kept = [(entry, row) for entry, row in with_rows if _within(entry.number, first, last)]
    chosen = [entry for entry, _ in kept]
    parent, agency = _letterhead(workspace, key, chosen)
    return PrintedBook(
        short_name=f"{key.series} {key.year}",
        parent_lines=parent,
        agency_lines=agency,
        title="SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        facts=_span(key.year, [(e.number, e.document.issued_on) for e in chosen], volume).facts,
        columns=OUTGOING,
        rows=tuple(row.cells() for _, row in kept),
    )


def incoming_book(
    workspace: Workspace, key: IncomingBookKey, *, first: int = 0, last: int | None = None, volume: int = 1
) -> PrintedBook:
    """Sổ đăng ký văn bản đến: the arrivals from ``first`` to ``last``. Raises UnknownIncomingBook."""
    chosen = [entry for entry in incoming_entries(workspace, key) if _within(entry.number, first, last)]
    rows = [incoming_cells(entry.number, entry.document, entry.handling) for entry in chosen]
    cover = _incoming_cover(workspace, key, chosen, volume)
    return replace(cover, title="SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", columns=INCOMING, rows=tuple(rows))


def follow_up_book(
    workspace: Workspace,
    key: IncomingBookKey,
    *,
    first: int = 0,
    last: int | None = None,
    volume: int = 1,
    late: bool = False,
) -> PrintedBook:
    """Sổ theo dõi giải quyết văn bản đến: of the arrivals from ``first`` to ``last``; ``late``: only what is late.

    Raises UnknownIncomingBook.
    """
    today = workspace.today()
    chosen = [
        entry
        for entry in incoming_entries(workspace, key)
        if _within(entry.number, first, last) and (not late or entry.handling.is_late(today))
    ]
    with reading(workspace.engine) as connection:
        rows = [
            follow_up_cells(
                entry.number, entry.document, entry.handling, _answer(connection, entry.handling.reply)
            )
            for entry in chosen
        ]
    cover = _incoming_cover(workspace, key, chosen, volume)
    return replace(cover, title="SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", columns=FOLLOW_UP, rows=tuple(rows))


def letterhead_of(workspace: Workspace, office_id: str, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tên cơ quan trên bìa: lines of the body above and of the office itself, as they were that day."""
    office = workspace.chart.on(day).office(office_id)
    return office.parent_lines, office.name_lines


def _letterhead(
    workspace: Workspace, key: BookKey, chosen: Sequence[Entry]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tên cơ quan: as the last document of the volume bears it; of an empty book, as the office is today."""
    if chosen:
        letterhead = chosen[-1].document.letterhead
        return letterhead.parent_lines, letterhead.name_lines
    return letterhead_of(workspace, key.issuer, workspace.today())


def _incoming_cover(
    workspace: Workspace, key: IncomingBookKey, chosen: Sequence[IncomingEntry], volume: int
) -> PrintedBook:
    day = chosen[-1].document.arrived_on if chosen else workspace.today()
    parent, agency = letterhead_of(workspace, key.office, day)
    span = _span(key.year, [(entry.number, entry.document.arrived_on) for entry in chosen], volume)
    return PrintedBook(f"ĐẾN {key.year}", parent, agency, "", span.facts, (), ())


def answer_of(workspace: Workspace, reply: str) -> str:
    """Văn bản trả lời: number, symbol and day of an answer by its place in our books; nothing for none."""
    if not reply:
        return ""
    with reading(workspace.engine) as connection:
        return _answer(connection, reply)


def _answer(connection: Connection, reply: str) -> str:
    if not reply:
        return ""
    place = place_of(reply)
    found = register.find(connection, place.book, place.number)
    return f"{found.document.number} ngày {found.document.issued_on:%d/%m/%Y}" if found else ""


def _within(number: int, first: int, last: int | None) -> bool:
    return first <= number and (last is None or number <= last)


def _span(year: int, rows: Sequence[tuple[int, date]], volume: int) -> Span:
    if not rows:
        return Span(year, volume=volume)
    (low, since), (high, until) = rows[0], rows[-1]
    return Span(year, f"{since:%d/%m/%Y}", f"{until:%d/%m/%Y}", f"{low:02d}", f"{high:02d}", volume)
