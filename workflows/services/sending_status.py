"""Tình hình gửi: what has left, what waits for whom, what is late, on a day (F-123)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from directives.exchange.deliveries import Channel, Delivery, State
from directives.register.books import BookKey
from storage import deliveries
from storage.database import reading
from workflows.services.books import entry_in
from workflows.services.workspace import Workspace

#: What still has to leave.
_OPEN = (State.WAITING, State.SENDING, State.RETURNED)


@dataclass(frozen=True, slots=True)
class SendingStatus:
    """Tình hình gửi: counts by state and the copies that still have to leave, with the late ones among them."""

    day: date
    counts: Mapping[str, int]
    open: Sequence[Delivery]

    @property
    def late(self) -> Sequence[Delivery]:
        """Chậm: past the next working day after the document's own."""
        return [delivery for delivery in self.open if delivery.is_late(self.day)]


def sending_status(workspace: Workspace, day: date) -> SendingStatus:
    """Tình hình: as of that day; deliveries of cancelled documents do not count."""
    with reading(workspace.engine) as connection:
        found = deliveries.in_states(connection, list(State))
    counts = {state.value: sum(d.state is state for d in found) for state in State}
    return SendingStatus(day, counts, [delivery for delivery in found if delivery.state in _OPEN])


def deliveries_of(workspace: Workspace, book: BookKey, number: int) -> Sequence[Delivery]:
    """Chuyển giao của một văn bản: in the order of its recipients. Raises UnknownEntry."""
    with reading(workspace.engine) as connection:
        entry_in(connection, book, number)
        return deliveries.of_document(connection, book, number)


def next_step(delivery: Delivery) -> str:
    """Việc tiếp theo: what a copy waits for: to be named, a way to go, the machine, the post, a look.

    Empty when nothing is left to do here.
    """
    if delivery.state not in _OPEN:
        return ""
    if delivery.state is State.RETURNED:
        return "look"
    if delivery.needs_naming and delivery.channel is Channel.NONE:
        return "name"
    return {Channel.NONE: "route", Channel.PAPER: "post"}.get(delivery.channel, "send")


def shown_delivery(delivery: Delivery) -> Mapping[str, Any]:
    """Dạng JSON: of one delivery, as the command line shows it."""
    return {
        "document": delivery.document_id,
        "position": delivery.position,
        "printed": delivery.recipient.printed,
        "receiver": delivery.recipient.name,
        "kind": delivery.recipient.kind.value,
        "purpose": delivery.recipient.purpose,
        "meaning": delivery.recipient.meaning,
        "group": delivery.group or None,
        "channel": delivery.channel.value,
        "address": delivery.address,
        "copies": delivery.copies,
        "state": delivery.state.value,
        "next": next_step(delivery),
        "due_on": delivery.due_on.isoformat(),
        "attempt": delivery.attempt,
        "message_id": delivery.message_id,
        "sent_on": delivery.sent_on.isoformat() if delivery.sent_on else None,
        "sha256": delivery.sha256 or None,
        "proof": delivery.proof,
        "received_on": delivery.received_on.isoformat() if delivery.received_on else None,
        "received_by": delivery.received_by,
        "trouble": delivery.trouble,
    }
