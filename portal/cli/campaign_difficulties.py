"""Vướng mắc: ``campaign difficulty raise|answer|settle|list``."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import N_, _

if TYPE_CHECKING:
    from directives.followup.difficulties import Difficulty

_STATES = {"open": N_("open"), "answered": N_("answered"), "settled": N_("settled")}


def commands() -> list[click.Command]:
    """Các lệnh: the group ``difficulty``."""
    campaign = click.Argument(["campaign"])
    number = click.Argument(["number"], type=int)
    text = click.Option(["--text"], required=True, help=_("in words"))
    group = click.Group("difficulty", help=_("What keeps units from their duties, and who settles it."))
    group.add_command(
        click.Command(
            "raise",
            callback=_raise,
            help=_("A unit raises a difficulty about a step."),
            params=[
                campaign,
                click.Option(["--unit"], required=True, help=_("the unit, by its id")),
                click.Option(["--step"], required=True, help=_("the step")),
                text,
                click.Option(["--owner"], default="", help=_("who answers; without it the standing office")),
                click.Option(
                    ["--answer-in"],
                    type=click.IntRange(1, 250),
                    default=5,
                    show_default=True,
                    help=_("working days until an answer is due"),
                ),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "answer",
            callback=_answer,
            help=_("Answers a difficulty."),
            params=[campaign, number, text, options.as_json()],
        )
    )
    group.add_command(
        click.Command(
            "settle",
            callback=_settle,
            help=_("Settles a difficulty by a document, which may also suspend the unit's duty."),
            params=[
                campaign,
                number,
                click.Option(["--document"], required=True, help=_("the decision or dispatch")),
                click.Option(
                    ["--suspend"], default="", help=_("suspends the duty too, on this legal ground")
                ),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "list",
            callback=_list,
            help=_("The difficulties with who answers by when."),
            params=[
                campaign,
                click.Option(["--on"], type=options.DAY, help=_("late as of this day; without it today")),
                options.as_json(),
            ],
        )
    )
    return [group]


def _raise(campaign: str, unit: str, step: str, text: str, owner: str, answer_in: int, as_json: bool) -> None:
    from workflows.services.difficulties import raise_difficulty
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    one = raise_difficulty(
        workspace, campaign, unit=unit, step=step, text=text, owner=owner, answer_in=answer_in
    )
    _say(one, workspace.today(), as_json=as_json)


def _answer(campaign: str, number: int, text: str, as_json: bool) -> None:
    from workflows.services.difficulties import answer_difficulty
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    one = answer_difficulty(workspace, campaign, number, text)
    _say(one, workspace.today(), as_json=as_json)


def _settle(campaign: str, number: int, document: str, suspend: str, as_json: bool) -> None:
    from workflows.services.difficulties import settle_difficulty
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    one = settle_difficulty(workspace, campaign, number, document, suspends=suspend)
    _say(one, workspace.today(), as_json=as_json)


def _list(campaign: str, on: datetime | None, as_json: bool) -> None:
    from workflows.services.difficulties import difficulties_of
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    day = on.date() if on else workspace.today()
    found = difficulties_of(workspace, campaign)
    if as_json:
        rows = [_told(one, day) for one in found]
        answer = {"campaign": campaign, "on": day.isoformat(), "difficulties": rows}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for one in found:
            _say(one, day, as_json=False)


def _say(one: "Difficulty", day: date, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_told(one, day), ensure_ascii=False))
        return
    late = _(" (late)") if one.is_late(day) else ""
    said = _("{number}. {unit}, {step}: {text} [{state}, {owner} answers by {due}]{late}")
    click.echo(
        said.format(
            number=one.number,
            unit=one.unit,
            step=one.step,
            text=one.text,
            state=_(_STATES[one.state.value]),
            owner=one.owner or "–",
            due=f"{one.answer_due:%d/%m/%Y}",
            late=late,
        )
    )


def _told(one: "Difficulty", day: date) -> dict[str, object]:
    return {
        "number": one.number,
        "unit": one.unit,
        "step": one.step,
        "text": one.text,
        "state": one.state.value,
        "owner": one.owner,
        "raised_on": one.raised_on.isoformat(),
        "answer_due": one.answer_due.isoformat(),
        "late": one.is_late(day),
        "answer": one.answer,
        "answered_on": one.answered_on.isoformat() if one.answered_on else None,
        "document": one.document,
        "settled_on": one.settled_on.isoformat() if one.settled_on else None,
    }
