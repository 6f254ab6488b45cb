"""Phiếu gửi về: ``returns add|ask``, and the group of all that is done with returns."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options, returns_acts, returns_audit, returns_status, returns_template
from portal.messages import N_, _, worded_problem

#: Cách nhận: what is said of an accepted batch, by how it came to count.
_SAID = {
    "first": N_("Accepted: {file}, batch {batch}: {forms} forms, {valid} valid."),
    "addition": N_("Added: {file}, batch {batch}: {forms} forms, {valid} valid."),
    "correction": N_(
        "Accepted in the place of {replaces}: {file}, batch {batch}: {forms} forms, {valid} valid."
    ),
}


def commands() -> list[click.Command]:
    """Các lệnh: the group ``returns``."""
    campaign = click.Argument(["campaign"])
    group = click.Group("returns", help=_("Forms sent back by the units of a campaign."))
    group.add_command(
        click.Command(
            "add",
            callback=_add,
            help=_("Accepts FILE, the forms of one unit, or refuses it naming every bad cell."),
            params=[
                campaign,
                click.Argument(["file"], type=options.FILE),
                _unit(),
                options.on_day(),
                click.Option(
                    ["--corrects"],
                    multiple=True,
                    help=_("the batch which FILE takes the place of (“all”: whatever the unit sent before)"),
                ),
                click.Option(["--reason"], default="", help=_("why the unit sends again")),
                click.Option(
                    ["--draft-correction", "draft"],
                    type=options.FILE,
                    help=_("when FILE is refused: the folder for the draft which asks for the correction"),
                ),
                _issuer(),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "ask",
            callback=_ask,
            help=_("Drafts the dispatch which asks UNIT to correct the file that was refused last."),
            params=[
                campaign,
                _unit(),
                click.Option(["--out"], type=options.FILE, required=True, help=_("the folder for the draft")),
                _issuer(),
                options.as_json(),
            ],
        )
    )
    parts: list[Callable[[], list[click.Command]]] = [
        returns_status.commands,
        returns_acts.commands,
        returns_audit.commands,
        returns_template.commands,
    ]
    for part in parts:
        for command in part():
            group.add_command(command)
    return [group]


def _unit() -> click.Option:
    said = _("the unit that sends the forms, for example ubnd-huyen-cu-jut")
    return click.Option(["--unit"], required=True, help=said)


def _issuer() -> click.Option:
    said = _("who asks for the correction; without it the plan's standing_office")
    return click.Option(["--issuer"], default="", help=said)


def _add(
    campaign: str,
    file: Path,
    unit: str,
    on: datetime,
    corrects: tuple[str, ...],
    reason: str,
    draft: Path | None,
    issuer: str,
    as_json: bool,
) -> None:
    from directives.errors import DirectiveError
    from sipas_engine.errors import SipasError
    from workflows.services.accept_returns import accept_returns
    from workflows.services.ask_correction import ask_correction, was_refused
    from workflows.services.campaign_state import campaign_state
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    state = campaign_state(workspace, campaign)
    try:
        accepted = accept_returns(workspace, state, unit, file, on.date(), corrects=corrects, reason=reason)
    except (DirectiveError, SipasError):
        if draft is not None and was_refused(workspace, campaign, unit, file):
            asked = ask_correction(workspace, state, unit, draft, issuer=issuer, say=worded_problem)
            click.echo(_("Drafted: {file}").format(file=asked), err=True)
        raise
    batch = accepted.batch
    if as_json:
        answer = {
            "batch": batch.sha256,
            "unit": batch.unit,
            "kind": accepted.kind.value,
            "known": accepted.known,
            "replaces": list(accepted.replaces),
            "forms": batch.forms,
            "valid": batch.valid,
            "proposed": accepted.proposed,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if accepted.known:
        said = _("Nothing new in {file}: its forms came on {day} as {name}, batch {batch}.")
        day = f"{batch.received_on:%d/%m/%Y}"
        click.echo(said.format(file=file, day=day, name=batch.file_name, batch=batch.sha256[:12]))
        return
    replaces = ", ".join(one[:12] for one in accepted.replaces)
    click.echo(
        _(_SAID[accepted.kind.value]).format(
            file=file, batch=batch.sha256[:12], replaces=replaces, forms=batch.forms, valid=batch.valid
        )
    )
    if accepted.proposed:
        said = _("The rules hold something against {count} form(s): see “vanthu returns forms {campaign}”.")
        click.echo(said.format(count=accepted.proposed, campaign=campaign))


def _ask(campaign: str, unit: str, out: Path, issuer: str, as_json: bool) -> None:
    from workflows.services.ask_correction import ask_correction
    from workflows.services.campaign_state import campaign_state
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    state = campaign_state(workspace, campaign)
    file = ask_correction(workspace, state, unit, out, issuer=issuer, say=worded_problem)
    if as_json:
        click.echo(json.dumps({"draft": str(file)}, ensure_ascii=False))
    else:
        click.echo(_("Drafted: {file}").format(file=file))
