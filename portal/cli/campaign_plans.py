"""Kế hoạch theo dõi: plans from templates, their editions and units, in the group ``campaign``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from directives.errors import Problem
from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.edit_plan import PlanEdition
    from workflows.services.new_plan import NewPlan


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    plan = click.Argument(["plan"], type=options.FILE)
    return [
        click.Command(
            "new",
            callback=_new,
            help=_("Writes a plan from a template, to be read and edited."),
            params=_asked(),
        ),
        click.Command(
            "edit",
            callback=_edit,
            help=_("Keeps PLAN as a new edition of a running campaign's plan."),
            params=[
                campaign,
                plan,
                click.Option(["--reason"], required=True, help=_("why the plan is changed")),
                click.Option(["--by"], required=True, help=_("who decided it")),
                options.as_json(),
            ],
        ),
        click.Command(
            "editions",
            callback=_editions,
            help=_("The editions of a campaign's plan, with their reasons."),
            params=[campaign, options.as_json()],
        ),
        click.Command(
            "units",
            callback=_units,
            help=_("The offices a campaign's plan is expanded to."),
            params=[campaign, options.as_json()],
        ),
    ]


def _asked() -> list[click.Parameter]:
    def day(name: str, said: str) -> click.Option:
        return click.Option([name], type=options.DAY, help=said)

    return [
        click.Argument(["template"], required=False),
        click.Option(["--list", "listing"], is_flag=True, help=_("shows the templates with their steps")),
        click.Option(
            ["--kind"],
            type=click.Choice(["national", "province", "use"]),
            default="province",
            show_default=True,
            help=_("whose campaign it is, or the use of a result; the tiers follow from the day"),
        ),
        click.Option(["--id", "plan_id"], help=_("the id of the new campaign, for example dak-nong-2021")),
        click.Option(["--title"], default="", help=_("its title; left out: the template's")),
        click.Option(["--province"], default="", help=_("the province, by name or code")),
        day("--t0", _("T0: the day of the Ministry's dispatch, for example 2021-11-29")),
        day("--f0", _("F0: the first day of field work")),
        day("--f1", _("F1: the last day of field work; left out: 20 working days after F0")),
        click.Option(["--question-set"], help=_("a built-in question set, or a file; left out: that of the day")),
        click.Option(
            ["--units"],
            multiple=True,
            help=_("an office to be surveyed, by its id, or @FILE with one id a line; may be repeated"),
        ),
        click.Option(["--directive"], default="", help=_("number of the document that is carried out")),
        click.Option(["--result-of"], default="", help=_("--kind use: the campaign whose result is put to use")),
        click.Option(["--compared-with"], default="", help=_("--kind use: the later survey, started or not")),
        click.Option(["--standing-office"], default="", help=_("--kind use: who follows up; left out: as there")),
        click.Option(["--sample"], type=click.IntRange(min=1), help=_("forms of the sample")),
        click.Option(["--investigators"], type=click.IntRange(min=1), help=_("investigators of the Post")),
        click.Option(
            ["--forms-a-day"],
            type=click.FloatRange(min=0, min_open=True),
            help=_("forms one investigator brings home a working day"),
        ),
        click.Option(["--synthetic-seed"], type=int, help=_("a demonstration: returns are made up from this seed")),
        click.Option(
            ["--forms-per-unit"],
            type=click.IntRange(min=1),
            default=30,
            show_default=True,
            help=_("a demonstration: forms for each commune"),
        ),
        click.Option(["-o", "--output"], type=options.FILE, help=_("the folder to write")),
        options.as_json(),
    ]  # fmt: skip


def _new(template: str | None, listing: bool, as_json: bool, output: Path | None, **said: Any) -> None:
    if listing:
        _list(as_json)
        return
    use = said["kind"] == "use"
    if use and template:
        raise click.UsageError(
            _("With --kind use the template follows from the day: leave {name} out.").format(name=template)
        )
    wanted = {"--result-of": said["result_of"] or None} if use else {"--f0": said["f0"]}
    needed = {"--id": said["plan_id"], "--t0": said["t0"], **wanted, "-o": output}
    missing = [name for name, value in needed.items() if value is None]
    if missing or output is None:
        raise click.UsageError(_("Still to be said: {missing}.").format(missing=", ".join(missing)))
    from workflows.services.new_plan import new_plan, write_plan
    from workflows.wiring import open_workspace

    made = _use_plan(said) if use else new_plan(open_workspace(), _request(template or "", said))
    file = write_plan(made, output)
    if as_json:
        click.echo(json.dumps(_made_as_json(made, file), ensure_ascii=False))
        return
    click.echo(
        _("Written: {file}, from the template {template}.").format(file=file, template=made.template.name)
    )
    for choice in made.choices:
        click.echo(f"  {_(choice.what)}: {choice.value} ({_(choice.why).format(**choice.fields)})")
    click.echo("  " + _("offices that owe something: {count}").format(count=made.owing))
    say_warnings(made.warnings)
    click.echo(_("Read and edit it, then: vanthu campaign start {file}").format(file=file))


def _use_plan(said: Mapping[str, Any]) -> "NewPlan":
    from workflows.services.results_use.new_use_plan import UsePlanRequest, new_use_plan
    from workflows.wiring import open_workspace

    asked = UsePlanRequest(
        id=said["plan_id"],
        t0=said["t0"].date(),
        result_of=said["result_of"],
        compared_with=said["compared_with"],
        units=tuple(_named_units(said["units"])),
        standing_office=said["standing_office"],
        title=said["title"],
        directive=said["directive"],
    )
    return new_use_plan(open_workspace(), asked)


def _request(template: str, said: Mapping[str, Any]) -> Any:
    from directives.followup.plan import Capacity, SyntheticReturns
    from workflows.services.new_plan import PlanRequest

    loads = said["sample"], said["investigators"], said["forms_a_day"]
    if any(loads) and not all(loads):
        raise click.UsageError(_("The capacity needs --sample, --investigators and --forms-a-day."))
    seed = said["synthetic_seed"]
    return PlanRequest(
        id=said["plan_id"],
        t0=said["t0"].date(),
        f0=said["f0"].date(),
        f1=said["f1"].date() if said["f1"] else None,
        template=template,
        kind=said["kind"],
        province=said["province"],
        title=said["title"],
        question_set=said["question_set"],
        units=tuple(_named_units(said["units"])),
        directive=said["directive"],
        capacity=Capacity(*loads) if all(loads) else None,
        synthetic=None if seed is None else SyntheticReturns(seed, said["forms_per_unit"]),
    )


def _named_units(said: Iterable[str]) -> Iterable[str]:
    for word in said:
        if word.startswith("@"):
            lines = Path(word[1:]).read_text(encoding="utf-8-sig").splitlines()
            yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))
        else:
            yield word


def _made_as_json(made: "NewPlan", file: Path) -> dict[str, object]:
    return {
        "plan": str(file),
        "template": made.template.name,
        "id": made.plan.id,
        "steps": len(made.plan.steps),
        "offices": made.owing,
        "choices": [
            {"what": _(one.what), "value": one.value, "why": _(one.why).format(**one.fields)}
            for one in made.choices
        ],
        "warnings": warnings_as_json(made.warnings),
    }


def warnings_as_json(warnings: Iterable[Problem]) -> list[dict[str, object]]:
    """Cảnh báo dạng JSON: in words, with the figures and the place in the plan."""
    return [
        {"where": one.where, "message": _(one.template).format(**one.fields), "fields": dict(one.fields)}
        for one in warnings
    ]


def say_warnings(warnings: Sequence[Problem]) -> None:
    """Nói cảnh báo: on standard error, one line each; they stop nothing."""
    if warnings:
        click.echo(_("Beware:"), err=True)
    for one in warnings:
        click.echo(f"  - {one.where}: {_(one.template).format(**one.fields)}", err=True)


def _list(as_json: bool) -> None:
    from directives.followup.plan_templates import plan_templates

    if as_json:
        rows = [
            {"name": one.name, "kind": one.kind, "tiers": one.regime, "steps": [dict(s) for s in one.steps]}
            for one in plan_templates()
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in plan_templates():
        click.echo(f"{one.name}: {one.title}")
        for number, step in enumerate(one.steps, start=1):
            click.echo(f"  {number:2}. {step['code']}: {step['name']} ({_due_said(step)})")


def _due_said(step: Mapping[str, Any]) -> str:
    """Hạn trong mẫu: as the template counts it, "T0 + 7"."""
    if "recurrence" in step:
        return str(step["recurrence"]["every"])
    if "due" not in step:
        return _("no deadline")
    due = step["due"]
    days = due.get("working_days", 0)
    return f"{due['anchor']} {'+' if days > 0 else '-'} {abs(days)}" if days else str(due["anchor"])


def _edit(campaign: str, plan: Path, reason: str, by: str, as_json: bool) -> None:
    from workflows.services.edit_plan import edit_plan
    from workflows.services.start_campaign import read_plan
    from workflows.wiring import open_workspace

    found, drafts = read_plan(plan)
    edition = edit_plan(open_workspace(), campaign, found, drafts, reason=reason, person=by)
    if as_json:
        click.echo(json.dumps(_edition_as_json(campaign, edition), ensure_ascii=False))
        return
    if not edition.version:
        click.echo(_("The plan says so already; nothing was changed."))
        return
    click.echo(
        _("{campaign}: edition {version} of the plan holds.").format(
            campaign=campaign, version=edition.version
        )
    )
    for change in edition.dues:
        click.echo(
            f"  {_day(change.old)} → {_day(change.new)}  {change.name} ({change.step}#{change.occurrence})"
        )
    if edition.steps:
        click.echo("  " + _("steps changed: {steps}").format(steps=", ".join(edition.steps)))
    if edition.units:
        click.echo("  " + _("offices added: {units}").format(units=", ".join(edition.units)))
    say_warnings(edition.warnings)


def _edition_as_json(campaign: str, edition: "PlanEdition") -> dict[str, object]:
    return {
        "campaign": campaign,
        "version": edition.version or None,
        "dues": [
            {"step": one.step, "occurrence": one.occurrence, "old": _iso(one.old), "new": _iso(one.new)}
            for one in edition.dues
        ],
        "steps": list(edition.steps),
        "units": list(edition.units),
        "warnings": warnings_as_json(edition.warnings),
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None


def _editions(campaign: str, as_json: bool) -> None:
    from workflows.services.edit_plan import plan_editions
    from workflows.wiring import open_workspace

    rows = plan_editions(open_workspace(), campaign)
    if as_json:
        listed = [
            {"version": row.version, "day": row.day.isoformat(), "by": row.actor, "reason": row.reason}
            for row in rows
        ]
        click.echo(json.dumps(listed, ensure_ascii=False))
        return
    click.echo("1  " + _("as it was started"))
    for row in rows:
        click.echo(f"{row.version}  {row.day:%d/%m/%Y}  {row.actor}: {row.reason}")


def _units(campaign: str, as_json: bool) -> None:
    from workflows.services.edit_plan import plan_units
    from workflows.wiring import open_workspace

    rows = plan_units(open_workspace(), campaign)
    if as_json:
        listed = [
            {
                "unit": row.id,
                "name": row.name,
                "level": row.level,
                "superior": row.superior or None,
                "surveyed": row.surveyed,
            }
            for row in rows
        ]
        click.echo(json.dumps(listed, ensure_ascii=False))
        return
    for row in rows:
        mark = "*" if row.surveyed else " "
        click.echo(f"{mark} {row.id}  {row.name}" + (f"  ← {row.superior}" if row.superior else ""))
    click.echo(_("{count} offices; * surveyed").format(count=len(rows)))
