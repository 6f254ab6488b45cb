"""Tình trạng: where every duty stands on a day, a pure function of the log, the plan, the calendar and the day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeVar

from directives.followup.duties import Duty, DutyKey, Lane
from directives.followup.log import ANY, EVERY_OCCURRENCE, Event, EventKind, as_log
from directives.followup.plan import Plan
from directives.followup.recurrence import WorkingDays
from directives.followup.stages import Stage
from directives.followup.trace import UNTOUCHED, Trace, Tracer

_T = TypeVar("_T")

__all__ = ["SETTLED", "Board", "DutyState", "DutyStatus", "LaneBoard", "Stage", "Trace", "status"]


class DutyState(Enum):
    """Tình trạng: computed for a day from duties and facts, never stored."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    SUSPENDED = "suspended"
    WAIVED = "waived"
    STANDING = "standing"


#: Đã xong hoặc không còn phải làm: nothing is expected of the unit any more.
SETTLED = frozenset({DutyState.DONE, DutyState.DONE_LATE, DutyState.WAIVED})


class DutyStatus(NamedTuple):
    """Tình trạng nhiệm vụ: a duty's state on a day; ``working_days_late`` is 0 unless late or done late.

    ``duty.due`` is the day that holds after extensions; ``rung`` the highest reminder that was sent; ``changes`` are
    the documents by which the duty was moved, suspended, resumed or waived.
    """

    duty: Duty
    state: DutyState
    working_days_late: int = 0
    stage: Stage = Stage.NOT_SENT
    done_on: date | None = None
    rung: int = 0
    changes: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class LaneBoard:
    """Bảng của một tuyến: who has done it when; ``traces`` of those of whom the log says more than "done".

    ``common`` is the trace of all others: what was said to every unit at once.
    """

    lane: Lane
    due: date | None
    done: dict[str, date]
    traces: dict[str, Trace]
    common: Trace

    def trace(self, unit: str) -> Trace:
        """Dấu vết của một đơn vị: its own, or what was said to all."""
        return self.traces.get(unit, self.common)

    def due_of(self, unit: str) -> date | None:
        """Hạn của một đơn vị: the day that holds after extensions and suspensions."""
        return self.trace(unit).due or self.due


