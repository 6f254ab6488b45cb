"""Ngày tháng: dates as administrative documents write them, and today in Việt Nam (PL.I-II.4b)."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def long_date(day: date) -> str:
    """Ngày, tháng, năm: written in full; a zero before days under 10 and months 1 and 2 only (PL.I-II.4b).

    >>> long_date(date(2026, 3, 5))
    'ngày 05 tháng 3 năm 2026'
    """
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def short_date(day: date) -> str:
    """Ngày viết gọn: as in citations and tables, with the zeros of the full form.

    >>> short_date(date(2026, 3, 5)), short_date(date(2021, 11, 29)), short_date(date(2021, 1, 4))
    ('05/3/2026', '29/11/2021', '04/01/2021')
    """
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def today(clock: Callable[[], datetime]) -> date:
    """Hôm nay: the date in Việt Nam at the moment the clock tells.

    Raises ValueError when the clock tells a time without a zone: its date would be a guess.
    """
    now = clock()
    if now.tzinfo is None:
        raise ValueError("the clock must tell a time with its zone")
    return now.astimezone(VIETNAM).date()


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)
