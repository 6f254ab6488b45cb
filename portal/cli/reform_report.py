"""Báo cáo cải cách hành chính: the commands of the group ``reform-report``."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.results_use.reform_report import ReformPeriod

_PERIODS = ("half_year", "year")


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    campaign = click.Argument(["campaign"])
    period = click.Option(
        ["--period"], type=click.Choice(_PERIODS), default="half_year", show_default=True,
        help=_("six months, or a year"),
    )  # fmt: skip
    on = click.Option(["--on"], type=options.DAY, help=_("as the books stand on this day; without it today"))
    group = click.Group(
        "reform-report", help=_("The part on the index of the six-month and yearly reform report.")
    )
    for command in (
        click.Command(
            "show",
            callback=_show,
            help=_("What each part would say, from which figures, and who did not report."),
            params=[campaign, period, on, options.as_json()],
        ),
        click.Command(
            "draft",
            callback=_draft,
            help=_("Drafts the report as a Word file, or issues it today with a number, once a period."),
            params=[
                campaign,
                period,
                on,
                click.Option(["-o", "--output"], type=options.FILE, help=_("the file to write")),
                click.Option(["--issue"], is_flag=True, help=_("issues it, with a number")),
                options.as_json(),
            ],
        ),
        click.Command(
            "write",
            callback=_write,
            help=_("Adds a paragraph to PART behind what is computed; an empty one takes it out."),
            params=[
                campaign,
                click.Argument(["part"]),
                period,
                on,
                click.Option(["--text"], required=True, help=_("the paragraph")),
                options.as_json(),
            ],
        ),
    ):
        group.add_command(command)
    return [group]


def _period(name: str) -> "ReformPeriod":
    from directives.results_use.reform_report import ReformPeriod

    return ReformPeriod(name)


def _show(campaign: str, period: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.results_use.reform_report import reform_report, report_as_json
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    found = reform_report(workspace, campaign, _period(period), day)
    if as_json:
        click.echo(json.dumps(report_as_json(found), ensure_ascii=False))
        return
    for one in found.parts:
        click.echo(f"{one.rule.title} ({one.rule.id.value}):")
        for text in one.texts:
            click.echo(f"  - {text}")
        if one.absent:
            click.echo("  " + _("Not reported: {units}.").format(units="; ".join(one.absent)))


def _draft(
    campaign: str, period: str, on: datetime | None, output: Path | None, issue: bool, as_json: bool
) -> None:
    from storage.files import write_whole
    from workflows.services.results_use.reform_document import issue_reform_report, reform_file
    from workflows.wiring import open_workspace

    if (output is None) == (not issue):
        raise click.UsageError(_("Give either -o or --issue."))
    if issue and on is not None:
        raise click.UsageError(_("A report is issued as of today: leave out --on."))
    workspace = open_workspace()
    number = ""
    if output is None:
        issued = issue_reform_report(workspace, campaign, _period(period))
        number = str(issued.entry.document.number)
    else:
        day = on.date() if on else workspace.today()
        write_whole(output, reform_file(workspace, campaign, _period(period), on=day))
    if as_json:
        click.echo(json.dumps({"number": number or None, "file": str(output) if output else None}))
    else:
        click.echo(_("Issued: {number}.").format(number=number) if number else str(output))


def _write(campaign: str, part: str, period: str, on: datetime | None, text: str, as_json: bool) -> None:
    from workflows.services.results_use.reform_report import write_reform_text
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    kept = write_reform_text(workspace, campaign, _period(period), day, part, text)
    if as_json:
        click.echo(json.dumps({"part": part, "text": kept}, ensure_ascii=False))
    else:
        click.echo(_("Written down."))
