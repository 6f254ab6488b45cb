"""Ô của danh sách: dates of birth and telephone numbers as offices write them; what is unclear is told, not guessed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"(?:18|19|20)\d\d")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:18|19|20)\d\d)")
_YEAR_FIRST = re.compile(r"((?:18|19|20)\d\d)-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])\s*[/.-]\s*((?:18|19|20)\d\d)")
_UNKNOWN_DAY = re.compile(r"(?:0?0|_+|\.+)?\s*[/.-]\s*(?:0?0|_+|\.+)?\s*[/.-]\s*((?:18|19|20)\d\d)")
_SERIAL = re.compile(r"[1-9]\d{4}")
#: Day 0 of a spreadsheet's calendar, so that its wrong 29/02/1900 is passed over.
_SPREADSHEET_BEGIN = date(1899, 12, 30)

_PHONE_MARKS = re.compile(r"[\s.\-()]+")
_COUNTRY = re.compile(r"^(?:\+|00)?84(?=[2-9]\d{8,9}$)")
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")


@dataclass(frozen=True, slots=True)
class Birth:
    """Năm sinh đọc được: year and, where the file has it, the whole day, which is forgotten once the age is known."""

    year: int
    day: date | None = None
    from_serial: bool = False


def read_birth(text: str) -> Birth | None:
    """Đọc ngày sinh: a year, dd/mm/yyyy, mm/yyyy, ISO, or a spreadsheet's number; None where it cannot be read.

    >>> read_birth("02/09/1985").year, read_birth("1985").day, read_birth("31292").year, read_birth("2/9/85")
    (1985, None, 1985, None)
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return Birth(int(text))
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _born(year, month, day)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _born(year, month, day)
    if found := _MONTH.fullmatch(text) or _UNKNOWN_DAY.fullmatch(text):
        return Birth(int(found[1]))
    if _SERIAL.fullmatch(text):
        day_of_birth = _SPREADSHEET_BEGIN + timedelta(days=int(text))
        return Birth(day_of_birth.year, day_of_birth, from_serial=True)
    return None


def _born(year: int, month: int, day: int) -> Birth | None:
    if not day and not month:
        return Birth(year)
    try:
        return Birth(year, date(year, month, day))
    except ValueError:
        return None


def is_of_age(birth: Birth, on: date, adult_age: int) -> bool | None:
    """Đủ tuổi: on a day; None where only the year is known and the birthday of that age falls in the year of it.

    >>> is_of_age(Birth(2008), date(2026, 9, 1), 18) is None
    True
    """
    years = on.year - birth.year
    if birth.day is not None:
        return years - ((on.month, on.day) < (birth.day.month, birth.day.day)) >= adult_age
    return None if years == adult_age else years > adult_age


def read_phone(text: str) -> str | None:
    """Đọc số điện thoại: ten digits of a mobile or eleven of a landline, +84 written as 0; None for other shapes.

    >>> read_phone("+84 912.345.678"), read_phone("0912-345-678"), read_phone("912345678"), read_phone("0912")
    ('0912345678', '0912345678', None, None)
    """
    digits = _COUNTRY.sub("0", _PHONE_MARKS.sub("", text))
    return digits if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) else None


def lost_its_zero(text: str) -> bool:
    """Mất số 0: what a spreadsheet leaves of a telephone number that it took for a number."""
    return _WITHOUT_ZERO.fullmatch(_PHONE_MARKS.sub("", text)) is not None
