"""Đợt đo lường: ``campaign start|status|timeline|advance``."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from portal.cli import (
    campaign_evidence,
    campaign_lessons,
    campaign_people,
    campaign_plans,
    campaign_progress,
    campaign_reports,
    campaign_status,
    campaign_years,
    cuts,
    options,
)
from portal.messages import _

#: Lệnh: name, what it runs, what it says of itself, what it takes.
_Row = tuple[str, Callable[..., int | None], str, list[click.Parameter]]


def commands() -> list[click.Command]:
    """Các lệnh: the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    plan = click.Argument(["plan"], type=options.FILE)
    group = click.Group("campaign", help=_("A survey campaign and its duties."))
    table: list[_Row] = [
        (
            "start",
            _start,
            _("Starts a campaign from PLAN, a TOML file."),
            [plan, options.as_json()],
        ),
        ("timeline", _timeline, _("The steps with their due days."), [campaign, options.as_json()]),
        (
            "advance",
            _advance,
            _("Does what is due by a day, each act once."),
            [campaign, options.on_day(), options.as_json()],
        ),
    ]
    for name, callback, said, params in table:
        group.add_command(click.Command(name, callback=callback, help=said, params=params))
    for module in (
        campaign_status,
        campaign_plans,
        campaign_evidence,
        campaign_people,
        campaign_reports,
        campaign_progress,
        campaign_years,
        campaign_lessons,
        cuts,
    ):
        for command in module.commands():
            group.add_command(command)
    return [group]


def _start(plan: Path, as_json: bool) -> None:
    from directives.followup.capacity import plan_warnings
    from workflows.services.start_campaign import read_plan, start_campaign
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found, drafts = read_plan(plan)
    begun = start_campaign(workspace, found, drafts)
    warnings = plan_warnings(found, workspace.calendar)
    if as_json:
        said = {
            "campaign": found.id,
            "begun": begun,
            "warnings": campaign_plans.warnings_as_json(warnings),
        }
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    sentence = _("Started: {campaign}.") if begun else _("Already running: {campaign}.")
    click.echo(sentence.format(campaign=found.id))
    campaign_plans.say_warnings(warnings)


def _timeline(campaign: str, as_json: bool) -> None:
    from workflows.services.campaign_status import timeline_of
    from workflows.wiring import open_workspace

    rows = [
        {
            "step": row.step,
            "name": row.name,
            "occurrence": row.occurrence,
            "due": row.due.isoformat() if row.due else None,
            "done": row.done,
            "owed": row.owed,
        }
        for row in timeline_of(open_workspace(), campaign)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row['due'] or '–':10}  {row['done']}/{row['owed']}  {row['name']}")


def _advance(campaign: str, on: datetime, as_json: bool) -> None:
    from workflows.services.advance import advance_day
    from workflows.wiring import open_workspace

    done = advance_day(open_workspace(), campaign, on.date())
    if as_json:
        row = {"campaign": campaign, "on": on.date().isoformat(), "done": done}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    click.echo(_("{count} duties done.").format(count=done))
