"""Phải xong và đã xong: what was expected by a day against what is done, by step and by unit; next days; changes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directives.followup.duties import CAMPAIGN
from directives.followup.log import ANY, Event, EventKind
from directives.followup.status import Board, DutyState, LaneBoard

_DONE = frozenset({DutyState.DONE, DutyState.DONE_LATE})
#: Không tính là phải xong: nothing is expected of those by their day.
_EXCUSED = frozenset({DutyState.WAIVED, DutyState.SUSPENDED, DutyState.STANDING})


@dataclass(frozen=True, slots=True)
class Tally:
    """Số nhiệm vụ: owed in all; ``expected``: those whose day has come; of all owed those done, and done late.

    ``missing`` are expected and not done; what was waived or suspended is not expected.
    """

    owed: int = 0
    expected: int = 0
    done: int = 0
    done_late: int = 0
    late: int = 0
    missing: int = 0
    suspended: int = 0
    waived: int = 0


@dataclass(frozen=True, slots=True)
class StepRow:
    """Dòng của một bước: an occurrence of a step; ``due`` None: a standing duty."""

    step: str
    name: str
    occurrence: int
    due: date | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Dòng của một đơn vị: all its duties; unit "" is the campaign itself."""

    unit: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Deadline:
    """Hạn sắp tới: a day on which ``open`` units still owe an occurrence of a step."""

    due: date
    step: str
    occurrence: int
    open: int


@dataclass(frozen=True, slots=True)
class Change:
    """Thay đổi có căn cứ: a duty that a document moved, suspended, resumed or waived; unit "*": all of the lane.

    ``due`` is the day that holds now.
    """

    step: str
    unit: str
    occurrence: int
    kind: EventKind
    on: date
    due: date | None
    document: str
    reason: str


def by_step(board: Board) -> tuple[StepRow, ...]:
    """Theo bước: every occurrence of every step, in order."""
    return tuple(
        StepRow(
            lane.lane.step.code,
            lane.lane.step.name,
            lane.lane.occurrence.number,
            lane.common.due or lane.due,
            _tally(board.groups(lane), board.day),
        )
        for lane in board.lanes
    )


def by_unit(board: Board) -> tuple[UnitRow, ...]:
    """Theo đơn vị: the campaign's own duties first, then every unit in the order of the plan."""
    found: dict[str, Counter[tuple[date | None, DutyState]]] = {}
    for lane in board.lanes:
        for unit in lane.lane.owers:
            state = board.state(lane, unit)[0]
            found.setdefault(unit, Counter())[lane.due_of(unit), state] += 1
    units = sorted(found, key=lambda unit: unit != CAMPAIGN)
    return tuple(UnitRow(unit, _tally(found[unit], board.day)) for unit in units)


def next_deadlines(board: Board, many: int) -> tuple[Deadline, ...]:
    """Các hạn sắp tới: from the board's day on, the nearest first; those which nobody owes any more are left out."""
    found = [
        Deadline(due, lane.lane.step.code, lane.lane.occurrence.number, count)
        for lane in board.lanes
        for (due, state), count in board.groups(lane).items()
        if due is not None and due >= board.day and state not in _DONE | _EXCUSED
    ]
    return tuple(sorted(found, key=lambda one: one.due)[:many])


def changes(board: Board) -> Iterator[Change]:
    """Các thay đổi: by lane what was said to all, then what was said to one unit."""
    for lane in board.lanes:
        for event in lane.common.changes:
            yield _change(lane, ANY, event, lane.common.due or lane.due)
        for unit, trace in lane.traces.items():
            for event in trace.changes:
                if event not in lane.common.changes:
                    yield _change(lane, unit, event, trace.due or lane.due)


def _change(lane: LaneBoard, unit: str, event: Event, due: date | None) -> Change:
    document, reason = (str(event.payload.get(name, "")) for name in ("document", "reason"))
    step, occurrence = lane.lane.code
    return Change(step, unit, occurrence, event.kind, event.day, due, document, reason)


def _tally(groups: Counter[tuple[date | None, DutyState]], day: date) -> Tally:
    states: Counter[DutyState] = Counter()
    expected = missing = 0
    for (due, state), count in groups.items():
        states[state] += count
        if due is not None and due <= day and state not in _EXCUSED:
            expected += count
            missing += 0 if state in _DONE else count
    return Tally(
        groups.total(),
        expected,
        states[DutyState.DONE] + states[DutyState.DONE_LATE],
        states[DutyState.DONE_LATE],
        states[DutyState.LATE],
        missing,
        states[DutyState.SUSPENDED],
        states[DutyState.WAIVED],
    )
