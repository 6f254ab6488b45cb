"""Thời hạn: reads by when, from when till when, or how often a duty is to be done.

Only days introduced by words of time count; the date of a cited document, a past event or the day up to which figures
are counted never becomes a deadline.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from directives.reading.duties.days import PARTIAL_DAY, YEAR_TAKEN, Calendar
from directives.reading.duties.phrases import Phrases
from directives.reading.duties.recurrence import (
    read_recurrence,
    read_recurrence_on_a_day,
    read_recurrence_on_days,
)
from directives.reading.duties.relative import read_relative
from directives.reading.record import DutyTime
from directives.vocabulary.days import last_day_of_month

_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2})?\s*(?:phút|')?,?\s*(?:sáng|chiều|thứ [^\W\d_]+)?,?\s*)?"
_LATEST = (
    r"(?:[Tt]rước|[Cc]hậm nhất|[Hh]ạn cuối|[Mm]uộn nhất|[Hh]ạn chót|[Tt]hời hạn|[Hh]oàn thành|[Hh]oàn thành xong|"
    r"[Xx]ong|[Kk]ết thúc|hạn)"
    r"(?:\s+(?:trước|là|vào|trong|nhất|cuối|đến|hết|hạn|thành|muộn))*:?\s*"
)
_BY = re.compile(rf"{_LATEST}{_HOUR}(?P<day>{PARTIAL_DAY.format('')})(?P<every>\s*(?:hằng|hàng) năm)?")
_PERIOD = re.compile(
    rf"[Tt]ừ\s*{_HOUR}(?:(?P<now>nay)|{PARTIAL_DAY.format('f')}|(?:ngày\s*)?(?P<short>\d{{1,2}}))\s*(?:đến|"
    rf"cho đến|tới|-|–)\s*(?:hết\s*)?{_HOUR}(?P<day>{PARTIAL_DAY.format('u')})"
)
_YEARS = re.compile(
    r"(?:[Tt]ừ\s+)?năm\s*(?P<a>(?:19|20)\d\d)\s*(?:đến|-|–)\s*(?:hết\s*)?(?:năm\s*)?(?P<b>(?:19|20)\d\d)|"
    r"^[Gg]iai đoạn[^.;]{0,30}?(?P<c>20\d\d)\s*[-–]\s*(?P<d>20\d\d)"
)
_MONTHS = re.compile(
    r"[Tt]ừ\s+tháng\s*(?P<a>\d{1,2})(?:/(?P<ay>\d{4}))?\s*(?:đến|-|–)\s*(?:hết\s*)?tháng\s*(?P<b>\d{1,2})"
    r"(?:\s*(?:/|năm)\s*(?P<by>\d{4}))?"
)
_UNTIL = re.compile(rf"(?:đến hết|hết|cho đến|đến)\s*{_HOUR}(?P<day>{PARTIAL_DAY.format('u')})")
_FROM = re.compile(rf"(?:[Bb]ắt đầu |[Kk]ể |[Tt]hực hiện )?[Tt]ừ\s*{_HOUR}(?P<day>{PARTIAL_DAY.format('f')})")
_SINCE_MOMENT = re.compile(rf"từ thời điểm\s[^.;,]{{0,80}}?(?P<day>{PARTIAL_DAY.format('f')})")
_WHOLE_YEAR = re.compile(r"[Cc]ả năm\s*(?P<y>\d{4})")
_QUARTER = re.compile(
    r"(?:(?:[Tt]rong|[Hh]ết|[Tt]rước)\s+)?[Qq]uý\s+(?P<qs>(?:IV|III|II|I|[1-4])(?:\s*(?:,|và|-|–)"
    r"\s*(?:[Qq]uý\s+)?(?:IV|III|II|I|[1-4]))*)"
    r"\s*(?:/|năm\s*|-)\s*(?P<y>\d{4})"
)
_MONTH = re.compile(
    r"(?P<how>[Tt]rong|[Hh]ết|[Tt]rước|[Vv]ào|[Xx]ong|[Tt]hời (?:gian|hạn)[^.;:]{0,20}:|[Tt]iến độ:)\s+(?:cuối\s+)?"
    r"tháng\s*(?P<m>\d{1,2})(?!\d|\s*(?:hằng|hàng))(?:\s*(?:/|năm\s*)\s*(?P<y>\d{4}))?"
)
_BARE_MONTH = re.compile(r"^[Tt]háng\s*(?P<m>\d{1,2})\s*(?:/|năm\s*)\s*(?P<y>\d{4})")
_YEAR = re.compile(
    r"(?:[Đđ]ến (?:hết |cuối )?|[Hh]ết |(?:hoàn thành|xong|thực hiện|triển khai|kết thúc|trước) (?:trong )?)"
    r"năm\s*(?P<y>20\d\d)\b"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_CLAUSE = re.compile(r"[,;.:(]")
_NAMED_DAY = re.compile(rf"^(?:[Vv]ào\s+|[Nn]gày\s+)?{_HOUR}(?P<day>{PARTIAL_DAY.format('')})")
#: How many places of one kind are looked at in a text before it is taken to hold no such time.
_TRIES = 20


def read_time(text: str, phrases: Phrases, calendar: Calendar, *, whole: bool = False) -> DutyTime | None:
    """Đọc thời hạn: the firmest time stated in a duty's words; None when it states none.

    ``whole``: the text is nothing but a time ("Quý I/2015", "Ngày 09/11/2015"), as after a label or in a table's cell.
    """
    for reader in (_period, _latest, _until, _span, _quarter_or_month):
        if time := reader(text, phrases, calendar):
            return time
    if whole and (time := _bare(text, calendar)):
        return time
    if time := read_recurrence(text, phrases):
        return time
    if time := read_relative(text, phrases):
        return time
    return _since(text, phrases, calendar)


def _tried(pattern: re.Pattern[str], text: str, phrases: Phrases) -> Iterator[re.Match[str]]:
    """Những chỗ có thể: matches that are neither past nor a cut-off of figures."""
    for found in islice(pattern.finditer(text), _TRIES):
        if not _is_trap(text, found.start(), phrases):
            yield found


def _is_trap(text: str, at: int, phrases: Phrases) -> bool:
    before = text[max(0, at - 120) : at]
    if phrases.no_deadline.search(before):
        return True
    clause = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    past = phrases.past.search(clause)
    return bool(past) and not re.search(r"báo cáo|gửi|hoàn thành|xong", clause[past.end() if past else 0 :])


def _period(text: str, phrases: Phrases, calendar: Calendar) -> DutyTime | None:
    for found in _tried(_PERIOD, text, phrases):
        last = calendar.day(found, "u", text)
        if calendar.is_over(last, found["day"]):
            continue
        if found["now"]:
            return DutyTime(found[0], by=_iso(last), start=_iso(calendar.issued))
        first = (
            _first_of_period(found, last, calendar)
            if found["fd"]
            else _in_month_of(last, int(found["short"]))
        )
        return DutyTime(found[0], start=_iso(first), until=_iso(last))
    return None


def _first_of_period(found: re.Match[str], last: date | None, calendar: Calendar) -> date | None:
    """Ngày đầu: with the year of the last day where it has none of its own."""
    if found["fy"] or found["fy2"] or last is None:
        return calendar.day(found, "f", found.string)
    month, number = int(found["fm"] or found["fm2"]), int(found["fd"])
    year = last.year if (month, number) <= (last.month, last.day) else last.year - 1
    return calendar.made(year, month, number, found[0])


def _in_month_of(last: date | None, number: int) -> date | None:
    return last.replace(day=number) if last and 1 <= number <= last.day else None


def _latest(text: str, phrases: Phrases, calendar: Calendar) -> DutyTime | None:
    for found in _tried(_BY, text, phrases):
        yearless = not (found["y"] or found["y2"])
        if found["every"] or (yearless and _recurs_on_days(text)):
            continue
        day = calendar.day(found, "", text)
        if not calendar.is_over(day, found["day"]):
            return DutyTime(found[0].strip(), by=_iso(day))
    return None


def _recurs_on_days(text: str) -> bool:
    return bool(read_recurrence_on_days(text) or read_recurrence_on_a_day(text))


def other_deadlines(text: str, time: DutyTime, phrases: Phrases, calendar: Calendar) -> list[str]:
    """Các thời hạn khác: latest days which the words name besides the one that was read, as they stand there."""
    known = (time.text, *(str(part) for part in (time.by, time.start, time.until) if part))
    silent = replace(calendar, doubts=[])
    others = []
    for found in _tried(_BY, text, phrases):
        day = _iso(silent.day(found, "", text))
        said = found[0].strip()
        if day and day not in known and found["day"] not in time.text and said not in others:
            others.append(said)
    return others


def _until(text: str, phrases: Phrases, calendar: Calendar) -> DutyTime | None:
    periods = [one.span() for one in islice(_PERIOD.finditer(text), _TRIES)]
    for found in _tried(_UNTIL, text, phrases):
        day = calendar.day(found, "u", text)
        within = any(
            begin <= found.start() < end for begin, end in periods
        )  # a period that was found to be none
        if not within and not calendar.is_over(day, found["day"]):
            return DutyTime(found[0], until=_iso(day))
    return None


def _span(text: str, phrases: Phrases, calendar: Calendar) -> DutyTime | None:
    for found in _tried(_YEARS, text, phrases):
        first, last = found["a"] or found["c"], found["b"] or found["d"]
        if int(first) <= int(last):
            return DutyTime(found[0], start=f"{first}-01-01", until=f"{last}-12-31")
    for found in _tried(_MONTHS, text, phrases):
        year = int(found["by"] or found["ay"] or (calendar.issued.year if calendar.issued else 0))
        first, last = int(found["a"]), int(found["b"])
        if year and 1 <= first <= 12 and 1 <= last <= 12:
            begins = date(int(found["ay"] or year), first, 1)
            return DutyTime(found[0], start=_iso(begins), until=_iso(last_day_of_month(year, last)))
    for found in _tried(_WHOLE_YEAR, text, phrases):
        return DutyTime(found[0], start=f"{found['y']}-01-01", until=f"{found['y']}-12-31")
    return None


def _quarter_or_month(text: str, phrases: Phrases, calendar: Calendar) -> DutyTime | None:
    for found in _tried(_QUARTER, text, phrases):
        last = re.findall(r"IV|III|II|I|[1-4]", found["qs"])[-1]
        number, year = _ROMAN.get(last) or int(last), int(found["y"])
        if found[0].startswith(("Trước", "trước")):
            return DutyTime(found[0].strip(), by=_iso(date(year, 3 * number - 2, 1) - timedelta(days=1)))
        return _from_now(found, last_day_of_month(year, 3 * number), calendar)
    for found in _tried(_MONTH, text, phrases):
        month = int(found["m"])
        year = int(found["y"] or 0) or _year_of_month(found, calendar)
        if not 1 <= month <= 12 or not year:
            continue
        if found["how"].lower() == "vào":
            return DutyTime(
                found[0], start=_iso(date(year, month, 1)), until=_iso(last_day_of_month(year, month))
            )
        if found["how"].lower() == "trước":
            return DutyTime(found[0], by=_iso(date(year, month, 1) - timedelta(days=1)))
        return _from_now(found, last_day_of_month(year, month), calendar)
    for found in _tried(_YEAR, text, phrases):
        year = int(found["y"])
        if calendar.issued is None or year >= calendar.issued.year:
            return _from_now(found, date(year, 12, 31), calendar)
    return None


def _from_now(found: re.Match[str], last: date, calendar: Calendar) -> DutyTime:
    """Đến hết kỳ: by its last day; with "từ nay đến" in front from the document's own day on."""
    now = re.search(
        r"[Tt]ừ nay (?:cho )?(?:đến )?$", found.string[max(0, found.start() - 20) : found.start()]
    )
    start = _iso(calendar.issued) if now else None
    return DutyTime((now[0] if now else "") + found[0].strip(), by=_iso(last), start=start)


