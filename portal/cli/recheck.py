"""Giám sát và phúc tra: the groups ``visits`` and ``recheck``."""

import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from portal.cli import field_papers, options
from portal.messages import _

if TYPE_CHECKING:
    from sipas_engine.recheck.results import Discrepancy, RecheckResult

_CONTENTS = ("right_list", "into_hand", "no_hints", "sealed")


def commands() -> list[click.Command]:
    """Các lệnh: the groups visits and recheck."""
    return [_visits(), _recheck()]


def _visits() -> click.Group:
    campaign, as_json, day = click.Argument(["campaign"]), options.as_json(), options.on_day()
    visit = click.Argument(["visit"])
    who = click.Option(["--by"], required=True, help=_("who did it"))
    content = click.Choice(_CONTENTS)
    group = click.Group(
        "visits", help=_("Supervision visits of the Front and the veterans, and answers to findings.")
    )
    for name, callback, said, params in (
        (
            "draw",
            _draw_visits,
            _("The villages to be visited, drawn from a seed."),
            [campaign, _seed(), _share("0.10"), as_json],
        ),
        (
            "record",
            _record_visit,
            _("Records the visit VISIT to a village."),
            [
                campaign,
                visit,
                click.Option(
                    ["--village"], required=True, help=_("the village after its commune: Xã A / Thôn 1")
                ),
                day,
                who,
                click.Option(
                    ["--not", "missing"], type=content, multiple=True, help=_("what was not as it must be")
                ),
                click.Option(["--remark"], default="", help=_("what was seen")),
                click.Option(["--proposal"], default="", help=_("what is proposed")),
                as_json,
            ],
        ),
        (
            "answer",
            _answer,
            _("Answers a finding of the visit VISIT."),
            [
                campaign,
                visit,
                click.Option(["--finding"], type=content, required=True, help=_("the finding")),
                day,
                who,
                click.Option(["--text"], required=True, help=_("what was done")),
                as_json,
            ],
        ),
        (
            "waiting",
            _waiting,
            _("Findings that wait for an answer, longest first."),
            [campaign, day, as_json],
        ),
    ):
        group.add_command(click.Command(name, callback=callback, help=said, params=list(params)))
    for command in field_papers.visit_commands():
        group.add_command(command)
    return group


def _recheck() -> click.Group:
    campaign, as_json = click.Argument(["campaign"]), options.as_json()
    group = click.Group("recheck", help=_("Asking again a drawn part of those who answered."))
    for name, callback, said, params in (
        (
            "draw",
            _draw,
            _("Draws the forms to be asked about again; nobody checks forms that he handed out."),
            [
                campaign,
                click.Option(
                    ["--checker"], multiple=True, required=True, help=_("who may check; once for each")
                ),
                _seed(),
                _share("0.05"),
                as_json,
            ],
        ),
        (
            "sheet",
            _sheet,
            _("Writes the drawn forms as a table to be filled in."),
            [campaign, options.output(_("the CSV file to write"))],
        ),
        (
            "record",
            _record,
            _("Takes the filled-in sheet FILE."),
            [
                campaign,
                click.Argument(["file"], type=options.FILE),
                click.Option(
                    ["--correction"], is_flag=True, help=_("the rows replace what was recorded before")
                ),
                as_json,
            ],
        ),
        ("report", _report, _("How often the answers differ, with intervals."), [campaign, as_json]),
    ):
        group.add_command(click.Command(name, callback=callback, help=said, params=list(params)))
    for command in field_papers.recheck_commands():
        group.add_command(command)
    return group


def _seed() -> click.Option:
    return click.Option(["--seed"], required=True, help=_("the seed; with it anyone can draw again"))


def _share(default: str) -> click.Option:
    return click.Option(
        ["--share"], default=default, show_default=True, help=_("the share, for example 0.05")
    )


def _fraction(share: str) -> Fraction:
    try:
        return Fraction(share)
    except (ValueError, ZeroDivisionError) as error:
        raise click.BadParameter(
            _("the share must be a number such as 0.05"), param_hint="--share"
        ) from error


def _draw_visits(campaign: str, seed: str, share: str, as_json: bool) -> None:
    from workflows.services.supervise import villages_to_visit
    from workflows.wiring import open_workspace

    drawn = villages_to_visit(open_workspace(), campaign, seed, _fraction(share))
    if as_json:
        click.echo(json.dumps([list(village) for village in drawn], ensure_ascii=False))
    else:
        for village in drawn:
            click.echo(" / ".join(village))


def _record_visit(
    campaign: str,
    visit: str,
    village: str,
    on: datetime,
    by: str,
    missing: tuple[str, ...],
    remark: str,
    proposal: str,
    as_json: bool,
) -> None:
    from sipas_engine.fieldwork.assignment import village_path
    from sipas_engine.recheck.visits import Content, Visit
    from workflows.services.supervise import record_visit
    from workflows.wiring import open_workspace

    seen = Visit(
        visit,
        village_path(village),
        on.date(),
        by,
        {content: content not in missing for content in get_args(Content)},
        remark,
        proposal,
    )
    _say(record_visit(open_workspace(), campaign, seen), as_json)


