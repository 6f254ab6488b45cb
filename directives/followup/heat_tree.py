"""Cây nhiệt: units by steps as a tree, superiors first; thousands of units are opened branch by branch."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directives.followup.duties import CAMPAIGN, PlanUnit
from directives.followup.progress_charts import HeatCell
from directives.followup.status import Board, DutyState, LaneBoard

Cells = tuple[HeatCell | None, ...]
"""Các ô: one for each step, in order; None where nothing is owed."""

_DONE = (DutyState.DONE, DutyState.DONE_LATE)
_HELD = (DutyState.SUSPENDED, DutyState.WAIVED)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """Hàng của cây: a unit with everything below it, or (``below`` 0) the unit's own duties alone."""

    unit: str
    name: str
    below: int
    cells: Cells


class _Sums:
    """Số cộng dồn: for each step duties owed, done, late, held; much is added, so they may change."""

    __slots__ = ("columns",)

    def __init__(self, steps: int) -> None:
        self.columns = [[0, 0, 0, 0] for _ in range(steps)]

    def count(self, column: int, state: DutyState, many: int) -> None:
        figures = self.columns[column]
        figures[0] += many
        figures[1] += many * (state in _DONE)
        figures[2] += many * (state is DutyState.LATE)
        figures[3] += many * (state in _HELD)

    def add(self, other: "_Sums") -> None:
        for mine, theirs in zip(self.columns, other.columns, strict=True):
            mine[:] = map(sum, zip(mine, theirs, strict=True))

    def cells(self) -> Cells:
        return tuple(HeatCell(*figures) if figures[0] else None for figures in self.columns)


@dataclass(frozen=True, slots=True)
class HeatTree:
    """Cây nhiệt: of the steps which units owe, by code and name; ``start`` is the branch that is shown first."""

    steps: tuple[tuple[str, str], ...]
    start: str
    board: Board
    names: Mapping[str, str]
    children: Mapping[str, Sequence[str]]
    above: Mapping[str, str]
    owing: frozenset[str]
    _columns: Sequence[tuple[int, LaneBoard, frozenset[str]]]
    _sums: Mapping[str, _Sums]

    def rows(self, above: str) -> tuple[TreeRow, ...]:
        """Các hàng của một nhánh: what ``above`` owes itself, then each unit right below it; nothing for strangers."""
        below = self.children.get(above, ())
        leaves = (unit for unit in below if unit not in self.children)
        alone = [unit for unit in (above, *leaves) if unit in self.owing]
        own = self._own(alone)
        found = [TreeRow(above, self.names[above], 0, own[above].cells())] if above in own else []
        for unit in below:
            count = self.below(unit)
            sums = self._sums[unit] if count else own[unit]
            found.append(TreeRow(unit, self.names[unit], count, sums.cells()))
        return tuple(found)

    def path(self, unit: str) -> tuple[str, ...]:
        """Đường tới một nhánh: the unit itself behind the branches above it, the highest first."""
        found = [unit]
        while unit := self.above.get(unit, ""):
            found.append(unit)
        return tuple(reversed(found))

    def below(self, unit: str) -> int:
        """Số đơn vị bên dưới: those which owe something, at any depth."""
        return sum((one in self.owing) + self.below(one) for one in self.children.get(unit, ()))

    def _own(self, units: Sequence[str]) -> dict[str, _Sums]:
        found = {unit: _Sums(len(self.steps)) for unit in units}
        for column, lane, owers in self._columns:
            for unit in units:
                if unit in owers:
                    found[unit].count(column, self.board.state(lane, unit)[0], 1)
        return found


def heat_tree(board: Board, units: Mapping[str, PlanUnit]) -> HeatTree:
    """Cây nhiệt: ``units`` with the offices above them by id; standing duties, which have no day, are left out."""
    lanes = [lane for lane in board.lanes if not lane.lane.step.standing and any(lane.lane.owers)]
    steps = tuple(dict.fromkeys(lane.lane.step.code for lane in lanes))
    owers = {one: frozenset(one) for one in dict.fromkeys(lane.lane.owers for lane in lanes)}
    owing = dict.fromkeys(unit for one in owers for unit in one)
    owing.pop(CAMPAIGN, None)
    superiors = _superiors(owing, units)
    children: dict[str, list[str]] = {}
    for unit, above in superiors.items():
        children.setdefault(above, []).append(unit)
    names = {unit: units[unit].name if unit in units else unit for unit in {*owing, *children} - {""}}
    titles = tuple((code, board.plan.step(code).name) for code in steps)
    sums = _gathered(board, lanes, steps, children, superiors)
    columns = tuple((steps.index(lane.lane.step.code), lane, owers[lane.lane.owers]) for lane in lanes)
    return HeatTree(
        titles, _start(owing, children), board, names, children, superiors, frozenset(owing), columns, sums
    )


def _superiors(owing: Iterable[str], units: Mapping[str, PlanUnit]) -> dict[str, str]:
    """Ai ở trên ai: of everybody who owes something and everybody above them; "" stands above all."""
    found: dict[str, str] = {}
    for unit in owing:
        seen = {unit}
        while unit and unit not in found:
            above = units[unit].superior if unit in units else ""
            # Of two offices above each other the upper one stands alone.
            found[unit] = "" if above in seen else above
            unit = found[unit]
            seen.add(unit)
    return _without_idle_tops(found, frozenset(owing))


def _without_idle_tops(superiors: dict[str, str], owing: frozenset[str]) -> dict[str, str]:
    """Bỏ cấp trên không có việc: on top, who owes nothing and has one branch below leaves the place to that branch."""
    below: dict[str, list[str]] = {}
    for unit, above in superiors.items():
        below.setdefault(above, []).append(unit)
    for top in below.get("", ()):
        while top not in owing and len(below.get(top, ())) == 1 and below[top][0] in below:
            del superiors[top]
            (top,) = below[top]
            superiors[top] = ""
    return superiors


def _gathered(
    board: Board,
    lanes: Sequence[LaneBoard],
    steps: Sequence[str],
    children: Mapping[str, Sequence[str]],
    superiors: Mapping[str, str],
) -> dict[str, _Sums]:
    """Cộng lên: of every office with somebody below it, its own duties and all below."""
    branch = {**superiors, **{office: office for office in children}}
    found = {unit: _Sums(len(steps)) for unit in children}
    for lane in lanes:
        column, owers = steps.index(lane.lane.step.code), lane.lane.owers
        # Thousands of units share a few traces and days: they are counted, and each kind is judged once.
        alike = zip(
            map(branch.get, owers), map(lane.traces.get, owers), map(lane.done.get, owers), strict=True
        )
        for (above, trace, on), many in Counter(alike).items():
            if above is not None:
                found[above].count(column, board.judged(lane, trace, on)[0], many)

    def add_up(unit: str) -> _Sums:
        for one in children[unit]:
            if one in children:
                found[unit].add(add_up(one))
        return found[unit]

    add_up("")
    return found


def _start(owing: Mapping[str, object], children: Mapping[str, Sequence[str]]) -> str:
    """Nhánh mở đầu: the first in which there is a choice."""
    at = ""
    while at not in owing and len(children.get(at, ())) == 1 and children[at][0] in children:
        at = children[at][0]
    return at
