"""Phiếu gửi về: ``returns add|status``."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options, returns_audit, returns_template
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: the group ``returns``."""
    campaign = click.Argument(["campaign"])
    unit = click.Option(
        ["--unit"], required=True, help=_("the unit that sends the forms, for example ubnd-huyen-cu-jut")
    )
    group = click.Group("returns", help=_("Forms sent back by the units of a campaign."))
    group.add_command(
        click.Command(
            "add",
            callback=_add,
            help=_("Accepts FILE, the forms of one unit, or refuses it naming every bad cell."),
            params=[
                campaign,
                click.Argument(["file"], type=options.FILE),
                unit,
                options.on_day(),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "status",
            callback=_status,
            help=_("What came in so far."),
            params=[campaign, options.as_json()],
        )
    )
    for command in (*returns_audit.commands(), *returns_template.commands()):
        group.add_command(command)
    return [group]


def _add(campaign: str, file: Path, unit: str, on: datetime, as_json: bool) -> None:
    from workflows.services.accept_returns import accept_returns
    from workflows.services.campaign_state import campaign_state
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    batch = accept_returns(workspace, campaign_state(workspace, campaign), unit, file, on.date())
    if as_json:
        click.echo(json.dumps({"batch": batch.sha256, "unit": batch.unit}, ensure_ascii=False))
    else:
        click.echo(_("Accepted: {file}, batch {batch}.").format(file=file, batch=batch.sha256[:12]))


def _status(campaign: str, as_json: bool) -> None:
    from workflows.services.returns_received import returns_received
    from workflows.wiring import open_workspace

    rows = [
        {"unit": row.unit, "received_on": row.received_on.isoformat(), "forms": row.forms, "valid": row.valid}
        for row in returns_received(open_workspace(), campaign)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            said = _("{unit}: {forms} forms, {valid} valid, on {received_on}")
            click.echo(said.format(**row))
