"""Báo cáo định kỳ: ``campaign report template|submit|return|show|sum``."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.report_sums import ReportSum


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    group = click.Group(
        "report", help=_("The periodic reports of the units: collected, sent back, summed up.")
    )
    which: list[click.Parameter] = [
        click.Argument(["campaign"]),
        click.Argument(["step"]),
        click.Option(
            ["--period", "occurrence"],
            type=click.IntRange(min=1),
            default=1,
            show_default=True,
            help=_("which period of a recurring report"),
        ),
    ]
    unit = click.Option(["--unit", "units"], multiple=True, help=_("only this unit; may be repeated"))
    for command in (
        click.Command(
            "template",
            callback=_template,
            help=_("Writes the form as a workbook: a row for each unit."),
            params=[*which, unit, options.output(_("the workbook to write"))],
        ),
        click.Command(
            "submit",
            callback=_submit,
            help=_("Hands in reports: FILE (xlsx, csv, toml), or one unit's fields with --set."),
            params=[
                *which,
                click.Argument(["file"], type=options.FILE, required=False),
                click.Option(["--unit"], default="", help=_("whose report it is, with --set")),
                click.Option(["--set", "fields"], multiple=True, help=_("a field, as code=value")),
                options.on_day(),
                options.as_json(),
            ],
        ),
        click.Command(
            "return",
            callback=_return,
            help=_("Sends a unit's report back to be corrected: its duty is open again."),
            params=[
                *which,
                click.Argument(["unit"]),
                click.Option(["--reason"], required=True, help=_("why")),
                options.on_day(),
                options.as_json(),
            ],
        ),
        click.Command(
            "show",
            callback=_show,
            help=_("What every unit handed in, and who did not."),
            params=[
                *which,
                unit,
                click.Option(["--versions"], is_flag=True, help=_("with every version that was handed in")),
                options.as_json(),
            ],
        ),
        click.Command(
            "sum",
            callback=_sum,
            help=_("The figures summed by tier; who is absent is named."),
            params=[*which, options.as_json()],
        ),
    ):
        group.add_command(command)
    return [group]


def _template(campaign: str, step: str, occurrence: int, units: tuple[str, ...], output: Path) -> None:
    from workflows.services.report_files import write_report_form
    from workflows.wiring import open_workspace

    rows = write_report_form(open_workspace(), campaign, step, occurrence, output, units)
    click.echo(_("{file}: {count} rows.").format(file=output, count=rows))


def _submit(
    campaign: str,
    step: str,
    occurrence: int,
    file: Path | None,
    unit: str,
    fields: tuple[str, ...],
    on: datetime,
    as_json: bool,
) -> None:
    from directives.followup.report_workbook import WrittenReport
    from workflows.services.report_files import read_reports
    from workflows.services.unit_reports import submit_reports
    from workflows.wiring import open_workspace

    if (file is None) == (not fields):
        raise click.UsageError(_("Give either FILE or --set."))
    if wrong := [one for one in fields if "=" not in one]:
        raise click.UsageError(_("--set {field}: write it as code=value.").format(field=wrong[0]))
    if file is None:
        table = dict(one.split("=", 1) for one in fields)
        written: tuple[WrittenReport, ...] = (WrittenReport(unit, table, "--set"),)
    else:
        written = read_reports(file)
    new = submit_reports(
        open_workspace(),
        campaign,
        step,
        occurrence,
        written,
        on.date(),
        file=file.name if file else "--set",
        folder=file.parent if file else None,
    )
    if as_json:
        click.echo(json.dumps({"new": list(new), "read": len(written)}, ensure_ascii=False))
    else:
        click.echo(_("{new} reports taken, {known} were there already.").format(
            new=len(new), known=len(written) - len(new)
        ))  # fmt: skip


def _return(
    campaign: str, step: str, occurrence: int, unit: str, reason: str, on: datetime, as_json: bool
) -> None:
    from workflows.services.unit_reports import return_report
    from workflows.wiring import open_workspace

    report = return_report(open_workspace(), campaign, step, unit, occurrence, reason, on.date())
    if as_json:
        click.echo(json.dumps({"unit": unit, "version": report.version, "state": report.state}))
    else:
        click.echo(_("Sent back to {unit}: {reason}").format(unit=unit, reason=reason))


def _show(
    campaign: str, step: str, occurrence: int, units: tuple[str, ...], versions: bool, as_json: bool
) -> None:
    from directives.followup.report_values import values_as_json
    from workflows.services.followup_state import followup_state
    from workflows.services.unit_reports import (
        RETURNED,
        owing_units,
        report_lane,
        report_versions,
        reports_of,
        sent_back,
    )
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    state = followup_state(workspace, campaign)
    lane = report_lane(state, step, occurrence)
    kept, back = reports_of(workspace, campaign, step), sent_back(state, step)
    rows: list[dict[str, Any]] = []
    for unit in owing_units(state, lane):
        if units and unit.id not in units:
            continue
        report = kept.get((unit.id, occurrence))
        row: dict[str, Any] = {"unit": unit.id, "name": unit.name, "state": "absent"}
        if report is not None:
            now = RETURNED if (unit.id, occurrence) in back else report.state
            row |= {"state": now, "version": report.version, "day": report.day.isoformat()}
            row |= {"reason": report.reason, **values_as_json(report.values)}
        if versions:
            row["versions"] = [
                {
                    "version": one.version,
                    "state": one.state,
                    "day": one.day.isoformat(),
                    "reason": one.reason,
                    **values_as_json(one.values),
                }
                for one in report_versions(workspace, campaign, step, (unit.id, occurrence))
            ]
        rows.append(row)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    said = {"absent": _("not handed in"), "submitted": _("handed in"), "returned": _("sent back")}
    for row in rows:
        click.echo(f"{row['name']}: {said[row['state']]}  {_figures(row)}".rstrip())
        for one in row.get("versions", ()):
            why = f" – {one['reason']}" if one["reason"] else ""
            click.echo(
                f"  {one['version']}. {one['day']} {said[one['state']]}  {_figures(one)}{why}".rstrip()
            )


def _figures(row: dict[str, Any]) -> str:
    return "; ".join(f"{code} {figure}" for code, figure in row.get("figures", {}).items())


def _sum(campaign: str, step: str, occurrence: int, as_json: bool) -> None:
    from workflows.services.report_sums import report_sum
    from workflows.wiring import open_workspace

    found = report_sum(open_workspace(), campaign, step, occurrence)
    answer = sum_as_json(found)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    missing = _("missing")
    for tier in answer["tiers"]:
        figures = "; ".join(f"{code} {figure or missing}" for code, figure in tier["figures"].items())
        click.echo(f"{'  ' * tier['depth']}{tier['name']} ({tier['handed_in']}/{tier['owed']}): {figures}")
    click.echo(_("Not handed in: {units}.").format(units=", ".join(answer["absent"]) or "–"))
    for code, units in answer["missing"].items():
        click.echo(
            _("{field} is missing in the report of: {units}.").format(field=code, units=", ".join(units))
        )


def sum_as_json(found: "ReportSum") -> dict[str, Any]:
    """Số tổng hợp dạng JSON: figures as written; null where nobody gave one, never 0."""
    from directives.followup.report_values import figure_written

    codes = [one.code for one in found.figures]

    def figures(given: Any) -> dict[str, str | None]:
        return {code: figure_written(given[code]) if code in given else None for code in codes}

    return {
        "step": found.step.code,
        "owed": len(found.owed),
        "handed_in": len(found.totals.present),
        "figures": figures(found.totals.figures),
        "absent": [found.name(one) for one in found.owed if one in found.totals.absent],
        "sent_back": [found.name(one) for one in found.owed if one in found.sent_back],
        "on_paper": [found.name(one) for one in found.owed if one in found.on_paper],
        "missing": {
            code: [found.name(one) for one in found.owed if one in units]
            for code, units in found.totals.missing.items()
        },
        "tiers": [
            {
                "office": tier.office,
                "name": found.office(tier.office),
                "depth": tier.depth,
                "handed_in": len(tier.totals.present),
                "owed": len(tier.totals.present) + len(tier.totals.absent),
                "figures": figures(tier.totals.figures),
            }
            for tier in found.tiers
        ],
    }
