"""Việc với danh sách và mẫu: ``sample move|replace|correct``."""

import json
from datetime import datetime

import click

from portal.cli import options
from portal.cli.sample_lists import told_list
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: steps of a list, and what happens to a sample in the field."""
    list_id = click.Argument(["source"], metavar="LIST")
    reason = click.Option(["--reason"], default="", help=_("why"))
    return [
        click.Command(
            "move",
            callback=_move,
            help=_("Takes LIST one step further: submit, check, approve, lock."),
            params=[
                list_id,
                click.Argument(["step"], type=click.Choice(["submit", "check", "approve", "lock"])),
                reason,
                options.as_json(),
            ],
        ),
        click.Command(
            "replace",
            callback=_replace,
            help=_("Number POSITION of LIST cannot be asked: the next of the reserve comes in."),
            params=[
                list_id,
                click.Argument(["position"], type=int),
                click.Option(
                    ["--reason"],
                    required=True,
                    help=_(
                        "moved, dead, wrong_address, no_such_person, absent_twice, refused, not_able or under_age"
                    ),
                ),
                click.Option(["--investigator"], required=True, help=_("who reports it")),
                click.Option(["--reserve", "wished"], type=int, help=_("whom the investigator went to")),
                options.on_day(),
                options.as_json(),
            ],
        ),
        click.Command(
            "correct",
            callback=_correct,
            help=_("Corrects a name, address or telephone of a list that was drawn."),
            params=[
                list_id,
                click.Argument(["position"], type=int),
                click.Option(["--column"], required=True, help=_("ho_ten, dia_chi, dien_thoai or ghi_chu")),
                click.Option(["--value"], required=True, help=_("what shall stand there")),
                reason,
                options.as_json(),
            ],
        ),
    ]


def _move(source: str, step: str, reason: str, as_json: bool) -> None:
    from sipas_engine.sampling.states import STATE_WORDS, ListMove
    from workflows.services.move_list import move_list
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    stored = move_list(open_workspace(), list_key(source), ListMove(step), reason)
    if as_json:
        click.echo(json.dumps(told_list(stored), ensure_ascii=False))
    else:
        click.echo(_("{list} is now “{state}”.").format(list=stored.key, state=_(STATE_WORDS[stored.state])))


def _replace(
    source: str,
    position: int,
    reason: str,
    investigator: str,
    wished: int | None,
    on: datetime,
    as_json: bool,
) -> None:
    from sipas_engine.sampling.reserve import reason_of
    from workflows.services.replace_sampled import replace_sampled
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    done = replace_sampled(
        open_workspace(),
        list_key(source),
        position,
        reason_of(reason),
        investigator=investigator,
        day=on.date(),
        wished=wished,
    )
    if as_json:
        told = {
            "official": done.official,
            "reserve": done.reserve,
            "reason": done.reason.value,
            "day": done.day.isoformat(),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(
            _("Number {reserve} comes in for number {official}.").format(
                reserve=done.reserve, official=position
            )
        )


def _correct(source: str, position: int, column: str, value: str, reason: str, as_json: bool) -> None:
    from workflows.services.correct_list import correct_list
    from workflows.services.stored_lists import list_key
    from workflows.wiring import open_workspace

    done = correct_list(open_workspace(), list_key(source), position, column, value, reason)
    if as_json:
        told = {"position": done.position, "column": done.field, "reason": done.reason}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(_("Corrected: number {position}, {column}.").format(position=position, column=column))
