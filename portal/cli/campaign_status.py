"""Tình trạng đợt: ``campaign status``, as one JSON document or as tables."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import N_, _

if TYPE_CHECKING:
    from rich.table import Table

    from directives.followup.expected import Tally
    from workflows.services.campaign_status import CampaignStatus

STATES = {
    "not_due": N_("not due yet"),
    "due_soon": N_("due soon"),
    "due_today": N_("due today"),
    "late": N_("late"),
    "done": N_("done in time"),
    "done_late": N_("done late"),
    "suspended": N_("suspended"),
    "waived": N_("waived"),
    "standing": N_("goes on, no deadline"),
}
_PHASES = {
    "draft": N_("in preparation"),
    "planned": N_("planned"),
    "sampling": N_("drawing the sample"),
    "sample_approved": N_("sample agreed"),
    "field": N_("forms in the field"),
    "collected": N_("forms collected"),
    "cleaning": N_("forms being checked"),
    "analysed": N_("index computed"),
    "submitted": N_("submitted for decision"),
    "published": N_("published"),
    "in_follow_up": N_("result being acted upon"),
    "closed": N_("closed"),
}
#: Bao nhiêu dòng: thousands of lines help nobody at a desk; ``--json`` has them all.
_SHOWN = 20


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    by = click.Option(
        ["--by"], type=click.Choice(["step", "unit"]), help=_("expected by today against done, in rows")
    )
    return [
        click.Command(
            "status",
            callback=_status,
            help=_("Where the duties stand on a day; exit code 1 when one is late."),
            params=[click.Argument(["campaign"]), options.on_day(), by, options.as_json()],
        )
    ]


def _status(campaign: str, on: datetime, by: str | None, as_json: bool) -> int:
    from workflows.services.campaign_status import campaign_status
    from workflows.services.difficulties import late_answers
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found = campaign_status(workspace, campaign, on.date())
    unanswered = late_answers(workspace, campaign, on.date())
    if as_json:
        from workflows.services.status_answer import status_answer

        answer = status_answer(found, campaign, unanswered, by_unit=by == "unit")
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _show(found, campaign, by)
        for one in unanswered:
            said = _("  difficulty {number} of {unit} waits for an answer of {owner} since {due}")
            told = {"number": one.number, "unit": one.unit, "owner": one.owner or "–"}
            click.echo(said.format(due=f"{one.answer_due:%d/%m/%Y}", **told))
    return 1 if found.late else 0


def _show(found: "CampaignStatus", campaign: str, by: str | None) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for table in _tables(found, campaign, by):
        if table.row_count:
            console.print(table)
    if len(found.late) > _SHOWN:
        more = _("… and {count} more; --json lists all of them.")
        click.echo(more.format(count=len(found.late) - _SHOWN))
    if found.field is not None:
        counts, said = (
            found.field.counts,
            _("Forms: {forms}; handed out {out}, back {back}, refused {refused}."),
        )
        click.echo(
            said.format(
                forms=found.field.forms, out=counts.handed_out, back=counts.back, refused=counts.refused
            )
        )


def _tables(found: "CampaignStatus", campaign: str, by: str | None) -> Iterator["Table"]:
    """Các bảng: counts, rows by step or unit, the late ones, what comes next, what changed."""
    from directives.followup.stages import EVENT_WORDS

    phase = _(_PHASES[found.phase.value])
    title = _("{campaign} on {day}: {phase}")
    click.echo(title.format(campaign=campaign, day=_day(found, found.day), phase=phase))
    counts = _table("", "", ">")
    for state, count in found.counts.items():
        if count or state == "late":
            counts.add_row(_(STATES[state]), str(count))
    yield counts
    headings = [_("owed"), _("expected by today"), _("done by today"), _("late")]
    if by == "step":
        rows = _table("", _("which step"), _("due on"), *(f">{heading}" for heading in headings))
        for step in found.steps:
            rows.add_row(step.name, _day(found, step.due), *_figures(step.tally))
        yield rows
    if by == "unit":
        rows = _table("", _("which unit"), *(f">{heading}" for heading in headings))
        for unit in found.units:
            rows.add_row(_name(found, unit.unit), *_figures(unit.tally))
        yield rows
    late = _table(_("Late:"), _("which step"), _("which unit"), _("due on"), ">" + _("working days late"))
    for item in found.late[:_SHOWN]:
        name = found.board.plan.step(item.duty.key.step).name
        late.add_row(
            name, _name(found, item.duty.key.unit), _day(found, item.duty.due), str(item.working_days_late)
        )
    yield late
    soon = _table(_("Next deadlines:"), _("due on"), _("which step"), ">" + _("still open"))
    for one in found.next:
        soon.add_row(_day(found, one.due), found.board.plan.step(one.step).name, str(one.open))
    yield soon
    changed = _table(
        _("Changed by documents:"),
        _("which step"),
        _("which unit"),
        "",
        _("due on"),
        _("by document"),
        _("for the reason"),
    )
    for change in found.changes[:_SHOWN]:
        whom = _("all") if change.unit == "*" else _name(found, change.unit)
        name = found.board.plan.step(change.step).name
        what = _(EVENT_WORDS[change.kind])
        changed.add_row(name, whom, what, _day(found, change.due), change.document, change.reason)
    yield changed


def _name(found: "CampaignStatus", unit: str) -> str:
    return found.name_of(unit) if unit else _("the campaign itself")


def _figures(tally: "Tally") -> tuple[str, ...]:
    return tuple(str(count) for count in (tally.owed, tally.expected, tally.done, tally.late))


def _day(found: "CampaignStatus", day: date | None) -> str:
    """Ngày: with a mark when the days off of its year are not announced yet."""
    if day is None:
        return "–"
    mark = " " + _("(provisional)") if found.is_provisional(day) else ""
    return f"{day:%d/%m/%Y}{mark}"


def _table(title: str, *headings: str) -> "Table":
    """Bảng: a heading that begins with ">" is of figures."""
    from rich.table import Table
    from rich.text import Text

    found = Table(title=Text(title) if title else None, title_justify="left", box=None, padding=(0, 1))
    found.show_header = any(heading.strip(">") for heading in headings)
    for heading in headings:
        found.add_column(
            heading.removeprefix(">"), justify="right" if heading.startswith(">") else "left", overflow="fold"
        )
    return found
