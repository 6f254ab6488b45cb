"""Tiến độ: sums over all steps, and the units that are late, as the progress report prints them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from directives.followup.duties import CAMPAIGN
from directives.followup.expected import StepRow, Tally
from directives.followup.status import Board


@dataclass(frozen=True, slots=True)
class LateUnit:
    """Đơn vị chậm: how many duties it is late with, the longest by so many working days, and the steps' codes."""

    unit: str
    late: int
    days: int
    steps: tuple[str, ...]


def total_of(rows: Iterable[StepRow]) -> Tally:
    """Cộng các bước: all duties of the plan, standing ones left out, which have no day."""
    tallies = [astuple(row.tally) for row in rows if row.due is not None]
    return Tally(*map(sum, zip(*tallies, strict=True))) if tallies else Tally()


def late_units(board: Board) -> tuple[LateUnit, ...]:
    """Đơn vị chậm: those with most late duties first, then the longest late; the campaign itself is no unit."""
    counts: Counter[str] = Counter()
    days: dict[str, int] = {}
    steps: dict[str, dict[str, None]] = {}
    for status in board.late():
        unit = status.duty.key.unit
        if unit == CAMPAIGN:
            continue
        counts[unit] += 1
        days[unit] = max(days.get(unit, 0), status.working_days_late)
        steps.setdefault(unit, {})[status.duty.key.step] = None
    found = [LateUnit(unit, counts[unit], days[unit], tuple(steps[unit])) for unit in counts]
    return tuple(sorted(found, key=lambda one: (-one.late, -one.days, one.unit)))
