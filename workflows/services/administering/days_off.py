"""Ngày nghỉ của một năm: which days differ from the usual week, and why; and what a decree changes in them."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from directives.calendar.day_list import AnnouncedDay, written
from directives.calendar.working_days import holiday_name
from workflows.services.administering.sent_file import as_file
from workflows.services.adopt_days import adopt_days, with_home_list
from workflows.services.project_dues import project_all
from workflows.services.workspace import Workspace

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OddDay:
    """Ngày khác thường: a weekday off, or a Saturday or Sunday on which one works; ``basis`` says why."""

    day: date
    works: bool
    basis: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """Lịch một năm: its odd days, how many working days it has, and how far days off were announced."""

    year: int
    days: tuple[OddDay, ...]
    working_days: int
    announced_to: date


def days_of_year(workspace: Workspace, year: int) -> YearOfDays:
    """Lịch của năm: as it is known now. Raises DayOutsideCalendar."""
    calendar = workspace.calendar
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]
    odd = [day for day in days if calendar.is_working_day(day) == (day.weekday() >= _SATURDAY)]
    return YearOfDays(
        year,
        tuple(
            OddDay(
                day,
                calendar.is_working_day(day),
                calendar.announced[day].basis if day in calendar.announced else holiday_name(day) or "",
                calendar.is_provisional(day),
            )
            for day in odd
        ),
        sum(map(calendar.is_working_day, days)),
        calendar.announced_to,
    )


def adopt_one_day(workspace: Workspace, home_list: Path, day: date, works: bool, basis: str) -> int:
    """Nhận một ngày: as ``adopt_sent_days`` does; a later announcement takes the place of an earlier one."""
    row = AnnouncedDay(day, works, basis.strip(), workspace.today())
    return adopt_sent_days(workspace, home_list, written([row], []).encode(), f"ngay-{day}.toml")


def adopt_sent_days(workspace: Workspace, home_list: Path, content: bytes, name: str) -> int:
    """Nhận danh sách gửi lên: how many days are new; due days that rest on them are told in the journal.

    Raises InvalidDayList.
    """
    with as_file(content, name) as sent:
        rows = adopt_days(workspace, sent, home_list)
    if rows:
        project_all(with_home_list(workspace, home_list), workspace.today())
    return len(rows)
