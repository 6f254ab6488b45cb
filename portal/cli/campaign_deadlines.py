"""Đổi hạn, tạm dừng, tiếp tục: ``campaign extend|suspend|resume``, each by a document."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.move_deadline import Changed, Scope

_ALL = "all"


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    campaign = click.Argument(["campaign"])
    by = [
        click.Option(["--document"], required=True, help=_("the document, for example 12/UBND-NC")),
        click.Option(["--ground"], required=True, help=_("its legal ground")),
        options.as_json(),
    ]
    of = [
        click.Option(["--step"], default="", help=_("the step; for a suspension all of them without it")),
        click.Option(["--unit"], default=_ALL, show_default=True, help=_("the unit, by its id, or all")),
        click.Option(["--occurrence"], type=click.IntRange(min=1), help=_("which period of the step")),
    ]
    roll = click.Choice(["refuse", "back", "forward"])
    extend = click.Command(
        "extend",
        callback=_extend,
        help=_("A document moves a deadline, or an anchor with every deadline counted from it."),
        params=[
            campaign,
            *of,
            click.Option(["--anchor"], default="", help=_("an anchor of the plan instead of a step")),
            click.Option(
                ["--to"], type=options.DAY, required=True, help=_("the new deadline, a working day")
            ),
            click.Option(["--roll"], type=roll, default="refuse", help=_("which way a day off is rolled")),
            *by,
        ],
    )
    suspend = click.Command(
        "suspend",
        callback=_suspend,
        help=_("A document suspends duties: they are neither late nor reminded of."),
        params=[campaign, *of, *by],
    )
    resume = click.Command(
        "resume",
        callback=_resume,
        help=_("A document lets suspended duties go on; the lost working days are given back."),
        params=[campaign, *of, *by],
    )
    return [extend, suspend, resume]


def _extend(
    campaign: str,
    step: str,
    unit: str,
    occurrence: int | None,
    anchor: str,
    to: datetime,
    roll: str,
    document: str,
    ground: str,
    as_json: bool,
) -> None:
    from directives.followup.grounds import Roll
    from workflows.services.move_deadline import extend, extend_anchor
    from workflows.wiring import open_workspace

    if bool(step) == bool(anchor):
        raise click.UsageError(_("Give either --step or --anchor."))
    workspace, said = open_workspace(), (document, ground)
    if anchor:
        changed = extend_anchor(workspace, campaign, anchor, to.date(), said, roll=Roll(roll))
    else:
        scope = _scope(step, unit, occurrence)
        changed = extend(workspace, campaign, scope, to.date(), said, roll=Roll(roll))
    _say(changed, as_json=as_json)


def _suspend(
    campaign: str, step: str, unit: str, occurrence: int | None, document: str, ground: str, as_json: bool
) -> None:
    from workflows.services.suspend_duties import suspend
    from workflows.wiring import open_workspace

    scope = _scope(step, unit, occurrence)
    _say(suspend(open_workspace(), campaign, scope, (document, ground)), as_json=as_json)


def _resume(
    campaign: str, step: str, unit: str, occurrence: int | None, document: str, ground: str, as_json: bool
) -> None:
    from workflows.services.suspend_duties import resume
    from workflows.wiring import open_workspace

    scope = _scope(step, unit, occurrence)
    _say(resume(open_workspace(), campaign, scope, (document, ground)), as_json=as_json)


def _scope(step: str, unit: str, occurrence: int | None) -> "Scope":
    from directives.followup.log import ANY
    from workflows.services.move_deadline import Scope

    return Scope(step or ANY, ANY if unit == _ALL else unit, occurrence)


def _say(changed: "Changed", *, as_json: bool) -> None:
    ground = changed.ground
    if as_json:
        answer = {
            "new": changed.is_new,
            "to": changed.day.isoformat() if changed.day else None,
            "document": ground.document,
            "ground": ground.ground,
            "place": ground.place or None,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif not changed.is_new:
        click.echo(_("Nothing changed: {document} was written down before.").format(document=ground.document))
    elif changed.day:
        click.echo(_("The deadline is {day} now.").format(day=f"{changed.day:%d/%m/%Y}"))
    else:
        click.echo(_("Written down: {document}.").format(document=ground.document))
    if not ground.place:
        said = _("{document} stands neither in the register nor in the incoming book; it is kept as text.")
        click.echo(said.format(document=ground.document), err=True)
