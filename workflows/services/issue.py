"""Phát hành văn bản: number last, in one short transaction; the file is made from the record afterwards."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection

from directives.document.model import Document
from directives.errors import DirectiveError
from directives.register.books import next_number
from directives.register.columns import row_of
from directives.rendering.docx_template import Way
from directives.rendering.render import RenderedDocument
from storage import audit, outbox, register, series_policies
from storage.database import reading, transaction
from storage.records import DamagedRecord
from storage.register import Entry
from workflows.services.templates import pinned, rendered
from workflows.services.workspace import Workspace

DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Issued:
    """Văn bản đã phát hành: its register entry, its Word file, the file's SHA-256, and which way it was made now."""

    entry: Entry
    content: bytes
    sha256: str
    way: Way = Way.COMPILED


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Bản dựng thử: the document with the number that was next, and its file."""

    document: Document
    rendered: RenderedDocument


def issue_document(
    workspace: Workspace,
    document: Document,
    *,
    idempotency_key: str = "",
    note: str = "",
    gate: Callable[[Rehearsal], None] | None = None,
) -> Issued:
    """Phát hành: see that it renders, let the gate look at it, take the number, register, and make the file.

    The same key gives the same number again. Raises BackdatedNumber and whatever rendering or gate refuse;
    a refusal consumes no number.
    """
    key = idempotency_key or secrets.token_hex(16)
    with reading(workspace.engine) as connection:
        existing = register.by_idempotency_key(connection, key)
    if existing is not None:
        return make_file(workspace, existing)
    document = pinned(workspace.files, document)
    rehearsal = rehearse(workspace, document)
    if gate is not None:
        gate(rehearsal)
    with transaction(workspace.engine) as connection:
        entry = number_in(connection, workspace, document, key, note)
    return make_file(workspace, entry, rehearsal)


def rehearse(workspace: Workspace, document: Document) -> Rehearsal:
    """Dựng thử: the file with the number that is next just now. Takes no number; raises what rendering does."""
    with reading(workspace.engine) as connection:
        book = series_policies.book_for(connection, document)
        counter = register.counter_of(connection, book)
    numbered = document.numbered(next_number(book, counter, document.issued_on))
    return Rehearsal(numbered, rendered(workspace.files, numbered))


def number_in(
    connection: Connection, workspace: Workspace, document: Document, idempotency_key: str, note: str = ""
) -> Entry:
    """Cấp số trong giao dịch: counter, register row, audit entry and outbox entry, all or none.

    Within the caller's transaction, so that a campaign's own fact stands or falls with the number. The key
    is looked up once the book is locked: whoever asked with the same key at the same moment is done by then.
    """
    book, counter = series_policies.locked_book(connection, document)
    existing = register.by_idempotency_key(connection, idempotency_key)
    if existing is not None:
        return existing
    entry = register.take_number(connection, book, document, counter, idempotency_key, note)
    at = workspace.timestamp()
    row = row_of(entry.document, note)
    audit.append(
        connection,
        str(entry.book),
        audit.Act(
            at, workspace.actor, "number_given", entry.subject_id,
            {"number": row.number_and_symbol, "date": str(row.issued_on), "subject": row.type_and_subject},
        ),
    )  # fmt: skip
    outbox.put(connection, outbox.RENDER, entry.subject_id, {"number": row.number_and_symbol}, at)
    return entry


def make_file(workspace: Workspace, entry: Entry, rehearsal: Rehearsal | None = None) -> Issued:
    """Làm tệp từ bản ghi: the entry's Word file, made now if it was not yet.

    A rehearsal under the very number is the file already. Raises DamagedRecord when the file in store is lost
    and the record no longer gives the same one.
    """
    with reading(workspace.engine) as connection:
        known = register.file_of(connection, entry.book, entry.number, DOCX)
    content = workspace.files.get(known) if known else None
    if known and content is not None:
        return Issued(entry, content, known)
    rehearsed = rehearsal is not None and rehearsal.document == entry.document
    made = rehearsal.rendered if rehearsal and rehearsed else rendered(workspace.files, entry.document)
    sha256 = workspace.files.put(made.content)
    if known is None:
        with transaction(workspace.engine) as connection:
            attach_in(connection, workspace, entry, sha256, made.template_sha256)
    elif known != sha256:
        raise DamagedRecord(where=entry.subject_id, entry=entry.subject_id)
    return Issued(entry, made.content, sha256, made.way)


def attach_in(
    connection: Connection, workspace: Workspace, entry: Entry, sha256: str, template_sha256: str
) -> None:
    """Gắn tệp trong giao dịch: file, second audit entry and the end of the outbox entry, all or none."""
    if not register.attach_file(connection, entry, DOCX, sha256, template_sha256):
        return  # another process made the same file meanwhile: the file is a pure function of the record
    at = workspace.timestamp()
    audit.append(
        connection,
        str(entry.book),
        audit.Act(at, workspace.actor, "file_made", entry.subject_id, {"sha256": sha256}),
    )
    outbox.done(connection, outbox.RENDER, entry.subject_id, at)


def repair(workspace: Workspace) -> int:
    """Sửa chữa khi khởi động: make the files of entries whose making was cut off; returns how many.

    A record that is damaged, or that its form refuses by now, stops nobody from opening the books: it goes on
    waiting, and ``verify_books`` names it.
    """
    with reading(workspace.engine) as connection:
        cut_off = register.entries_of(connection, outbox.waiting(connection, outbox.RENDER))
    made = 0
    for entry in cut_off:
        with suppress(DirectiveError):
            make_file(workspace, entry)
            made += 1
    return made
