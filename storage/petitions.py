"""Sổ đơn thư: petitions of citizens, their senders apart from them, and what was done; in the caller's transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, func, select, text, update

from directives.register.books import Counter
from directives.register.petitions import (
    Petition,
    PetitionAct,
    PetitionBookKey,
    Petitioner,
    PetitionStanding,
    PetitionState,
    PetitionStep,
)
from storage.desk_tables import petition as row
from storage.desk_tables import petition_book as book
from storage.desk_tables import petition_step, petitioner
from storage.json_text import canonical, sha256_of
from storage.records import DamagedRecord

_PETITION = TypeAdapter(Petition)
#: Begins a book or, where it is there, changes nothing but locks its row; see ``storage.register``.
_LOCK_OR_BEGIN = text(
    "INSERT INTO petition_book (office, year, opened_after, last_number) VALUES (:office, :year, 0, 0) "
    "ON CONFLICT (office, year) DO UPDATE SET last_number = petition_book.last_number "
    "RETURNING opened_after, last_number, last_date"
).columns(book.c.opened_after, book.c.last_number, book.c.last_date)


@dataclass(frozen=True, slots=True)
class PetitionEntry:
    """Dòng sổ đơn: number, the petition as it came, its file if any, and how it stands; without its sender."""

    book: PetitionBookKey
    number: int
    petition: Petition
    standing: PetitionStanding
    file_sha256: str
    record_intact: bool = True

    @property
    def subject_id(self) -> str:
        """Mã dòng: how the journal names this petition, for example ``snv/ĐƠN/2026/15``."""
        return f"{self.book}/{self.number}"


def locked_counter(connection: Connection, key: PetitionBookKey) -> Counter:
    """Bộ đếm đã khóa: where a book stands, begun now when it is new; locked to the end of the transaction."""
    found = connection.execute(_LOCK_OR_BEGIN, {"office": key.office, "year": key.year}).one()
    return Counter(found.opened_after, found.last_number, found.last_date)


def add(
    connection: Connection,
    key: PetitionBookKey,
    petition: Petition,
    person: Petitioner,
    standing: PetitionStanding,
    counter: Counter,
    *,
    file_sha256: str,
    idempotency_key: str,
) -> PetitionEntry:
    """Vào sổ đơn: the number after the locked ``counter``, the row, and apart from it who sent it."""
    number = counter.last_number + 1
    stand = {"last_number": number, "last_date": petition.received_on}
    connection.execute(update(book).where(_of(book, key)).values(**stand))
    record = canonical(_PETITION.dump_python(petition, mode="json"))
    entry = PetitionEntry(key, number, petition, standing, file_sha256)
    connection.execute(
        row.insert().values(
            office=key.office,
            year=key.year,
            number=number,
            received_on=petition.received_on,
            kind=petition.kind,
            file_sha256=file_sha256,
            record=record,
            record_sha256=sha256_of(record),
            idempotency_key=idempotency_key,
            **_changing(standing),
        )
    )
    connection.execute(
        petitioner.insert().values(
            office=key.office,
            year=key.year,
            number=number,
            name=person.name,
            address=person.address,
            contact=person.contact,
        )
    )
    return entry


def change(connection: Connection, entry: PetitionEntry, standing: PetitionStanding) -> PetitionEntry:
    """Đổi tình trạng: of a petition that the caller has locked."""
    connection.execute(update(row).where(_is(row, entry.book, entry.number)).values(**_changing(standing)))
    return replace(entry, standing=standing)


def add_step(connection: Connection, entry: PetitionEntry, step: PetitionStep, actor: str, at: str) -> None:
    """Ghi bước xử lý: after those that are there; the caller has locked the petition."""
    counted = select(func.count()).select_from(petition_step)
    seq = connection.execute(counted.where(_is(petition_step, entry.book, entry.number))).scalar_one() + 1
    connection.execute(
        petition_step.insert().values(
            office=entry.book.office,
            year=entry.book.year,
            number=entry.number,
            seq=seq,
            act=step.act.value,
            person=step.person,
            day=step.day,
            words=step.words,
            actor=actor,
            at=at,
        )
    )


def find(connection: Connection, key: PetitionBookKey, number: int) -> PetitionEntry | None:
    """Tìm: the petition of this number, locked to the end of a writing transaction. Raises DamagedRecord."""
    wanted = select(row).where(_is(row, key, number)).with_for_update()
    found = connection.execute(wanted).mappings().first()
    return None if found is None else _entry_of(found)


def by_idempotency_key(connection: Connection, idempotency_key: str) -> PetitionEntry | None:
    """Tra theo khóa lặp: the petition which this act already entered, if it did."""
    found = connection.execute(select(row).where(row.c.idempotency_key == idempotency_key)).mappings().first()
    return None if found is None else _entry_of(found)


def by_file(connection: Connection, office: str, sha256: str) -> PetitionEntry | None:
    """Đơn có tệp này: the first petition of the office that came as this very file."""
    wanted = select(row).where(row.c.office == office, row.c.file_sha256 == sha256)
    found = connection.execute(wanted.order_by(row.c.year, row.c.number)).mappings().first()
    return None if found is None else _entry_of(found)


def entries(connection: Connection, key: PetitionBookKey) -> Iterator[PetitionEntry]:
    """Các đơn của một sổ: by number. Raises DamagedRecord."""
    yield from map(
        _entry_of, connection.execute(select(row).where(_of(row, key)).order_by(row.c.number)).mappings()
    )


def entries_with_damage(
    connection: Connection, key: PetitionBookKey
) -> Iterator[tuple[int, PetitionEntry | None]]:
    """Các đơn, kể cả hỏng: like ``entries``, each with its number; None for a record that cannot be read."""
    rows = connection.execute(select(row).where(_of(row, key)).order_by(row.c.number)).mappings()
    for found in rows:
        try:
            yield found["number"], _entry_of(found)
        except DamagedRecord:
            yield found["number"], None


def books(connection: Connection) -> Sequence[tuple[PetitionBookKey, Counter]]:
    """Các sổ đơn: every book and where it stands."""
    rows = connection.execute(select(book).order_by(book.c.office, book.c.year))
    return [
        (PetitionBookKey(r.office, r.year), Counter(r.opened_after, r.last_number, r.last_date)) for r in rows
    ]


def sender_of(connection: Connection, key: PetitionBookKey, number: int) -> Petitioner:
    """Người gửi đơn: nothing where the personal data was erased."""
    found = connection.execute(select(petitioner).where(_is(petitioner, key, number))).first()
    return Petitioner(found.name, found.address, found.contact) if found else Petitioner()


def senders(connection: Connection, key: PetitionBookKey) -> dict[int, Petitioner]:
    """Người gửi của cả sổ: by number."""
    rows = connection.execute(select(petitioner).where(_of(petitioner, key)))
    return {r.number: Petitioner(r.name, r.address, r.contact) for r in rows}


def steps_of(connection: Connection, key: PetitionBookKey, number: int) -> Sequence[PetitionStep]:
    """Các bước xử lý: of one petition, in order."""
    rows = connection.execute(
        select(petition_step).where(_is(petition_step, key, number)).order_by(petition_step.c.seq)
    )
    return [PetitionStep(PetitionAct(r.act), r.person, r.day, r.words) for r in rows]


def _entry_of(found: RowMapping) -> PetitionEntry:
    key = PetitionBookKey(found["office"], found["year"])
    try:
        petition = _PETITION.validate_json(found["record"])
    except ValueError as error:
        name = f"{key}/{found['number']}"
        raise DamagedRecord(where=name, entry=name) from error
    standing = PetitionStanding(
        PetitionState(found["status"]),
        found["assigned_to"],
        found["accepted_on"],
        found["due_on"],
        found["transferred_to"],
        found["reply"],
    )
    intact = sha256_of(found["record"]) == found["record_sha256"]
    intact = intact and (petition.kind, petition.received_on) == (found["kind"], found["received_on"])
    return PetitionEntry(key, found["number"], petition, standing, found["file_sha256"], intact)


def _changing(standing: PetitionStanding) -> dict[str, object]:
    return {
        "status": standing.state.value,
        "assigned_to": standing.assigned_to,
        "accepted_on": standing.accepted_on,
        "due_on": standing.due_on,
        "transferred_to": standing.transferred_to,
        "reply": standing.reply,
    }


def _of(table: Table, key: PetitionBookKey) -> ColumnElement[bool]:
    return and_(table.c.office == key.office, table.c.year == key.year)


def _is(table: Table, key: PetitionBookKey, number: int) -> ColumnElement[bool]:
    return and_(_of(table, key), table.c.number == number)
