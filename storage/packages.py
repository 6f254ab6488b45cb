"""Gói tin đến: which edXML packages an office took, what became of each, and the arrival it made or is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, select

from directives.errors import N_
from directives.register.incoming import IncomingBookKey
from storage.database import insert_new
from storage.desk_tables import incoming_package as table


class Outcome(StrEnum):
    """Kết quả nhận gói: what an office did with a package."""

    ENTERED = N_("entered")  # đã vào sổ
    CAME_BEFORE = N_("came before")  # văn bản đã có trong sổ
    REFUSED = N_("refused")  # từ chối tiếp nhận
    WITHDRAWN = N_("withdrawn")  # đã thu hồi theo yêu cầu
    UPDATED = N_("updated")  # đã ghi nhận cập nhật
    REPLACED = N_("replaced")  # đã thay thế
    DECLINED = N_("declined")  # không đồng ý thu hồi, cập nhật


@dataclass(frozen=True, slots=True)
class TakenPackage:
    """Gói đã nhận: by its content; ``place`` is the arrival it made or is about, ``document_id`` the sender's name."""

    office: str
    sha256: str
    document_id: str
    sender: str
    business: str
    outcome: Outcome
    place: tuple[IncomingBookKey, int] | None
    reason: str
    at: str


def document_key(document_id: str) -> str:
    """Khóa văn bản: of a name which a sender chose, of fixed length."""
    return sha256(document_id.encode()).hexdigest()


def add(connection: Connection, package: TakenPackage) -> bool:
    """Ghi gói đã nhận: False when this very content was taken before."""
    key, number = package.place or (None, None)
    row: dict[str, object] = {
        "office": package.office,
        "sha256": package.sha256,
        "document": document_key(package.document_id),
        "document_id": package.document_id,
        "sender": package.sender,
        "business": package.business,
        "outcome": package.outcome.value,
        "year": key.year if key else None,
        "number": number,
        "reason": package.reason,
        "at": package.at,
    }
    return insert_new(connection, table, row)


def by_content(connection: Connection, office: str, content_sha256: str) -> TakenPackage | None:
    """Gói có nội dung này: what was done with it when it came."""
    found = connection.execute(
        select(table).where(table.c.office == office, table.c.sha256 == content_sha256)
    ).mappings()
    first = found.first()
    return None if first is None else _package(first)


def that_entered(connection: Connection, office: str, document_id: str) -> TakenPackage | None:
    """Gói đã đưa văn bản vào sổ: the first that made or found an arrival of the document with this name."""
    kept = (Outcome.ENTERED.value, Outcome.CAME_BEFORE.value)
    wanted = select(table).where(
        table.c.office == office,
        table.c.document == document_key(document_id),
        table.c.outcome.in_(kept),
        table.c.number.is_not(None),
    )
    first = connection.execute(wanted.order_by(table.c.at, table.c.sha256)).mappings().first()
    return None if first is None else _package(first)


def entered(connection: Connection, office: str) -> Sequence[TakenPackage]:
    """Các gói đã vào sổ: of an office, each document once, in the order in which they came."""
    wanted = select(table).where(table.c.office == office, table.c.outcome == Outcome.ENTERED.value)
    return [
        _package(row) for row in connection.execute(wanted.order_by(table.c.at, table.c.sha256)).mappings()
    ]


def _package(row: RowMapping) -> TakenPackage:
    place = (
        (IncomingBookKey(row["office"], row["year"]), row["number"]) if row["number"] is not None else None
    )
    return TakenPackage(
        row["office"],
        row["sha256"],
        row["document_id"],
        row["sender"],
        row["business"],
        Outcome(row["outcome"]),
        place,
        row["reason"],
        row["at"],
    )
