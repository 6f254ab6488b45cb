"""Theo dõi chỉ đạo: ``followup new|start``: any directive becomes a plan, which is followed like a campaign."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _, worded_problem


def commands() -> list[click.Command]:
    """Các lệnh: the group ``followup``."""
    group = click.Group("followup", help=_("Following any directive: who owes what by when."))
    group.add_command(
        click.Command(
            "new",
            callback=_new,
            help=_("Writes the plan of a follow-up of FILE, a directive, for a person to look at."),
            params=[
                click.Argument(["file"], type=options.FILE),
                click.Option(["--office"], required=True, help=_("who follows it, for example snv-lam-dong")),
                click.Option(["--on"], type=options.DAY, required=True, help=_("the first day")),
                click.Option(["--units"], multiple=True, help=_("an office that owes the duties; repeat it")),
                click.Option(["--until"], type=options.DAY, help=_("the last day of what recurs")),
                click.Option(
                    ["-o", "--output"], type=options.FILE, required=True, help=_("the folder to write")
                ),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "start",
            callback=_start,
            help=_("Starts the follow-up of PLAN, a TOML file; then as a campaign: status, advance."),
            params=[click.Argument(["plan"], type=options.FILE), options.as_json()],
        )
    )
    return [group]


def _new(
    file: Path,
    office: str,
    on: datetime,
    units: tuple[str, ...],
    until: datetime | None,
    output: Path,
    as_json: bool,
) -> None:
    from workflows.services.follow_directive import PLAN, follow_directive
    from workflows.wiring import open_workspace

    target = output / PLAN
    if target.exists():
        raise click.UsageError(
            _("“{target}” is there already and may have been worked on. Choose another name.").format(
                target=target
            )
        )
    last = until.date() if until else None
    made = follow_directive(
        open_workspace(), file, office, day=on.date(), units=units, until=last, say=worded_problem
    )
    output.mkdir(parents=True, exist_ok=True)
    target.write_text(made.toml, encoding="utf-8")
    draft = made.draft
    looks = [worded_problem(one) for one in (*draft.looks, *(look for d in draft.duties for look in d.looks))]
    if as_json:
        duties = [{"code": one.code, "name": one.name, "units": list(one.units)} for one in draft.duties]
        click.echo(json.dumps({"file": str(target), "duties": duties, "look": looks}, ensure_ascii=False))
        return
    for one in draft.duties:
        click.echo(f"{one.code}: {one.name}")
    click.echo(_("Places to look at in the plan (“cần xem”): {count}").format(count=len(looks)))
    click.echo(_("Written: {file}").format(file=target), err=True)


def _start(plan: Path, as_json: bool) -> None:
    from workflows.services.project_dues import project_dues
    from workflows.services.start_campaign import read_plan, start_campaign
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found, drafts = read_plan(plan)
    begun = start_campaign(workspace, found, drafts)
    project_dues(workspace, found.id, workspace.today())
    if as_json:
        click.echo(json.dumps({"campaign": found.id, "begun": begun}, ensure_ascii=False))
        return
    said = _("Started: {campaign}.") if begun else _("Already running: {campaign}.")
    click.echo(said.format(campaign=found.id))
