"""Sổ khắc phục: the commands of the group ``improvement``."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of the program."""
    group = click.Group(
        "improvement",
        help=_(
            "The improvement register: each weak criterion of a unit, its cause, remedy, deadline, evidence."
        ),
    )
    campaign = click.Argument(["campaign"])
    unit = click.Option(["--unit"], required=True, help=_("the unit, by its id"))
    units = click.Option(["--unit", "units"], multiple=True, help=_("only this unit; may be repeated"))
    reason = click.Option(["--reason"], required=True, help=_("why; the unit reads it"))
    criterion = click.Option(["--criterion"], required=True, help=_("the criterion, by its code"))
    later = click.Option(
        ["--with", "later"], default="", help=_("the later survey; without it the one which the plan names")
    )
    as_json = options.as_json()
    table: list[tuple[str, Callable[..., None], str, list[click.Parameter]]] = [
        (
            "prefill",
            _prefill,
            _("Makes the register: the weak criteria of each unit, from the result which the plan uses."),
            [
                click.Option(
                    ["--lowest"],
                    type=click.IntRange(0, 100),
                    help=_("so many of the lowest criteria of a unit"),
                ),
                click.Option(
                    ["--most"], type=click.IntRange(1, 100), help=_("at most so many criteria of a unit")
                ),
                click.Option(
                    ["--only-lowest"],
                    is_flag=True,
                    help=_("leaves out others which are told apart below the mean of their group"),
                ),
            ],
        ),
        (
            "show",
            _show,
            _("Every row, how far the registers are, how the duties stand; who has no rows and why."),
            [
                units,
                click.Option(["-o", "--output"], type=options.FILE, help=_("also writes the table (.xlsx)")),
            ],
        ),
        (
            "template",
            _template,
            _("Writes the table which the units fill in."),
            [units, options.output(_("the workbook to write"))],
        ),
        (
            "fill",
            _fill,
            _("Takes filled-in rows of one or many units from a table, all of them or none."),
            [
                click.Option(["--file"], type=options.FILE, required=True, help=_("the table (xlsx or csv)")),
                click.Option(
                    ["--roll"],
                    type=click.Choice(["refuse", "back", "forward"]),
                    default="refuse",
                    show_default=True,
                    help=_("what becomes of a deadline on a day off"),
                ),
            ],
        ),
        ("submit", _submit, _("Hands a unit's register in; its duty is handed in with it."), [unit]),
        (
            "return",
            _return,
            _("Sends a unit's register back to be mended, with the reason."),
            [unit, reason],
        ),
        (
            "accept",
            _accept,
            _("Accepts registers: each remedy becomes a duty of its unit, due on its day."),
            [units, click.Option(["--all", "everybody"], is_flag=True, help=_("all that were handed in"))],
        ),
        (
            "add",
            _add,
            _("Adds a criterion which the result does not call weak, or restores a struck one."),
            [unit, criterion, reason],
        ),
        ("strike", _strike, _("Strikes a row out; its words are kept."), [unit, criterion, reason]),
        (
            "versions",
            _versions,
            _("Every version of a row: when, by whom, what."),
            [unit, criterion],
        ),
        (
            "plan",
            _plan,
            _("The unit's own plan as a document: as a file, or issued by its office with a number."),
            [
                unit,
                click.Option(["-o", "--output"], type=options.FILE, help=_("the file to write (.docx)")),
                click.Option(["--issue", "to_issue"], is_flag=True, help=_("issues the plan with a number")),
            ],
        ),
        (
            "compare",
            _compare,
            _("Whether it helped: each criterion in the later survey, the change with its interval."),
            [units, later],
        ),
    ]
    for name, callback, said, params in table:
        every = [campaign, *params, as_json]
        group.add_command(click.Command(name, callback=callback, help=said, params=every))
    return [group]


