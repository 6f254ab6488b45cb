"""Đăng ký văn bản đến: an arrival gets the next number of its office and year, once."""

import secrets
from collections.abc import Callable

from sqlalchemy import Connection

from directives.register.incoming import (
    AlreadyReceived,
    Handling,
    IncomingBookKey,
    IncomingDocument,
    checked_arrival,
    checked_handling,
    cleaned,
)
from storage import audit, incoming
from storage.database import reading, transaction
from storage.incoming import IncomingEntry
from workflows.services.workspace import Workspace

#: What else is written with a new entry, in its transaction.
Beside = Callable[[Connection, IncomingEntry], None]


def nothing(_connection: Connection, _entry: IncomingEntry) -> None:
    """Không có gì thêm: the entry alone."""


def receive_document(
    workspace: Workspace,
    office: str,
    document: IncomingDocument,
    *,
    content: bytes | None = None,
    receiver: str = "",
    note: str = "",
    idempotency_key: str = "",
    again: bool = False,
    beside: Beside = nothing,
) -> IncomingEntry:
    """Đăng ký văn bản đến: number, row and journal in one transaction; the file, if any, is kept before it.

    The same key gives the same number again. A document whose author, number and symbol, or whose file, came
    before is refused unless ``again`` says that it really came twice; then the note names the first. ``beside``
    writes what belongs to the new entry (what was read, files of a package), with it or not at all.
    Raises UnknownOffice, InvalidArrival, BackdatedArrival, AlreadyReceived; then no number was used.
    """
    key = idempotency_key or secrets.token_hex(16)
    with reading(workspace.engine) as connection:
        existing = incoming.by_idempotency_key(connection, key)
    if existing is not None:
        return existing
    today = workspace.today()
    document = checked_arrival(cleaned(document), today)
    handling = checked_handling(document, Handling(receiver=receiver.strip(), note=note.strip()), today)
    workspace.chart.on(document.arrived_on).office(office)
    sha256 = "" if content is None else workspace.files.put(content)
    book = IncomingBookKey(office, document.arrived_on.year)
    with transaction(workspace.engine) as connection:
        counter = incoming.locked_counter(connection, book)
        existing = incoming.by_idempotency_key(connection, key)
        if existing is not None:
            return existing
        first = incoming.twin(connection, office, document, sha256)
        if first is not None and not again:
            arrived = first.document.arrived_on
            raise AlreadyReceived(where=first.subject_id, number=first.number, day=arrived, book=first.book)
        if first is not None:
            handling = _with_note(handling, f"Trùng với văn bản đến số {first.number:02d}/{first.book.year}")
        entry = incoming.add(
            connection,
            book,
            document,
            counter,
            file_sha256=sha256,
            idempotency_key=key,
            handling=handling,
        )
        beside(connection, entry)
        facts = {"number": document.number_and_symbol, "arrived_on": str(document.arrived_on), "file": sha256}
        act = audit.Act(workspace.timestamp(), workspace.actor, "document_received", entry.subject_id, facts)
        audit.append(connection, str(book), act)
    return entry


def _with_note(handling: Handling, words: str) -> Handling:
    note = "; ".join(part for part in (handling.note, words) if part)
    return Handling(receiver=handling.receiver, note=note)
