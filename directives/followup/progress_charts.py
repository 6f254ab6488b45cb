"""Biểu đồ tiến độ: the bars of a Gantt chart and the cells of a heat map, as values; drawing is done elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.followup.duties import CAMPAIGN, PlanUnit
from directives.followup.plan import Plan
from directives.followup.status import Board, DutyState, LaneBoard

#: So many rows of a heat map can be told apart; of more, units are put together under the offices above them.
MOST_UNITS = 60


@dataclass(frozen=True, slots=True)
class GanttRow:
    """Hàng của biểu đồ Gantt: from ``start`` to ``due``; ``planned`` the first due day where it was moved.

    ``done_from`` and ``done_to`` are the first and last day of which something is done; ``share`` how much of it;
    ``marks`` are the due days of the periods of a recurring step. ``late`` red, ``provisional`` hatched.
    """

    name: str
    start: date
    due: date
    planned: date | None
    done_from: date | None
    done_to: date | None
    share: float
    late: bool
    provisional: bool
    marks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Ô của biểu đồ nhiệt: duties owed, done, late, and those held: suspended or waived."""

    owed: int
    done: int
    late: int
    held: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """Hàng của biểu đồ nhiệt: a unit, or the units below one office, and the duties of each step; None: not owed."""

    name: str
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Biểu đồ nhiệt: units by steps; ``gathered``: a row stands for all units below an office."""

    steps: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    gathered: bool


def gantt_rows(
    board: Board, planned: Mapping[tuple[str, int], date], provisional: Mapping[tuple[str, int], bool]
) -> tuple[GanttRow, ...]:
    """Biểu đồ Gantt: one row a step, in the order of the plan; standing steps have no day and no row."""
    lanes: dict[str, list[LaneBoard]] = {}
    for lane in board.lanes:
        if not lane.lane.step.standing and lane.due is not None:
            lanes.setdefault(lane.lane.step.code, []).append(lane)
    dues = {code: max(_due(lane) for lane in found) for code, found in lanes.items()}
    return tuple(
        _row(board, found, _start(board.plan, found, dues), planned, provisional) for found in lanes.values()
    )


def _row(
    board: Board,
    lanes: Sequence[LaneBoard],
    start: date,
    planned: Mapping[tuple[str, int], date],
    provisional: Mapping[tuple[str, int], bool],
) -> GanttRow:
    done = [day for lane in lanes for day in lane.done.values()]
    owed = sum(len(lane.lane.owers) for lane in lanes)
    late = any(board.lane_counts(lane)[DutyState.LATE] for lane in lanes)
    last = lanes[-1]
    moved = planned.get(last.lane.code)
    due = max(_due(lane) for lane in lanes)
    return GanttRow(
        last.lane.step.name,
        min(start, due),
        due,
        moved if moved != due else None,
        min(done, default=None),
        max(done, default=None),
        len(done) / owed if owed else 0.0,
        late,
        any(provisional.get(lane.lane.code, False) for lane in lanes),
        tuple(_due(lane) for lane in lanes) if len(lanes) > 1 else (),
    )


def _due(lane: LaneBoard) -> date:
    due = lane.common.due or lane.due
    assert due is not None  # lanes without a day were left out
    return due


def _start(plan: Plan, lanes: Sequence[LaneBoard], dues: Mapping[str, date]) -> date:
    """Bắt đầu: its first period, the last day of the steps it comes after, or what its day is counted from."""
    step = lanes[0].lane.step
    if (first := lanes[0].lane.occurrence.first) is not None:
        return first
    before = [dues[code] for code in step.after if code in dues]
    if before:
        return max(before)
    named = step.due.anchor
    return plan.anchors.get(named) or dues.get(named) or _due(lanes[0])


def heat_map(board: Board, units: Mapping[str, PlanUnit], most: int = MOST_UNITS) -> HeatMap:
    """Biểu đồ nhiệt: of the steps that units owe; more than ``most`` units are gathered under offices above them."""
    lanes = [
        lane
        for lane in board.lanes
        if not lane.lane.step.standing and any(unit != CAMPAIGN for unit in lane.lane.owers)
    ]
    steps = tuple(dict.fromkeys(lane.lane.step.code for lane in lanes))
    owing = list(dict.fromkeys(unit for lane in lanes for unit in lane.lane.owers if unit != CAMPAIGN))
    groups = _groups(owing, units, most)
    counts: dict[tuple[str, str], Counter[DutyState]] = {}
    for lane in lanes:
        for unit in lane.lane.owers:
            if unit != CAMPAIGN:
                place = (groups[unit], lane.lane.step.code)
                counts.setdefault(place, Counter())[board.state(lane, unit)[0]] += 1
    return HeatMap(
        tuple(board.plan.step(code).name for code in steps),
        tuple(
            HeatRow(
                units[group].name if group in units else group,
                tuple(_cell(counts.get((group, code))) for code in steps),
            )
            for group in dict.fromkeys(groups.values())
        ),
        gathered=len(set(groups.values())) < len(owing),
    )


def _cell(states: Counter[DutyState] | None) -> HeatCell | None:
    if states is None:
        return None
    return HeatCell(
        states.total(),
        states[DutyState.DONE] + states[DutyState.DONE_LATE],
        states[DutyState.LATE],
        states[DutyState.SUSPENDED] + states[DutyState.WAIVED],
    )


def _groups(owing: Iterable[str], units: Mapping[str, PlanUnit], most: int) -> dict[str, str]:
    """Gộp: everybody one office up, again and again, until there are few enough rows or nobody stands above."""
    groups = {unit: unit for unit in owing}
    while len(set(groups.values())) > most:
        up = {unit: units[group].superior if group in units else "" for unit, group in groups.items()}
        higher = {unit: up[unit] or groups[unit] for unit in groups}
        if higher == groups or len(set(higher.values())) == len(set(groups.values())):
            break
        groups = higher
    return groups
