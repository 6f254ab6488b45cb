"""Thời hạn chuyển tiếp: a superior's deadline moved up by the office's lead time, in the words it is written in."""

import re
from dataclasses import dataclass
from datetime import date

from directives.calendar.dates import long_date, short_date
from directives.calendar.errors import DayOutsideCalendar
from directives.calendar.working_days import WorkingCalendar
from directives.drafting.tables import wording
from directives.errors import N_, Problem
from directives.reading.record import DutyTime
from directives.vocabulary.days import DAY, day_of

_DAY = re.compile(DAY.format("x"))
_DAY_WITHOUT_YEAR = re.compile(r"ngày\s+(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?![\d/])(?!\s+năm)")
_KEPT_RECURRENCE = N_("“{time}” comes again and again: it was kept; think of an earlier day for those below")
_KEPT_RELATIVE = N_("“{time}” counts from an event: it was kept; set a day for those below")
_MOVED = N_("the superior's time is {original}; moved up by {lead} working days")
_TOO_SOON = N_(
    "{lead} working days before {original} would not be after this draft's own day: the superior's day was left"
)
_PASSED = N_("the superior's day {original} is not after this draft's own day")
_OUTSIDE = N_("working days around {original} are not known: the superior's day was left")


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Thời gian chuẩn bị: deadlines go ``working_days`` up, but never to the draft's own ``day`` or before."""

    working_days: int
    day: date
    calendar: WorkingCalendar

    def moved(self, latest: date, working_days: int | None = None) -> tuple[date, Problem | None]:
        """Hạn đưa lên: the day for those below, and what is to be looked at; the superior's own where none is left."""
        lead = self.working_days if working_days is None else working_days
        said = {"original": short_date(latest), "lead": lead}
        if latest <= self.day:
            return latest, Problem(_PASSED, said)
        try:
            earlier = self.calendar.add_working_days(latest, -lead) if lead else latest
        except DayOutsideCalendar:
            return latest, Problem(_OUTSIDE, said)
        if earlier <= self.day:
            return latest, Problem(_TOO_SOON, said)
        return earlier, Problem(_MOVED, said) if lead else None


@dataclass(frozen=True, slots=True)
class Timed:
    """Lời có thời hạn: the words with their time as it holds for those below; ``looks``: what a person looks at.

    ``when``: the time alone, in words; empty where there is none.
    """

    text: str
    when: str
    looks: tuple[Problem, ...] = ()


def latest_day(time: DutyTime | None) -> date | None:
    """Ngày chậm nhất: of a deadline; None for a period, which is kept as it is, and for what comes again."""
    if time is None or time.recurrence or time.start:
        return None
    last = time.by or time.until
    return date.fromisoformat(last) if last else None


def passed_on(text: str, time: DutyTime | None, lead: LeadTime) -> Timed:
    """Thời hạn khi giao tiếp: a deadline moves up, a period and what comes again stay, with a word to look at.

    Where the words name no day ("trong quý III/2020"), they stay and the day is added behind them.
    """
    if time is None:
        return Timed(text, "")
    if (latest := latest_day(time)) is None:
        kept = _KEPT_RECURRENCE if time.recurrence else _KEPT_RELATIVE if time.relative else ""
        looks = [Problem(kept, {"time": time.text})] if kept else []
        if time.until and date.fromisoformat(time.until) <= lead.day:
            looks.append(Problem(_PASSED, {"original": short_date(date.fromisoformat(time.until))}))
        return Timed(text, time.text.strip(" :"), tuple(looks))
    moved, look = lead.moved(latest)
    looks = [look] if look else []
    if moved == latest:
        return Timed(text, time.text.strip(" :"), tuple(looks))
    written = _rewritten(time.text, latest, moved)
    if written is not None and time.text in text:
        return Timed(text.replace(time.text, written, 1), written, tuple(looks))
    added = wording()["shared"]["within"].format(day=short_date(moved))
    return Timed(f"{text}{added}", added.strip("; "), tuple(looks))


def _rewritten(words: str, latest: date, moved: date) -> str | None:
    """The words with another day, written as the first one was; None where they name no such day."""
    for found in _DAY.finditer(words):
        if day_of(found, "x") == latest:
            long = found["xd"] is not None
            new = long_date(moved) if long else short_date(moved)
            new = new if not long or found[0].startswith("ngày") else new.removeprefix("ngày ")
            new = f"ngày {new}" if not long and found[0].startswith("ngày") else new
            return words[: found.start()] + new + words[found.end() :]
    for found in _DAY_WITHOUT_YEAR.finditer(words):
        if (int(found["d"]), int(found["m"])) == (latest.day, latest.month):
            return words[: found.start()] + f"ngày {short_date(moved)}" + words[found.end() :]
    return None
