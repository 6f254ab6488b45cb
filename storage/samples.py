"""Mẫu: lists with their people apart, draws, replacements and corrections; all in the caller's transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, func, select, update

from sipas_engine.sampling.as_json import draw_as_json, draw_from_json
from sipas_engine.sampling.draw import SampleDraw
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.quality import ListFinding, ListReport, report_of
from sipas_engine.sampling.reserve import Replacement, ReplacementReason
from sipas_engine.sampling.states import ListState
from storage.json_text import canonical, sha256_of
from storage.records import DamagedRecord
from storage.sample_tables import (
    sample_correction,
    sample_draw,
    sample_list,
    sample_person,
    sample_replacement,
    sample_row,
)


@dataclass(frozen=True, slots=True, order=True)
class ListKey:
    """Khóa danh sách: survey, office and which of its lists; as text ``survey/office/2``."""

    survey: str
    office: str
    version: int

    def __str__(self) -> str:
        return f"{self.survey}/{self.office}/{self.version}"


@dataclass(frozen=True, slots=True)
class StoredList:
    """Danh sách đã nhận: everything of it but its rows; ``mapping`` is how the office's file was read."""

    key: ListKey
    state: ListState
    file_name: str
    file_sha256: str
    list_hash: str
    key_id: str
    mapping: Mapping[str, object]
    report: ListReport
    received_on: date
    survey_day: date
    synthetic: bool