def _prefill(campaign: str, lowest: int | None, most: int | None, only_lowest: bool, as_json: bool) -> None:
    from directives.results_use.improvement_settings import choice_of
    from workflows.services.results_use.improvement import prefill_register
    from workflows.wiring import open_workspace

    chosen = choice_of(lowest, most, only_lowest=only_lowest)
    found = prefill_register(open_workspace(), campaign, chosen)
    prefill = found.prefill
    if as_json:
        answer = {
            "campaign": campaign,
            "result_of": prefill.result_of,
            "choice": prefill.choice.in_words,
            "new": found.new,
            "renewed": found.renewed,
            "closed": list(found.closed),
            "unmeasured": list(prefill.unmeasured),
            "withheld": list(prefill.withheld),
            "left_out": dict(prefill.left_out),
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(
        _("{new} rows from the result of {result}; the figures of {renewed} renewed.").format(
            new=found.new, result=prefill.result_of, renewed=found.renewed
        )
    )
    for said, named in (
        (_("Not measured: {units}."), prefill.unmeasured),
        (_("Too few forms to be shown: {units}."), prefill.withheld),
        (_("Handed in already, left as they are: {units}."), found.closed),
        (_("More weak criteria than fit in: {units}."), prefill.left_out),
    ):
        if named:
            click.echo(said.format(units=", ".join(named)))


def _show(campaign: str, units: tuple[str, ...], output: Path | None, as_json: bool) -> None:
    from portal.cli.improvement_view import register_answer, say_register
    from storage.files import write_whole
    from workflows.services.results_use.improvement_files import register_workbook
    from workflows.services.results_use.improvement_register import improvement_changes, improvement_register
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found = improvement_register(workspace, campaign)
    if output is not None:
        changes = improvement_changes(workspace, campaign) if found.prefill else None
        write_whole(output, register_workbook(workspace, found, changes))
    if as_json:
        click.echo(json.dumps(register_answer(found, units), ensure_ascii=False))
    else:
        say_register(found, units)


def _template(campaign: str, units: tuple[str, ...], output: Path, as_json: bool) -> None:
    from workflows.services.results_use.improvement_files import write_template
    from workflows.wiring import open_workspace

    rows = write_template(open_workspace(), campaign, output, units)
    if as_json:
        click.echo(json.dumps({"file": str(output), "rows": rows}, ensure_ascii=False))
    else:
        click.echo(_("{file}: {count} rows.").format(file=output, count=rows))


def _fill(campaign: str, file: Path, roll: str, as_json: bool) -> None:
    from directives.followup.grounds import Roll
    from workflows.services.results_use.improvement_files import read_register
    from workflows.services.results_use.improvement_rows import fill_rows
    from workflows.wiring import open_workspace

    found = fill_rows(open_workspace(), campaign, read_register(file), roll=Roll(roll))
    if as_json:
        answer = {"read": found.read, "changed": found.changed, "units": list(found.units)}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(_("{read} rows read, {changed} changed.").format(read=found.read, changed=found.changed))


def _submit(campaign: str, unit: str, as_json: bool) -> None:
    from workflows.services.results_use.improvement_rows import submit_register
    from workflows.wiring import open_workspace

    register = submit_register(open_workspace(), campaign, unit)
    _say_state(unit, register.state.value, _("The register of {unit} is handed in."), as_json=as_json)


def _return(campaign: str, unit: str, reason: str, as_json: bool) -> None:
    from workflows.services.results_use.improvement_desk import return_register
    from workflows.wiring import open_workspace

    register = return_register(open_workspace(), campaign, unit, reason)
    _say_state(unit, register.state.value, _("The register of {unit} is sent back."), as_json=as_json)


def _accept(campaign: str, units: tuple[str, ...], everybody: bool, as_json: bool) -> None:
    from workflows.services.results_use.improvement_desk import accept_registers, handed_in_registers
    from workflows.wiring import open_workspace

    if bool(units) == everybody:
        raise click.UsageError(_("Give either --unit or --all."))
    workspace = open_workspace()
    wanted = handed_in_registers(workspace, campaign) if everybody else units
    found = accept_registers(workspace, campaign, wanted)
    if as_json:
        answer = {"accepted": list(found.units), "steps": list(found.steps), "version": found.version}
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif found.units:
        said = _("Accepted: {units}. {count} duties came to the plan, which is version {version} now.")
        units_said = ", ".join(found.units)
        click.echo(said.format(units=units_said, count=len(found.steps), version=found.version))
    else:
        click.echo(_("It stood there already; nothing was changed."))


def _add(campaign: str, unit: str, criterion: str, reason: str, as_json: bool) -> None:
    from workflows.services.results_use.improvement_rows import add_row
    from workflows.wiring import open_workspace

    row = add_row(open_workspace(), campaign, unit, criterion, reason)
    _say_state(unit, row.code, _("Criterion {state} is in the register of {unit}."), as_json=as_json)


def _strike(campaign: str, unit: str, criterion: str, reason: str, as_json: bool) -> None:
    from workflows.services.results_use.improvement_rows import strike_row
    from workflows.wiring import open_workspace

    row = strike_row(open_workspace(), campaign, unit, criterion, reason)
    said = _("Criterion {state} is struck out of the register of {unit}.")
    _say_state(unit, row.code, said, as_json=as_json)


def _versions(campaign: str, unit: str, criterion: str, as_json: bool) -> None:
    from portal.cli.improvement_view import row_answer
    from workflows.services.results_use.improvement_register import versions_of_row
    from workflows.wiring import open_workspace

    found = versions_of_row(open_workspace(), campaign, unit, criterion)
    rows = [{"at": at, "actor": actor, **row_answer(row)} for at, actor, row in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for number, row in enumerate(rows, start=1):
        words = "; ".join(f"{name}: {text}" for name, text in row["remedy"].items() if text)
        struck = _("struck out: {reason}").format(reason=row["struck"]) if row["struck"] else ""
        click.echo(" · ".join(filter(None, (f"{number}. {row['at']} {row['actor']}", words, struck))))


def _plan(campaign: str, unit: str, output: Path | None, to_issue: bool, as_json: bool) -> None:
    from storage.files import write_whole
    from workflows.services.results_use.improvement_plan import issue_plan, plan_file
    from workflows.wiring import open_workspace

    if output is None and not to_issue:
        raise click.UsageError(_("Give -o or --issue, or both."))
    workspace = open_workspace()
    issued = issue_plan(workspace, campaign, unit) if to_issue else None
    if output is not None:
        write_whole(output, issued.content if issued else plan_file(workspace, campaign, unit))
    number = str(issued.entry.document.number) if issued else None
    if as_json:
        answer = {"unit": unit, "file": str(output) if output else None, "issued": number}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if number:
        click.echo(_("Issued: {number}.").format(number=number))
    if output is not None:
        click.echo(str(output))


def _compare(campaign: str, units: tuple[str, ...], later: str, as_json: bool) -> None:
    from portal.cli.improvement_view import changes_answer, say_changes
    from workflows.services.results_use.improvement_register import improvement_changes, improvement_register
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    found = improvement_register(workspace, campaign)
    changes = improvement_changes(workspace, campaign, later)
    if as_json:
        click.echo(json.dumps(changes_answer(changes, units), ensure_ascii=False))
    else:
        say_changes(found, changes, units)


def _say_state(unit: str, state: str, said: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"unit": unit, "state": state}, ensure_ascii=False))
    else:
        click.echo(said.format(unit=unit, state=state))
