"""Đợt đo lường: ``campaign start|status|timeline|advance``."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from portal.messages import _

_JSON = typer.Option("--json")


def add_to(app: typer.Typer) -> None:
    """Thêm lệnh: the group ``campaign``."""
    group = typer.Typer(
        help=_("A survey campaign and its duties."), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(group, name="campaign")
    campaign = typer.Argument(help=_("the campaign's id, for example dak-nong-2021"))
    on = typer.Option("--on", help=_("the day, for example 2021-12-20"), formats=["%Y-%m-%d"])

    @group.command(help=_("Starts a campaign from its plan file."))
    def start(plan: Annotated[Path, typer.Argument(help=_("the plan, a TOML file"))]) -> None:
        from workflows.services.start_campaign import read_plan, start_campaign
        from workflows.wiring import open_workspace

        found, drafts = read_plan(plan)
        begun = start_campaign(open_workspace(), found, drafts)
        said = _("Started: {campaign}.") if begun else _("Already running: {campaign}.")
        typer.echo(said.format(campaign=found.id))

    @group.command(help=_("Where the duties stand on a day; exit code 1 when one is late."))
    def status(
        campaign: Annotated[str, campaign],
        on: Annotated[datetime, on],
        as_json: Annotated[bool, _JSON] = False,
    ) -> None:
        from workflows.services.campaign_status import campaign_status
        from workflows.wiring import open_workspace

        found = campaign_status(open_workspace(), campaign, on.date())
        late = [
            {
                "step": item.duty.key.step,
                "unit": item.duty.key.unit,
                "due": item.duty.due.isoformat(),
                "working_days_late": item.working_days_late,
            }
            for item in found.late
        ]
        if as_json:
            answer = {"campaign": campaign, "on": found.day.isoformat(), "counts": found.counts, "late": late}
            typer.echo(json.dumps(answer, ensure_ascii=False))
        else:
            typer.echo(_("{campaign} on {day}:").format(campaign=campaign, day=_day(found.day)))
            for state, count in found.counts.items():
                typer.echo(f"  {_STATES[state]()}: {count}")
            for row in late:
                said = _("  late by {days} working days: {step} {unit}")
                typer.echo(said.format(days=row["working_days_late"], step=row["step"], unit=row["unit"]))
        if late:
            raise typer.Exit(1)

    @group.command(help=_("The steps with their due days."))
    def timeline(campaign: Annotated[str, campaign], as_json: Annotated[bool, _JSON] = False) -> None:
        from workflows.services.campaign_status import timeline_of
        from workflows.wiring import open_workspace

        rows = [
            {"step": r.step, "name": r.name, "due": r.due.isoformat(), "done": r.done, "owed": r.owed}
            for r in timeline_of(open_workspace(), campaign)
        ]
        lines = (f"{row['due']}  {row['done']}/{row['owed']}  {row['name']}" for row in rows)
        typer.echo(json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(lines))

    @group.command(help=_("Does what is due by a day, each act once."))
    def advance(campaign: Annotated[str, campaign], on: Annotated[datetime, on]) -> None:
        from workflows.services.advance import advance_day
        from workflows.wiring import open_workspace

        done = advance_day(open_workspace(), campaign, on.date())
        typer.echo(_("{count} duties done.").format(count=done))


_STATES = {
    "not_due": lambda: _("not due yet"),
    "due_today": lambda: _("due today"),
    "late": lambda: _("late"),
    "done": lambda: _("done in time"),
    "done_late": lambda: _("done late"),
}


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
