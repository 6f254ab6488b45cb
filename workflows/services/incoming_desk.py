"""Bàn văn thư: what waits for submission, instruction or handling on a day, the late ones first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from directives.register.incoming import IncomingBookKey
from directives.register.steps import Pending, by_urgency, pending
from storage import desk, incoming
from storage.database import reading
from storage.incoming import IncomingEntry
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OnDesk:
    """Văn bản đang chờ: an arrival, and what it waits for."""

    entry: IncomingEntry
    pending: Pending


def incoming_desk(workspace: Workspace, office: str, on: date) -> Sequence[OnDesk]:
    """Bàn văn thư của một cơ quan: over all its books of incoming documents. Raises UnknownOffice."""
    workspace.chart.on(on).office(office)
    waiting: list[OnDesk] = []
    with reading(workspace.engine) as connection:
        instructed: dict[IncomingBookKey, Collection[int]] = {}
        for entry in incoming.unfinished(connection, office, on):
            if entry.book not in instructed:
                instructed[entry.book] = desk.instructed(connection, entry.book)
            found = pending(
                entry.document,
                entry.handling,
                instructed=entry.number in instructed[entry.book],
                on=on,
                calendar=workspace.calendar,
            )
            if found:
                waiting.append(OnDesk(entry, found))
    order = by_urgency([(place, one.pending) for place, one in enumerate(waiting)])
    return [waiting[place] for place, _pending in order]


def incoming_details(
    workspace: Workspace, key: IncomingBookKey, number: int
) -> tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]:
    """Chi tiết văn bản đến: addressees, citations and duties as entered, and the steps, as plain values."""
    with reading(workspace.engine) as connection:
        kept = desk.reading_of(connection, key, number)
        steps = desk.steps_of(connection, key, number)
    plain = [
        asdict(step)
        | {
            "kind": step.kind.value,
            "day": step.day.isoformat(),
            "due_on": step.due_on.isoformat() if step.due_on else None,
            "co_operating": list(step.co_operating),
        }
        for step in steps
    ]
    return (kept.entered if kept else {}), plain
