"""Sổ văn bản đến: open a book, list it, show an entry."""

from collections.abc import Sequence

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.incoming import IncomingBookKey
from storage import audit, incoming
from storage.database import reading, transaction
from storage.incoming import IncomingEntry
from storage.register import Entry
from workflows.services.books import entry_in
from workflows.services.change_state import place_of
from workflows.services.workspace import Workspace


class UnknownArrival(DirectiveError):
    """Không có số đến này: nothing in this book has this arrival number."""

    kind = "unknown_arrival"
    template = N_("Book {book} has no arrival number {number}. “vanthu incoming list” shows what there is.")


class UnknownIncomingBook(DirectiveError):
    """Không có sổ này: nothing was entered for this office and year."""

    kind = "unknown_incoming_book"
    template = N_("There is no book of incoming documents {book}. Books: {books}.")


def open_incoming_book(
    workspace: Workspace, key: IncomingBookKey, last_number: int, *, note: str = ""
) -> None:
    """Mở sổ giữa năm: begin a book after the last arrival number given on paper. Raises BookAlreadyOpen."""
    with transaction(workspace.engine) as connection:
        incoming.open_book(connection, key, last_number)
        facts = {"last_number": last_number, "note": note}
        act = audit.Act(workspace.timestamp(), workspace.actor, "incoming_book_opened", str(key), facts)
        audit.append(connection, str(key), act)


def incoming_book_keys(workspace: Workspace) -> Sequence[IncomingBookKey]:
    """Các sổ: the keys of every book of incoming documents."""
    with reading(workspace.engine) as connection:
        return [key for key, _ in incoming.books(connection)]


def incoming_entries(workspace: Workspace, key: IncomingBookKey) -> Sequence[IncomingEntry]:
    """Các dòng của một sổ: in the order of arrival. Raises UnknownIncomingBook."""
    with reading(workspace.engine) as connection:
        known = [book for book, _ in incoming.books(connection)]
        if key not in known:
            raise UnknownIncomingBook(where=str(key), book=key, books=", ".join(map(str, known)) or "–")
        return list(incoming.entries(connection, key))


def incoming_entry(workspace: Workspace, key: IncomingBookKey, number: int) -> IncomingEntry:
    """Một dòng: the document with this arrival number. Raises UnknownArrival."""
    with reading(workspace.engine) as connection:
        return arrival_in(connection, key, number)


def arrival_in(connection: Connection, key: IncomingBookKey, number: int) -> IncomingEntry:
    """Một dòng trong giao dịch: the document with this arrival number. Raises UnknownArrival."""
    found = incoming.find(connection, key, number)
    if found is None:
        raise UnknownArrival(where=str(key), book=key, number=number)
    return found


def document_in(connection: Connection, text: str, office: str = "") -> Entry | IncomingEntry:
    """Văn bản trong các sổ: out or in, by its place, for example ``snv/CV/2026/12`` or ``snv/ĐẾN/2026/7``.

    Without the office it is one of ``office``. Raises NoSuchPlace, UnknownEntry, UnknownArrival.
    """
    place = place_of(text, office)
    if place.book.series == IncomingBookKey.SERIES:
        return arrival_in(connection, IncomingBookKey(place.book.issuer, place.book.year), place.number)
    return entry_in(connection, place.book, place.number)
