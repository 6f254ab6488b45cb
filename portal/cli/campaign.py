"""Đợt đo lường: ``campaign start|status|timeline|advance``."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import cuts, options
from portal.messages import N_, _

if TYPE_CHECKING:
    from workflows.services.campaign_status import CampaignStatus

_STATES = {
    "not_due": N_("not due yet"),
    "due_today": N_("due today"),
    "late": N_("late"),
    "done": N_("done in time"),
    "done_late": N_("done late"),
}

#: Lệnh: name, what it runs, what it says of itself, what it takes.
_Row = tuple[str, Callable[..., int | None], str, list[click.Parameter]]


def commands() -> list[click.Command]:
    """Các lệnh: the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    plan = click.Argument(["plan"], type=options.FILE)
    group = click.Group("campaign", help=_("A survey campaign and its duties."))
    table: list[_Row] = [
        ("start", _start, _("Starts a campaign from PLAN, a TOML file."), [plan]),
        (
            "status",
            _status,
            _("Where the duties stand on a day; exit code 1 when one is late."),
            [campaign, options.on_day(), options.as_json()],
        ),
        ("timeline", _timeline, _("The steps with their due days."), [campaign, options.as_json()]),
        (
            "advance",
            _advance,
            _("Does what is due by a day, each act once."),
            [campaign, options.on_day()],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    for command in cuts.commands():
        group.add_command(command)
    return [group]


def _start(plan: Path) -> None:
    from workflows.services.start_campaign import read_plan, start_campaign
    from workflows.wiring import open_workspace

    found, drafts = read_plan(plan)
    begun = start_campaign(open_workspace(), found, drafts)
    said = _("Started: {campaign}.") if begun else _("Already running: {campaign}.")
    click.echo(said.format(campaign=found.id))


def _status(campaign: str, on: datetime, as_json: bool) -> int:
    from workflows.services.campaign_status import campaign_status
    from workflows.wiring import open_workspace

    found = campaign_status(open_workspace(), campaign, on.date())
    if as_json:
        answer = {
            "campaign": campaign,
            "on": found.day.isoformat(),
            "counts": found.counts,
            "late": _late(found),
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(_("{campaign} on {day}:").format(campaign=campaign, day=f"{found.day:%d/%m/%Y}"))
        for state, count in found.counts.items():
            click.echo(f"  {_(_STATES[state])}: {count}")
        for row in _late(found):
            said = _("  late by {days} working days: {step} {unit}")
            click.echo(
                said.format(days=row["working_days_late"], step=row["step"], unit=row["unit"]).rstrip()
            )
    return 1 if found.late else 0


def _late(found: "CampaignStatus") -> list[dict[str, object]]:
    return [
        {
            "step": item.duty.key.step,
            "unit": item.duty.key.unit,
            "due": item.duty.due.isoformat(),
            "working_days_late": item.working_days_late,
        }
        for item in found.late
    ]


def _timeline(campaign: str, as_json: bool) -> None:
    from workflows.services.campaign_status import timeline_of
    from workflows.wiring import open_workspace

    rows = [
        {"step": row.step, "name": row.name, "due": row.due.isoformat(), "done": row.done, "owed": row.owed}
        for row in timeline_of(open_workspace(), campaign)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['due']}  {row['done']}/{row['owed']}  {row['name']}")


def _advance(campaign: str, on: datetime) -> None:
    from workflows.services.advance import advance_day
    from workflows.wiring import open_workspace

    done = advance_day(open_workspace(), campaign, on.date())
    click.echo(_("{count} duties done.").format(count=done))
