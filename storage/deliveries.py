"""Chuyển giao: the deliveries and enclosures of numbered documents, within the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, select, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from directives.exchange.deliveries import Channel, Delivery, Enclosure, SendingTerms, State
from directives.exchange.recipients import Recipient, RecipientKind
from directives.register.books import BookKey
from directives.register.states import State as RegisterState
from storage.database import insert_new
from storage.delivery_tables import delivery, enclosure, sending_terms
from storage.tables import register_entry

#: Columns of a delivery which an act may change; what was printed and planned stays.
_CHANGING = (
    "channel", "address", "copies", "state", "attempt", "begun_at", "sent_at", "sent_on",
    "received_on", "received_by", "sha256", "proof", "trouble",
)  # fmt: skip

#: What is corrected or amended is still in force and still goes out.
_IN_FORCE = tuple(state.value for state in RegisterState if state.in_force)


def unplanned(connection: Connection) -> Sequence[tuple[BookKey, int]]:
    """Chưa lập danh sách gửi: numbered documents, not cancelled, which have no deliveries yet."""
    entry = register_entry.c
    planned = exists().where(
        delivery.c.issuer == entry.issuer,
        delivery.c.series == entry.series,
        delivery.c.year == entry.year,
        delivery.c.number == entry.number,
    )
    rows = connection.execute(
        select(entry.issuer, entry.series, entry.year, entry.number)
        .where(entry.status.in_(_IN_FORCE), ~planned)
        .order_by(entry.issuer, entry.series, entry.year, entry.number)
    )
    return [(BookKey(row.issuer, row.series, row.year), row.number) for row in rows]


def add(connection: Connection, deliveries: Iterable[Delivery]) -> int:
    """Thêm: rows that are not there yet; how many were added."""
    return sum(insert_new(connection, delivery, _row(one)) for one in deliveries)


def of_document(connection: Connection, book: BookKey, number: int) -> Sequence[Delivery]:
    """Của một văn bản: its deliveries by position, locked to the end of a writing transaction."""
    rows = connection.execute(
        select(delivery)
        .where(_is(delivery.c, book), delivery.c.number == number)
        .order_by(delivery.c.position)
        .with_for_update()
    )
    return [_delivery(row) for row in rows.mappings()]


def find(connection: Connection, book: BookKey, number: int, position: int) -> Delivery | None:
    """Tìm: one delivery, locked to the end of a writing transaction; None when there is none."""
    rows = connection.execute(
        select(delivery).where(_one(book, number, position)).with_for_update()
    ).mappings()
    row = rows.first()
    return None if row is None else _delivery(row)


def in_states(connection: Connection, states: Iterable[State]) -> Sequence[Delivery]:
    """Theo tình trạng: all deliveries in one of these states whose document is not cancelled."""
    rows = connection.execute(
        select(delivery)
        .join(register_entry)
        .where(
            delivery.c.state.in_([state.value for state in states]), register_entry.c.status.in_(_IN_FORCE)
        )
        .order_by(
            delivery.c.issuer, delivery.c.series, delivery.c.year, delivery.c.number, delivery.c.position
        )
    )
    return [_delivery(row) for row in rows.mappings()]


def sent_to(connection: Connection, channel: Channel, address: str) -> Sequence[Delivery]:
    """Đã gửi tới: the deliveries by this channel to this address, the newest first."""
    rows = connection.execute(
        select(delivery)
        .where(delivery.c.channel == channel.value, delivery.c.address == address)
        .order_by(delivery.c.year.desc(), delivery.c.number.desc(), delivery.c.position)
    )
    return [_delivery(row) for row in rows.mappings()]


def of_book(connection: Connection, book: BookKey) -> Mapping[int, Sequence[Delivery]]:
    """Của một sổ: the deliveries of every document of a book, by number."""
    rows = connection.execute(
        select(delivery).where(_is(delivery.c, book)).order_by(delivery.c.number, delivery.c.position)
    )
    found: dict[int, list[Delivery]] = {}
    for row in rows.mappings():
        found.setdefault(row["number"], []).append(_delivery(row))
    return found


def change(connection: Connection, before: Delivery, after: Delivery) -> bool:
    """Đổi: bring a row from one value to the next; False when somebody else changed it meanwhile."""
    row = _row(after)
    changed = connection.execute(
        update(delivery)
        .where(
            _one(before.book, before.number, before.position),
            delivery.c.state == before.state.value,
            delivery.c.attempt == before.attempt,
            delivery.c.begun_at == before.begun_at,
            delivery.c.channel == before.channel.value,
            delivery.c.address == before.address,
        )
        .values({name: row[name] for name in _CHANGING})
    )
    return changed.rowcount == 1


def issued_as(connection: Connection, number: int, symbol: str) -> Sequence[tuple[str, date]]:
    """Văn bản của ta mang số đó: issuing office and day of every document with this number and symbol."""
    entry = register_entry.c
    rows = connection.execute(
        select(entry.issuer, entry.issued_on)
        .where(entry.number == number, entry.symbol == symbol, entry.status.in_(_IN_FORCE))
        .order_by(entry.issuer, entry.issued_on)
    )
    return [(row.issuer, row.issued_on) for row in rows]


def enclose(connection: Connection, book: BookKey, number: int, what: Enclosure) -> bool:
    """Gửi kèm: add an enclosure behind the others; False when this content goes with it already."""
    row: dict[str, object] = {
        **_document(book, number),
        "sha256": what.sha256,
        "position": len(enclosures(connection, book, number)) + 1,
        "name": what.name,
        "address": what.address,
    }
    return insert_new(connection, enclosure, row)


def enclosures(connection: Connection, book: BookKey, number: int) -> Sequence[Enclosure]:
    """Tài liệu gửi kèm: of one document, in the order in which they were added."""
    rows = connection.execute(
        select(enclosure)
        .where(_is(enclosure.c, book), enclosure.c.number == number)
        .order_by(enclosure.c.position, enclosure.c.sha256)
    )
    return [Enclosure(row["name"], row["sha256"], row["address"]) for row in rows.mappings()]


def set_terms(connection: Connection, book: BookKey, number: int, terms: SendingTerms) -> None:
    """Ghi yêu cầu khi gửi: in place of what was asked before."""
    row: dict[str, object] = {
        "due_on": terms.due_on,
        "priority": terms.priority,
        "steering": terms.steering,
    }
    if not insert_new(connection, sending_terms, {**_document(book, number), **row}):
        connection.execute(
            update(sending_terms)
            .where(_is(sending_terms.c, book), sending_terms.c.number == number)
            .values(row)
        )


def terms_of(connection: Connection, book: BookKey, number: int) -> SendingTerms:
    """Yêu cầu khi gửi: of one document; that of an ordinary one when nobody said otherwise."""
    rows = connection.execute(
        select(sending_terms).where(_is(sending_terms.c, book), sending_terms.c.number == number)
    )
    row = rows.mappings().first()
    return SendingTerms() if row is None else SendingTerms(row["due_on"], row["priority"], row["steering"])


def _document(book: BookKey, number: int) -> dict[str, object]:
    return {"issuer": book.issuer, "series": book.series, "year": book.year, "number": number}


def _row(one: Delivery) -> dict[str, object]:
    return {
        **_document(one.book, one.number),
        "position": one.position,
        "printed": one.recipient.printed,
        "name": one.recipient.name,
        "kind": one.recipient.kind.value,
        "purpose": one.recipient.purpose,
        "meaning": one.recipient.meaning,
        "group_position": one.group,
        "channel": one.channel.value,
        "address": one.address,
        "copies": one.copies,
        "due_on": one.due_on,
        "state": one.state.value,
        "attempt": one.attempt,
        "begun_at": one.begun_at,
        "sent_at": one.sent_at,
        "sent_on": one.sent_on,
        "received_on": one.received_on,
        "received_by": one.received_by,
        "sha256": one.sha256,
        "proof": one.proof,
        "trouble": one.trouble,
    }


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(
        book=BookKey(row["issuer"], row["series"], row["year"]),
        number=row["number"],
        position=row["position"],
        recipient=Recipient(
            row["printed"], row["name"], RecipientKind(row["kind"]), row["purpose"], row["meaning"]
        ),
        due_on=row["due_on"],
        channel=Channel(row["channel"]),
        address=row["address"],
        copies=row["copies"],
        state=State(row["state"]),
        group=row["group_position"],
        attempt=row["attempt"],
        begun_at=row["begun_at"],
        sent_at=row["sent_at"],
        sent_on=row["sent_on"],
        received_on=row["received_on"],
        received_by=row["received_by"],
        sha256=row["sha256"],
        proof=row["proof"],
        trouble=row["trouble"],
    )


def _is(columns: ReadOnlyColumnCollection[str, Any], key: BookKey) -> ColumnElement[bool]:
    return and_(columns.issuer == key.issuer, columns.series == key.series, columns.year == key.year)


def _one(book: BookKey, number: int, position: int) -> ColumnElement[bool]:
    return and_(_is(delivery.c, book), delivery.c.number == number, delivery.c.position == position)
