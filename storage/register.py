"""Sổ đăng ký: the rows of the books of outgoing documents, within the caller's transaction."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, select, text, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from directives.document.kinds import DocumentType
from directives.document.model import Document, DocumentNumber
from directives.register.books import BookAlreadyOpen, BookKey, Counter, next_number
from directives.register.columns import searched_text
from directives.register.states import State
from storage.database import insert_new
from storage.json_text import sha256_of
from storage.records import DamagedRecord, document_from_record, record_of
from storage.tables import book, document_file, register_entry

#: The state in which every number begins; the others are in ``directives.register.states``.
ISSUED = State.ISSUED.value
_TYPES = {kind.value: kind for kind in DocumentType}
#: Databases limit how many values one statement may name.
_KEYS_AT_ONCE = 500

#: Statements of the numbering are made once: SQLAlchemy then finds them compiled, which is most of what a
#: short one costs while the book is locked.
_MOVE_COUNTER = (
    update(book)
    .where(
        book.c.issuer == bindparam("of_issuer"),
        book.c.series == bindparam("of_series"),
        book.c.year == bindparam("of_year"),
    )
    .values(last_number=bindparam("stand"), last_date=bindparam("day"))
)
_ADD_ENTRY = register_entry.insert()
_BY_KEY = select(register_entry).where(register_entry.c.idempotency_key == bindparam("key"))
#: Begins a book or, where it is there, changes nothing but locks its row. The words are the same for both
#: databases; as text, since SQLAlchemy compiles an INSERT with ON CONFLICT anew each time.
_LOCK_OR_BEGIN = text(
    "INSERT INTO book (issuer, series, year, opened_after, last_number) VALUES (:issuer, :series, :year, 0, 0) "
    "ON CONFLICT (issuer, series, year) DO UPDATE SET last_number = book.last_number "
    "RETURNING opened_after, last_number, last_date"
).columns(book.c.opened_after, book.c.last_number, book.c.last_date)
#: Built once: a page which many people look at asks for it.
_WITHOUT_FILE = (
    select(register_entry)
    .where(
        register_entry.c.issuer.in_(bindparam("issuers", expanding=True)),
        register_entry.c.status == bindparam("issued"),
        ~select(document_file.c.number)
        .where(
            *(
                document_file.c[name] == register_entry.c[name]
                for name in ("issuer", "series", "year", "number")
            ),
            document_file.c.kind == bindparam("kind"),
        )
        .exists(),
    )
    .order_by(register_entry.c.year, register_entry.c.series, register_entry.c.number)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Dòng đăng ký: a numbered document and where it stands in its book.

    ``record_intact`` says whether the record still has the hash which was written with its number, and the
    row's other columns still say what the record says.
    """

    book: BookKey
    number: int
    document: Document
    status: str
    note: str
    idempotency_key: str
    record_intact: bool = True

    @property
    def subject_id(self) -> str:
        """Mã dòng: how audit and outbox name this entry, for example ``snv/CV/2021/1848``."""
        return f"{self.book}/{self.number}"


@dataclass(frozen=True, slots=True)
class Reference:
    """Trích dẫn văn bản: what another document says of a numbered one."""

    issuer: str
    number: DocumentNumber
    issued_on: date
    type: DocumentType
    subject: str


def open_book(connection: Connection, key: BookKey, counter: Counter) -> None:
    """Mở sổ: begin a book after the last number that was given on paper. Raises BookAlreadyOpen."""
    existing = connection.execute(select(book).where(_is(book.c, key))).mappings().first()
    if existing is not None:
        raise BookAlreadyOpen(book=key, number=existing["last_number"])
    connection.execute(
        book.insert().values(
            issuer=key.issuer,
            series=key.series,
            year=key.year,
            opened_after=counter.opened_after,
            last_number=counter.last_number,
            last_date=counter.last_date,
        )
    )


def locked_counter(connection: Connection, key: BookKey) -> Counter:
    """Bộ đếm đã khóa: where a book stands, begun now when it is new.

    Its row is locked from here to the end of the transaction, so two writers of one book stand in line and
    a roll-back leaves no gap.
    """
    row = connection.execute(_LOCK_OR_BEGIN, _place(key)).one()
    return Counter(row.opened_after, row.last_number, row.last_date)


