"""Nhiệm vụ của đơn vị: who owes which step by when, what is done, and what is late on a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from directives.followup.plan import Plan, WorkingDays


@dataclass(frozen=True, slots=True, order=True)
class DutyKey:
    """Khóa nhiệm vụ: plan, step, unit, occurrence and rung; an act is done once for each key."""

    campaign: str
    step: str
    unit: str = ""
    occurrence: int = 1
    rung: int = 0

    def __str__(self) -> str:
        return f"{self.campaign}/{self.step}/{self.unit}/{self.occurrence}/{self.rung}"


@dataclass(frozen=True, slots=True)
class Duty:
    """Nhiệm vụ: one step owed by one unit (or by the campaign itself, unit ``""``) by a day."""

    key: DutyKey
    due: date


class DutyState(Enum):
    """Tình trạng: computed for a day from duties and facts, never stored."""

    NOT_DUE = "not_due"
    DUE_TODAY = "due_today"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True)
class DutyStatus:
    """Tình trạng nhiệm vụ: a duty's state on a day; ``working_days_late`` is 0 unless late or done late."""

    duty: Duty
    state: DutyState
    working_days_late: int = 0


def due_dates(plan: Plan, calendar: WorkingDays) -> Mapping[str, date]:
    """Hạn của các bước: for each step its fixed day, or working days from an anchor or an earlier step's day."""
    days: dict[str, date] = {}
    for step in plan.steps:
        due = step.due
        if due.on is not None:
            days[step.code] = due.on
        else:  # a plan that was parsed names an anchor or an earlier step here
            start = plan.anchors[due.anchor] if due.anchor in plan.anchors else days[due.anchor]
            days[step.code] = calendar.add_working_days(start, due.working_days)
    return days


def duties_of(plan: Plan, units: Sequence[str], calendar: WorkingDays) -> tuple[Duty, ...]:
    """Nhiệm vụ của kế hoạch: every duty in the order of the steps, then of the units."""
    days = due_dates(plan, calendar)
    return tuple(
        Duty(DutyKey(plan.id, step.code, unit), days[step.code])
        for step in plan.steps
        for unit in (units if step.each_unit else ("",))
    )


def actionable(plan: Plan, duties: Iterable[Duty], done: Collection[DutyKey], day: date) -> tuple[Duty, ...]:
    """Việc đến hạn: duties due by ``day``, not yet done, whose earlier steps are done for every unit."""
    by_step: dict[str, list[Duty]] = {}
    for duty in duties:
        by_step.setdefault(duty.key.step, []).append(duty)
    finished = {code for code, owed in by_step.items() if all(duty.key in done for duty in owed)}
    return tuple(
        duty
        for step in plan.steps
        if finished.issuperset(step.after)
        for duty in by_step.get(step.code, ())
        if duty.due <= day and duty.key not in done
    )


def status_on(
    duties: Iterable[Duty], done_on: Mapping[DutyKey, date], calendar: WorkingDays, day: date
) -> tuple[DutyStatus, ...]:
    """Tình trạng trong ngày: the state of every duty on ``day``; facts of later days are not yet known."""
    return tuple(_status(duty, done_on.get(duty.key), calendar, day) for duty in duties)


def _status(duty: Duty, done_on: date | None, calendar: WorkingDays, day: date) -> DutyStatus:
    if done_on is not None and done_on <= day:
        late = calendar.working_days_between(duty.due, done_on) if done_on > duty.due else 0
        return DutyStatus(duty, DutyState.DONE_LATE if done_on > duty.due else DutyState.DONE, late)
    if day > duty.due:
        return DutyStatus(duty, DutyState.LATE, calendar.working_days_between(duty.due, day))
    return DutyStatus(duty, DutyState.DUE_TODAY if day == duty.due else DutyState.NOT_DUE)
