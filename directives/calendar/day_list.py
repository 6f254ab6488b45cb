"""Danh sách ngày được công bố: a TOML file of days on which the announced calendar differs from the library."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from directives.calendar.errors import InvalidDayList
from directives.errors import N_, Problem

#: What a file may hold: a misspelt name must not be passed over.
_KEYS = {"announced_to", "announced_by", "announced_on", "day"}
_NO_TEXT = N_("the file is not UTF-8: {reason}")
_NO_TOML = N_("the file is not TOML: {reason}")
_UNKNOWN = N_("the name “{name}” is not known")
_NO_ROWS = N_("no rows [[day]]")
_NEEDS = N_("needs date, works = true or false, basis")
_NO_DATE = N_("“{name}” is no date")
_TWICE = N_("{code} stands twice")
_BY_AND_ON = N_("announced_by must be text, announced_on a date")
_NO_HORIZON = N_("announced_on and announced_by need announced_to")


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """Ngày được công bố: a day on which the announced calendar differs from the library, and by what.

    ``announced_on`` is the day on which it became known; None: it always was.
    """

    day: date
    works: bool
    basis: str
    announced_on: date | None = None

    def was_known(self, day: date) -> bool:
        """Đã biết: whether it was announced by that day."""
        return self.announced_on is None or self.announced_on <= day


@dataclass(frozen=True, slots=True)
class Horizon:
    """Công bố đến ngày: the last day for which the days off were announced, and when that was."""

    to: date
    basis: str = ""
    announced_on: date | None = None

    def was_known(self, day: date) -> bool:
        """Đã biết: whether it was announced by that day."""
        return self.announced_on is None or self.announced_on <= day


@dataclass(frozen=True, slots=True)
class DayList:
    """Danh sách ngày: the rows of one file, how far it says days off are announced, and its fingerprint."""

    rows: tuple[AnnouncedDay, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    fingerprint: str = ""


def read_day_list(path: Path) -> DayList:
    """Đọc danh sách: of a file. Raises InvalidDayList naming every row that is wrong or stands twice; OSError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidDayList((Problem(_NO_TEXT, {"reason": error.reason}),), where=path.name) from error
    return parse_day_list(text, file=path.name)


def parse_day_list(text: str, *, file: str) -> DayList:
    """Đọc danh sách: from TOML text. Raises InvalidDayList naming every row that is wrong or stands twice."""
    try:
        table: Mapping[str, object] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, or endless numbers or tables in it
        raise InvalidDayList((Problem(_NO_TOML, {"reason": str(error)}),), where=file) from error
    problems = [Problem(_UNKNOWN, {"name": name}, name) for name in sorted(table.keys() - _KEYS)]
    rows: list[AnnouncedDay] = []
    listed = table.get("day", [] if "announced_to" in table else None)
    if isinstance(listed, list):
        for number, row in enumerate(listed, start=1):
            problems += _add(rows, row, number)
    else:
        problems.append(Problem(_NO_ROWS, {}, "day"))
    horizons = tuple(_horizon(table, problems))
    if problems:
        raise InvalidDayList(tuple(problems), where=file)
    return DayList(tuple(rows), horizons, sha256(text.encode()).hexdigest()[:12])


def written(rows: Iterable[AnnouncedDay], horizons: Sequence[Horizon]) -> str:
    """Ghi danh sách: as a TOML text which ``parse_day_list`` reads back; of the horizons the farthest."""
    lines = ["# Ngày nghỉ, ngày làm bù của địa phương: những ngày khác với lịch đi kèm chương trình.", ""]
    for horizon in sorted(horizons, key=lambda one: one.to)[-1:]:
        lines += [f"announced_to = {horizon.to}", f"announced_by = {_quoted(horizon.basis)}"]
        lines += [f"announced_on = {horizon.announced_on}"] if horizon.announced_on else []
        lines.append("")
    for row in rows:
        lines += ["[[day]]", f"date = {row.day}", f"works = {str(row.works).lower()}"]
        lines.append(f"basis = {_quoted(row.basis)}")
        lines += [f"announced_on = {row.announced_on}"] if row.announced_on else []
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in escaped) + '"'


def _add(rows: list[AnnouncedDay], row: object, number: int) -> Iterator[Problem]:
    where = f"day[{number}]"
    match row:
        case {"date": date() as day, "works": bool() as works, "basis": str() as basis, **more} if (
            _is_day(day) and basis.strip()
        ):
            said = more.pop("announced_on", None)
            for name in sorted(map(str, more)):
                yield Problem(_UNKNOWN, {"name": name}, where)
            if said is not None and not _is_day(said):
                yield Problem(_NO_DATE, {"name": "announced_on"}, where)
                return
            new = AnnouncedDay(day, works, basis, said if isinstance(said, date) else None)
            if any(not _supersedes(new, old) for old in rows if old.day == day):
                yield Problem(_TWICE, {"code": day.isoformat()}, where)
            rows.append(new)
        case _:
            yield Problem(_NEEDS, {}, where)


def _supersedes(new: AnnouncedDay, old: AnnouncedDay) -> bool:
    """Thay dòng cũ: a later announcement may change a day; the earlier row stays, for what was known before."""
    return new.announced_on is not None and (old.announced_on or date.min) < new.announced_on


def _horizon(table: Mapping[str, object], problems: list[Problem]) -> Iterator[Horizon]:
    match table:
        case {"announced_to": date() as to} if _is_day(to):
            by, on = table.get("announced_by", ""), table.get("announced_on")
            if isinstance(by, str) and (on is None or _is_day(on)):
                yield Horizon(to, by, on if isinstance(on, date) else None)
            else:
                problems.append(Problem(_BY_AND_ON, {}, "announced_by"))
        case {"announced_to": _}:
            problems.append(Problem(_NO_DATE, {"name": "announced_to"}, "announced_to"))
        case {"announced_on": _} | {"announced_by": _}:
            problems.append(Problem(_NO_HORIZON, {}, "announced_on"))


def _is_day(value: object) -> bool:
    """A date with a time would never equal a day."""
    return type(value) is date
