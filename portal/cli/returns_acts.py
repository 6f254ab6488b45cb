"""Quyết định về phiếu: ``returns reject|keep|edit|close|reopen``."""

from datetime import datetime

import click

from portal.cli import options
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: what a person decides about forms, each with name and reason."""
    campaign, form = click.Argument(["campaign"]), click.Argument(["form"])
    unit = click.Option(["--unit"], default="", help=_("the unit, where several sent a form of this serial"))
    reasons = _("why: a reason of the closed list, by its code or its wording (see docs/returns.md)")
    return [
        click.Command(
            "reject",
            callback=_reject,
            help=_("Sets FORM aside: it no longer counts, from the next cut on."),
            params=[
                campaign,
                form,
                click.Option(["--reason"], required=True, help=reasons),
                click.Option(["--note"], default="", help=_("what was seen")),
                click.Option(
                    ["--replaced-by"], default="", help=_("the serial of the reserve's form in its place")
                ),
                unit,
                _by(),
                options.on_day(),
            ],
        ),
        click.Command(
            "keep",
            callback=_keep,
            help=_("Lets FORM count, whatever the rules or the sender hold against it."),
            params=[campaign, form, unit, _reason(), _by(), options.on_day()],
        ),
        click.Command(
            "edit",
            callback=_edit,
            help=_("Keys answers of FORM in again; what came is kept beside them."),
            params=[
                campaign,
                form,
                click.Option(
                    ["--set", "answers"], multiple=True, required=True, help=_("for example 1.1=4; repeated")
                ),
                unit,
                _reason(),
                _by(),
                options.on_day(),
            ],
        ),
        click.Command(
            "close",
            callback=_close,
            help=_("Closes the returns: forms and decisions no longer change."),
            params=[campaign, _reason(), _by(), options.on_day()],
        ),
        click.Command(
            "reopen",
            callback=_reopen,
            help=_("Opens closed returns again, by a person whom the plan names."),
            params=[campaign, _reason(), _by(), options.on_day()],
        ),
    ]


def _by() -> click.Option:
    return click.Option(["--by", "person"], required=True, help=_("who decides"))


def _reason() -> click.Option:
    return click.Option(["--reason"], required=True, help=_("why"))


def _reject(
    campaign: str,
    form: str,
    reason: str,
    note: str,
    replaced_by: str,
    unit: str,
    person: str,
    on: datetime,
) -> None:
    from workflows.services.decide_forms import Decided, reject_form
    from workflows.wiring import open_workspace

    decided = Decided(form, person, on.date(), note, unit)
    done = reject_form(open_workspace(), campaign, decided, reason, replaced_by=replaced_by)
    click.echo((_("Rejected: {form}.") if done else _("Was rejected before: {form}.")).format(form=form))


def _keep(campaign: str, form: str, unit: str, reason: str, person: str, on: datetime) -> None:
    from workflows.services.decide_forms import Decided, keep_form
    from workflows.wiring import open_workspace

    done = keep_form(open_workspace(), campaign, Decided(form, person, on.date(), reason, unit))
    click.echo((_("Counts: {form}.") if done else _("Was kept before: {form}.")).format(form=form))


def _edit(
    campaign: str,
    form: str,
    answers: tuple[str, ...],
    unit: str,
    reason: str,
    person: str,
    on: datetime,
) -> None:
    from workflows.services.decide_forms import Decided, edit_form
    from workflows.wiring import open_workspace

    pairs = [answer.partition("=") for answer in answers]
    if bad := [pair[0] for pair in pairs if not pair[1]]:
        raise click.UsageError(_("--set takes CRITERION=ANSWER, not {given}.").format(given=", ".join(bad)))
    decided = Decided(form, person, on.date(), reason, unit)
    version = edit_form(
        open_workspace(), campaign, decided, {code.strip(): value for code, _eq, value in pairs}
    )
    click.echo(_("Keyed in again: {form}, version {version}.").format(form=form, version=version.version))


def _close(campaign: str, reason: str, person: str, on: datetime) -> None:
    from workflows.services.close_returns import close_returns
    from workflows.wiring import open_workspace

    done = close_returns(open_workspace(), campaign, on.date(), reason=reason, person=person)
    click.echo(_("The returns are closed.") if done else _("The returns were closed before."))


def _reopen(campaign: str, reason: str, person: str, on: datetime) -> None:
    from workflows.services.close_returns import reopen_returns
    from workflows.wiring import open_workspace

    reopen_returns(open_workspace(), campaign, on.date(), reason=reason, person=person)
    click.echo(_("The returns are open again; what changes now enters the next cut."))
