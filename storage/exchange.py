"""Gói tin đã trao đổi: packages kept with documents and statuses given, within the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from storage.database import insert_new
from storage.delivery_tables import given_status
from storage.register import Entry, attach_file
from storage.tables import document_file

#: The kind of the package among the files of a document.
EDXML = "edxml"


@dataclass(frozen=True, slots=True)
class GivenStatus:
    """Trạng thái đã trả lời: a code, what was said with it, and when (ISO 8601 with zone)."""

    code: str
    description: str
    at: str


def keep_package(connection: Connection, entry: Entry, sha256: str) -> bool:
    """Giữ gói: the package of a document, in place of an earlier one; False when it is this very one."""
    if attach_file(connection, entry, EDXML, sha256, ""):
        return True
    book = entry.book
    changed = connection.execute(
        update(document_file)
        .where(
            document_file.c.issuer == book.issuer,
            document_file.c.series == book.series,
            document_file.c.year == book.year,
            document_file.c.number == entry.number,
            document_file.c.kind == EDXML,
            document_file.c.sha256 != sha256,
        )
        .values(sha256=sha256)
    )
    return changed.rowcount == 1


def statuses_given(connection: Connection, office: str, document: str) -> Sequence[GivenStatus]:
    """Đã trả lời: what the office told of a document, in order."""
    rows = connection.execute(
        select(given_status.c.code, given_status.c.description, given_status.c.at)
        .where(given_status.c.office == office, given_status.c.document == document)
        .order_by(given_status.c.seq)
    )
    return [GivenStatus(row.code, row.description, row.at) for row in rows]


def add_status(connection: Connection, office: str, document: str, seq: int, status: GivenStatus) -> bool:
    """Ghi trả lời: as the ``seq``-th; False when another process told one meanwhile."""
    row: dict[str, object] = {
        "office": office,
        "document": document,
        "seq": seq,
        "code": status.code,
        "description": status.description,
        "at": status.at,
    }
    return insert_new(connection, given_status, row)
