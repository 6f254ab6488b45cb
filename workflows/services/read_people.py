"""Đọc danh sách người phụ trách: an xlsx or csv of leaders and contact officers, every row judged at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from directives.conversion.sheets import read_sheet
from directives.conversion.tables import Record, headings_of, records_of
from directives.errors import N_, Problem
from directives.followup.duties import PlanUnit
from directives.followup.log import ANY
from directives.followup.people import Appointment
from directives.text import comparison_key, normalise
from workflows.services.appoint import BadAppointments, Placed

#: Tiêu đề cột: what each column may be called.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "unit": ("Đơn vị", "Mã đơn vị", "unit"),
    "step": ("Nhiệm vụ", "Bước", "step"),
    "leader": ("Lãnh đạo phụ trách", "leader"),
    "leader_title": ("Chức vụ lãnh đạo", "Chức vụ", "leader_title"),
    "contact": ("Cán bộ đầu mối", "Đầu mối", "contact"),
    "contact_title": ("Chức vụ đầu mối", "contact_title"),
    "phone": ("Điện thoại", "Số điện thoại", "phone"),
    "email": ("Thư điện tử", "Email", "email"),
    "substitute": ("Người thay thế", "substitute"),
    "valid_from": ("Từ ngày", "valid_from"),
    "valid_to": ("Đến ngày", "valid_to"),
    "document": ("Văn bản", "document"),
}
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
_NO_COLUMN = N_("there is no column “{heading}”")
_NO_DAY = N_("“{seen}” in “{heading}” is no day; write it as 2026-03-02 or 02/03/2026")
_NO_FIRST_DAY = N_("no first day: fill in “{heading}” or say “--from”")
_TWO_UNITS = N_("“{unit}” is the name of {count} units; write the id of one: {ids}")


def read_people(
    file: Path, units: Sequence[PlanUnit], *, first: date | None = None, document: str = ""
) -> list[Placed]:
    """Đọc danh sách: units by id or by name; ``first`` and ``document`` stand for cells that are empty.

    Raises BadAppointments naming every wrong row, UnfitTable and what reading a foreign file refuses.
    """
    sheet = read_sheet(file)
    columns = _columns(headings_of(sheet))
    missing = [_HEADINGS[name][0] for name in ("unit",) if name not in columns]
    if missing:
        raise BadAppointments(file.name, [Problem(_NO_COLUMN, {"heading": missing[0]}, file.name)])
    ids = _ids(units)
    problems: list[Problem] = []
    people = []
    for record in records_of(sheet, columns):
        where = f"{file.name}:{record.row}"
        found = list(_problems(record, ids, columns, where, first))
        problems += found
        if not found:
            people.append(Placed(_appointment(record, ids, first, document), where))
    if problems:
        raise BadAppointments(problems[0].where, problems)
    return people


def _columns(headings: Sequence[str]) -> dict[str, str]:
    known = {comparison_key(heading): heading for heading in headings}
    found = {}
    for name, words in _HEADINGS.items():
        heading = next((known[key] for key in map(comparison_key, words) if key in known), None)
        if heading is not None:
            found[name] = heading
    return found


def _ids(units: Sequence[PlanUnit]) -> dict[str, list[str]]:
    """Mã theo cách gọi: by id and by name; a name may be that of several units."""
    ids: dict[str, list[str]] = {}
    for unit in units:
        for word in {comparison_key(unit.id), comparison_key(unit.name)}:
            ids.setdefault(word, []).append(unit.id)
    return ids


def _problems(
    record: Record,
    ids: Mapping[str, Sequence[str]],
    columns: Mapping[str, str],
    where: str,
    first: date | None,
) -> Iterator[Problem]:
    named = ids.get(comparison_key(record.texts["unit"]), ())
    if len(named) > 1:
        told = {"unit": record.texts["unit"], "count": len(named), "ids": ", ".join(named)}
        yield Problem(_TWO_UNITS, told, where)
    for name in ("valid_from", "valid_to"):
        text = record.texts.get(name, "")
        if text and _day(text) is None:
            yield Problem(_NO_DAY, {"seen": text[:40], "heading": columns[name]}, where)
    if first is None and not record.texts.get("valid_from", ""):
        yield Problem(_NO_FIRST_DAY, {"heading": _HEADINGS["valid_from"][0]}, where)


def _appointment(
    record: Record, ids: Mapping[str, Sequence[str]], first: date | None, document: str
) -> Appointment:
    texts = {name: normalise(text) for name, text in record.texts.items()}
    unit = ids.get(comparison_key(texts["unit"]), (texts["unit"],))[0]
    begins = _day(texts.get("valid_from", "")) or first
    assert begins is not None  # else the row was refused
    plain = ("leader", "leader_title", "contact", "contact_title", "phone", "email", "substitute")
    return Appointment(
        unit=unit,
        valid_from=begins,
        valid_to=_day(texts.get("valid_to", "")),
        step=texts.get("step", "") or ANY,
        document=texts.get("document", "") or document,
        **{name: texts.get(name, "") for name in plain},
    )


def _day(text: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text.partition(" ")[0], form).date()
        except ValueError:
            continue
    return None
