"""Sức làm của kế hoạch: warnings before a plan is issued: too few working days, too little room. Pure."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from directives.errors import N_, Problem
from directives.followup.duties import SURVEYED, due_dates
from directives.followup.plan import Capacity, Plan, Step
from directives.followup.recurrence import WorkingDays

#: Working days which a superior needs between what comes from below and what it owes itself.
BUFFER = 3
#: Of the time from the Ministry's request to the end of the field work so much may pass before the first form.
MOST_BEFORE_FIELD = 0.7
_DECEMBER = 12
#: Tiers from below, by the words of ``owed_by``; whoever else owes stands above them.
_TIER = {SURVEYED: 0, "commune": 0, "district": 1}
_ABOVE = 2


class AnnouncedDays(WorkingDays, Protocol):
    """Lịch đã công bố: a calendar that knows which of its days were announced."""

    def is_provisional(self, day: date) -> bool:
        """Dự kiến: whether the days off of that day's year were computed, not announced."""
        ...


@dataclass(frozen=True, slots=True)
class FieldLoad:
    """Tải phát phiếu: what the sample asks of a working day, and what the investigators can bring.

    ``days`` are the working days there are, ``days_needed`` those it takes; ``first_end`` is the first last day (F1)
    that would do.
    """

    days: int
    days_needed: int
    needed_a_day: float
    possible_a_day: float
    first_end: date

    @property
    def days_missing(self) -> int:
        """Số ngày thiếu: working days by which the field work is too short; 0 when it holds."""
        return max(0, self.days_needed - self.days)


def field_load(capacity: Capacity, start: date, end: date, calendar: WorkingDays) -> FieldLoad:
    """Tải phát phiếu: of a sample between two days, on working days after ``start`` up to and with ``end``."""
    days = max(0, calendar.working_days_between(start, end))
    possible = capacity.investigators * capacity.forms_a_day
    needed = math.ceil(capacity.sample / possible)
    return FieldLoad(
        days=days,
        days_needed=needed,
        needed_a_day=capacity.sample / days if days else float(capacity.sample),
        possible_a_day=possible,
        first_end=calendar.add_working_days(start, needed),
    )


_OVERLOAD = N_(
    "the sample of {sample} forms needs {needed_a_day} forms a working day; the Post can bring {possible_a_day}: "
    "{days_missing} working days are missing; the first last day (F1) that would do is {first_end}"
)
_INVERTED = N_("step {code} is due on {due}, before step {earlier} on which it waits ({earlier_due})")
_NO_ROOM = N_(
    "only {days} working days lie between {earlier} ({earlier_due}) and {code} ({due}); leave at least {buffer}"
)
_PROVISIONAL = N_(
    "{count} deadlines from {first} on lie beyond the announced calendar and are provisional; they are worked out "
    "again when the days off are announced"
)
_SQUEEZED = N_("field work begins in December ({f0}): a late plan is squeezed into the end of the year")
_LATE_START = N_(
    "{share} % of the time from T0 to F1 has passed when field work begins on {f0}; at most {most} % should"
)


def plan_warnings(plan: Plan, calendar: AnnouncedDays) -> tuple[Problem, ...]:
    """Cảnh báo của kế hoạch: everything to beware of before it is issued; none of it stops the plan."""
    dues = due_dates(plan, calendar)
    return (
        *_load_warnings(plan, {**plan.anchors, **dues}, calendar),
        *_start_warnings(plan, calendar),
        *(warning for step in plan.steps for warning in _room_warnings(plan, step, dues, calendar)),
        *_provisional_warnings(dues, calendar),
    )


def _load_warnings(plan: Plan, days: Mapping[str, date], calendar: WorkingDays) -> Iterator[Problem]:
    capacity = plan.capacity
    if capacity is None or not {capacity.start, capacity.end} <= days.keys():
        return
    load = field_load(capacity, days[capacity.start], days[capacity.end], calendar)
    if load.days_missing:
        told = {
            "sample": capacity.sample,
            "needed_a_day": math.ceil(load.needed_a_day),
            "possible_a_day": math.floor(load.possible_a_day),
            "days_missing": load.days_missing,
            "first_end": load.first_end.isoformat(),
        }
        yield Problem(_OVERLOAD, told, "capacity")


def _start_warnings(plan: Plan, calendar: WorkingDays) -> Iterator[Problem]:
    f0 = plan.anchors.get("F0")
    if f0 is None:
        return
    if f0.month == _DECEMBER:
        yield Problem(_SQUEEZED, {"f0": f0.isoformat()}, "anchors.F0")
    if not {"T0", "F1"} <= plan.anchors.keys():
        return
    t0, f1 = plan.anchors["T0"], plan.anchors["F1"]
    whole, before = calendar.working_days_between(t0, f1), calendar.working_days_between(t0, f0)
    if whole > 0 and before > MOST_BEFORE_FIELD * whole:
        told = {"share": before * 100 // whole, "f0": f0.isoformat(), "most": round(100 * MOST_BEFORE_FIELD)}
        yield Problem(_LATE_START, told, "anchors.F0")


def _room_warnings(
    plan: Plan, step: Step, dues: Mapping[str, date], calendar: WorkingDays
) -> Iterator[Problem]:
    for code in step.after:
        if step.code not in dues or code not in dues:
            continue
        due, earlier_due = dues[step.code], dues[code]
        told = {
            "code": step.code,
            "due": due.isoformat(),
            "earlier": code,
            "earlier_due": earlier_due.isoformat(),
        }
        earlier = plan.step(code)
        if due < earlier_due and step.recurrence is None and earlier.recurrence is None:
            yield Problem(_INVERTED, told, step.code)
        elif earlier.owers and _tier(earlier) < _tier(step) and earlier.recurrence is None:
            room = calendar.working_days_between(earlier_due, due)
            if room < BUFFER:
                yield Problem(_NO_ROOM, {**told, "days": room, "buffer": BUFFER}, step.code)


def _tier(step: Step) -> int:
    """The lowest tier that owes the step; the campaign itself stands above all."""
    return min((_TIER.get(word, _ABOVE) for word in step.owers), default=_ABOVE)


def _provisional_warnings(dues: Mapping[str, date], calendar: AnnouncedDays) -> Iterator[Problem]:
    beyond = sorted(day for day in dues.values() if calendar.is_provisional(day))
    if beyond:
        yield Problem(_PROVISIONAL, {"count": len(beyond), "first": beyond[0].isoformat()}, "steps")
