"""Dự báo ngày xong: when all forms will be back, at the pace so far and at what the Post can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from sipas_engine.fieldwork.daily import DailyRow

PACE_DAYS = 5
"""Số ngày lấy nhịp: the pace is the mean of so many last working days with reports."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Dự báo: forms left, the pace, the day of the last form at that pace and at full capacity.

    ``at_pace`` is None while nothing came back, or when the day lies beyond the calendar. ``late`` when the pace
    misses the deadline; ``hopeless`` when even the Post's full capacity does; then more investigators or more time
    are needed. A form whose respondent was not replaced is left until he is.
    """

    left: int
    pace: float
    capacity: int
    at_pace: date | None
    at_capacity: date | None
    deadline: date

    @property
    def late(self) -> bool:
        """Sẽ trễ: at the pace so far the deadline is missed, or nothing came back yet while forms are left."""
        return self.left > 0 and (self.at_pace is None or self.at_pace > self.deadline)

    @property
    def hopeless(self) -> bool:
        """Không kịp: even at full capacity the deadline is missed."""
        return self.left > 0 and (self.at_capacity is None or self.at_capacity > self.deadline)


def forecast(
    total: int,
    rows: Sequence[DailyRow],
    capacity: int,
    today: date,
    deadline: date,
    add_working_days: Callable[[date, int], date | None],
) -> Forecast:
    """Dự báo ngày thu xong: ``total`` forms must come back or be given up; ``capacity`` is forms a day of all together.

    The pace is the mean of what came back on the last ``PACE_DAYS`` days with reports up to today. Working days are
    those of ``add_working_days``, holidays left out; it gives None for a day beyond its calendar.
    """
    done = sum(row.back for row in rows if row.day <= today)
    left = max(0, total - done)
    days = sorted({row.day for row in rows if row.day <= today})[-PACE_DAYS:]
    pace = sum(row.back for row in rows if row.day in days) / len(days) if days else 0.0

    def after(per_day: float) -> date | None:
        if left == 0:
            return today
        return add_working_days(today, ceil(left / per_day)) if per_day > 0 else None

    return Forecast(left, pace, capacity, after(pace), after(capacity), deadline)
