"""Hồ sơ quá hạn: ``one-stop overdue`` takes an export in, ``one-stop tables`` shows what each unit's last one says."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.results_use.overdue import OverdueReport


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``one-stop``."""
    campaign = click.Argument(["campaign"])
    return [
        click.Command(
            "overdue",
            callback=_overdue,
            help=_(
                "Counts the overdue files of EXPORT (csv, xlsx) against the apologies that were sent; of the export "
                "only codes and days of overdue files are kept."
            ),
            params=[
                campaign,
                click.Argument(["export"], type=options.FILE),
                click.Option(["--unit"], required=True, help=_("the unit, by its id")),
                click.Option(["--on"], type=options.DAY, help=_("as of this day; without it today")),
                click.Option(
                    ["--columns"],
                    type=options.FILE,
                    help=_("a TOML file which says what the headings are; that of the slips will do"),
                ),
                click.Option(
                    ["--apologies"],
                    type=options.FILE,
                    help=_("apologies sent otherwise (csv, xlsx): Mã hồ sơ, Số văn bản, Ngày"),
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "tables",
            callback=_tables,
            help=_("The last table of each unit and month: received, overdue, with and without an apology."),
            params=[
                campaign,
                click.Option(["--unit"], default="", help=_("only this unit")),
                options.as_json(),
            ],
        ),
    ]


def _overdue(
    campaign: str,
    export: Path,
    unit: str,
    on: datetime | None,
    columns: Path | None,
    apologies: Path | None,
    as_json: bool,
) -> None:
    from directives.document.draft import read_draft_table
    from workflows.services.results_use.overdue_files import slips_command, take_overdue
    from workflows.wiring import open_workspace

    taken = take_overdue(
        open_workspace(),
        campaign,
        unit,
        export,
        on=on.date() if on else None,
        columns=read_draft_table(columns) if columns else None,
        columns_file=columns.name if columns else "",
        apologies=apologies,
    )
    report = taken.report
    if as_json:
        told = {**_told(report), "new": taken.new, "duties": taken.closed}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(_sum(report))
    for one in report.without_apology:
        click.echo(f"  {one.code} ({one.due:%d/%m/%Y})")
    if report.without_apology:
        click.echo(_("To make the apology slips: {command}").format(command=slips_command(export, columns)))
    if report.unmatched:
        codes = ", ".join(report.unmatched)
        click.echo(_("Apologies for files which are not overdue in this export: {codes}").format(codes=codes))


def _tables(campaign: str, unit: str, as_json: bool) -> None:
    from workflows.services.results_use.overdue_files import overdue_reports
    from workflows.wiring import open_workspace

    found = overdue_reports(open_workspace(), campaign, unit)
    if as_json:
        answer = {"campaign": campaign, "tables": [_told(one) for one in found]}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for one in found:
        click.echo(_sum(one))


def _sum(report: "OverdueReport") -> str:
    said = _("{unit}, {day}: {received} received, {overdue} overdue; {sorry} with an apology, {bare} without")
    return said.format(
        unit=report.unit,
        day=f"{report.on:%d/%m/%Y}",
        received=report.received,
        overdue=len(report.overdue),
        sorry=report.with_apology,
        bare=len(report.without_apology),
    )


def _told(report: "OverdueReport") -> dict[str, object]:
    return {
        "unit": report.unit,
        "month": report.month,
        "on": report.on.isoformat(),
        "received": report.received,
        "overdue": len(report.overdue),
        "with_apology": report.with_apology,
        "without_apology": [one.code for one in report.without_apology],
        "unmatched": list(report.unmatched),
        "sha256": report.export_sha256,
    }
