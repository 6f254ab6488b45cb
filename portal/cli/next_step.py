"""Bước tiếp theo: ``draft`` makes of an incoming directive the draft of an office's own."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _, worded_problem

if TYPE_CHECKING:
    from directives.drafting.next_step import NextStep

#: Types in which one level passes a directive on to the next.
_TYPES = click.Choice(["cong_van", "ke_hoach"])


def commands() -> list[click.Command]:
    """Các lệnh: draft."""
    return [
        click.Command(
            "draft",
            callback=_draft,
            help=_(
                "Drafts an office's own directive upon FILE, an incoming one: what falls to it, passed on."
            ),
            params=[
                click.Argument(["file"], type=options.FILE),
                click.Option(
                    ["--office"], required=True, help=_("who carries it out, for example ubnd-huyen-cu-jut")
                ),
                click.Option(
                    ["--type", "document_type"],
                    type=_TYPES,
                    default="cong_van",
                    show_default=True,
                    help=_("the type of the draft"),
                ),
                click.Option(
                    ["--date", "on"],
                    type=options.DAY,
                    help=_("the draft's day; none: it is dated when issued"),
                ),
                click.Option(
                    ["--lead-time"],
                    type=click.IntRange(0, 60),
                    default=3,
                    show_default=True,
                    help=_("working days by which deadlines go up"),
                ),
                click.Option(
                    ["-o", "--output"], type=options.FILE, help=_("the TOML file to write; none: the screen")
                ),
                options.as_json(),
            ],
        )
    ]


def _draft(
    file: Path,
    office: str,
    document_type: str,
    on: datetime | None,
    lead_time: int,
    output: Path | None,
    as_json: bool,
) -> None:
    from directives.drafting.step_record import step_record
    from workflows.services.draft_next import draft_next
    from workflows.wiring import open_workspace

    if output is not None and output.exists():
        raise click.UsageError(
            _("“{target}” is there already and may have been worked on. Choose another name.").format(
                target=output
            )
        )
    made = draft_next(
        open_workspace(),
        file,
        office,
        document_type=document_type,
        day=on.date() if on else None,
        lead_time=lead_time,
        say=worded_problem,
    )
    if output is not None:
        output.write_text(made.toml, encoding="utf-8")
    if as_json:
        written = {"file": str(output)} if output else {"draft": made.toml}
        click.echo(json.dumps({**step_record(made.step, worded_problem), **written}, ensure_ascii=False))
    elif output is None:
        click.echo(made.toml, nl=False)
    else:
        _say(made.step)
        click.echo(_("Written: {file}").format(file=output), err=True)


def _say(step: "NextStep") -> None:
    """Nói phần của mình: which duties were taken and which were not, each with its reason."""
    for title, duties in (
        (_("Falls to {office}:"), (*step.share.ours, *step.share.frame)),
        (_("Does not fall to {office}:"), step.share.others),
    ):
        if duties:
            click.echo(title.format(office=step.standpoint.office.full_name))
        for one in duties:
            click.echo(f"  {one.duty.ref}: {worded_problem(one.why)}")
    looks = len(step.looks) + sum(len(task.looks) for task in step.own)
    looks += sum(len(task.looks) for one in (*step.passed_on, *step.requests) for task in one.tasks)
    click.echo(_("Places to look at in the draft (“cần xem”): {count}").format(count=looks))
