"""Duyệt công bố: ``publishing prepare|approve|list|grant|withdraw``."""

import json
from collections.abc import Callable
from dataclasses import asdict

import click

from portal.cli import options
from portal.messages import _


def group() -> click.Group:
    """Nhóm lệnh publishing: who prepares, who approves, who may."""
    campaign, person = click.Argument(["campaign"]), click.Argument(["person"])
    acting = click.Option(["--as", "actor"], required=True, help=_("who does it, by name"))
    reason = click.Option(["--reason"], required=True, help=_("why"))
    found = click.Group(
        "publishing",
        help=_("Who prepares and who approves what a campaign publishes: two persons, each edition kept."),
    )
    rows: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (
            "prepare",
            _prepare,
            _("Keeps the bundle of the frozen result of CAMPAIGN as its next edition."),
            [
                campaign,
                click.Option(["--version"], type=int, help=_("the frozen result; left out, the newest")),
                acting,
                options.as_json(),
            ],
        ),
        (
            "approve",
            _approve,
            _("Approves EDITION of CAMPAIGN, by somebody else than who prepared it."),
            [campaign, click.Argument(["edition"], type=int), acting, options.as_json()],
        ),
        (
            "list",
            _list,
            _("Lists the editions of CAMPAIGN with the hashes of their manifests."),
            [campaign, options.as_json()],
        ),
        ("grant", _grant, _("Gives PERSON the right to approve."), [person, acting, reason]),
        (
            "withdraw",
            _withdraw,
            _("Takes the right to approve from PERSON, at once."),
            [person, acting, reason],
        ),
    ]
    for name, call, said, parameters in rows:
        found.add_command(click.Command(name, callback=call, help=said, params=parameters))
    return found


def _prepare(campaign: str, version: int | None, actor: str, as_json: bool) -> None:
    from workflows.services.publish_bundle import prepare_publication
    from workflows.wiring import open_workspace

    _tell([asdict(prepare_publication(open_workspace(actor), campaign, version))], as_json, one=True)


def _approve(campaign: str, edition: int, actor: str, as_json: bool) -> None:
    from workflows.services.publish_bundle import approve_publication
    from workflows.wiring import open_workspace

    _tell([asdict(approve_publication(open_workspace(actor), campaign, edition))], as_json, one=True)


def _list(campaign: str, as_json: bool) -> None:
    from workflows.services.publish_bundle import campaign_publications
    from workflows.wiring import open_workspace

    _tell([asdict(found) for found in campaign_publications(open_workspace(), campaign)], as_json)


def _tell(rows: list[dict[str, object]], as_json: bool, *, one: bool = False) -> None:
    if as_json:
        click.echo(json.dumps(rows[0] if one else rows, ensure_ascii=False))
        return
    for row in rows:
        said = _("Edition {edition} of cut {cut_version}, prepared by {prepared_by} on {prepared_at}")
        click.echo(said.format(**row))
        if row["approved_by"]:
            click.echo("  " + _("approved by {approved_by} on {approved_at}").format(**row))
        else:
            click.echo("  " + _("not approved yet"))
        click.echo("  " + _("Hash of the manifest: {seal}").format(seal=row["manifest_sha256"]))


def _grant(person: str, actor: str, reason: str) -> None:
    from workflows.services.publishing_rights import grant_publishing
    from workflows.wiring import open_workspace

    grant_publishing(open_workspace(actor), person, reason)


def _withdraw(person: str, actor: str, reason: str) -> None:
    from workflows.services.publishing_rights import withdraw_publishing
    from workflows.wiring import open_workspace

    withdraw_publishing(open_workspace(actor), person, reason)
