"""Ngày tháng: dates as administrative documents write them, and today in Việt Nam (PL.I-II.4b)."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

LOCALE = "vi"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def long_date(day: date) -> str:
    """Ngày, tháng, năm: written in full; a zero before days under 10 and months 1 and 2 only (PL.I-II.4b).

    >>> long_date(date(2026, 3, 5))
    'ngày 05 tháng 3 năm 2026'
    """
    return str(format_date(day, f"'ngày' dd 'tháng' {_month(day)} 'năm' y", locale=LOCALE))


def short_date(day: date) -> str:
    """Ngày viết gọn: as in citations and tables, with the zeros of the full form.

    >>> short_date(date(2026, 3, 5)), short_date(date(2021, 11, 29)), short_date(date(2021, 1, 4))
    ('05/3/2026', '29/11/2021', '04/01/2021')
    """
    return str(format_date(day, f"dd/{_month(day)}/y", locale=LOCALE))


def long_moment(moment: datetime) -> str:
    """Giờ, ngày, tháng, năm: as invitations and minutes write it.

    >>> long_moment(datetime(2026, 3, 5, 8, 30))
    '08 giờ 30, ngày 05 tháng 3 năm 2026'
    """
    return f"{moment:%H giờ %M}, {long_date(moment)}"


def today(clock: Callable[[], datetime]) -> date:
    """Hôm nay: the date in Việt Nam at the moment the clock tells.

    Raises ValueError when the clock tells a time without a zone: its date would be a guess.
    """
    now = clock()
    if now.tzinfo is None:
        raise ValueError("the clock must tell a time with its zone")
    return now.astimezone(VIETNAM).date()


def _month(day: date) -> str:
    """Mẫu của tháng: two digits for January and February only; none of the locale's own styles writes so."""
    return "MM" if day.month < 3 else "M"