def take_number(
    connection: Connection,
    key: BookKey,
    document: Document,
    counter: Counter,
    idempotency_key: str,
    note: str = "",
) -> Entry:
    """Lấy số: the number after the locked ``counter`` and its register row. Raises BackdatedNumber."""
    number = next_number(key, counter, document.issued_on)
    numbered = document.numbered(number)
    record = record_of(numbered)
    stand = {"stand": number, "day": document.issued_on}
    connection.execute(_MOVE_COUNTER, {f"of_{name}": value for name, value in _place(key).items()} | stand)
    connection.execute(
        _ADD_ENTRY,
        {
            **_place(key),
            "number": number,
            **_columns(document),
            "status": ISSUED,
            "note": note,
            "record": record,
            "record_sha256": sha256_of(record),
            "idempotency_key": idempotency_key,
            "folded": searched_text(numbered, note),
        },
    )
    return Entry(key, number, numbered, ISSUED, note, idempotency_key)


def by_idempotency_key(connection: Connection, idempotency_key: str) -> Entry | None:
    """Tra theo khóa lặp: the entry which this act already made, if it did."""
    found = connection.execute(_BY_KEY, {"key": idempotency_key}).mappings().first()
    return None if found is None else entry_of(found)


def by_idempotency_keys(connection: Connection, keys: Sequence[str]) -> dict[str, Entry]:
    """Tra theo nhiều khóa lặp: the entries which these acts already made, by key. Raises DamagedRecord."""
    found: dict[str, Entry] = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        chosen = register_entry.c.idempotency_key.in_(keys[start : start + _KEYS_AT_ONCE])
        rows = connection.execute(select(register_entry).where(chosen)).mappings()
        found |= {entry.idempotency_key: entry for entry in map(entry_of, rows)}
    return found


def states_by_key(connection: Connection, beginning: str) -> list[tuple[str, State, DocumentNumber, date]]:
    """Trạng thái theo khóa: key, state, number and day of every entry whose key has this ``beginning``."""
    t = register_entry.c
    chosen = select(t.idempotency_key, t.status, t.number, t.symbol, t.issued_on).where(
        t.idempotency_key.startswith(beginning, autoescape=True)
    )
    rows = connection.execute(chosen)
    return [
        (key, State(status), DocumentNumber(number, symbol), day) for key, status, number, symbol, day in rows
    ]


