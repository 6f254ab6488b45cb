"""Dự kiến hoàn thành: what a simulated run says: when each step ends, how much slack it has, which are critical."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from directives.errors import N_, DirectiveError
from directives.followup.duties import Lane
from directives.followup.log import Event, EventKind
from directives.followup.plan import Plan, Step
from directives.followup.recurrence import WorkingDays
from directives.followup.simulation import Batch


class NoSuchShift(DirectiveError):
    """Không có mốc này: what should be shifted is neither an anchor nor a step of the plan."""

    kind = "no_such_shift"
    template = N_("“{name}” cannot be shifted: the plan has the anchors {anchors} and the steps {steps}.")


@dataclass(frozen=True, slots=True)
class StepForecast:
    """Dự kiến của một bước: by when it is due, when the last of its owers has done it, how many were late.

    ``slack`` is the number of working days by which its day may be put off, with the days that are counted from it,
    and the plan still ends on the same day; 0: it is critical. ``due``, ``start`` and ``finish`` are of all its
    periods. None: standing, or never finished.
    """

    code: str
    name: str
    owed: int
    due: date | None
    start: date | None
    finish: date | None
    late: int
    slack: int | None

    @property
    def critical(self) -> bool:
        """Găng: the whole plan ends later when this step does."""
        return self.slack == 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Dự kiến: when the plan would end, its steps, reminders by rung, and how many dispatches carry them."""

    finish: date | None
    steps: tuple[StepForecast, ...]
    reminders: Mapping[int, int]
    dispatches: int
    unfinished: tuple[str, ...]

    @property
    def critical_path(self) -> tuple[str, ...]:
        """Đường găng: codes of the critical steps, in the order in which they end."""
        found = [step for step in self.steps if step.critical and step.finish is not None]
        return tuple(step.code for step in sorted(found, key=lambda step: step.finish or date.max))


def shifted(plan: Plan, shifts: Mapping[str, int], calendar: WorkingDays) -> Plan:
    """Kế hoạch dời mốc: anchors and steps moved by so many working days; what is counted from them moves along.

    A recurring step is moved in all its periods. Raises NoSuchShift.
    """
    codes = [step.code for step in plan.steps]
    for name in shifts:
        if name not in plan.anchors and name not in codes:
            raise NoSuchShift(where=name, name=name, anchors=", ".join(plan.anchors), steps=", ".join(codes))
    anchors = {
        name: calendar.add_working_days(day, shifts.get(name, 0)) for name, day in plan.anchors.items()
    }
    steps = tuple(_moved(step, shifts.get(step.code, 0), calendar) for step in plan.steps)
    return replace(plan, anchors=anchors, steps=steps)


def _moved(step: Step, by: int, calendar: WorkingDays) -> Step:
    if not by:
        return step
    if step.recurrence is not None:
        recurrence = step.recurrence
        return replace(step, recurrence=replace(recurrence, working_days=recurrence.working_days + by))
    if step.due.on is not None:
        return replace(step, due=replace(step.due, on=calendar.add_working_days(step.due.on, by)))
    return replace(step, due=replace(step.due, working_days=step.due.working_days + by))


def forecast(
    plan: Plan,
    lanes: Sequence[Lane],
    log: Iterable[Batch],
    calendar: WorkingDays,
    known: Iterable[Event] = (),
) -> Forecast:
    """Dự kiến từ một lần chạy: of everything that happened in it, and what was ``known`` before."""
    done: dict[str, list[date]] = {step.code: [] for step in plan.steps}
    late: Counter[str] = Counter()
    rungs: Counter[int] = Counter()
    dispatches: set[object] = set()
    dues = {lane.code: lane.occurrence.due for lane in lanes}
    for event in [*known, *chain(*log)]:
        if event.kind is EventKind.REMINDED:
            rungs[int(str(event.payload["rung"]))] += 1
            dispatches.add(event.payload.get("dispatch"))
        elif event.kind in _ENDS and event.step in done:
            done[event.step].append(event.day)
            due = dues.get((event.step, event.occurrence))
            late[event.step] += due is not None and event.day > due
    owed = Counter[str]()
    for lane in lanes:
        owed[lane.step.code] += len(lane.owers)
    finished = {code: max(days) for code, days in done.items() if days}
    end = max(finished.values(), default=None)
    last_dues = {step.code: _last_due(step, lanes) for step in plan.steps}
    slacks = _slacks(plan, last_dues, finished, end, calendar) if end else {}
    return Forecast(
        end,
        tuple(
            StepForecast(
                step.code, step.name, owed[step.code], last_dues[step.code], min(done[step.code], default=None),
                finished.get(step.code), late[step.code], slacks.get(step.code),
            )
            for step in plan.steps
        ),
        dict(sorted(rungs.items())),
        len(dispatches),
        tuple(step.code for step in plan.steps if not step.standing and len(done[step.code]) < owed[step.code]),
    )  # fmt: skip


_ENDS = frozenset({EventKind.DONE, EventKind.SUBMITTED})


def _last_due(step: Step, lanes: Sequence[Lane]) -> date | None:
    found = [lane.occurrence.due for lane in lanes if lane.step.code == step.code]
    return max((due for due in found if due is not None), default=None)


def _slacks(
    plan: Plan,
    dues: Mapping[str, date | None],
    finished: Mapping[str, date],
    end: date,
    calendar: WorkingDays,
) -> dict[str, int]:
    """Thời gian dự trữ: backwards from the end.

    A step that only ends later keeps those waiting that come ``after`` it; one whose day is put off takes along, too,
    the days that are counted from it, save for as long as those steps wait for another one anyway.
    """
    ending: dict[str, int] = {}
    put_off: dict[str, int] = {}
    for step in reversed(plan.steps):
        if step.code not in finished:
            continue
        day = finished[step.code]
        room = [calendar.working_days_between(day, end)]
        counted = []
        for later in plan.steps:
            if later.code in ending:
                if step.code in later.after and later.waits_for_all:
                    gap = calendar.working_days_between(day, finished[later.code])
                    room.append(gap + ending[later.code])
                if later.due.anchor == step.code:
                    in_vain = _waits_beyond(later, dues[later.code], finished, calendar)
                    counted.append(put_off[later.code] + in_vain)
        ending[step.code] = max(0, min(room))
        put_off[step.code] = min([ending[step.code], *counted])
    return put_off


def _waits_beyond(step: Step, due: date | None, finished: Mapping[str, date], calendar: WorkingDays) -> int:
    """Chờ quá hạn: working days from a step's own day to that of the step for which it really waited."""
    if due is None or not step.waits_for_all:
        return 0
    waited = max((finished[code] for code in step.after if code in finished), default=due)
    if waited <= due or waited != finished[step.code]:
        return 0
    return calendar.working_days_between(due, waited)
