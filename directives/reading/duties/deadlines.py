"""Thời hạn: reads by when, from when till when, or how often a duty is to be done.

Only days introduced by words of time count; the date of a cited document never becomes a deadline.
"""

import re
from datetime import date
from typing import Any

from directives.reading.record import DutyTime
from directives.vocabulary.days import DAY, day_of, last_day_of_month

_BY = re.compile(
    r"(?:trước|Trước|[Cc]hậm nhất(?: là| vào)?(?: trước)?|hạn cuối(?: là)?|muộn nhất(?: là)?)\s+"
    + DAY.format("")
)
_PERIOD = re.compile(
    rf"[Tt]ừ\s+(?:ngày\s+(?P<short>\d{{1,2}})|{DAY.format('f')})\s+đến\s+(?:hết\s+)?{DAY.format('u')}"
)
_UNTIL = re.compile(rf"(?:đến hết|đến)\s+{DAY.format('u')}")
_FROM = re.compile(rf"(?:bắt đầu|kể) từ\s+{DAY.format('f')}")
_QUARTER = re.compile(
    r"(?:(?:trong|Trong|hết)\s+)?[Qq]uý\s+(?P<q>IV|III|II|I|[1-4])\s*(?:/|năm\s+|-)\s*(?P<y>\d{4})"
)
_MONTH = re.compile(r"(?:trong|Trong|hết)\s+tháng\s+(?P<m>\d{1,2})\s*(?:/|năm\s+)\s*(?P<y>\d{4})")
_RECURRENCE = (
    (re.compile(r"(?:hàng|hằng)\s+tuần", re.IGNORECASE), "weekly"),
    (re.compile(r"(?:hàng|hằng)\s+tháng", re.IGNORECASE), "monthly"),
    (re.compile(r"(?:hàng|hằng)\s+quý", re.IGNORECASE), "quarterly"),
    (re.compile(r"(?<!sơ kết )(?:06|6) tháng (?:một|1) lần|định kỳ 0?6 tháng", re.IGNORECASE), "half_yearly"),
    (re.compile(r"định kỳ (?:hàng|hằng)\s+năm", re.IGNORECASE), "yearly"),
    (re.compile(r"^thường xuyên|thời gian[^.:]*:\s*thường xuyên", re.IGNORECASE), "continuous"),
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def read_time(text: str) -> DutyTime | None:
    """Đọc thời hạn: the first time stated in a duty's words; None when it states none."""
    period = _PERIOD.search(text)
    if period:
        until = day_of(period, "u")
        start = day_of(period, "f")
        if start is None and period["short"] and until and int(period["short"]) <= until.day:
            start = until.replace(day=int(period["short"]))
        return DutyTime(period[0], start=_iso(start), until=_iso(until))
    by = _BY.search(text)
    if by:
        return DutyTime(by[0], by=_iso(day_of(by)))
    until_match = _UNTIL.search(text)
    if until_match:
        return DutyTime(until_match[0], until=_iso(day_of(until_match, "u")))
    start_match = _FROM.search(text)
    if start_match:
        return DutyTime(start_match[0], start=_iso(day_of(start_match, "f")))
    quarter = _QUARTER.search(text)
    if quarter:
        number = _ROMAN.get(quarter["q"]) or int(quarter["q"])
        return DutyTime(quarter[0].strip(), by=_iso(last_day_of_month(int(quarter["y"]), 3 * number)))
    month = _MONTH.search(text)
    if month and 1 <= int(month["m"]) <= 12:
        return DutyTime(month[0], by=_iso(last_day_of_month(int(month["y"]), int(month["m"]))))
    for pattern, frequency in _RECURRENCE:
        found = pattern.search(text)
        if found:
            recurrence: dict[str, Any] = {"freq": frequency}
            return DutyTime(found[0], recurrence=recurrence)
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