def known_keys(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Khóa lặp đã dùng: of these acts those which already have a number; the records are not read."""
    found: set[str] = set()
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        column = register_entry.c.idempotency_key
        asked = select(column).where(column.in_(keys[start : start + _KEYS_AT_ONCE]))
        found.update(connection.execute(asked).scalars())
    return found


def references(connection: Connection, keys: Sequence[str]) -> dict[str, Reference]:
    """Trích dẫn theo nhiều khóa lặp: of the documents which these acts made, by key, without their whole records."""
    t = register_entry.c
    columns = (t.idempotency_key, t.issuer, t.number, t.symbol, t.issued_on, t.type, t.subject)
    found: dict[str, Reference] = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        chosen = select(*columns).where(t.idempotency_key.in_(keys[start : start + _KEYS_AT_ONCE]))
        for key, issuer, number, symbol, day, kind, subject in connection.execute(chosen):
            said = DocumentNumber(number, symbol)
            found[key] = Reference(issuer, said, day, _TYPES[kind], subject)
    return found


def numbers_of(connection: Connection, subject_ids: Iterable[str]) -> dict[str, str]:
    """Số và ký hiệu đã in: of entries by their ``subject_id``, one reading for each book they are of."""
    wanted = set(subject_ids)
    places = {tuple(one.rsplit("/", 2)[:2]) for one in wanted if one.count("/") > 2}
    t, found = register_entry.c, dict[str, str]()
    for place, year in places:
        if not year.isdigit():
            continue  # evidence in words, not the row of a book
        issuer, _, series = place.rpartition("/")
        key = BookKey(issuer, series, int(year))
        for number, symbol in connection.execute(select(t.number, t.symbol).where(_is(t, key))):
            if f"{key}/{number}" in wanted:
                found[f"{key}/{number}"] = str(DocumentNumber(number, symbol))
    return found


def find(connection: Connection, key: BookKey, number: int) -> Entry | None:
    """Tìm: the entry of this number, locked to the end of a writing transaction. Raises DamagedRecord."""
    rows = select(register_entry).where(_is(register_entry.c, key), register_entry.c.number == number)
    found = connection.execute(rows.with_for_update()).mappings().first()
    return None if found is None else entry_of(found)


def entries_of(connection: Connection, subject_ids: Iterable[str]) -> list[Entry]:
    """Các dòng theo mã: those of these ``subject_id`` that can be read; a damaged record is left out."""
    found = []
    for subject_id in subject_ids:
        issuer, _, place = subject_id.partition("/")
        series, year, number = place.rsplit("/", 2)
        with suppress(DamagedRecord):
            entry = find(connection, BookKey(issuer, series, int(year)), int(number))
            found += [entry] if entry else []
    return found


def entries(connection: Connection, key: BookKey | None = None) -> Iterator[Entry]:
    """Các dòng: entries of one book, or of all, by book and number. Raises DamagedRecord."""
    for row in _rows(connection, key):
        yield entry_of(row)


def entries_with_damage(
    connection: Connection, key: BookKey | None = None
) -> Iterator[tuple[int, Entry | None]]:
    """Các dòng, kể cả hỏng: like ``entries``, each with its number; None for a record that cannot be read."""
    for row in _rows(connection, key):
        try:
            yield row["number"], entry_of(row)
        except DamagedRecord:
            yield row["number"], None


def _rows(connection: Connection, key: BookKey | None) -> Iterator[RowMapping]:
    rows = select(register_entry).order_by(
        register_entry.c.issuer, register_entry.c.series, register_entry.c.year, register_entry.c.number
    )
    if key is not None:
        rows = rows.where(_is(register_entry.c, key))
    yield from connection.execute(rows).mappings()


def books(connection: Connection) -> Sequence[tuple[BookKey, Counter]]:
    """Các sổ: every book and where it stands."""
    rows = connection.execute(select(book).order_by(book.c.issuer, book.c.series, book.c.year)).mappings()
    return [(_key(r), Counter(r["opened_after"], r["last_number"], r["last_date"])) for r in rows]


def counter_of(connection: Connection, key: BookKey) -> Counter:
    """Bộ đếm: where a book stands just now; a book that was never opened stands at nothing."""
    row = connection.execute(select(book).where(_is(book.c, key))).mappings().first()
    return Counter() if row is None else Counter(row["opened_after"], row["last_number"], row["last_date"])


def attach_file(connection: Connection, entry: Entry, kind: str, sha256: str, template_sha256: str) -> bool:
    """Gắn tệp: say which stored content is this entry's file of a kind; False when it has one already."""
    row: dict[str, object] = {
        **_place(entry.book),
        "number": entry.number,
        "kind": kind,
        "sha256": sha256,
        "template_sha256": template_sha256,
    }
    return insert_new(connection, document_file, row)


def file_of(connection: Connection, key: BookKey, number: int, kind: str) -> str | None:
    """Tệp của dòng: the hash of a number's file of a kind; None when it was not rendered yet."""
    return connection.execute(
        select(document_file.c.sha256).where(
            _is(document_file.c, key),
            document_file.c.number == number,
            document_file.c.kind == kind,
        )
    ).scalar_one_or_none()


def without_file(connection: Connection, issuers: Collection[str], kind: str) -> Sequence[Entry]:
    """Số chưa có tệp: numbers of these offices which hold, and have no file of a kind, by book and number."""
    asked = {"issuers": list(issuers), "issued": ISSUED, "kind": kind}
    return [entry_of(row) for row in connection.execute(_WITHOUT_FILE, asked).mappings()]


def files_of(connection: Connection, key: BookKey) -> Mapping[int, Mapping[str, str]]:
    """Tệp của sổ: the hash of each file of a book, by number and kind."""
    found: dict[int, dict[str, str]] = {}
    for row in connection.execute(select(document_file).where(_is(document_file.c, key))):
        found.setdefault(row.number, {})[row.kind] = row.sha256
    return found


def _place(key: BookKey) -> dict[str, object]:
    """Sổ nào: the three columns by which every table of the register names a book."""
    return {"issuer": key.issuer, "series": key.series, "year": key.year}


def _is(columns: ReadOnlyColumnCollection[str, Any], key: BookKey) -> ColumnElement[bool]:
    return and_(
        columns.issuer == key.issuer,
        columns.series == key.series,
        columns.year == key.year,
    )


def _key(row: RowMapping) -> BookKey:
    return BookKey(row["issuer"], row["series"], row["year"])


def _columns(document: Document) -> dict[str, object]:
    """Các cột tra cứu: what a row repeats of its record, for those who search the table."""
    return {
        "symbol": document.number.symbol,
        "issued_on": document.issued_on,
        "type": document.type.value,
        "subject": document.subject,
        "signer": document.signature.name or document.signature.title,
    }


def entry_of(row: RowMapping) -> Entry:
    """Dòng từ hàng: the entry of one row of the table. Raises DamagedRecord."""
    key = _key(row)
    try:
        document = document_from_record(row["record"])
    except ValueError as error:
        name = f"{key}/{row['number']}"
        raise DamagedRecord(where=name, entry=name) from error
    intact = sha256_of(row["record"]) == row["record_sha256"]
    intact = intact and all(row[name] == value for name, value in _columns(document).items())
    return Entry(key, row["number"], document, row["status"], row["note"], row["idempotency_key"], intact)