@dataclass(frozen=True, slots=True)
class Board:
    """Bảng theo dõi: the state of all duties of a plan on ``day``."""

    plan: Plan
    day: date
    calendar: WorkingDays
    lanes: tuple[LaneBoard, ...]
    _states: dict[tuple[date | None, date | None, int], tuple[DutyState, int]] = field(default_factory=dict)
    _groups: dict[tuple[str, int], Counter[tuple[date | None, DutyState]]] = field(default_factory=dict)

    def statuses(self) -> Iterator[DutyStatus]:
        """Mọi nhiệm vụ: in the order of the lanes and units."""
        for board in self.lanes:
            for unit in board.lane.owers:
                yield self.status(board, unit)

    def status(self, board: LaneBoard, unit: str) -> DutyStatus:
        """Tình trạng của một đơn vị: in this lane."""
        return self._status(board, unit, board.traces.get(unit, board.common), self.state(board, unit))

    def _status(self, board: LaneBoard, unit: str, trace: Trace, found: tuple[DutyState, int]) -> DutyStatus:
        done = board.done.get(unit)
        # What the engine did it did whole: nobody accepts it.
        stage = Stage.ACCEPTED if done is not None and trace.submitted_on is None else trace.stage
        key = DutyKey(self.plan.id, board.lane.step.code, unit, board.lane.occurrence.number)
        duty = Duty(key, trace.due or board.due)
        return DutyStatus(duty, *found, stage, done, trace.rung, trace.changes)

    def state(self, board: LaneBoard, unit: str) -> tuple[DutyState, int]:
        """Tình trạng và số ngày chậm: of a unit in this lane."""
        return self.judged(board, board.traces.get(unit), board.done.get(unit))

    def judged(self, board: LaneBoard, said: Trace | None, done: date | None) -> tuple[DutyState, int]:
        """Tình trạng theo dấu vết: of whoever has this trace of its own in a lane (None: the common one)."""
        trace = said or board.common
        if done is None:
            return self._open_state(trace, board)
        return self._state(trace.due or board.due, done, board.lane.step.lead)

    def counts(self) -> dict[str, int]:
        """Số nhiệm vụ theo tình trạng: every state is named, also with 0."""
        found: Counter[DutyState] = Counter()
        for board in self.lanes:
            found.update(self.lane_counts(board))
        return {kind.value: found[kind] for kind in DutyState}

    def lane_counts(self, board: LaneBoard) -> Counter[DutyState]:
        """Số nhiệm vụ của một tuyến theo tình trạng: how many units stand in each state in a lane."""
        found: Counter[DutyState] = Counter()
        for (_, state), many in self.groups(board).items():
            found[state] += many
        return found

    def groups(self, board: LaneBoard) -> Counter[tuple[date | None, DutyState]]:
        """Số nhiệm vụ theo hạn và tình trạng: of a lane; units with the same days are counted in one go."""
        code = board.lane.code
        if code not in self._groups:
            self._groups[code] = self._grouped(board)
        return self._groups[code]

    def _grouped(self, board: LaneBoard) -> Counter[tuple[date | None, DutyState]]:
        traces, done, lead = board.traces, board.done, board.lane.step.lead
        found: Counter[tuple[date | None, DutyState]] = Counter()
        # Thousands of units share a few traces and days: pairs are counted, and each pair is judged once.
        for (said, on), many in Counter(zip(map(traces.get, done), done.values(), strict=True)).items():
            due = (said or board.common).due or board.due
            found[due, self._state(due, on, lead)[0]] += many
        open_traces = Counter(trace for unit, trace in traces.items() if unit not in done)
        silent = len(board.lane.owers) - len(done) - open_traces.total()
        for trace, many in [*open_traces.items(), *([(board.common, silent)] if silent else [])]:
            found[trace.due or board.due, self._open_state(trace, board)[0]] += many
        return found

    def _open_state(self, trace: Trace, board: LaneBoard) -> tuple[DutyState, int]:
        """Of what is not done."""
        if trace.waived:
            return DutyState.WAIVED, 0
        if trace.suspended_on is not None:
            return DutyState.SUSPENDED, 0
        return self._state(trace.due or board.due, None, board.lane.step.lead)

    def late(self) -> Iterator[DutyStatus]:
        """Nhiệm vụ chậm: not done and past their day."""
        for board in self.lanes:
            # Where no unit's own day can have come nobody is late.
            if board.due is None or board.due < self.day or board.traces or board.common.due:
                for unit in board.lane.owers:
                    if unit not in board.done:
                        trace = board.traces.get(unit, board.common)
                        found = self._open_state(trace, board)
                        if found[0] is DutyState.LATE:
                            yield self._status(board, unit, trace, found)

    def open_duties(self) -> Iterator[DutyStatus]:
        """Nhiệm vụ còn phải làm: neither done nor waived."""
        for board in self.lanes:
            for unit in self.open_units(board):
                yield self.status(board, unit)

    def open_units(self, board: LaneBoard) -> Iterator[str]:
        """Đơn vị còn phải làm: those of a lane that have neither done it nor been excused from it, in order."""
        for unit in board.lane.owers:
            if unit not in board.done and not board.trace(unit).waived:
                yield unit

    def is_settled(self, board: LaneBoard, unit: str) -> bool:
        """Đã xong hoặc được miễn: whether nothing is expected of the unit any more."""
        return unit in board.done or board.trace(unit).waived

    def _state(self, due: date | None, done_on: date | None, lead: int) -> tuple[DutyState, int]:
        key = (due, done_on, lead)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = self._work_out(due, done_on, lead)
        return found

    def _work_out(self, due: date | None, done_on: date | None, lead: int) -> tuple[DutyState, int]:
        if due is None:
            return (DutyState.DONE if done_on else DutyState.STANDING), 0
        if done_on is not None:
            late = self.calendar.working_days_between(due, done_on) if done_on > due else 0
            return (DutyState.DONE_LATE if done_on > due else DutyState.DONE), late
        if self.day > due:
            return DutyState.LATE, self.calendar.working_days_between(due, self.day)
        if self.day == due:
            return DutyState.DUE_TODAY, 0
        soon = self.calendar.working_days_between(self.day, due) <= lead
        return (DutyState.DUE_SOON if soon else DutyState.NOT_DUE), 0


