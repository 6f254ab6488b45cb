"""Sổ văn bản đến: the rows of the books of incoming documents, within the caller's transaction."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, or_, select, text, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from directives.register.books import BookAlreadyOpen, Counter
from directives.register.incoming import (
    BackdatedArrival,
    Handling,
    IncomingBookKey,
    IncomingDocument,
    IncomingState,
)
from directives.register.incoming_columns import searched_arrival
from storage.json_text import canonical, sha256_of
from storage.records import DamagedRecord
from storage.register_tables import incoming_book as book
from storage.register_tables import incoming_entry as row

_DOCUMENT = TypeAdapter(IncomingDocument)
#: Begins a book or, where it is there, changes nothing but locks its row; see ``storage.register``.
_LOCK_OR_BEGIN = text(
    "INSERT INTO incoming_book (office, year, opened_after, last_number) VALUES (:office, :year, 0, 0) "
    "ON CONFLICT (office, year) DO UPDATE SET last_number = incoming_book.last_number "
    "RETURNING opened_after, last_number, last_date"
).columns(book.c.opened_after, book.c.last_number, book.c.last_date)

#: Built once: a page which many people look at asks for them.
_UNFINISHED = (
    select(row)
    .where(
        row.c.office == bindparam("office"),
        row.c.status == bindparam("open"),
        or_(row.c.finished_on.is_(None), row.c.finished_on > bindparam("day")),
    )
    .order_by(row.c.year, row.c.number)
)
_ARRIVED = (
    select(row)
    .where(row.c.office.in_(bindparam("offices", expanding=True)), row.c.arrived_on == bindparam("day"))
    .order_by(row.c.office, row.c.number.desc())
)


@dataclass(frozen=True, slots=True)
class IncomingEntry:
    """Dòng văn bản đến: an arrival number, the document as it came, its file if any, and what became of it."""

    book: IncomingBookKey
    number: int
    document: IncomingDocument
    handling: Handling
    file_sha256: str
    idempotency_key: str
    record_intact: bool = True

    @property
    def subject_id(self) -> str:
        """Mã dòng: how audit and work files name this entry, for example ``snv/ĐẾN/2026/15``."""
        return f"{self.book}/{self.number}"


def open_book(connection: Connection, key: IncomingBookKey, last_number: int) -> None:
    """Mở sổ: begin a book after the last number that was given on paper. Raises BookAlreadyOpen."""
    stands = connection.execute(select(book.c.last_number).where(_of_book(book.c, key))).scalar_one_or_none()
    if stands is not None:
        raise BookAlreadyOpen(where=str(key), book=key, number=stands)
    connection.execute(
        book.insert().values(
            office=key.office, year=key.year, opened_after=last_number, last_number=last_number
        )
    )


def locked_counter(connection: Connection, key: IncomingBookKey) -> Counter:
    """Bộ đếm đã khóa: where a book stands, begun now when it is new; locked to the end of the transaction."""
    found = connection.execute(_LOCK_OR_BEGIN, {"office": key.office, "year": key.year}).one()
    return Counter(found.opened_after, found.last_number, found.last_date)


def add(
    connection: Connection,
    key: IncomingBookKey,
    document: IncomingDocument,
    counter: Counter,
    *,
    file_sha256: str,
    idempotency_key: str,
    handling: Handling,
) -> IncomingEntry:
    """Vào sổ: the number after the locked ``counter`` and its row. Raises BackdatedArrival."""
    if counter.last_date is not None and document.arrived_on < counter.last_date:
        raise BackdatedArrival(
            where="arrived_on",
            asked=document.arrived_on,
            latest=counter.last_date,
            book=key,
            number=counter.last_number,
        )
    number = counter.last_number + 1
    record = canonical(_DOCUMENT.dump_python(document, mode="json"))
    stand = {"last_number": number, "last_date": document.arrived_on}
    connection.execute(update(book).where(_of_book(book.c, key)).values(**stand))
    entry = IncomingEntry(key, number, document, handling, file_sha256, idempotency_key)
    connection.execute(
        row.insert().values(
            office=key.office,
            year=key.year,
            number=number,
            **_columns(document),
            file_sha256=file_sha256,
            record=record,
            record_sha256=sha256_of(record),
            idempotency_key=idempotency_key,
            **_changing(entry),
        )
    )
    return entry


def handle(connection: Connection, entry: IncomingEntry, handling: Handling) -> IncomingEntry:
    """Giải quyết: what became of a document that the caller has locked."""
    after = replace(entry, handling=handling)
    same = (row.c.number == entry.number) & _of_book(row.c, entry.book)
    connection.execute(update(row).where(same).values(**_changing(after)))
    return after


def by_idempotency_key(connection: Connection, idempotency_key: str) -> IncomingEntry | None:
    """Tra theo khóa lặp: the entry which this act already made, if it did."""
    found = connection.execute(select(row).where(row.c.idempotency_key == idempotency_key)).mappings().first()
    return None if found is None else entry_of(found)


def twin(
    connection: Connection, office: str, document: IncomingDocument, file_sha256: str
) -> IncomingEntry | None:
    """Văn bản trùng: an entry of the office, not cancelled or returned, with the same identity or file."""
    alike = [column == value for column, value in _identities(document, file_sha256) if value]
    if not alike:
        return None
    found = connection.execute(
        select(row)
        .where(row.c.office == office, row.c.status == IncomingState.REGISTERED.value, or_(*alike))
        .order_by(row.c.year, row.c.number)
    )
    first = found.mappings().first()
    return None if first is None else entry_of(first)


def find(connection: Connection, key: IncomingBookKey, number: int) -> IncomingEntry | None:
    """Tìm: the entry of this number, locked to the end of a writing transaction. Raises DamagedRecord."""
    wanted = select(row).where(_of_book(row.c, key), row.c.number == number).with_for_update()
    found = connection.execute(wanted).mappings().first()
    return None if found is None else entry_of(found)


def entries(connection: Connection, key: IncomingBookKey) -> Iterator[IncomingEntry]:
    """Các dòng: of one book, by number. Raises DamagedRecord."""
    return map(entry_of, _rows(connection, key))


def unfinished(connection: Connection, office: str, on: date) -> Iterator[IncomingEntry]:
    """Các dòng còn giải quyết: of all books of an office, those neither closed nor finished by a day."""
    asked = {"office": office, "open": IncomingState.REGISTERED.value, "day": on}
    yield from map(entry_of, connection.execute(_UNFINISHED, asked).mappings())


def arrived_on(connection: Connection, offices: Collection[str], day: date) -> Sequence[IncomingEntry]:
    """Các dòng đến trong ngày: of these offices, the newest first."""
    found = connection.execute(_ARRIVED, {"offices": list(offices), "day": day}).mappings()
    return [entry_of(one) for one in found]


def entries_with_damage(
    connection: Connection, key: IncomingBookKey
) -> Iterator[tuple[int, IncomingEntry | None]]:
    """Các dòng, kể cả hỏng: like ``entries``, each with its number; None for a record that cannot be read."""
    for found in _rows(connection, key):
        try:
            yield found["number"], entry_of(found)
        except DamagedRecord:
            yield found["number"], None


def books(connection: Connection) -> Sequence[tuple[IncomingBookKey, Counter]]:
    """Các sổ: every book of incoming documents and where it stands."""
    rows = connection.execute(select(book).order_by(book.c.office, book.c.year))
    return [
        (IncomingBookKey(r.office, r.year), Counter(r.opened_after, r.last_number, r.last_date)) for r in rows
    ]


def _rows(connection: Connection, key: IncomingBookKey) -> Iterator[RowMapping]:
    yield from connection.execute(select(row).where(_of_book(row.c, key)).order_by(row.c.number)).mappings()


def entry_of(found: RowMapping) -> IncomingEntry:
    """Dòng từ hàng: the entry of one row of the table. Raises DamagedRecord."""
    key = IncomingBookKey(found["office"], found["year"])
    try:
        document = _DOCUMENT.validate_json(found["record"])
    except ValueError as error:
        name = f"{key}/{found['number']}"
        raise DamagedRecord(where=name, entry=name) from error
    handling = Handling(
        receiver=found["receiver"],
        transferred_on=found["transferred_on"],
        receipt=found["receipt"],
        due_on=found["due_on"],
        progress=found["progress"],
        reply=found["reply"],
        note=found["note"],
        state=IncomingState(found["status"]),
        co_operating=found["co_operating"],
        submitted_on=found["submitted_on"],
        finished_on=found["finished_on"],
    )
    intact = sha256_of(found["record"]) == found["record_sha256"]
    intact = intact and all(found[name] == value for name, value in _columns(document).items())
    return IncomingEntry(
        key, found["number"], document, handling, found["file_sha256"], found["idempotency_key"], intact
    )


def _columns(document: IncomingDocument) -> dict[str, object]:
    """Các cột tra cứu: what a row repeats of its record, for those who search the table."""
    return {
        "arrived_on": document.arrived_on,
        "dated": document.dated,
        "type": document.type,
        "identity": document.identity,
    }


def _changing(entry: IncomingEntry) -> dict[str, object]:
    """Các cột thay đổi: what an act may change of a row, with the words to search by."""
    handling = entry.handling
    return {
        "status": handling.state.value,
        "receiver": handling.receiver,
        "transferred_on": handling.transferred_on,
        "receipt": handling.receipt,
        "due_on": handling.due_on,
        "progress": handling.progress,
        "reply": handling.reply,
        "note": handling.note,
        "co_operating": handling.co_operating,
        "submitted_on": handling.submitted_on,
        "finished_on": handling.finished_on,
        "folded": searched_arrival(entry.number, entry.document, handling),
    }


def _identities(document: IncomingDocument, file_sha256: str) -> Sequence[tuple[ColumnElement[str], str]]:
    return (row.c.identity, document.identity), (row.c.file_sha256, file_sha256)


def _of_book(columns: ReadOnlyColumnCollection[str, Any], key: IncomingBookKey) -> ColumnElement[bool]:
    return and_(columns.office == key.office, columns.year == key.year)
