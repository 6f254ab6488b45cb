"""Lịch làm việc: ``calendar show|day|count|adopt``."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.calendar.working_days import WorkingCalendar

_WEEKEND = 5
_Row = tuple[str, Callable[..., None], str, list[click.Parameter]]


def commands() -> list[click.Command]:
    """Các lệnh: the group ``calendar``."""
    day = click.Argument(["day"], type=options.DAY)
    start = click.Argument(["start"], type=options.DAY)
    many = click.Argument(["days"], type=int)
    year = click.Option(["--year"], type=int, required=True, help=_("the calendar year"))
    known = click.Option(["--known-on"], type=options.DAY, help=_("the calendar as it was known on that day"))
    group = click.Group("calendar", help=_("Working days, days off, and deadlines counted in them."))
    table: list[_Row] = [
        ("show", _show, _("The days off and the days made up of a year."), [year, known, options.as_json()]),
        ("day", _day, _("Whether DAY is a working day, and why."), [day, known, options.as_json()]),
        (
            "count",
            _count,
            _("The working day that is DAYS after START; before it with a negative number (after --)."),
            [start, many, known, options.as_json()],
        ),
        (
            "adopt",
            _adopt,
            _("Takes the days of FILE, a decree as TOML, into the own calendar; running plans are told."),
            [click.Argument(["file"], type=options.FILE), options.as_json()],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    return [group]


def _calendar(known_on: datetime | None) -> "WorkingCalendar":
    from directives.calendar.working_days import load_calendar
    from workflows.settings import read_settings

    calendar = load_calendar(read_settings().calendar)
    return calendar.known_on(known_on.date()) if known_on else calendar


def _about(calendar: "WorkingCalendar", day: date) -> dict[str, object]:
    """Về một ngày: whether it is worked, why not or why, and whether that is announced."""
    from directives.calendar.working_days import holiday_name

    row = calendar.announced.get(day)
    return {
        "day": day.isoformat(),
        "works": calendar.is_working_day(day),
        "weekend": day.weekday() >= _WEEKEND,
        "why": row.basis if row else holiday_name(day),
        "provisional": calendar.is_provisional(day),
    }


def _show(year: int, known_on: datetime | None, as_json: bool) -> None:
    calendar = _calendar(known_on)
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    told = [about for about in (_about(calendar, day) for day in days) if about["works"] == about["weekend"]]
    working = sum(calendar.is_working_day(day) for day in days)
    if as_json:
        answer = {
            "year": year,
            "working_days": working,
            "announced_to": calendar.announced_to.isoformat(),
            "data_version": calendar.data_version,
            "days": told,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_("{year}: {count} working days.").format(year=year, count=working))
    for about in told:
        click.echo(f"  {_line(about)}")
    click.echo(
        _("Announced up to {day}; later days are provisional.").format(
            day=f"{calendar.announced_to:%d/%m/%Y}"
        )
    )


def _line(about: dict[str, object]) -> str:
    day = date.fromisoformat(str(about["day"]))
    if about["works"]:
        said = _("working day")
    elif about["why"] or not about["weekend"]:
        said = _("day off")
    else:
        said = _("weekend")
    why = f" – {about['why']}" if about["why"] else ""
    provisional = f" ({_('provisional')})" if about["provisional"] else ""
    return f"{day:%d/%m/%Y}: {said}{why}{provisional}"


def _day(day: datetime, known_on: datetime | None, as_json: bool) -> None:
    about = _about(_calendar(known_on), day.date())
    click.echo(json.dumps(about, ensure_ascii=False) if as_json else _line(about))


def _count(start: datetime, days: int, known_on: datetime | None, as_json: bool) -> None:
    calendar = _calendar(known_on)
    about = _about(calendar, calendar.add_working_days(start.date(), days))
    answer = {"start": start.date().isoformat(), "days": days, **about, "data_version": calendar.data_version}
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _line(about))


def _adopt(file: Path, as_json: bool) -> None:
    from workflows.services.adopt_days import adopt_days, with_home_list
    from workflows.services.project_dues import project_all
    from workflows.settings import read_settings
    from workflows.wiring import open_workspace

    workspace, home_list = open_workspace(), read_settings().calendar
    rows = adopt_days(workspace, file, home_list)
    told = project_all(with_home_list(workspace, home_list), workspace.today())
    if as_json:
        days = [{"day": row.day.isoformat(), "works": row.works, "basis": row.basis} for row in rows]
        click.echo(json.dumps({"adopted": days, "projected": list(told)}, ensure_ascii=False))
        return
    click.echo(_("{count} days taken into {file}.").format(count=len(rows), file=home_list))
    for campaign in told:
        click.echo(_("Due days projected again: {campaign}.").format(campaign=campaign))
