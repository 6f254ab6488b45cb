"""Chạy thử kế hoạch: a plan carried out on a virtual clock by the very rules of the live one; nothing is written down.

The people are made up (``virtual_people``), the acts and reminders are those of ``actions``. All that a run knows is
its log: a run that was cut off goes on from it and gives the same.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice

from directives.followup.actions import acts_due, reminders_due
from directives.followup.duties import CAMPAIGN, DutyKey, Lane
from directives.followup.ladders import Superiors, rung_day
from directives.followup.log import Event, EventKind
from directives.followup.plan import BY_ENGINE, ActKind, Plan, Step
from directives.followup.recurrence import WorkingDays
from directives.followup.status import Board, LaneBoard, status
from directives.followup.virtual_people import day_done

_Turn = tuple[LaneBoard, str]
Batch = tuple[Event, ...]
"""Một việc trọn: events that come about together or not at all: a unit's duty, a dispatch with all it reminds of."""


@dataclass(frozen=True, slots=True)
class People:
    """Người làm: of the people's duties ``late_share`` are done late, up to ``late_days`` working days.

    The others are done on the due day, or up to ``early_days`` working days before it.
    """

    seed: int = 1
    late_share: float = 0.0
    late_days: int = 5
    early_days: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """Điều kiện chạy thử: the plan with its duties, the calendar, who stands above whom, and the made-up people.

    ``known`` is what has really happened up to ``start``; a plan that has not begun has neither.
    """

    plan: Plan
    lanes: Sequence[Lane]
    calendar: WorkingDays
    superiors: Superiors
    people: People = field(default_factory=People)
    known: Sequence[Event] = ()
    start: date | None = None


def run(world: World, *, restarts: int = 0) -> list[Batch]:
    """Chạy: everything that would happen, in order; with ``restarts`` cut off so many times and begun again.

    The moments are told by the seed. What is taken across a restart is the log alone.
    """
    log: list[Batch] = []
    if restarts:
        whole = sum(1 for _ in _goes_on(world, ()))
        for moment in _moments(world.people.seed, restarts, whole):
            log += islice(_goes_on(world, log), moment - len(log))
    log += _goes_on(world, log)
    return log


def same_result(one: Iterable[Batch], other: Iterable[Batch]) -> bool:
    """Cùng kết quả: the same things happen to the same duties on the same days."""
    return sorted(map(_told, chain(*one))) == sorted(map(_told, chain(*other)))


def _told(event: Event) -> tuple[str, ...]:
    return (
        event.day.isoformat(),
        event.step,
        event.unit,
        str(event.occurrence),
        event.kind,
        str(event.payload),
    )


def _moments(seed: int, restarts: int, whole: int) -> list[int]:
    """Told by a hash, like the people's days: the same seed cuts at the same moments."""
    told = (hashlib.sha256(f"{seed}/restart/{number}".encode()).digest() for number in range(restarts))
    return sorted(int.from_bytes(digest[:8], "big") % (whole + 1) for digest in told)


def _goes_on(world: World, log: Sequence[Batch]) -> Iterator[Batch]:
    """Chạy tiếp: what happens after the log, which is all that is remembered."""
    last = log[-1][0].day if log else world.start or date.min
    board = status(world.lanes, world.plan, [*world.known, *chain(*log)], world.calendar, last)
    wanted = _wanted(world, board, last)
    waiting: list[_Turn] = []
    for day in sorted({*_days(world, board, last), *wanted}):
        waiting += wanted.get(day, [])
        yield from _day(world, Board(world.plan, day, world.calendar, board.lanes), waiting)


def _wanted(world: World, board: Board, last: date) -> dict[date, list[_Turn]]:
    """Ngày làm của mỗi người: by day, of the people's duties that are still open."""
    found: dict[date, list[_Turn]] = {}
    people = world.people
    for lane in board.lanes:
        if not by_people(lane.lane.step, world.plan):
            continue
        code, number = lane.lane.code
        for unit in lane.lane.owers:
            due = lane.due_of(unit)
            if due is None or board.is_settled(lane, unit) or lane.trace(unit).suspended_on is not None:
                continue  # what is suspended waits for a document that a run does not know
            key = DutyKey(world.plan.id, code, unit, number)
            day = day_done(
                people.seed, key, due, people.late_share, people.late_days, world.calendar, people.early_days
            )
            found.setdefault(max(day, last), []).append((lane, unit))
    return found


def by_people(step: Step, plan: Plan) -> bool:
    """Do người làm: neither an act of the engine, nor the end of field work, nor returns that are made up."""
    made_up = step.act is ActKind.RETURNS and plan.synthetic_returns is not None
    return not (step.act in BY_ENGINE or step.act is ActKind.FIELD_WORK or made_up)


def _days(world: World, board: Board, last: date) -> set[date]:
    """Ngày có thể có việc: due days and the days of the rungs of whatever is open."""
    days: set[date] = set()
    for lane in board.lanes:
        ladder = world.plan.ladder_of(lane.lane.step) if by_people(lane.lane.step, world.plan) else ()
        for due in {due for unit in board.open_units(lane) if (due := lane.due_of(unit)) is not None}:
            days |= {due, *(rung_day(rung, due, world.calendar) for rung in ladder)}
    return {max(day, last) for day in days}


def _day(world: World, board: Board, waiting: list[_Turn]) -> Iterator[Batch]:
    """Một ngày: people and engine by turns until nobody waits for anybody, then the reminders."""
    day = board.day
    lanes = {lane.lane.code: lane for lane in board.lanes}
    moved = True
    while moved:
        moved = False
        turns, waiting[:] = waiting[:], []
        steps = _Steps(board)
        for lane, unit in turns:
            if steps.let(lane.lane.step, unit):
                moved = True
                yield (_done(lane, unit, day),)
            else:
                waiting.append((lane, unit))
        for key in [key for act in acts_due(board) for key in act.keys]:
            moved = True
            yield (_done(lanes[key.step, key.occurrence], key.unit, day),)
    for action in reminders_due(board, world.superiors):
        yield tuple(_reminded(lanes[key.step, key.occurrence], key, action.key, day) for key in action.keys)


class _Steps:
    """Các bước đã xong chưa: who owes each step and by whom it is still open, looked up when first asked."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def let(self, step: Step, unit: str) -> bool:
        """Whether a unit may go on: it waits for itself where it owes the earlier step too, else for everybody."""
        if not step.waits_for_all:
            return True
        for code in step.after:
            owing, still_open = self._of(code)
            if unit in still_open or (still_open and (unit == CAMPAIGN or unit not in owing)):
                return False
        return True

    def _of(self, code: str) -> tuple[frozenset[str], frozenset[str]]:
        if code not in self._found:
            lanes = [
                lane
                for lane in self._board.lanes
                if lane.lane.step.code == code and not lane.lane.step.standing
            ]
            owing = frozenset(unit for lane in lanes for unit in lane.lane.owers)
            still_open = frozenset(unit for lane in lanes for unit in self._board.open_units(lane))
            self._found[code] = owing, still_open
        return self._found[code]


def _done(lane: LaneBoard, unit: str, day: date) -> Event:
    lane.done.setdefault(unit, day)
    code, number = lane.lane.code
    return Event(0, code, unit, number, EventKind.DONE, day)


def _reminded(lane: LaneBoard, key: DutyKey, dispatch: str, day: date) -> Event:
    lane.traces[key.unit] = replace(lane.trace(key.unit), rung=key.rung)
    said = {"rung": key.rung, "dispatch": dispatch}
    return Event(0, key.step, key.unit, key.occurrence, EventKind.REMINDED, day, said)
