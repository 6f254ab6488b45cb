"""Ngày giả lập: what made-up people have done by a day, and on which days anything may happen to a made-up plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.followup.actions import days_with_work
from directives.followup.plan import ActKind, SyntheticReturns
from directives.followup.recurrence import WorkingDays
from directives.followup.status import Board, LaneBoard
from directives.followup.virtual_people import day_done

#: Punctual people finish on the due day or up to so many working days before: who waited for it all at once would
#: all be reminded beforehand.
EARLY_DAYS = 4

#: Việc của người: what made-up people do; their forms the engine makes up itself.
PEOPLES = frozenset({ActKind.EVIDENCE, ActKind.REPORT, ActKind.CHECK, ActKind.APPOINT})


@dataclass(frozen=True, slots=True)
class DoneByPeople:
    """Người đã làm: units which have done their duties of a lane by the board's day and have not said so yet."""

    lane: LaneBoard
    units: tuple[str, ...]


def done_by_people(board: Board, how: SyntheticReturns) -> tuple[DoneByPeople, ...]:
    """Việc người đã làm xong: by the board's day, of those who wait for no earlier step."""
    open_units = _open_by_step(board)
    found = []
    for lane in _of_people(board):
        waits = [open_units[earlier] for earlier in lane.lane.step.after] if _waits(lane) else []
        units = tuple(
            unit
            for unit, due in _open(lane)
            if _may_be_done(due, board) and not any(earlier.holds(unit) for earlier in waits)
            if _day(board, lane, unit, due, how) <= board.day
        )
        if units:
            found.append(DoneByPeople(lane, units))
    return tuple(found)


def next_day(board: Board, how: SyntheticReturns | None, until: date, *, itself: bool) -> date | None:
    """Ngày kế tiếp có việc: after the board's day, or that day ``itself``; None when there is none up to ``until``.

    What is overdue on the board's day waits for one of these days: nothing else can set it free. A run that was cut
    off may have set it free on the very day with which it goes on, so it is work of that day ``itself``.
    """
    days = set(days_with_work(board, board.calendar, until))
    if how is not None:
        for lane in _of_people(board):
            for unit, due in _open(lane):
                ahead = due > board.day or _late(board.calendar, due, how) >= board.day
                days.add(max(board.day, _day(board, lane, unit, due, how)) if ahead else board.day)
    coming = (day for day in days if day <= until and (day > board.day or (itself and day == board.day)))
    return min(coming, default=None)


def _of_people(board: Board) -> Iterator[LaneBoard]:
    return (lane for lane in board.lanes if lane.lane.step.act in PEOPLES)


def _waits(lane: LaneBoard) -> bool:
    return lane.lane.step.waits_for_all


def _open(lane: LaneBoard) -> Iterator[tuple[str, date]]:
    """Còn phải làm: units that have neither done it nor are let off for now, with the day that holds for them."""
    for unit in lane.lane.owers:
        if unit not in lane.done:
            trace, due = lane.trace(unit), lane.due_of(unit)
            if due is not None and not trace.waived and trace.suspended_on is None:
                yield unit, due


def _may_be_done(due: date, board: Board) -> bool:
    return board.calendar.add_working_days(board.calendar.roll_back(due), -EARLY_DAYS) <= board.day


def _day(board: Board, lane: LaneBoard, unit: str, due: date, how: SyntheticReturns) -> date:
    """A period of a few days, cut short by the end of the campaign, is not reported on before it begins."""
    key, begins = lane.lane.duty(board.plan, unit).key, lane.lane.occurrence.first
    done = day_done(how.seed, key, due, how.late_share, how.late_days, board.calendar, EARLY_DAYS)
    return done if begins is None else max(done, board.calendar.roll_forward(begins))


def _late(calendar: WorkingDays, due: date, how: SyntheticReturns) -> date:
    return calendar.add_working_days(due, how.late_days) if how.late_days > 0 else due


@dataclass(frozen=True, slots=True)
class _OpenUnits:
    """Ai còn nợ bước trước: by whom a step is owed, and who has not done it in every period."""

    owers: frozenset[str]
    units: frozenset[str]

    def holds(self, unit: str) -> bool:
        """A unit waits for itself where it owes the earlier step too, else for everybody."""
        return unit in self.units if unit in self.owers and unit else bool(self.units)


def _open_by_step(board: Board) -> Mapping[str, _OpenUnits]:
    lanes: dict[str, list[LaneBoard]] = {step.code: [] for step in board.plan.steps}
    for lane in board.lanes:
        if not lane.lane.step.standing:
            lanes[lane.lane.step.code].append(lane)
    return {code: _open_units(of_step) for code, of_step in lanes.items()}


def _open_units(lanes: Sequence[LaneBoard]) -> _OpenUnits:
    owers = frozenset(unit for lane in lanes for unit in lane.lane.owers)
    units = {unit for lane in lanes for unit in lane.lane.owers if unit not in lane.done}
    waived = {unit for lane in lanes for unit in units if lane.trace(unit).waived}
    return _OpenUnits(owers, frozenset(units - waived))
