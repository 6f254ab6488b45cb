"""Ngày tháng: reads days written in words or digits; a day that does not exist is no day."""

import calendar
import re
from datetime import date

DAY = (
    r"(?:ngày\s+)?(?:(?P<{0}d>\d{{1,2}})\s+tháng\s+(?P<{0}m>\d{{1,2}})\s+năm\s+(?P<{0}y>\d{{4}})"
    r"|(?P<{0}d2>\d{{1,2}})\s?[/-]\s?(?P<{0}m2>\d{{1,2}})\s?[/-]\s?(?P<{0}y2>\d{{4}}))"
)
"""Mẫu ngày: a pattern with named groups; ``DAY.format("x")`` prefixes the names with x."""


def day_of(match: re.Match[str], prefix: str = "") -> date | None:
    """Ngày tìm được: the day of a match of ``DAY``; None when it is absent or not in the calendar."""
    for suffix in ("", "2"):
        parts = [match.group(f"{prefix}{name}{suffix}") for name in "ymd"]
        if all(parts):
            try:
                return date(int(parts[0]), int(parts[1]), int(parts[2]))
            except ValueError:
                return None
    return None


def last_day_of_month(year: int, month: int) -> date:
    """Ngày cuối tháng: the last calendar day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
