"""Nhiệm vụ của đơn vị: who owes which step, in which occurrence, by when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from directives.followup.plan import Plan, Step
from directives.followup.recurrence import Occurrence, WorkingDays, occurrences, rolled

#: The surveyed units, as a step names who owes it.
SURVEYED = "units"
#: Cả đợt: the ower of what the campaign itself owes.
CAMPAIGN = ""
_ONE_DAY = timedelta(days=1)


class DutyKey(NamedTuple):
    """Khóa nhiệm vụ: plan, step, unit, occurrence and rung; an act is done once for each key."""

    campaign: str
    step: str
    unit: str = ""
    occurrence: int = 1
    rung: int = 0

    def __str__(self) -> str:
        return f"{self.campaign}/{self.step}/{self.unit}/{self.occurrence}/{self.rung}"


class Duty(NamedTuple):
    """Nhiệm vụ: one step owed by one unit (or by the campaign itself, unit ``""``) by a day.

    ``due`` None: a standing duty, which carries no deadline.
    """

    key: DutyKey
    due: date | None


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """Đơn vị trong kế hoạch: an office as the plan was expanded over the organisation of its day.

    ``level`` is its tier ("province", "district", "commune", "nation"), ``superior`` the office above it;
    ``surveyed``: forms about it are collected.
    """

    id: str
    name: str
    level: str
    superior: str
    surveyed: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Tuyến nhiệm vụ: one occurrence of one step with all who owe it; their duties differ by unit only."""

    step: Step
    occurrence: Occurrence
    owers: tuple[str, ...]

    @property
    def code(self) -> tuple[str, int]:
        """Mã tuyến: the step's code and the number of the occurrence."""
        return self.step.code, self.occurrence.number

    def duty(self, plan: Plan, unit: str) -> Duty:
        """Nhiệm vụ của một đơn vị: its duty in this lane."""
        return Duty(DutyKey(plan.id, self.step.code, unit, self.occurrence.number), self.occurrence.due)


def due_dates(plan: Plan, calendar: WorkingDays) -> Mapping[str, date]:
    """Hạn của các bước: for each step its fixed day, or working days from an anchor or an earlier step's day.

    A recurring step has the due day of its last occurrence; a standing one has none.
    """
    days: dict[str, date] = {}
    for step in plan.steps:
        _note_due(step, tuple(_occurrences(step, plan, days, calendar)), days)
    return days


def owers_of(step: Step, plan: Plan, units: Iterable[PlanUnit]) -> tuple[str, ...]:
    """Ai phải làm: ids of the units which owe the step, in the order of the plan's units; the campaign if no other."""
    if not step.owers:
        return (CAMPAIGN,)
    named = {plan.office(word) for word in step.owers}
    surveyed = SURVEYED in step.owers
    return tuple(
        unit.id
        for unit in units
        if unit.id in named or unit.level in step.owers or (surveyed and unit.surveyed)
    )


def lanes_of(plan: Plan, units: Sequence[PlanUnit], calendar: WorkingDays) -> tuple[Lane, ...]:
    """Các tuyến của kế hoạch: in the order of the steps, then of their occurrences."""
    days: dict[str, date] = {}
    lanes: list[Lane] = []
    groups: dict[tuple[str, ...], tuple[str, ...]] = {}
    for step in plan.steps:
        if step.owers not in groups:
            groups[step.owers] = owers_of(step, plan, units)
        owers = groups[step.owers]
        found = tuple(_occurrences(step, plan, days, calendar))
        lanes += [Lane(step, occurrence, owers) for occurrence in found]
        _note_due(step, found, days)
    return tuple(lanes)


def duties_of(plan: Plan, units: Sequence[PlanUnit], calendar: WorkingDays) -> tuple[Duty, ...]:
    """Nhiệm vụ của kế hoạch: every duty in the order of the steps, their occurrences and the units."""
    return tuple(lane.duty(plan, unit) for lane in lanes_of(plan, units, calendar) for unit in lane.owers)


def _note_due(step: Step, found: Sequence[Occurrence], days: dict[str, date]) -> None:
    if found and (due := found[-1].due) is not None:
        days[step.code] = due


def _occurrences(
    step: Step, plan: Plan, days: Mapping[str, date], calendar: WorkingDays
) -> Iterator[Occurrence]:
    if step.recurrence is not None:
        yield from occurrences(step.recurrence, calendar)
    elif step.standing:
        yield Occurrence(1, None)
    elif step.due.on is not None:
        yield Occurrence(1, rolled(step.due.on - _ONE_DAY * step.due.before, step.due.roll, calendar))
    else:  # a plan that was parsed names an anchor or an earlier step here
        start = plan.anchors[step.due.anchor] if step.due.anchor in plan.anchors else days[step.due.anchor]
        due = calendar.add_working_days(start, step.due.working_days)
        yield Occurrence(1, rolled(due, step.due.roll, calendar))
