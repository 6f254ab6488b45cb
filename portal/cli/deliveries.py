"""Chuyển giao trên dòng lệnh: how deliveries are opened, named and shown by the commands of ``send``."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from portal.messages import N_, _

if TYPE_CHECKING:
    from directives.exchange.deliveries import Delivery
    from directives.register.books import BookKey
    from workflows.services.carriers import Dispatch
    from workflows.services.workspace import Workspace

#: What a copy waits for, as it is said.
_NEXT = {
    "name": N_("name the members of the group"),
    "route": N_("choose a channel"),
    "post": N_("hand to the post"),
    "send": N_("send now"),
    "look": N_("it came back: see why"),
}
#: How far a copy has come, as it is said.
_STATES = {
    "waiting": N_("waiting"),
    "sending": N_("sending"),
    "sent": N_("sent"),
    "received": N_("received"),
    "returned": N_("returned"),
    "resolved": N_("resolved"),
}
_CHANNELS = {"": "–", "edxml": "edXML", "email": N_("e-mail"), "paper": N_("paper")}


def opened() -> "tuple[Workspace, Dispatch]":
    """Bàn làm việc và phòng chuyển: open, with every numbered document's recipients planned."""
    from workflows.services.plan_deliveries import plan_deliveries
    from workflows.wiring import open_dispatch, open_workspace

    workspace, dispatch = open_workspace(), open_dispatch()
    plan_deliveries(workspace, dispatch)
    return workspace, dispatch


def day_of(workspace: "Workspace", on: datetime | None) -> date:
    """Ngày: as given, else today in Việt Nam."""
    return on.date() if on else workspace.now().date()


def place_of(issuer: str, year: int, series: str, number: int, position: int) -> "tuple[BookKey, int, int]":
    """Chỗ của chuyển giao: book, number, position."""
    from directives.register.books import BookKey

    return BookKey(issuer, series, year), number, position


def shown(delivery: "Delivery") -> Mapping[str, Any]:
    """Dạng JSON: of one delivery."""
    from workflows.services.sending_status import shown_delivery

    return shown_delivery(delivery)


def say(delivery: "Delivery", as_json: bool) -> None:
    """In ra: one delivery, as JSON or in a line."""
    row = shown(delivery)
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else line(row))


def line(row: Mapping[str, Any]) -> str:
    """Một dòng: document, recipient, channel, state and what it waits for."""
    marks = [_(_CHANNELS[row["channel"]]), _(_STATES[row["state"]])]
    marks += [_(_NEXT[row["next"]])] if row["next"] else []
    marks += [str(row["trouble"])] if row["trouble"] else []
    return f"{row['document']} #{row['position']} {row['printed']}: " + ", ".join(marks)


def state_name(state: str) -> str:
    """Tình trạng bằng chữ: in the chosen language."""
    return _(_STATES[state])
