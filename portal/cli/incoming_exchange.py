"""Văn bản đến qua edXML: ``incoming edxml|answers``, packages of others taken, and what their senders are told."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.take_edxml import Taken


def commands() -> list[click.Command]:
    """Các lệnh: edxml and answers, for the group ``incoming``."""
    office = click.Option(["--office"], required=True, help=_("our office which received it"))
    out = click.Option(["--out"], type=options.FILE, required=True, help=_("the folder for the answers"))
    staff = click.Option(["--staff"], default="", help=_("who answers"))
    return [
        click.Command(
            "edxml",
            callback=_take,
            help=_("Takes FILE, an edXML package of others: checks, enters once, and answers it."),
            params=[
                click.Argument(["file"], type=options.FILE),
                office,
                out,
                click.Option(
                    ["--decline"], default="", help=_("why a withdrawal or change is not agreed to")
                ),
                staff,
                options.as_json(),
            ],
        ),
        click.Command(
            "answers",
            callback=_answers,
            help=_(
                "Writes the statuses (assigned, in work, done) which senders of packages were not told yet."
            ),
            params=[office, out, staff, options.as_json()],
        ),
    ]


def _take(file: Path, office: str, out: Path, decline: str, staff: str, as_json: bool) -> int:
    from storage.packages import Outcome
    from workflows.services.take_edxml import take_edxml
    from workflows.wiring import open_dispatch, open_workspace

    taken = take_edxml(open_workspace(), open_dispatch(), file, office, out, decline=decline, staff=staff)
    if as_json:
        click.echo(json.dumps(_plain(taken), ensure_ascii=False))
    else:
        _say(taken)
    return 2 if taken.answer and taken.answer.outcome is Outcome.REFUSED else 0


def _plain(taken: "Taken") -> dict[str, Any]:
    if taken.answer is None:
        delivery = taken.delivery
        return {
            "outcome": "status",
            "delivery": delivery.subject_id if delivery else None,
            "state": delivery.state.value if delivery else None,
        }
    answer = taken.answer
    return {
        "outcome": answer.outcome.value,
        "entry": answer.entry.subject_id if answer.entry else None,
        "number": answer.entry.number if answer.entry else None,
        "statuses": [{"code": one.code, "file": str(one.path)} for one in answer.statuses],
        "reason": answer.reason,
        "warnings": [one.to_json() for one in answer.warnings],
    }


def _say(taken: "Taken") -> None:
    if taken.delivery is not None:
        click.echo(f"{taken.delivery.subject_id}: {_(taken.delivery.state.value)}")
    if taken.answer is None:
        return
    answer = taken.answer
    words = [_(answer.outcome.value), answer.entry.subject_id if answer.entry else "", answer.reason]
    click.echo(" | ".join(word for word in words if word))
    for warning in answer.warnings:
        click.echo(f"  - {warning.rule} {warning.where}: {warning.message}", err=True)
    for status in answer.statuses:
        click.echo(f"  {status.code} {status.meaning}: {status.path}")


def _answers(office: str, out: Path, staff: str, as_json: bool) -> None:
    from workflows.services.answer_packages import answer_packages
    from workflows.wiring import open_dispatch, open_workspace

    written = answer_packages(open_workspace(), open_dispatch(), office, out, staff=staff)
    if as_json:
        shown = [{"code": one.code, "file": str(one.path)} for one in written]
        click.echo(json.dumps(shown, ensure_ascii=False))
    else:
        for one in written:
            click.echo(f"{one.code} {one.meaning}: {one.path}")
