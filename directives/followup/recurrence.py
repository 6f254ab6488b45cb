"""Nhiệm vụ lặp lại: "hằng tháng, quý", "mỗi tuần 01–02 lần" as dated periods, each with a due day of its own."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from pydantic import ConfigDict


class WorkingDays(Protocol):
    """Lịch làm việc: what a plan asks of the calendar."""

    def add_working_days(self, day: date, count: int) -> date:
        """Cộng ngày làm việc: the ``count``-th working day after ``day``; before it when negative."""
        ...

    def working_days_between(self, start: date, end: date) -> int:
        """Số ngày làm việc: working days after ``start`` up to and with ``end``."""
        ...

    def roll_back(self, day: date) -> date:
        """Đưa hạn về trước: the day itself, or the last working day before it."""
        ...

    def roll_forward(self, day: date) -> date:
        """Lùi hạn sang ngày làm việc: the day itself, or the next working day."""
        ...


class Every(Enum):
    """Chu kỳ: the period that comes again."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Roll(Enum):
    """Hạn vào ngày nghỉ: an internal deadline goes back; forward, or stays, only on a ground that is named."""

    BACK = "back"
    FORWARD = "forward"
    KEEP = "keep"


#: How many months a period has; a week has none.
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_MONTHS_OF_YEAR = 12
_DAYS_OF_WEEK = 7
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Lặp lại: one occurrence for each whole or begun period between ``first`` and ``until``, both included.

    ``times`` is the quota of a period ("mỗi tuần 01–02 lần": at least 1, ``at_most`` 2). With ``cut_day`` a period
    ends on that day of its last month and the next begins the day after ("số liệu đến ngày 14"); a day which a month
    lacks is its last one. Periods are numbered from 1, those without an occurrence too.

    An occurrence is due on the last day of its period; ``working_days`` after it; on ``weekday`` of its week (1:
    Monday); or on ``due_day`` of the month that is ``due_months_after`` the one in which the period ends ("chậm nhất
    ngày 20"; with ``before`` the day before it: "trước ngày 20"). A day off moves as ``roll`` says, other than back
    on the ground ``roll_basis``. What would be due before ``first``, and a week in which nobody works, is no
    occurrence.
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    every: Every
    first: date
    until: date
    times: int = 1
    at_most: int = 0
    working_days: int = 0
    cut_day: int = 0
    due_day: int = 0
    due_months_after: int = 0
    weekday: int = 0
    before: bool = False
    roll: Roll = Roll.BACK
    roll_basis: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Kỳ: one period of a duty, counted from 1; ``due`` None: a standing duty, which carries no deadline.

    ``first`` and ``last`` are the days of the period; both None for a duty which is owed once.
    """

    number: int
    due: date | None
    first: date | None = None
    last: date | None = None
    times: int = 1


def occurrences(recurrence: Recurrence, calendar: WorkingDays) -> Iterator[Occurrence]:
    """Các kỳ: in order; the first and the last period may be cut short by ``first`` and ``until``."""
    start, number = recurrence.first, 0
    while start <= recurrence.until:
        whole = _end_of_period(recurrence, start)
        end = min(whole, recurrence.until)
        due = _due(recurrence, start, end, whole, calendar)
        works = calendar.working_days_between(start - _ONE_DAY, end) > 0
        number += (
            1  # of every period: a day off that is announced later must not give the next ones other numbers
        )
        if works and due >= recurrence.first:
            yield Occurrence(number, due, start, end, recurrence.times)
        start = end + _ONE_DAY


def rolled(day: date, roll: Roll, calendar: WorkingDays) -> date:
    """Hạn sau khi dời ngày nghỉ: the day itself when people work on it."""
    match roll:
        case Roll.BACK:
            return calendar.roll_back(day)
        case Roll.FORWARD:
            return calendar.roll_forward(day)
        case Roll.KEEP:
            return day


def _due(recurrence: Recurrence, start: date, end: date, whole: date, calendar: WorkingDays) -> date:
    if recurrence.due_day:
        month = _month_after(whole, recurrence.due_months_after)
        said = _day_of_month(month, recurrence.due_day) - _ONE_DAY * recurrence.before
        due = rolled(said, recurrence.roll, calendar)
        # Figures which run to the day of the cut cannot be asked for before it.
        return calendar.roll_forward(said) if recurrence.cut_day and due < whole <= said else due
    if recurrence.weekday:
        monday = end - timedelta(days=end.weekday())
        due = min(monday + timedelta(days=recurrence.weekday - 1), end) - _ONE_DAY * recurrence.before
    elif recurrence.working_days:
        return calendar.add_working_days(end, recurrence.working_days)
    else:
        due = end
    due = rolled(due, recurrence.roll, calendar)
    # A weekday off at the head of its week goes forward: the week before is another period's.
    return due if due >= start else calendar.roll_forward(start)


def _end_of_period(recurrence: Recurrence, day: date) -> date:
    if recurrence.every is Every.WEEK:
        return day + timedelta(days=_DAYS_OF_WEEK - 1 - day.weekday())
    months = _MONTHS[recurrence.every]
    last = -(-day.month // months) * months
    end = _end_of_month(date(day.year, last, 1), recurrence.cut_day)
    return end if day <= end else _end_of_month(_month_after(end, months), recurrence.cut_day)


def _end_of_month(month: date, cut_day: int) -> date:
    return _day_of_month(month, cut_day or monthrange(month.year, month.month)[1])


def _day_of_month(month: date, day: int) -> date:
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _month_after(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 + months, _MONTHS_OF_YEAR)
    return date(year, month + 1, 1)
