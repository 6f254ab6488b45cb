"""Phương pháp và lần chốt của đợt: ``campaign method|cuts|recompute``."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``, about how its figures come to be."""
    campaign = click.Argument(["campaign"])
    return [
        click.Command(
            "method",
            callback=_method,
            help=_("The campaign's own question set and settings; changes them before the first forms come."),
            params=[
                campaign,
                click.Option(["--questions"], type=options.FILE, help=_("another question set, a TOML file")),
                click.Option(
                    ["--settings"], type=options.FILE, help=_("other settings: a TOML file with [method]")
                ),
                click.Option(["--reason"], default="", help=_("why")),
                click.Option(["--by", "person"], default="", help=_("who decides")),
                options.as_json(),
            ],
        ),
        click.Command(
            "cuts",
            callback=_cuts,
            help=_("The frozen results: when, why and by whom, and from which batches."),
            params=[campaign, options.as_json()],
        ),
        click.Command(
            "recompute",
            callback=_recompute,
            help=_("Freezes a new version of the result from the forms that count now; the old ones stay."),
            params=[
                campaign,
                click.Option(["--reason"], required=True, help=_("why")),
                click.Option(["--by", "person"], required=True, help=_("who decides")),
                options.on_day(),
                options.as_json(),
            ],
        ),
    ]


def _method(
    campaign: str,
    questions: Path | None,
    settings: Path | None,
    reason: str,
    person: str,
    as_json: bool,
) -> None:
    from workflows.services.campaign_method import change_method, method_of, read_method_files
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    if questions is None and settings is None:
        found = method_of(workspace, campaign)
    else:
        text, table = read_method_files(questions, settings)
        found = change_method(
            workspace,
            campaign,
            questions=text,
            method=table,
            file=str((questions or settings or Path()).name),
            reason=reason,
            person=person,
        )
    answer = {
        "questions": found.questions.code,
        "questions_sha256": found.questions_sha256,
        "criteria": len(found.questions.criteria),
        "satisfied": list(found.questions.satisfied),
        "method": found.method.settings(),
    }
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    said = _("Question set {name}, {count} criteria, sha256 {sha256}")
    name = found.questions.name or found.questions.code
    click.echo(said.format(name=name, count=len(found.questions.criteria), sha256=found.questions_sha256))
    for setting, value in found.method.settings().items():
        click.echo(f"  {setting}: {'–' if value is None else value}")


def _cuts(campaign: str, as_json: bool) -> None:
    from workflows.services.cuts import cuts
    from workflows.wiring import open_workspace

    rows = [
        {
            "version": frozen.version,
            "computed_on": frozen.computed_on.isoformat(),
            "reason": frozen.reason,
            "by": frozen.person,
            "batches": list(frozen.batches),
            "rejected": len(frozen.inputs.get("rejected", ())),
            "undecided": frozen.inputs.get("undecided", 0),
            "sha256": frozen.sha256,
        }
        for frozen in cuts(open_workspace(), campaign)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        said = _("Cut {version} of {computed_on}: {reason} ({by}); sha256 {sha256}")
        click.echo(said.format(**row))


def _recompute(campaign: str, reason: str, person: str, on: datetime, as_json: bool) -> None:
    from workflows.services.cuts import cut_of, recompute
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    version = recompute(workspace, campaign, on.date(), reason=reason, person=person)
    if as_json:
        frozen = {"version": version, "sha256": cut_of(workspace, campaign, version).sha256}
        click.echo(json.dumps(frozen, ensure_ascii=False))
    else:
        click.echo(
            _("Frozen: version {version}. The earlier ones stay as they were.").format(version=version)
        )
