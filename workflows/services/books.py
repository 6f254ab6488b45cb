"""Sổ đăng ký: open a book, list it, show an entry."""

from collections.abc import Sequence

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import transfers_of
from directives.register.books import BookKey, Counter
from directives.register.columns import RegisterRow, row_of
from storage import audit, deliveries, register, series_policies
from storage.database import reading, transaction
from storage.register import Entry
from workflows.services.workspace import Workspace


class UnknownEntry(DirectiveError):
    """Không có trong sổ: no document with this number in this book."""

    kind = "unknown_entry"
    template = N_("Book {book} has no number {number}. “vanthu register list” shows what there is.")


def open_book(workspace: Workspace, key: BookKey, last_number: int, *, note: str = "") -> None:
    """Mở sổ giữa năm: begin a book after the last number given on paper.

    Raises BookAlreadyOpen, SeriesOutsidePolicy.
    """
    with transaction(workspace.engine) as connection:
        series_policies.refuse_other_series(connection, key)
        register.open_book(connection, key, Counter(opened_after=last_number, last_number=last_number))
        audit.append(
            connection,
            str(key),
            audit.Act(
                workspace.timestamp(), workspace.actor, "book_opened", str(key),
                {"last_number": last_number, "note": note},
            ),
        )  # fmt: skip


class UnknownBook(DirectiveError):
    """Không có sổ này: no number was ever given in this office, series and year."""

    kind = "unknown_book"
    template = N_("There is no book {book}. “vanthu register books” shows which there are.")


def book_entries(workspace: Workspace, key: BookKey) -> Sequence[Entry]:
    """Các dòng của một sổ: its documents in the order of their numbers. Raises UnknownBook."""
    if key not in book_keys(workspace):
        raise UnknownBook(where=str(key), book=key)
    return entries(workspace, key)


def entries(workspace: Workspace, key: BookKey | None = None) -> Sequence[Entry]:
    """Các dòng: of one book, or of all books."""
    with reading(workspace.engine) as connection:
        return list(register.entries(connection, key))


def entry(workspace: Workspace, key: BookKey, number: int) -> Entry:
    """Một dòng: the document with this number. Raises UnknownEntry."""
    with reading(workspace.engine) as connection:
        return entry_in(connection, key, number)


def entry_in(connection: Connection, key: BookKey, number: int) -> Entry:
    """Một dòng trong giao dịch: the document with this number. Raises UnknownEntry."""
    found = register.find(connection, key, number)
    if found is None:
        raise UnknownEntry(where=str(key), book=key, number=number)
    return found


def book_keys(workspace: Workspace) -> Sequence[BookKey]:
    """Các sổ: the keys of every open book."""
    with reading(workspace.engine) as connection:
        return [key for key, _ in register.books(connection)]


def book_rows(workspace: Workspace, key: BookKey) -> Sequence[RegisterRow]:
    """Các dòng sổ: the ten columns of every document, with what its deliveries say. Raises UnknownBook."""
    found = book_entries(workspace, key)
    with reading(workspace.engine) as connection:
        sent = deliveries.of_book(connection, key)
    return [transfers_of(sent.get(e.number, ())).put_into(row_of(e.document, e.note)) for e in found]


def book_row(workspace: Workspace, key: BookKey, number: int) -> RegisterRow:
    """Một dòng sổ: the ten columns of one document, with what its deliveries say. Raises UnknownEntry."""
    found = entry(workspace, key, number)
    with reading(workspace.engine) as connection:
        sent = deliveries.of_document(connection, key, number)
    return transfers_of(sent).put_into(row_of(found.document, found.note))
