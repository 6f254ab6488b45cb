"""Ghi sổ khắc phục: what a person typed into the fields of a row, read strictly, with everything wrong in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from directives.calendar.errors import DayOutsideCalendar
from directives.errors import N_, DirectiveError, Problem
from directives.followup.grounds import Roll
from directives.results_use.improvement import FIELDS, ImprovementRow, Remedy
from directives.text import normalise

#: A cause or remedy is said in a cell of the plan's table; more belongs into a document of its own.
LONGEST = 2000
#: Cách viết ngày: as a page sends it and as people write it.
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")

_TOO_LONG = N_("{unit}, {code}, “{field}”: {count} letters; at most {most} fit into the plan's table")
_CONTROL = N_("{unit}, {code}, “{field}” holds control characters; write it anew")
_NO_DAY = N_("{unit}, {code}, “{field}”: “{seen}” is no day; write it as 2026-03-02 or 02/03/2026")
_DAY_OFF = N_("{unit}, {code}: {day} is no working day; the nearest are {before} and {after}")
_FAR = N_("{unit}, {code}: no calendar is known for {day}")
_PAST = N_("{unit}, {code}: {day} is before {today}; name a later day")
_MISSING = N_("{unit}, criterion {code} ({name}): “{field}” is empty")
_NO_FIELD = N_("{unit}, {code}: the register has no field “{field}”. It has: {known}")


class BadRegister(DirectiveError):
    """Sổ ghi sai: fields that cannot be taken, all of them by unit, criterion and field; nothing was written."""

    kind = "bad_register"
    template = N_("The register has {count} problem(s). Nothing was taken; correct them and try again:")

    def __init__(self, problems: Sequence[Problem], where: str = "") -> None:
        super().__init__(where=problems[0].where or where, problems=problems, count=len(problems))


class Incomplete(DirectiveError):
    """Sổ chưa ghi đủ: fields that must be filled in before it is handed in, every one named."""

    kind = "incomplete_register"
    template = N_("The register of {unit} cannot be handed in: {count} field(s) are empty:")

    def __init__(self, unit: str, problems: Sequence[Problem]) -> None:
        super().__init__(where=unit, problems=problems, unit=unit, count=len(problems))


class WorkingWeek(Protocol):
    """Lịch làm việc: what is asked of the calendar about one day."""

    def is_working_day(self, day: date) -> bool:
        """Là ngày làm việc: whether public servants work on that day."""
        ...

    def roll_back(self, day: date) -> date:
        """Đưa về trước: the day itself, or the last working day before it."""
        ...

    def roll_forward(self, day: date) -> date:
        """Lùi về sau: the day itself, or the next working day after it."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """Ngày của sổ: the calendar, today, and what becomes of a deadline that is a day off."""

    calendar: WorkingWeek
    today: date
    roll: Roll = Roll.REFUSE


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """Dòng như đã viết: texts by the fields of a row, at a place in a file; a field that is not there stays."""

    unit: str
    code: str
    written: Mapping[str, str]
    where: str = ""


def remedy_read(
    row: ImprovementRow, said: WrittenRow, days: Days, unit: str = ""
) -> tuple[Remedy, list[Problem]]:
    """Đọc một dòng: what the row would hold, with everything wrong in it; an empty field empties what stood there.

    ``unit`` is how problems name the unit. A deadline that stood there already may have passed meanwhile.
    """
    told = {"unit": unit or row.unit, "code": row.code}
    problems = [
        Problem(_NO_FIELD, {**told, "field": name, "known": ", ".join(FIELDS.values())}, said.where)
        for name in said.written
        if name not in FIELDS
    ]
    found: dict[str, str | date | None] = {}
    for name in FIELDS:
        if name not in said.written:
            continue
        shown = {**told, "field": FIELDS[name]}
        text = normalise(said.written[name]).strip()
        if len(text) > LONGEST:
            problems.append(Problem(_TOO_LONG, {**shown, "count": len(text), "most": LONGEST}, said.where))
        elif not all(line.isprintable() for line in text.splitlines()):
            problems.append(Problem(_CONTROL, shown, said.where))
        elif name == "deadline":
            day, wrong = _deadline(text, row.remedy.deadline, days, shown, said.where)
            problems += wrong
            found[name] = day
        else:
            found[name] = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if problems:
        return row.remedy, problems
    return replace(row.remedy, **found), []  # type: ignore[arg-type]  # names and kinds are those of FIELDS


def missing_fields(rows: Sequence[ImprovementRow], unit: str) -> Iterator[Problem]:
    """Mục còn trống: of the rows that were not struck out; ``unit`` is how they name the unit."""
    for row in rows:
        if not row.struck:
            for name in FIELDS:
                if name in row.remedy.missing:
                    told = {"unit": unit, "code": row.code, "name": row.weakness.name, "field": FIELDS[name]}
                    yield Problem(_MISSING, told, f"{row.unit}/{row.code}")


def _deadline(
    text: str, before: date | None, days: Days, told: Mapping[str, object], where: str
) -> tuple[date | None, list[Problem]]:
    if not text:
        return None, []
    day = _day(text)
    if day is None:
        return None, [Problem(_NO_DAY, {**told, "seen": text[:40]}, where)]
    if day == before:
        return day, []
    try:
        works = days.calendar.is_working_day(day)
    except DayOutsideCalendar:
        return None, [Problem(_FAR, {**told, "day": _shown(day)}, where)]
    if not works:
        back, forward = days.calendar.roll_back(day), days.calendar.roll_forward(day)
        if days.roll is Roll.REFUSE:
            off = {**told, "day": _shown(day), "before": _shown(back), "after": _shown(forward)}
            return None, [Problem(_DAY_OFF, off, where)]
        day = back if days.roll is Roll.BACK else forward
    if day < days.today:
        return None, [Problem(_PAST, {**told, "day": _shown(day), "today": _shown(days.today)}, where)]
    return day, []


def _day(text: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text.partition(" ")[0], form).date()
        except ValueError:
            continue
    return None


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
