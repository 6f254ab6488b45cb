"""Tiến độ và chạy thử: ``campaign progress|simulate``."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.followup.forecast import Forecast
    from workflows.services.progress import Progress


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    return [
        click.Command(
            "progress",
            callback=_progress,
            help=_(
                "The progress on a day: what was expected, what is done, who is late; as a file, or issued."
            ),
            params=[
                click.Argument(["campaign"]),
                options.on_day(),
                click.Option(
                    ["-o", "--output", "outputs"],
                    type=options.FILE,
                    multiple=True,
                    help=_("a file to write: .docx, .xlsx or .png; may be repeated"),
                ),
                click.Option(
                    ["--picture"],
                    type=click.Choice(["gantt", "units"]),
                    default="gantt",
                    show_default=True,
                    help=_("what a .png shows: the steps in time, or units by steps"),
                ),
                click.Option(
                    ["--issue", "to_issue"], is_flag=True, help=_("issues the report with a number")
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "simulate",
            callback=_simulate,
            help=_("Carries PLAN.toml or a campaign out on a virtual clock; writes nothing to the books."),
            params=[
                click.Argument(["plan"]),
                click.Option(
                    ["--shift", "shifts"],
                    multiple=True,
                    help=_("moves an anchor or a step, as NAME=working days; may be repeated"),
                ),
                click.Option(
                    ["--late-share"],
                    type=click.FloatRange(0, 1),
                    default=0.0,
                    show_default=True,
                    help=_("the share of the people's duties that are done late"),
                ),
                click.Option(
                    ["--late-days"],
                    type=click.IntRange(1, 250),
                    default=5,
                    show_default=True,
                    help=_("late by at most so many working days"),
                ),
                click.Option(["--seed"], type=int, default=1, show_default=True, help=_("who is late")),
                click.Option(
                    ["--restarts"],
                    type=click.IntRange(0, 1000),
                    default=0,
                    help=_("cuts the run off so many times and compares the result"),
                ),
                click.Option(["--gantt"], type=options.FILE, help=_("a picture to write (.png)")),
                options.as_json(),
            ],
        ),
    ]


def _progress(
    campaign: str, on: datetime, outputs: tuple[Path, ...], picture: str, to_issue: bool, as_json: bool
) -> None:
    from workflows.services.progress import progress_of
    from workflows.services.progress_files import write_progress
    from workflows.services.progress_report import issue_progress_report
    from workflows.wiring import open_workspace

    if wrong := [one for one in outputs if one.suffix.lower() not in (".docx", ".xlsx", ".png")]:
        raise click.UsageError(_("{file}: write .docx, .xlsx or .png.").format(file=wrong[0]))
    workspace = open_workspace()
    found = progress_of(workspace, campaign, on.date())
    for output in outputs:
        write_progress(workspace, found, output, picture)
    issued = issue_progress_report(workspace, found) if to_issue else None
    answer = progress_as_json(found)
    answer["files"] = [str(output) for output in outputs]
    answer["issued"] = str(issued.entry.document.number) if issued else None
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for row in answer["steps"]:
        said = _("{due}  {done}/{owed} done, {late} late  {name}")
        click.echo(said.format(**row))
    for unit in answer["late_units"]:
        click.echo(_("  {name}: {late} late, at most {days} working days").format(**unit))
    if issued:
        click.echo(_("Issued: {number}.").format(number=answer["issued"]))


def progress_as_json(found: "Progress") -> dict[str, Any]:
    """Tiến độ dạng JSON: the same figures as in the report."""
    field = found.field
    return {
        "campaign": found.plan.id,
        "on": found.day.isoformat(),
        "total": asdict(found.total),
        "steps": [
            {
                "step": row.step,
                "name": row.name,
                "occurrence": row.occurrence,
                "due": _iso(row.due),
                "provisional": found.provisional[row.step, row.occurrence],
                **asdict(row.tally),
            }
            for row in found.steps
        ],
        "late_units": [
            {
                "unit": one.unit,
                "name": found.name(one.unit),
                "late": one.late,
                "days": one.days,
                "steps": list(one.steps),
            }
            for one in found.late
        ],
        "next": [{**asdict(one), "due": _iso(one.due)} for one in found.deadlines],
        "difficulties": [
            {"number": one.number, "unit": one.unit, "text": one.text, "answer_due": _iso(one.answer_due)}
            for one in found.difficulties
        ],
        "field": None
        if field is None
        else {
            "forms": sum(one.forms for one in field.villages),
            "handed_out": sum(one.counts.handed_out for one in field.villages),
            "back": sum(one.counts.back for one in field.villages),
            "refused": sum(one.counts.refused for one in field.villages),
            "wrong_address": sum(one.counts.wrong_address for one in field.villages),
            "expected_end": _iso(field.forecast.at_pace),
        },
    }


def _simulate(
    plan: str,
    shifts: tuple[str, ...],
    late_share: float,
    late_days: int,
    seed: int,
    restarts: int,
    gantt: Path | None,
    as_json: bool,
) -> None:
    from directives.followup.simulation import People
    from workflows.services.progress_files import write_forecast
    from workflows.services.simulate_plan import simulate
    from workflows.wiring import open_workspace

    found = simulate(open_workspace(), plan, People(seed, late_share, late_days), _shifts(shifts), restarts)
    if gantt is not None:
        write_forecast(found, gantt)
    result = found.with_shifts or found.as_planned
    answer: dict[str, Any] = {
        "plan": found.plan,
        "duties": found.duties,
        **_forecast(result),
        "as_planned": _forecast(found.as_planned) if found.with_shifts else None,
        "moved_by": _moved(found.as_planned, result) if found.with_shifts else None,
        "provisional": {step: _iso(day) for step, day in found.provisional.items()},
        "restarts": restarts,
        "same_after_restarts": found.same_after_restarts,
    }
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _say(answer, result, found.as_planned if found.with_shifts else None)


def _say(answer: dict[str, Any], result: "Forecast", before: "Forecast | None") -> None:
    ends = {step.code: step.finish for step in before.steps} if before else {}
    room = _("slack")
    for step in result.steps:
        mark = "*" if step.critical else " "
        was = ends.get(step.code)
        moved = _(" (was {day})").format(day=_day(was)) if was and was != step.finish else ""
        slack = "–" if step.slack is None else step.slack
        click.echo(f"{mark} {_day(step.finish)}{moved}  {room} {slack:>3}  {step.name}")
    click.echo(_("Ends on {day}; critical steps are marked *.").format(day=_day(result.finish)))
    rungs = ", ".join(f"{rung}: {count}" for rung, count in result.reminders.items()) or "–"
    click.echo(
        _("Reminders by rung: {rungs}; in {count} dispatches.").format(rungs=rungs, count=result.dispatches)
    )
    if answer["provisional"]:
        names = ", ".join(f"{step} ({day})" for step, day in answer["provisional"].items())
        click.echo(_("Provisional, the days off are not announced yet: {steps}.").format(steps=names))
    if result.unfinished:
        click.echo(_("Not finished: {steps}.").format(steps=", ".join(result.unfinished)))
    if answer["same_after_restarts"] is not None:
        same = _("the same result") if answer["same_after_restarts"] else _("ANOTHER RESULT")
        click.echo(
            _("Cut off and resumed {count} times: {same}.").format(count=answer["restarts"], same=same)
        )


def _shifts(written: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for one in written:
        name, _sign, days = one.partition("=")
        try:
            found[name] = int(days)
        except ValueError:
            raise click.UsageError(
                _("--shift {shift}: write NAME=working days, for example F0=10.").format(shift=one)
            ) from None
    return found


def _forecast(found: "Forecast") -> dict[str, Any]:
    return {
        "finish": _iso(found.finish),
        "critical_path": list(found.critical_path),
        "steps": [
            {
                "step": step.code,
                "name": step.name,
                "owed": step.owed,
                "due": _iso(step.due),
                "finish": _iso(step.finish),
                "late": step.late,
                "slack": step.slack,
                "critical": step.critical,
            }
            for step in found.steps
        ],
        "reminders": {str(rung): count for rung, count in found.reminders.items()},
        "dispatches": found.dispatches,
        "unfinished": list(found.unfinished),
    }


def _moved(before: "Forecast", after: "Forecast") -> dict[str, int]:
    """Dời bao nhiêu: in days of the calendar, of each step whose end moves."""
    ends = {step.code: step.finish for step in before.steps}
    return {
        step.code: (step.finish - was).days
        for step in after.steps
        if step.finish and (was := ends.get(step.code)) and was != step.finish
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–" * 10
