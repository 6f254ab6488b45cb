"""Hạn qua các lần đổi: the days that hold for the lanes of a plan, as anchors move and the calendar becomes known."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from directives.followup.duties import Lane, PlanUnit, lanes_of
from directives.followup.log import Event, anchor_moves, with_moved_anchors
from directives.followup.plan import Due, Plan
from directives.followup.recurrence import Roll, WorkingDays
from directives.followup.status import Board

_ONE_DAY = timedelta(days=1)

LaneCode = tuple[str, int]
"""Mã tuyến: a step's code and the number of the occurrence."""


class AnnouncedDays(WorkingDays, Protocol):
    """Lịch được công bố: a calendar that knows since when it has held its days."""

    @property
    def announcements(self) -> tuple[date, ...]:
        """Các ngày công bố: in order."""
        ...

    def known_on(self, day: date) -> "AnnouncedDays":
        """Lịch được biết vào một ngày: without what was announced later."""
        ...


@dataclass(frozen=True, slots=True)
class DueChange:
    """Lần đổi hạn: the day on which it became known, and the due day before it."""

    on: date
    old: date | None


@dataclass(frozen=True, slots=True)
class DueDays:
    """Hạn của các tuyến: as they hold on a day, with the changes that led there, the oldest first."""

    lanes: tuple[Lane, ...]
    changes: Mapping[LaneCode, tuple[DueChange, ...]]

    @property
    def dues(self) -> dict[str, date]:
        """Hạn theo tuyến: "step#occurrence"; standing duties have none."""
        return {
            f"{lane.step.code}#{lane.occurrence.number}": lane.occurrence.due
            for lane in self.lanes
            if lane.occurrence.due is not None
        }

    def settle(self, board: Board) -> None:
        """Giữ hạn của việc đã xong: a duty that was done before its day changed is judged by the day that held then."""
        for lane in board.lanes:
            changes = self.changes.get(lane.lane.code, ())
            held_by = {
                day: next((change.old for change in changes if day < change.on), None)
                for day in (set(lane.done.values()) if changes else ())
            }
            for unit, done_on in lane.done.items() if any(held_by.values()) else ():
                held = held_by[done_on]
                if held is not None and lane.trace(unit).due is None:
                    lane.traces[unit] = replace(lane.trace(unit), due=held)


def due_days(
    plan: Plan, units: Sequence[PlanUnit], events: Iterable[Event], calendar: AnnouncedDays, day: date
) -> DueDays:
    """Hạn có hiệu lực: of every lane on ``day``, by what was known then.

    An anchor that a document moves takes with it every step counted from it, past or not. An announced day off, or a
    day worked, moves only what was not past when it was announced; what is counted from a past day stays with it.
    """
    moves = [event for event in anchor_moves(events) if event.day <= day]
    points = sorted(
        {*(said for said in calendar.announcements if said <= day), *(move.day for move in moves)}
    )
    now, dues, at = plan, dict[LaneCode, date | None](), calendar.known_on(day)
    changes: dict[LaneCode, tuple[DueChange, ...]] = {}
    if points:
        dues = _dues(plan, calendar.known_on(points[0] - _ONE_DAY))
    held: dict[LaneCode, date] = {}
    for point in points:
        at = calendar.known_on(point)
        free = _counted_from({str(move.payload["anchor"]) for move in moves if move.day == point}, plan)
        held = {
            code: due for code, due in dues.items() if due is not None and due < point and code[0] not in free
        }
        now = _with_held(with_moved_anchors(plan, [move for move in moves if move.day <= point]), held)
        found = _dues(now, at) | held
        for code, due in found.items():
            if code in dues and dues[code] != due:
                changes[code] = (*changes.get(code, ()), DueChange(point, dues[code]))
        dues = found
    return DueDays(tuple(_lane(lane, held) for lane in lanes_of(now, units, at)), changes)


def _dues(plan: Plan, calendar: WorkingDays) -> dict[LaneCode, date | None]:
    return {lane.code: lane.occurrence.due for lane in lanes_of(plan, (), calendar)}


def _lane(lane: Lane, held: Mapping[LaneCode, date]) -> Lane:
    due = held.get(lane.code)
    if due is None or due == lane.occurrence.due:
        return lane
    return replace(lane, occurrence=replace(lane.occurrence, due=due))


def _with_held(plan: Plan, held: Mapping[LaneCode, date]) -> Plan:
    """Kế hoạch với các hạn đã qua: steps owed once stay on their past day, so that others count from it."""
    steps = tuple(
        replace(step, due=Due(on=held[step.code, 1], roll=Roll.KEEP))
        if step.recurrence is None and (step.code, 1) in held
        else step
        for step in plan.steps
    )
    return replace(plan, steps=steps)


def _counted_from(anchors: Set[str], plan: Plan) -> Set[str]:
    """Các bước tính từ mốc: directly, or from another step that is."""
    found: set[str] = set()
    for step in plan.steps:
        if step.due.on is None and step.due.anchor in {*anchors, *found}:
            found.add(step.code)
    return found
