"""Kết quả của năm và đợt năm sau: ``campaign approve|open-next|proposals``."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _, worded_problem

if TYPE_CHECKING:
    from workflows.services.open_next import NextCampaign


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    return [
        click.Command(
            "approve",
            callback=_approve,
            help=_(
                "Says that PERSON approves what CAMPAIGN is about to publish; the second person lets it out."
            ),
            params=[
                campaign,
                click.Option(["--by", "person"], required=True, help=_("who does it, by name")),
                click.Option(["--edition"], type=int, help=_("the edition; left out, the newest")),
                click.Option(["--reject"], is_flag=True, help=_("does not approve it")),
                click.Option(["--reason"], default="", help=_("why")),
                options.as_json(),
            ],
        ),
        click.Command(
            "open-next",
            callback=_open_next,
            help=_("Opens next year's campaign from the plan, the result and the lessons of CAMPAIGN, once."),
            params=[campaign, options.on_day(), options.as_json()],
        ),
        click.Command(
            "proposals",
            callback=_proposals,
            help=_(
                "Arrivals that cite a directive of CAMPAIGN and wait for a person to say what they close."
            ),
            params=[campaign, options.as_json()],
        ),
    ]


def _approve(
    campaign: str, person: str, edition: int | None, reject: bool, reason: str, as_json: bool
) -> None:
    from workflows.services.approve_edition import approve_edition
    from workflows.wiring import open_workspace

    found = approve_edition(open_workspace(person), campaign, edition, reject=reject, reason=reason)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    elif found.approved_by:
        said = _("Edition {edition} is approved; it is published by the next run.")
        click.echo(said.format(edition=found.edition))
    else:
        said = _(
            "Written down. Edition {edition} is not approved yet: two people must agree and nobody object."
        )
        click.echo(said.format(edition=found.edition))


def _open_next(campaign: str, on: datetime, as_json: bool) -> None:
    from workflows.services.open_next import open_next_by_hand
    from workflows.wiring import open_workspace

    found = open_next_by_hand(open_workspace(), campaign, on.date())
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
    elif found is None:
        click.echo(_("The campaign of the next year was open already."))
    else:
        click.echo(_("Opened: {campaign}, {title}").format(campaign=found.plan.id, title=found.plan.title))
        for note in found.notes:
            click.echo(f"  - {worded_problem(note)}")


def _as_json(found: "NextCampaign | None") -> dict[str, object]:
    if found is None:
        return {"opened": None, "notes": []}
    return {
        "opened": found.plan.id,
        "title": found.plan.title,
        "anchors": {name: day.isoformat() for name, day in found.plan.anchors.items()},
        "notes": [worded_problem(note) for note in found.notes],
    }


def _proposals(campaign: str, as_json: bool) -> None:
    from workflows.services.evidence_arrivals import evidence_proposals
    from workflows.wiring import open_workspace

    found = evidence_proposals(open_workspace(), campaign)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for arrival, said in found.items():
        click.echo(f"{arrival}  {said['author']}  {said['document']}")
        duties = said["duties"]
        for duty in duties if isinstance(duties, list) else ():
            click.echo(f"  - {duty}")