@dataclass(frozen=True, slots=True)
class KeptDraw:
    """Lần rút đã ghi: the draw, by whom and when."""

    drawn: SampleDraw
    drawn_by: str
    drawn_at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Lần sửa danh sách đã rút: a column of a place, why, by whom, when; the words themselves are not kept twice."""

    position: int
    field: str
    reason: str
    actor: str
    at: str


def add_list(
    connection: Connection, found: StoredList, rows: Sequence[FrameRow], names: Sequence[str]
) -> None:
    """Nhận danh sách: the list, its rows, and apart from them its people under their pseudonyms, row by row."""
    key = _key(found.key)
    connection.execute(
        sample_list.insert().values(
            **key,
            state=found.state.value,
            file_name=found.file_name,
            file_sha256=found.file_sha256,
            list_hash=found.list_hash,
            key_id=found.key_id,
            mapping=canonical(dict(found.mapping)),
            report=canonical(_findings(found.report)),
            rows=found.report.rows,
            received_on=found.received_on,
            survey_day=found.survey_day,
            synthetic=found.synthetic,
        )
    )
    paired = list(zip(rows, names, strict=True))
    connection.execute(sample_row.insert(), [{**key, **_row_of(row, name)} for row, name in paired])
    connection.execute(sample_person.insert(), [_person_of(row, name) for row, name in paired])


def find_list(connection: Connection, key: ListKey) -> StoredList | None:
    """Tìm danh sách: locked to the end of a writing transaction; None where there is none. Raises DamagedRecord."""
    found = connection.execute(select(sample_list).where(_is(sample_list, key)).with_for_update()).first()
    return None if found is None else _list_of(found)


def lists_of(connection: Connection, survey: str, office: str = "") -> Sequence[StoredList]:
    """Các danh sách: of a survey, or of one office in it, oldest version first."""
    wanted = select(sample_list).where(sample_list.c.survey == survey)
    if office:
        wanted = wanted.where(sample_list.c.office == office)
    rows = connection.execute(wanted.order_by(sample_list.c.office, sample_list.c.version))
    return [_list_of(row) for row in rows]


def last_mapping(connection: Connection, office: str) -> Mapping[str, object] | None:
    """Ghép cột lần trước: how the office's newest list was read, in whatever survey."""
    found = connection.execute(
        select(sample_list.c.mapping)
        .where(sample_list.c.office == office)
        .order_by(sample_list.c.received_on.desc(), sample_list.c.version.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if found is None else dict(json.loads(found))


def key_ids(connection: Connection) -> Sequence[str]:
    """Các khóa đã dùng: by which keys people were made unknown; more than one means that a key was lost."""
    return connection.execute(select(sample_list.c.key_id).distinct()).scalars().all()


def set_state(connection: Connection, key: ListKey, state: ListState) -> None:
    """Đổi trạng thái: of a list that the caller has locked."""
    connection.execute(update(sample_list).where(_is(sample_list, key)).values(state=state.value))


def forget_births(connection: Connection, key: ListKey) -> None:
    """Quên năm sinh: of every row of a list; whether a person is of age stays."""
    connection.execute(update(sample_row).where(_is(sample_row, key)).values(birth_year=None))


def frame_rows(connection: Connection, key: ListKey, *, with_people: bool = False) -> Sequence[FrameRow]:
    """Các hàng: in the order of the list; names, addresses and telephones only where they are asked for."""
    wanted = select(sample_row).where(_is(sample_row, key)).order_by(sample_row.c.position)
    people: dict[str, Row[tuple[object, ...]]] = {}
    if with_people:
        names = select(sample_row.c.pseudonym).where(_is(sample_row, key))
        found = connection.execute(select(sample_person).where(sample_person.c.pseudonym.in_(names)))
        people = {one.pseudonym: one for one in found}
    return [_frame_row(row, people.get(row.pseudonym)) for row in connection.execute(wanted)]


def pseudonym_of(connection: Connection, key: ListKey, position: int) -> str | None:
    """Bí danh: of the person at a place of the list; None where the list has no such place."""
    return connection.execute(
        select(sample_row.c.pseudonym).where(_is(sample_row, key), sample_row.c.position == position)
    ).scalar_one_or_none()


def people_are_kept(connection: Connection, key: ListKey) -> bool:
    """Còn thông tin người: whether names and telephones of every row are still there, and none was erased."""
    gone = (
        select(sample_row.c.position)
        .outerjoin(sample_person, sample_person.c.pseudonym == sample_row.c.pseudonym)
        .where(_is(sample_row, key), sample_person.c.pseudonym.is_(None))
        .limit(1)
    )
    return connection.execute(gone).first() is None


def replace_person(connection: Connection, key: ListKey, row: FrameRow, old: str, new: str) -> None:
    """Thay thông tin một người: what stood there is erased; the row points to the new pseudonym."""
    connection.execute(sample_person.insert().values(**_person_of(row, new)))
    connection.execute(
        update(sample_row)
        .where(_is(sample_row, key), sample_row.c.position == row.position)
        .values(pseudonym=new)
    )
    connection.execute(delete(sample_person).where(sample_person.c.pseudonym == old))


def add_draw(connection: Connection, key: ListKey, kept: KeptDraw) -> None:
    """Ghi lần rút: once for a list."""
    record = canonical(draw_as_json(kept.drawn))
    connection.execute(
        sample_draw.insert().values(
            **_key(key),
            seed=kept.drawn.settings.seed,
            list_hash=kept.drawn.list_hash,
            drawn_by=kept.drawn_by,
            drawn_at=kept.drawn_at,
            record=record,
            record_sha256=sha256_of(record),
        )
    )


def find_draw(connection: Connection, key: ListKey) -> KeptDraw | None:
    """Tìm lần rút: of a list. Raises DamagedRecord when the record is not what it was."""
    found = connection.execute(select(sample_draw).where(_is(sample_draw, key))).first()
    if found is None:
        return None
    if sha256_of(found.record) != found.record_sha256:
        raise DamagedRecord(where=str(key), entry=str(key))
    return KeptDraw(draw_from_json(json.loads(found.record), file=str(key)), found.drawn_by, found.drawn_at)


def add_replacement(connection: Connection, key: ListKey, done: Replacement) -> None:
    """Ghi lần thay: the caller has found the reserve by its order."""
    connection.execute(
        sample_replacement.insert().values(
            **_key(key),
            official=done.official,
            reserve=done.reserve,
            reason=done.reason.value,
            investigator=done.investigator,
            day=done.day,
        )
    )


def replacements(connection: Connection, key: ListKey) -> Sequence[Replacement]:
    """Các lần thay: by the day, then by the reserve that came in."""
    wanted = select(sample_replacement).where(_is(sample_replacement, key))
    rows = connection.execute(wanted.order_by(sample_replacement.c.day, sample_replacement.c.reserve))
    return [
        Replacement(row.official, row.reserve, ReplacementReason(row.reason), row.investigator, row.day)
        for row in rows
    ]


def add_correction(connection: Connection, key: ListKey, done: Correction) -> int:
    """Ghi lần sửa: the number of this correction of the list, from 1."""
    counted = select(func.count()).select_from(sample_correction).where(_is(sample_correction, key))
    seq: int = connection.execute(counted).scalar_one() + 1
    connection.execute(
        sample_correction.insert().values(
            **_key(key),
            seq=seq,
            position=done.position,
            field=done.field,
            reason=done.reason,
            actor=done.actor,
            at=done.at,
        )
    )
    return seq


def corrections(connection: Connection, key: ListKey) -> Sequence[Correction]:
    """Các lần sửa: in their order."""
    wanted = select(sample_correction).where(_is(sample_correction, key)).order_by(sample_correction.c.seq)
    return [
        Correction(row.position, row.field, row.reason, row.actor, row.at)
        for row in connection.execute(wanted)
    ]


def _key(key: ListKey) -> dict[str, object]:
    return {"survey": key.survey, "office": key.office, "version": key.version}


def _is(table: Table, key: ListKey) -> ColumnElement[bool]:
    return and_(table.c.survey == key.survey, table.c.office == key.office, table.c.version == key.version)


def _findings(report: ListReport) -> list[list[object]]:
    return [
        [one.kind, one.position, one.row, one.serial, one.dossier, list(one.others)]
        for one in report.findings
    ]


def _list_of(row: Row[tuple[object, ...]]) -> StoredList:
    findings = [
        ListFinding(kind, position, number, serial, dossier, tuple(others))
        for kind, position, number, serial, dossier, others in json.loads(row.report)
    ]
    return StoredList(
        ListKey(row.survey, row.office, row.version),
        ListState(row.state),
        row.file_name,
        row.file_sha256,
        row.list_hash,
        row.key_id,
        json.loads(row.mapping),
        report_of(row.rows, findings),
        row.received_on,
        row.survey_day,
        row.synthetic,
    )


def _row_of(row: FrameRow, pseudonym: str) -> dict[str, object]:
    return {
        "position": row.position,
        "pseudonym": pseudonym,
        "file_row": row.row,
        "serial": row.serial,
        "commune": row.commune,
        "village": row.village,
        "dossier": row.dossier,
        "service": row.service,
        "result_on": row.result_on,
        "party": row.party,
        "household": row.household,
        "sex": row.sex,
        "extra": canonical(dict(row.extra)),
        "birth_year": row.birth_year,
        "of_age": row.of_age,
    }


def _person_of(row: FrameRow, pseudonym: str) -> dict[str, object]:
    return {
        "pseudonym": pseudonym,
        "name": row.name,
        "address": row.address,
        "phone": row.phone,
        "note": row.note,
    }


def _frame_row(row: Row[tuple[object, ...]], person: Row[tuple[object, ...]] | None) -> FrameRow:
    return FrameRow(
        row.position,
        row.file_row,
        row.serial,
        name=person.name if person else "",
        birth_year=row.birth_year,
        of_age=row.of_age,
        sex=row.sex,
        address=person.address if person else "",
        village=row.village,
        commune=row.commune,
        phone=person.phone if person else "",
        dossier=row.dossier,
        service=row.service,
        result_on=row.result_on,
        party=row.party,
        household=row.household,
        note=person.note if person else "",
        extra=json.loads(row.extra),
    )