def _year_of_month(found: re.Match[str], calendar: Calendar) -> int:
    """Năm của tháng không ghi năm: only where the month is when something is done; noted as a doubt."""
    month = int(found["m"])
    doing = re.search(
        r"(?:hoàn thành|xong|thực hiện|triển khai|kết thúc|tổ chức)\s*$", found.string[: found.start()][-30:]
    )
    if not doing or not 1 <= month <= 12 or re.match(r"\s*(?:hằng|hàng|và)", found.string[found.end() :]):
        return 0
    year = calendar.year_for(28, month, found.string)
    if year:
        calendar.doubt(YEAR_TAKEN, seen=found[0].strip(), year=year)
    return year or 0


def _bare(text: str, calendar: Calendar) -> DutyTime | None:
    """Chỉ ghi thời gian: a day, a month or a year standing alone."""
    text = text.strip(" .;,")
    if found := _NAMED_DAY.match(text):
        return DutyTime(found[0], by=_iso(calendar.day(found, "", text)))
    month = _BARE_MONTH.match(text)
    if month and 1 <= int(month["m"]) <= 12:
        return DutyTime(month[0], by=_iso(last_day_of_month(int(month["y"]), int(month["m"]))))
    if year := re.match(r"^(?:[Tt]rong )?[Nn]ăm (20\d\d)$", text):
        return DutyTime(year[0], by=f"{year[1]}-12-31")
    return None


def _since(text: str, phrases: Phrases, calendar: Calendar) -> DutyTime | None:
    for found in _tried(_FROM, text, phrases):
        return DutyTime(found[0], start=_iso(calendar.day(found, "f", text)))
    since = _SINCE_MOMENT.search(text)
    return DutyTime(since[0], start=_iso(calendar.day(since, "f", text))) if since else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
