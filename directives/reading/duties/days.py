"""Ngày trong thời hạn: a day as it is written in a deadline, its month or year often said elsewhere."""

import re
from dataclasses import dataclass, field
from datetime import date

from directives.errors import N_
from directives.reading.record import Doubt
from directives.vocabulary.days import last_day_of_month

#: A day of a deadline: day alone, day and month, or the whole; groups are named with the prefix put in.
PARTIAL_DAY = (
    r"(?:ngày\s*)?(?P<{0}d>\d{{1,2}})"
    r"(?:\s?[/.-]\s?(?P<{0}m>\d{{1,2}})(?:\s?[/.-]\s?(?P<{0}y>\d{{4}}))?(?![\d/])"
    r"|\s*tháng\s*(?P<{0}m2>\d{{1,2}})(?:(?:\s*năm\s*|/)(?P<{0}y2>\d{{4}}))?)"
)
_YEAR = re.compile(r"\bnăm\s*(20\d\d|19\d\d)")

#: What is said where a year stands nowhere.
YEAR_TAKEN = N_("the year of {seen} was taken to be {year}")
#: A day more than this long before the document's own is not meant of the same year.
_STALE_DAYS = 62


@dataclass(slots=True)
class Calendar:
    """Mốc để hiểu ngày: the document's own day, years named around, and the doubts that reading leaves.

    ``year``: that of a document whose day or month is blank. ``line`` is the one in the source to which a doubt
    belongs.
    """

    issued: date | None = None
    year: int | None = None
    line: int | None = None
    heading: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, template: str, **fields: object) -> None:
        """Ghi nghi ngờ: once, with the line it stands in."""
        one = Doubt("obligations", template, fields, self.line)
        if one not in self.doubts:
            self.doubts.append(one)

    def day(self, found: re.Match[str], prefix: str, sentence: str) -> date | None:
        """Ngày tìm được: of a match of PARTIAL_DAY; None, with a doubt, where no calendar has it."""
        number = int(found[f"{prefix}d"])
        month = int(found[f"{prefix}m"] or found[f"{prefix}m2"] or 0)
        year = int(found[f"{prefix}y"] or found[f"{prefix}y2"] or 0)
        if not month:
            return None
        if not year:
            year = self.year_for(number, month, sentence) or 0
            if not year:
                return None
            self.doubt(YEAR_TAKEN, seen=_seen(found), year=year)
        return self.made(year, month, number, _seen(found))

    def is_over(self, day: date | None, seen: str) -> bool:
        """Đã qua: a day before the document's own is no deadline; noted, since it may be a slip of the pen."""
        if day is None or self.issued is None or day >= self.issued:
            return False
        self.doubt(
            N_("the day {seen} lies before the document's own and was not taken as a deadline"), seen=seen
        )
        return True

    def made(self, year: int, month: int, number: int, seen: str) -> date | None:
        """Ngày lịch: that day; None, with a doubt, where the calendar lacks it."""
        try:
            return date(year, month, number)
        except ValueError:
            self.doubt(N_("no calendar has the day {seen}"), seen=seen.strip())
            return None

    def year_for(self, number: int, month: int, sentence: str) -> int | None:
        """Năm không ghi: that of the sentence or heading, else the first one not long before the document's own day."""
        named = [int(year) for text in (sentence, self.heading) for year in _YEAR.findall(text)]
        for year in named:
            if self._fits(year, month, number):
                return year
        if self.issued is None:
            return named[0] if named else self.year
        return next((year for year in self._years() if self._fits(year, month, number)), self.issued.year)

    def _years(self) -> tuple[int, ...]:
        return (self.issued.year, self.issued.year + 1) if self.issued else ()

    def _fits(self, year: int, month: int, number: int) -> bool:
        if self.issued is None:
            return True
        if not 1 <= month <= 12:
            return False
        day = date(year, month, min(number, last_day_of_month(year, month).day) or 1)
        return (self.issued - day).days <= _STALE_DAYS


def _seen(found: re.Match[str]) -> str:
    """Chữ của ngày: the day's own words, without those that introduce it."""
    return (found.groupdict().get("day") or found[0]).strip().removeprefix("ngày").strip()