def status(
    lanes: Sequence[Lane], plan: Plan, events: Iterable[Event], calendar: WorkingDays, day: date
) -> Board:
    """Tình trạng trong ngày: of every duty on ``day``; events of later days are not yet known.

    Acts of the engine come first in ``events``.
    """
    lanes_by_code = {lane.code: _Lane(lane, calendar) for lane in lanes}
    log = as_log(events)
    for act in log.acts:
        done_by = lanes_by_code.get((act.step, act.occurrence))
        if done_by is not None and act.day <= day:
            done_by.done.update(dict.fromkeys(act.units, act.day))
    for event in log.said:
        _, step, unit, occurrence, kind, on, _ = event
        if on > day:
            continue
        lane = lanes_by_code.get((step, occurrence))
        if lane is None or unit == ANY:
            for wide in lanes_by_code.values():
                wide.hear(event)
        elif kind is EventKind.DONE:
            lane.done.setdefault(unit, on)
        else:
            lane.enter(event)
    owing = {owers: frozenset(owers) for owers in {lane.owers for lane in lanes}}
    return Board(plan, day, calendar, tuple(lane.board(owing) for lane in lanes_by_code.values()))


class _Lane:
    """Tuyến đang đọc: what the log says of its units so far."""

    __slots__ = ("common", "done", "lane", "tracer", "traces")

    def __init__(self, lane: Lane, calendar: WorkingDays) -> None:
        self.lane = lane
        self.tracer = Tracer(lane.occurrence.times, lane.occurrence.due, calendar)
        self.done: dict[str, date] = {}
        self.traces: dict[str, Trace] = {}
        self.common = UNTOUCHED

    def enter(self, event: Event) -> None:
        """Ghi cho một đơn vị: its trace begins with what was said to all."""
        unit = event.unit
        trace = self.tracer.follow(self.traces.get(unit, self.common), event)
        self.traces[unit] = trace
        # Done on the day of the last submission, unless that was sent back.
        if trace.submitted_on is not None:
            self.done.setdefault(unit, trace.submitted_on)
        elif trace.stage is Stage.RETURNED_FOR_FIX:
            self.done.pop(unit, None)

    def hear(self, event: Event) -> None:
        """Nghe điều nói với nhiều đơn vị: what is about every unit, step or occurrence, if this lane is meant."""
        step, occurrence = self.lane.code
        if event.step not in (ANY, step) or event.occurrence not in (EVERY_OCCURRENCE, occurrence):
            return
        if event.kind is EventKind.MOVED and "anchor" in event.payload:
            return  # the lanes themselves are counted from the moved anchor
        if event.unit != ANY:
            self.enter(event)
            return
        ended = self._ended_before(event)
        for unit in ended:
            self.traces.setdefault(unit, self.common)
        self.common = self.tracer.follow(self.common, event)
        for unit, trace in self.traces.items():
            if unit not in ended:
                self.traces[unit] = self.tracer.follow(trace, event)

    def _ended_before(self, event: Event) -> Set[str]:
        """Những việc máy đã làm xong: what is said to all later on is no longer about them, and moves no day of theirs.

        On its own day the engine does not act while the clock stands, so it had done what was suspended on that day;
        a day that was moved it may have known.
        """
        same_day = event.kind is EventKind.SUSPENDED
        return {
            unit
            for unit, on in self.done.items()
            if (on < event.day or (same_day and on == event.day))
            and self.traces.get(unit, self.common).submitted_on is None
        }

    def board(self, owing: Mapping[tuple[str, ...], Set[str]]) -> LaneBoard:
        """Bảng của tuyến: of those who owe it; what units say that no longer do is left out."""
        owers = owing[self.lane.owers]
        done, traces = _only(self.done, owers), _only(self.traces, owers)
        return LaneBoard(self.lane, self.lane.occurrence.due, done, traces, self.common)


def _only(found: dict[str, _T], owers: Set[str]) -> dict[str, _T]:
    return found if found.keys() <= owers else {unit: one for unit, one in found.items() if unit in owers}