def _answer(campaign: str, visit: str, finding: Any, on: datetime, by: str, text: str, as_json: bool) -> None:
    from sipas_engine.recheck.visits import FindingAnswer
    from workflows.services.supervise import answer_finding
    from workflows.wiring import open_workspace

    answer = FindingAnswer(visit, finding, on.date(), by, text)
    _say(answer_finding(open_workspace(), campaign, answer), as_json)


def _say(new: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"new": new}))
    else:
        click.echo(_("Recorded.") if new else _("It stood there already."))


def _waiting(campaign: str, on: datetime, as_json: bool) -> None:
    from sipas_engine.recheck.visits import CONTENTS
    from workflows.services.supervise import waiting_findings
    from workflows.wiring import open_workspace

    found = waiting_findings(open_workspace(), campaign, on.date())
    if as_json:
        rows = [
            {"visit": one.visit, "village": list(one.village), "finding": one.content, "days": one.days}
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in found:
        said = _("{visit}, {village}: not “{finding}”, waiting for {days} days")
        place = " / ".join(one.village)
        click.echo(said.format(visit=one.visit, village=place, finding=CONTENTS[one.content], days=one.days))


def _draw(campaign: str, checker: tuple[str, ...], seed: str, share: str, as_json: bool) -> None:
    from workflows.services.recheck_forms import draw_recheck_forms
    from workflows.wiring import open_workspace

    drawn = draw_recheck_forms(open_workspace(), campaign, checker, seed, _fraction(share))
    if as_json:
        content = {
            "seed": drawn.seed,
            "share": float(drawn.share),
            "list_hash": drawn.list_hash,
            "forms": [
                {
                    "serial": form.serial,
                    "investigator": form.investigator,
                    "village": form.village,
                    "checker": form.checker,
                    "questions": list(form.questions),
                }
                for form in drawn.forms
            ],
        }
        click.echo(json.dumps(content, ensure_ascii=False))
        return
    for form in drawn.forms:
        click.echo(f"{form.serial}  {form.village}  {form.checker}  {', '.join(form.questions)}")


def _sheet(campaign: str, output: Path) -> None:
    from workflows.services.recheck_forms import write_recheck_sheet
    from workflows.wiring import open_workspace

    count = write_recheck_sheet(open_workspace(), campaign, output)
    click.echo(_("Written: {file}, {count} forms.").format(file=output, count=count), err=True)


def _record(campaign: str, file: Path, correction: bool, as_json: bool) -> None:
    from workflows.services.recheck_forms import record_recheck
    from workflows.wiring import open_workspace

    new = record_recheck(open_workspace(), campaign, file, correction=correction)
    if as_json:
        click.echo(json.dumps({"new": new}))
    else:
        click.echo(_("Taken: {new} new or changed rows.").format(new=new))


def _report(campaign: str, as_json: bool) -> None:
    from workflows.services.recheck_forms import recheck_report
    from workflows.wiring import open_workspace

    found = recheck_report(open_workspace(), campaign)
    if as_json:
        click.echo(json.dumps(_report_as_json(found), ensure_ascii=False))
        return
    said = _("{drawn} forms drawn, {recorded} asked about, {not_met} not met")
    click.echo(said.format(drawn=found.drawn, recorded=found.recorded, not_met=found.not_met))
    kinds = {
        "saw_form": _("never saw the form"),
        "own_hand": _("did not fill it in himself"),
        "same_level": _("another level now"),
        "far": _("two levels or more apart"),
    }
    for kind, one in found.kinds.items():
        click.echo(f"  {kinds[kind]}: {_worded(one)}")
    for person, one in found.by_investigator.items():
        click.echo(f"  {person}: {_worded(one)}")
    if found.waiting:
        click.echo(_("Nothing recorded yet: {serials}").format(serials=", ".join(found.waiting)))
    if found.never_seen:
        said = _("To be looked at for rejection, their respondents never saw the form: {serials}")
        click.echo(said.format(serials=", ".join(found.never_seen)))
        click.echo("  " + _("a person decides each: vanthu returns reject … --reason never_seen"))


def _worded(one: "Discrepancy") -> str:
    if one.share is None or one.interval is None:
        return _("nothing asked")
    low, high = one.interval
    figures = f"{one.different}/{one.asked} = {one.share:.1f} % [{low:.1f}; {high:.1f}]"
    return figures.replace(".", ",")


def _report_as_json(found: "RecheckResult") -> dict[str, object]:
    def one(found: "Discrepancy") -> dict[str, object]:
        interval = None if found.interval is None else list(found.interval)
        return {"asked": found.asked, "different": found.different, "share": found.share, "ci95": interval}

    return {
        "drawn": found.drawn,
        "recorded": found.recorded,
        "not_met": found.not_met,
        "kinds": {kind: one(discrepancy) for kind, discrepancy in found.kinds.items()},
        "investigators": {who: one(discrepancy) for who, discrepancy in found.by_investigator.items()},
        "criteria": {code: one(discrepancy) for code, discrepancy in found.by_criterion.items()},
        "waiting": list(found.waiting),
        "proposed_for_rejection": [{"serial": serial, "reason": "never_seen"} for serial in found.never_seen],
    }
