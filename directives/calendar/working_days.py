"""Ngày làm việc: counting working days, the announced exceptions on top of the holiday library."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from directives.calendar.day_list import AnnouncedDay, DayList, Horizon, read_day_list
from directives.calendar.errors import DayOutsideCalendar

if TYPE_CHECKING:
    from holidays import HolidayBase

DATA = Path(__file__).parent / "data" / "days.toml"

#: The library computes the lunar year (Tết, Giỗ Tổ) between these years only.
FIRST_YEAR, LAST_YEAR = 1901, 2099


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Lịch làm việc: Monday to Friday without public holidays, swaps of days included.

    ``announced`` wins over the library. ``announced_to`` is the last day for which the days off were
    announced; ``data_version`` names library and list, to be kept with every computed deadline. ``rows`` and
    ``horizons`` are all that was ever announced, from which ``known_on`` takes what was known on a day.
    """

    announced: Mapping[date, AnnouncedDay]
    announced_to: date
    data_version: str
    rows: tuple[AnnouncedDay, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    _years: dict[int, Sequence[int]] = field(default_factory=dict, compare=False, repr=False)
    _known: dict[tuple[date, int], "WorkingCalendar"] = field(default_factory=dict, compare=False, repr=False)

    def is_working_day(self, day: date) -> bool:
        """Là ngày làm việc: whether public servants work on that day. Raises DayOutsideCalendar."""
        _refuse_outside(day)
        if day in self.announced:
            return self.announced[day].works
        return _works(day)

    def is_provisional(self, day: date) -> bool:
        """Dự kiến: whether the days off of that day's year were computed, not announced."""
        return day > self.announced_to

    @property
    def announcements(self) -> tuple[date, ...]:
        """Các ngày công bố: on which rows or horizons became known, in order; those always known have none."""
        said = {row.announced_on for row in self.rows} | {horizon.announced_on for horizon in self.horizons}
        return tuple(sorted(day for day in said if day is not None))

    def known_on(self, day: date) -> "WorkingCalendar":
        """Lịch được biết vào một ngày: without what was announced later; the calendar itself when that is nothing.

        Before the first announcement of a horizon that is dated, a day's own year counts as announced.
        """
        past = [said for said in self.announcements if said <= day]
        if len(past) == len(self.announcements):
            return self
        key = (
            past[-1] if past else date.min,
            day.year,
        )  # the year tells the horizon where none was announced
        if key not in self._known:
            rows = tuple(row for row in self.rows if row.was_known(day))
            horizons = tuple(one for one in self.horizons if one.was_known(day))
            to = max((one.to for one in horizons), default=min(self.announced_to, date(day.year, 12, 31)))
            said = f"as known on {past[-1]}" if past else f"as known before {self.announcements[0]}"
            version = f"{self.data_version}, {said}"
            self._known[key] = WorkingCalendar(_in_force(rows), to, version, rows, horizons)
        return self._known[key]

    def add_working_days(self, day: date, count: int) -> date:
        """Cộng ngày làm việc: the ``count``-th working day after ``day``, before it when negative.

        The day itself never counts ("kể từ ngày nhận"); with 0 it is the answer, working day or not.
        Raises DayOutsideCalendar.
        """
        if count == 0:
            return day
        return self._after(day, count) if count > 0 else self._before(day, -count)

    def working_days_between(self, start: date, end: date) -> int:
        """Số ngày làm việc: working days after ``start`` up to and with ``end``.

        Negative when ``end`` is earlier, counting from ``end`` on to the day before ``start``. So
        ``add_working_days(start, working_days_between(start, end)) == end`` for every working day ``end``.
        Raises DayOutsideCalendar.
        """
        if start <= end:
            return self._counted(start.toordinal() + 1, end.toordinal())
        return -self._counted(end.toordinal(), start.toordinal() - 1)

    def roll_forward(self, day: date) -> date:
        """Lùi hạn sang ngày làm việc: the day itself, or the next working day when it is a day off."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def roll_back(self, day: date) -> date:
        """Đưa hạn về trước: the day itself, or the last working day before it (internal deadlines)."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def _year(self, year: int) -> Sequence[int]:
        """Ngày làm việc của một năm: their ordinals in order, found once: campaigns ask for them ten thousand times."""
        if year not in self._years:
            _refuse_outside(date(year, 1, 1))
            days = set(_library_year(year))
            for row in self.announced.values():
                if row.day.year == year:
                    (days.add if row.works else days.discard)(row.day.toordinal())
            self._years[year] = sorted(days)
        return self._years[year]

    def _counted(self, first: int, last: int) -> int:
        """Working days from ordinal ``first`` to ``last``, both included; 0 when there is no such day."""
        if first > last:
            return 0
        years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        return sum(bisect_right(days, last) - bisect_left(days, first) for days in map(self._year, years))

    def _after(self, day: date, count: int) -> date:
        start = day + timedelta(days=1)
        year, at = start.year, bisect_left(self._year(start.year), start.toordinal())
        while at + count > len(self._year(year)):
            count -= len(self._year(year)) - at
            year, at = year + 1, 0
        return date.fromordinal(self._year(year)[at + count - 1])

    def _before(self, day: date, count: int) -> date:
        last = day - timedelta(days=1)
        year, upto = last.year, bisect_right(self._year(last.year), last.toordinal())
        while count > upto:
            count -= upto
            year -= 1
            upto = len(self._year(year))
        return date.fromordinal(self._year(year)[upto - count])


def load_calendar(local: Path | None = None) -> WorkingCalendar:
    """Lịch đi kèm chương trình: the shipped list of announced days, with a province's own list on top.

    A ``local`` list which is not there is an empty one. Raises InvalidDayList when a file cannot be read, naming
    every row that is wrong or stands twice in it.
    """
    shipped = read_day_list(DATA)
    own = read_day_list(local) if local and local.exists() else DayList()
    rows = (*shipped.rows, *own.rows)
    horizons = (*shipped.horizons, *own.horizons)
    version = f"holidays {metadata.version('holidays')}, {DATA.name} {shipped.fingerprint}"
    if local and own.fingerprint:
        version += f", {local.name} {own.fingerprint}"
    return WorkingCalendar(_in_force(rows), max(one.to for one in horizons), version, rows, horizons)


def _in_force(rows: Sequence[AnnouncedDay]) -> Mapping[date, AnnouncedDay]:
    """Dòng có hiệu lực: of several about one day the last: a province's own, or a later announcement's."""
    return {row.day: row for row in rows}


def _refuse_outside(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayOutsideCalendar(first=FIRST_YEAR, last=LAST_YEAR, day=day.isoformat())


@cache
def _library(year: int) -> "HolidayBase":
    import holidays  # takes 0.2 s: only for whom a day is asked

    # The neighbouring years belong to it: a swap may move work across New Year.
    return holidays.country_holidays("VN", years=range(year - 1, year + 2), language="vi", expand=False)


@cache
def _library_year(year: int) -> tuple[int, ...]:
    """Ngày làm việc theo thư viện: the ordinals of a year's working days before any announcement."""
    first, after = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
    return tuple(number for number in range(first, after) if _works(date.fromordinal(number)))


@cache
def _works(day: date) -> bool:
    """Asked of the same days again and again: a campaign's due dates are counted from them."""
    return bool(_library(day.year).is_working_day(day))


def holiday_name(day: date) -> str:
    """Tên ngày nghỉ: as the library calls it in Vietnamese; empty for no public holiday. Raises DayOutsideCalendar."""
    _refuse_outside(day)
    return str(_library(day.year).get(day) or "")
