"""Ngày làm việc: counting working days, the announced exceptions on top of the holiday library."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directives.calendar.errors import DayOutsideCalendar, InvalidDayList

if TYPE_CHECKING:
    from holidays import HolidayBase

DATA = Path(__file__).parent / "data" / "days.toml"

#: The library computes the lunar year (Tết, Giỗ Tổ) between these years only.
FIRST_YEAR, LAST_YEAR = 1901, 2099


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """Ngày được công bố: a day on which the announced calendar differs from the library, and by what."""

    day: date
    works: bool
    basis: str


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Lịch làm việc: Monday to Friday without public holidays, swaps of days included.

    ``announced`` wins over the library. ``announced_to`` is the last day for which the days off were
    announced; ``data_version`` names library and list, to be kept with every computed deadline.
    """

    announced: Mapping[date, AnnouncedDay]
    announced_to: date
    data_version: str

    def is_working_day(self, day: date) -> bool:
        """Là ngày làm việc: whether public servants work on that day. Raises DayOutsideCalendar."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DayOutsideCalendar(first=FIRST_YEAR, last=LAST_YEAR, day=day.isoformat())
        if day in self.announced:
            return self.announced[day].works
        return _works(day)

    def is_provisional(self, day: date) -> bool:
        """Dự kiến: whether the days off of that day's year were computed, not announced."""
        return day > self.announced_to

    def add_working_days(self, day: date, count: int) -> date:
        """Cộng ngày làm việc: the ``count``-th working day after ``day``, before it when negative.

        The day itself never counts ("kể từ ngày nhận"); with 0 it is the answer, working day or not.
        Raises DayOutsideCalendar.
        """
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Số ngày làm việc: working days after ``start`` up to and with ``end``.

        Negative when ``end`` is earlier, counting from ``end`` on to the day before ``start``. So
        ``add_working_days(start, working_days_between(start, end)) == end`` for every working day ``end``.
        Raises DayOutsideCalendar.
        """
        sign = 1 if start <= end else -1
        span = (end - start).days
        return sign * sum(
            self.is_working_day(start + timedelta(days=sign * n)) for n in range(1, abs(span) + 1)
        )

    def roll_forward(self, day: date) -> date:
        """Lùi hạn sang ngày làm việc: the day itself, or the next working day when it is a day off."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def roll_back(self, day: date) -> date:
        """Đưa hạn về trước: the day itself, or the last working day before it (internal deadlines)."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)


def load_calendar(local: Path | None = None) -> WorkingCalendar:
    """Lịch đi kèm chương trình: the shipped list of announced days, with a province's own list on top.

    Raises InvalidDayList when a file cannot be read, naming every row that is wrong or stands twice in it.
    """
    table, fingerprint = _table(DATA)
    announced = _announced(table, DATA.name)
    version = f"holidays {metadata.version('holidays')}, {DATA.name} {fingerprint}"
    if local:
        own, fingerprint = _table(local)
        announced |= _announced(own, local.name)
        version += f", {local.name} {fingerprint}"
    return WorkingCalendar(announced, table["announced_to"], version)


def _table(path: Path) -> tuple[dict[str, Any], str]:
    try:
        content = path.read_bytes()
        return tomllib.loads(content.decode("utf-8")), sha256(content).hexdigest()[:12]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidDayList((str(error),), where=path.name) from error


def _announced(table: Mapping[str, object], file: str) -> dict[date, AnnouncedDay]:
    announced: dict[date, AnnouncedDay] = {}
    problems: list[str] = []
    rows = table.get("day")
    if not isinstance(rows, list):
        raise InvalidDayList(("no rows [[day]]",), where=file)
    for number, row in enumerate(rows, start=1):
        match row:
            # A date with a time would never equal a day.
            case {"date": date() as day, "works": bool() as works, "basis": str() as basis} if (
                type(day) is date and basis.strip()
            ):
                if day in announced:
                    problems.append(f"day {number}: {day} stands twice")
                announced[day] = AnnouncedDay(day, works, basis)
            case _:
                problems.append(f"day {number}: needs date, works = true or false, basis")
    if problems:
        raise InvalidDayList(tuple(problems), where=file)
    return announced


@cache
def _library(year: int) -> "HolidayBase":
    import holidays  # takes 0.2 s: only for whom a day is asked

    # The neighbouring years belong to it: a swap may move work across New Year.
    return holidays.country_holidays("VN", years=range(year - 1, year + 2), language="vi", expand=False)


@cache
def _works(day: date) -> bool:
    """Asked of the same days again and again: a campaign's due dates are counted from them."""
    return bool(_library(day.year).is_working_day(day))
