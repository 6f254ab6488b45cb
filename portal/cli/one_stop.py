"""Bộ phận một cửa: the commands of the group ``one-stop``."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import one_stop_overdue, options
from portal.messages import N_, _

if TYPE_CHECKING:
    from directives.results_use.inspection import Inspection
    from workflows.services.results_use.inspection_findings import FoundRow

STATES = {
    "open": N_("to be mended"),
    "late": N_("not mended in time"),
    "done": N_("mended"),
    "done_late": N_("mended late"),
}


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    campaign = click.Argument(["campaign"])
    number = click.Argument(["number"], type=click.IntRange(min=1))
    finding = click.Argument(["finding"], type=click.IntRange(min=1))
    unit = click.Option(["--unit"], required=True, help=_("the unit, by its id"))
    of_unit = click.Option(["--unit"], default="", help=_("only this unit"))
    day = click.Option(["--on"], type=options.DAY, help=_("as of this day; without it today"))
    people = click.Option(["--with-people"], is_flag=True, help=_("names the persons concerned as well"))
    findings = click.Group("finding", help=_("What an inspection found, and what shows that it was mended."))
    findings.add_command(
        click.Command(
            "done",
            callback=_remedied,
            help=_("A finding was mended: on which day, and what shows it."),
            params=[
                campaign,
                number,
                finding,
                options.on_day(),
                click.Option(["--evidence"], required=True, help=_("what shows it, in words or by a number")),
                click.Option(["--file"], type=options.FILE, help=_("a pdf, docx or xlsx that shows it")),
                options.as_json(),
            ],
        )
    )
    group = click.Group(
        "one-stop",
        help=_(
            "The one-stop office: inspections, findings, handling decisions; overdue files and apologies."
        ),
    )
    for one in (
        click.Command(
            "checklist",
            callback=_checklist,
            help=_(
                "What is looked at in a unit's one-stop office on a day, with the documents that ask for it."
            ),
            params=[campaign, unit, day, options.as_json()],
        ),
        click.Command(
            "template",
            callback=_template,
            help=_("Writes a form of an inspection (TOML) with the checklist of the day, to be filled in."),
            params=[campaign, unit, day, options.output(_("the TOML file to write"))],
        ),
        click.Command(
            "inspect",
            callback=_inspect,
            help=_("Writes down the inspection in FILE; with “--correct” a new version of one."),
            params=[
                campaign,
                click.Argument(["file"], type=options.FILE),
                click.Option(
                    ["--correct"],
                    type=click.IntRange(min=1),
                    help=_("the number of the inspection to correct"),
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "show",
            callback=_show,
            help=_("The inspections and their findings, not mended ones first; persons only when asked for."),
            params=[campaign, of_unit, people, options.as_json()],
        ),
        click.Command(
            "minutes",
            callback=_minutes,
            help=_("Writes the minutes of an inspection as a Word file, its number left blank."),
            params=[campaign, number, options.output(_("the Word file to write"))],
        ),
        findings,
        click.Command(
            "handle",
            callback=_handle,
            help=_("Writes down the decision about the person whom a finding concerns."),
            params=[
                campaign,
                number,
                finding,
                options.on_day(),
                click.Option(["--document"], required=True, help=_("number and symbol of the decision")),
                click.Option(["--form"], required=True, help=_("the form of handling, in words")),
                click.Option(
                    ["--person"], default="", help=_("“Full name, post”, where the finding names nobody")
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "quota",
            callback=_quota,
            help=_("How often each unit inspected, period by period, against what the plan wants."),
            params=[campaign, of_unit, day, options.as_json()],
        ),
        *one_stop_overdue.commands(),
    ):
        group.add_command(one)
    return [group]


def _checklist(campaign: str, unit: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.followup_state import followup_state
    from workflows.services.results_use.inspection_checks import checklist_of
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    items = checklist_of(workspace, followup_state(workspace, campaign), unit, day)
    if as_json:
        rows = [asdict(item) for item in items]
        click.echo(json.dumps({"unit": unit, "on": day.isoformat(), "items": rows}, ensure_ascii=False))
        return
    for item in items:
        mark = " *" if item.unsettled else ""
        click.echo(f"{item.code}: {item.text} [{item.basis}{mark}]")
    if any(item.unsettled for item in items):
        click.echo(_("* A clause or day was not compared with the text of the document."))


def _template(campaign: str, unit: str, on: datetime | None, output: Path) -> None:
    from directives.results_use.inspection_form import inspection_form
    from workflows.services.followup_state import followup_state
    from workflows.services.results_use.inspection_checks import checklist_of
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    items = checklist_of(workspace, followup_state(workspace, campaign), unit, day)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(inspection_form(unit, day, items), encoding="utf-8")
    click.echo(_("Written: {file}").format(file=output), err=True)


def _inspect(campaign: str, file: Path, correct: int | None, as_json: bool) -> None:
    from directives.document.draft import read_draft_table
    from directives.results_use.inspection_file import inspection_draft
    from workflows.services.results_use.inspection_records import record_inspection
    from workflows.wiring import open_workspace

    draft = inspection_draft(read_draft_table(file), file=file.name)
    made = record_inspection(open_workspace(), campaign, draft, file=file.name, number=correct or 0)
    if as_json:
        told = {**_told(made.inspection), "new": made.new, "counted": made.counted}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    said = (
        _("Inspection {number} is written down.")
        if made.new
        else _("Inspection {number} stood there already.")
    )
    click.echo(said.format(number=made.inspection.number))
    if made.counted:
        click.echo(_("It counts as a check of this period."))


def _show(campaign: str, unit: str, with_people: bool, as_json: bool) -> None:
    from workflows.services.results_use.inspection_findings import finding_rows
    from workflows.services.results_use.inspection_handling import handlings_of
    from workflows.services.results_use.inspection_records import inspection_book
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    book = inspection_book(workspace, campaign, unit)
    rows = finding_rows(book, workspace.today())
    handled = handlings_of(workspace, campaign)
    if as_json:
        found = []
        for row in rows:
            one = _finding(row, with_people=with_people)
            decision = handled.get((row.inspection.number, row.finding.number))
            one["handled"] = decision is not None
            if with_people and decision is not None:
                one["handling"] = {
                    "person": str(decision.person),
                    "document": decision.document,
                    "on": decision.decided_on.isoformat(),
                    "form": decision.form,
                }
            found.append(one)
        inspections = [_told(one) for one in book.inspections]
        answer = {"campaign": campaign, "inspections": inspections, "findings": found}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for one_made in book.inspections:
        said = _("{number}. {day} {unit}: {failed} of {looked} items not kept, {findings} findings")
        click.echo(
            said.format(
                number=one_made.number,
                day=f"{one_made.day:%d/%m/%Y}",
                unit=one_made.unit,
                failed=one_made.failed,
                looked=one_made.looked_at,
                findings=len(one_made.findings),
            )
        )
    for row in rows:
        said = _("{inspection}/{finding} {unit}: {what} → {remedy}, by {deadline} [{state}]")
        one = _finding(row, with_people=with_people)
        line = said.format(
            **{**one, "deadline": f"{row.finding.deadline:%d/%m/%Y}", "state": _(STATES[row.state])}
        )
        decision = handled.get((row.inspection.number, row.finding.number))
        if with_people and row.finding.person is not None:
            line += f" · {row.finding.person}"
        if with_people and decision is not None:
            line += f" · {decision.form}, {decision.document} ({decision.decided_on:%d/%m/%Y})"
        click.echo(line)


def _minutes(campaign: str, number: int, output: Path) -> None:
    from workflows.services.results_use.inspection_minutes import minutes_file
    from workflows.wiring import open_workspace

    content = minutes_file(open_workspace(), campaign, number)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    click.echo(_("Written: {file}").format(file=output), err=True)


def _remedied(
    campaign: str, number: int, finding: int, on: datetime, evidence: str, file: Path | None, as_json: bool
) -> None:
    from workflows.services.results_use.inspection_findings import remedy_finding
    from workflows.services.unit_door.answers import Upload
    from workflows.wiring import open_workspace

    shown = Upload(file.read_bytes(), file.name) if file else None
    made = remedy_finding(
        open_workspace(), campaign, number, finding, done_on=on.date(), evidence=evidence, file=shown
    )
    if as_json:
        told = {
            "inspection": number,
            "finding": finding,
            "done_on": made.done_on.isoformat(),
            "file": made.file,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(_("Written down."))


def _handle(
    campaign: str,
    number: int,
    finding: int,
    on: datetime,
    document: str,
    form: str,
    person: str,
    as_json: bool,
) -> None:
    from workflows.services.results_use.inspection_handling import record_handling
    from workflows.wiring import open_workspace

    made = record_handling(
        open_workspace(),
        campaign,
        number,
        finding,
        document=document,
        decided_on=on.date(),
        form=form,
        person=person,
    )
    if as_json:
        told = {"inspection": number, "finding": finding, "on": made.decided_on.isoformat()}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(_("Written down."))


def _quota(campaign: str, unit: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.results_use.inspection_quota import inspection_quota
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    weeks = inspection_quota(workspace, campaign, (unit,) if unit else (), day)
    if as_json:
        rows = [
            {
                **asdict(one),
                "first": one.first.isoformat() if one.first else None,
                "last": one.last.isoformat() if one.last else None,
                "missing": one.missing,
            }
            for one in weeks
        ]
        click.echo(
            json.dumps({"campaign": campaign, "on": day.isoformat(), "periods": rows}, ensure_ascii=False)
        )
        return
    for one in weeks:
        said = _("{first}–{last} {unit}: {done} of {wanted} checks")
        first, last = (f"{end:%d/%m/%Y}" if end else "–" for end in (one.first, one.last))
        click.echo(said.format(first=first, last=last, unit=one.unit, done=one.done, wanted=one.wanted))


def _told(one: "Inspection") -> dict[str, object]:
    return {
        "number": one.number,
        "unit": one.unit,
        "by": one.by,
        "place": one.place,
        "began": one.began.isoformat(),
        "ended": one.ended.isoformat(),
        "looked_at": one.looked_at,
        "failed": one.failed,
        "findings": len(one.findings),
    }


def _finding(row: "FoundRow", *, with_people: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "inspection": row.inspection.number,
        "finding": row.finding.number,
        "unit": row.inspection.unit,
        "what": row.finding.what,
        "remedy": row.finding.remedy,
        "deadline": row.finding.deadline.isoformat(),
        "state": row.state.value,
        "done_on": row.remedied.done_on.isoformat() if row.remedied else None,
        "evidence": row.remedied.evidence if row.remedied else "",
    }
    if with_people:
        told["person"] = str(row.finding.person) if row.finding.person else ""
    return told
