"""Việc tiếp theo: ``campaign next``."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import N_, _

if TYPE_CHECKING:
    from workflows.services.next_actions import NextAction

_KINDS = {
    "issue": N_("draft, number and send"),
    "compute": N_("compute and freeze"),
    "publish": N_("publish"),
    "synthesise": N_("draw the reports together"),
    "open": N_("open the next campaign"),
    "close": N_("close"),
    "remind": N_("remind"),
    "escalate": N_("report to the superior"),
    "answer": N_("answer a difficulty"),
}


def commands() -> list[click.Command]:
    """Các lệnh: of the group ``campaign``."""
    said = _("What is to be done on a day: drafted, reminded, computed, published; nothing is done.")
    params = [click.Argument(["campaign"]), options.on_day(), options.as_json()]
    return [click.Command("next", callback=_next, help=said, params=params)]


def _next(campaign: str, on: datetime, as_json: bool) -> None:
    from workflows.services.next_actions import next_actions
    from workflows.wiring import open_workspace

    found = next_actions(open_workspace(), campaign, on.date())
    if as_json:
        answer = {
            "campaign": campaign,
            "on": on.date().isoformat(),
            "actions": [_told(one) for one in found],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if not found:
        click.echo(_("Nothing is to be done."))
    for one in found:
        about = one.action.recipient or one.action.step
        said = _("{kind}: {about}, {count} duties")
        kind = _(_KINDS[one.action.kind.value])
        click.echo(said.format(kind=kind, about=about, count=len(one.action.keys)))


def _told(one: "NextAction") -> dict[str, object]:
    action = one.action
    return {
        "kind": action.kind.value,
        "key": action.key,
        "step": action.step or None,
        "recipient": action.recipient or None,
        "to": action.to.value if action.recipient else None,
        "draft": action.draft or None,
        "duties": [
            {
                "step": duty.key.step,
                "unit": duty.key.unit,
                "occurrence": duty.key.occurrence,
                "rung": duty.key.rung,
                "name": duty.name,
                "due": duty.due.isoformat() if duty.due else None,
                "working_days_late": duty.working_days_late,
            }
            for duty in one.duties
        ],
    }
