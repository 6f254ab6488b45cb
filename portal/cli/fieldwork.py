"""Phát, thu phiếu: the group ``fieldwork``: investigators, assignment, daily sheets, hand-over, balance, payment."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import field_papers, options
from portal.messages import _, worded_problem

if TYPE_CHECKING:
    from sipas_engine.fieldwork.payment import PaymentCheck
    from workflows.services.field_status import FieldStatus


def commands() -> list[click.Command]:
    """Các lệnh: the group fieldwork."""
    campaign, file = click.Argument(["campaign"]), click.Argument(["file"], type=options.FILE)
    as_json, day = options.as_json(), options.on_day()
    group = click.Group(
        "fieldwork", help=_("Forms handed out and taken back by the Post; no answers are seen here.")
    )
    for name, callback, said, params in (
        ("enlist", _enlist, _("Takes the roster of investigators, FILE."), [campaign, file, as_json]),
        (
            "roster",
            _roster,
            _("Everybody of the roster, and what keeps him from work."),
            [campaign, day, as_json],
        ),
        (
            "assign",
            _assign,
            _(
                "Gives forms, village by village, to the investigators who are ready: of FILE, or of a sample."
            ),
            [
                campaign,
                click.Argument(["file"], type=options.FILE, required=False),
                click.Option(
                    ["--list", "listed"], help=_("the drawn list, survey/office/version, instead of FILE")
                ),
                click.Option(
                    ["--code"], default="", help=_("what the codes of the forms begin with, as LD-26")
                ),
                day,
                as_json,
            ],
        ),
        (
            "report",
            _report,
            _("Takes the daily sheet FILE: forms out, in, refused, wrong address, replaced."),
            [
                campaign,
                file,
                click.Option(
                    ["--correction"], is_flag=True, help=_("the rows replace those of reported days")
                ),
                as_json,
            ],
        ),
        (
            "hand-over",
            _hand_over,
            _("Takes the list FILE of the forms which investigators gave back."),
            [campaign, file, day, as_json],
        ),
        (
            "status",
            _status,
            _("Balance of every investigator, doubtful lists, and when all forms will be back."),
            [
                campaign,
                day,
                click.Option(
                    ["--deadline"], type=options.DAY, required=True, help=_("the last day of field work")
                ),
                as_json,
            ],
        ),
        (
            "pay",
            _pay,
            _("Takes the signed list FILE of the respondents who were paid."),
            [
                campaign,
                file,
                click.Option(
                    ["--correction"],
                    is_flag=True,
                    help=_("the list takes the place of earlier ones for its serials"),
                ),
                as_json,
            ],
        ),
        (
            "payments",
            _payments,
            _("The paid respondents against the forms that came back, by serial."),
            [
                campaign,
                click.Option(["--amount"], type=int, required=True, help=_("what each is paid, in đồng")),
                as_json,
            ],
        ),
    ):
        group.add_command(click.Command(name, callback=callback, help=said, params=list(params)))
    for command in field_papers.fieldwork_commands():
        group.add_command(command)
    return [group]


def _enlist(campaign: str, file: Path, as_json: bool) -> None:
    from workflows.services.enlist_investigators import enlist_investigators
    from workflows.wiring import open_workspace

    done = enlist_investigators(open_workspace(), campaign, file)
    if as_json:
        click.echo(json.dumps({"new": done.new, "absent": list(done.absent)}, ensure_ascii=False))
        return
    _say_new(done.new, as_json=False)
    if done.absent:
        said = _("Not in this file, still on the roster: {people}. Who has left gets a day in nghi_tu.")
        click.echo(said.format(people=", ".join(done.absent)))


def _roster(campaign: str, on: datetime, as_json: bool) -> None:
    from workflows.services.enlist_investigators import roster_on
    from workflows.wiring import open_workspace

    rows: list[dict[str, Any]] = [
        {
            "investigator": person.id,
            "name": person.name,
            "post_office": person.post_office,
            "ready": not missing,
            "missing": [worded_problem(problem) for problem in missing],
        }
        for person, missing in roster_on(open_workspace(), campaign, on.date())
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        state = _("ready") if row["ready"] else "; ".join(row["missing"])
        click.echo(f"{row['investigator']}  {row['name']} ({row['post_office']}): {state}")


def _assign(
    campaign: str, file: Path | None, listed: str | None, code: str, on: datetime, as_json: bool
) -> None:
    from workflows.services.assign_villages import assign_forms, assign_sample
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    if (file is None) == (listed is None):
        raise click.UsageError(_("Give one of FILE and “--list”."))
    if file is not None:
        found = assign_forms(open_workspace(), campaign, file, on.date())
    elif code:
        found = assign_sample(open_workspace(), campaign, list_key(listed or ""), code, on.date())
    else:
        raise click.UsageError(_("“--list” needs “--code”: what the codes of the forms begin with."))
    if as_json:
        rows = [
            {
                "village": list(one.village.path),
                "investigator": one.investigator,
                "forms": len(one.village.serials),
                "reserve": len(one.village.reserve),
            }
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in found:
        said = _("{village}: {forms} forms, {investigator}")
        click.echo(
            said.format(
                village=" / ".join(one.village.path),
                forms=len(one.village.serials),
                investigator=one.investigator,
            )
        )


def _report(campaign: str, file: Path, correction: bool, as_json: bool) -> None:
    from workflows.services.report_field_day import report_field_day
    from workflows.wiring import open_workspace

    _say_new(report_field_day(open_workspace(), campaign, file, correction=correction), as_json)


def _hand_over(campaign: str, file: Path, on: datetime, as_json: bool) -> None:
    from workflows.services.hand_over_forms import hand_over_forms
    from workflows.wiring import open_workspace

    _say_new(hand_over_forms(open_workspace(), campaign, file, on.date()), as_json)


def _pay(campaign: str, file: Path, correction: bool, as_json: bool) -> None:
    from workflows.services.pay_respondents import keep_payments
    from workflows.wiring import open_workspace

    _say_new(keep_payments(open_workspace(), campaign, file, correction=correction), as_json)


def _say_new(new: int, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"new": new}))
    else:
        click.echo(_("Taken: {new} new or changed rows.").format(new=new))


def _status(campaign: str, on: datetime, deadline: datetime, as_json: bool) -> None:
    from workflows.services.field_status import field_status
    from workflows.wiring import open_workspace

    found = field_status(open_workspace(), campaign, on.date(), deadline.date())
    if as_json:
        click.echo(json.dumps(_status_as_json(found), ensure_ascii=False))
        return
    for one in found.balances:
        said = _(
            "{investigator}: {given} given, {handed_out} out, {back} in, {refused} refused, "
            "{wrong_address} wrong address, {replaced} replaced, {still_out} still out, {handed_over} handed over"
        )
        click.echo(
            said.format(
                investigator=one.investigator,
                given=one.given,
                handed_out=one.handed_out,
                back=one.back,
                refused=one.refused,
                wrong_address=one.wrong_address,
                replaced=one.replaced,
                still_out=one.still_out,
                handed_over=one.handed_over,
            )
        )
        if one.unaccounted:
            click.echo(
                "  - " + _("{forms} forms do not balance: in, less handed over").format(forms=one.unaccounted)
            )
    for village in found.villages:
        if village.outdated:
            said = _("{village}: {wrong} of {forms} addresses are wrong; the list is out of date")
            place = " / ".join(village.village)
            click.echo(said.format(village=place, wrong=village.counts.wrong_address, forms=village.forms))
    for person, reasons in found.not_ready:
        why = "; ".join(map(worded_problem, reasons))
        click.echo(
            "  - "
            + _("{investigator} has villages and may not work: {why}").format(investigator=person, why=why)
        )
    _say_forecast(found)


def _say_forecast(found: "FieldStatus") -> None:
    ahead = found.forecast
    if ahead.left == 0:
        click.echo(_("All forms are back."))
        return
    day = ahead.at_pace.strftime("%d/%m/%Y") if ahead.at_pace else _("not to be told yet")
    click.echo(
        _("{left} forms are left; at {pace} a day they are back on: {day}").format(
            left=ahead.left, pace=f"{ahead.pace:.1f}".replace(".", ","), day=day
        )
    )
    if ahead.hopeless:
        click.echo(
            "  - " + _("even the Post's full capacity misses the deadline: more investigators, or more time")
        )
    elif ahead.late:
        click.echo("  - " + _("at this pace the deadline is missed; the Post could still make it"))


def _status_as_json(found: "FieldStatus") -> dict[str, object]:
    ahead = found.forecast
    return {
        "investigators": [
            {
                "investigator": one.investigator,
                "given": one.given,
                "handed_out": one.handed_out,
                "back": one.back,
                "refused": one.refused,
                "wrong_address": one.wrong_address,
                "replaced": one.replaced,
                "not_yet_out": one.not_yet_out,
                "still_out": one.still_out,
                "handed_over": one.handed_over,
                "unaccounted": one.unaccounted,
                "balanced": one.balanced,
            }
            for one in found.balances
        ],
        "villages": [
            {
                "village": list(one.village),
                "investigator": one.investigator,
                "forms": one.forms,
                "handed_out": one.counts.handed_out,
                "back": one.counts.back,
                "wrong_address": one.counts.wrong_address,
                "outdated": one.outdated,
            }
            for one in found.villages
        ],
        "not_ready": [
            {"investigator": person, "missing": [worded_problem(problem) for problem in reasons]}
            for person, reasons in found.not_ready
        ],
        "forecast": {
            "left": ahead.left,
            "pace": ahead.pace,
            "capacity": ahead.capacity,
            "at_pace": ahead.at_pace.isoformat() if ahead.at_pace else None,
            "at_capacity": ahead.at_capacity.isoformat() if ahead.at_capacity else None,
            "deadline": ahead.deadline.isoformat(),
            "late": ahead.late,
            "hopeless": ahead.hopeless,
        },
    }


def _payments(campaign: str, amount: int, as_json: bool) -> None:
    from workflows.services.pay_respondents import payments_against_forms
    from workflows.wiring import open_workspace

    found = payments_against_forms(open_workspace(), campaign, Decimal(amount))
    if as_json:
        click.echo(json.dumps(_payments_as_json(found), ensure_ascii=False))
        return
    click.echo(
        _("{paid} rows, {total} đồng fit the forms.").format(
            paid=found.paid, total=f"{found.total:,.0f}".replace(",", ".")
        )
    )
    for said, serials in (
        (_("back, but nobody was paid"), found.unpaid),
        (_("paid, but no form came"), found.without_form),
        (_("paid more than once"), found.twice),
        (_("not signed for"), found.unsigned),
        (_("another amount"), tuple(found.other_amount)),
    ):
        if serials:
            click.echo(f"  - {said}: {', '.join(serials)}")
    for paid, form in found.written_otherwise.items():
        click.echo("    " + _("{paid} in the list is perhaps form {form}").format(paid=paid, form=form))


def _payments_as_json(found: "PaymentCheck") -> dict[str, object]:
    return {
        "paid": found.paid,
        "total": str(found.total),
        "fits": found.fits,
        "unpaid": list(found.unpaid),
        "without_form": list(found.without_form),
        "twice": list(found.twice),
        "unsigned": list(found.unsigned),
        "other_amount": {serial: str(amount) for serial, amount in found.other_amount.items()},
        "written_otherwise": dict(found.written_otherwise),
    }
