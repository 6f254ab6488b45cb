"""Theo dõi thử: plans of a few steps, logs written as lines of text, and the board of a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from directives.followup.duties import PlanUnit, lanes_of
from directives.followup.log import ANY, EVERY_OCCURRENCE, Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.recurrence import Every, Recurrence
from directives.followup.status import Board, status
from tests.workspaces import calendar

UNITS = tuple(PlanUnit(name, name, "commune", "tinh", surveyed=True) for name in ("x1", "x2", "x3"))
#: Ngày mốc của các kế hoạch thử.
FIRST = date(2026, 1, 5)


def list_due(day: str, **more: object) -> Plan:
    """Một bước: a list which every unit sends by a day."""
    return plan_of(Step("nop", "Nộp danh sách", ActKind.EVIDENCE, Due(date.fromisoformat(day)), True, **more))  # type: ignore[arg-type] # any setting of a step


def weekly_checks(times: int) -> Plan:
    """Kiểm tra hằng tuần: two weeks of March 2026, each with a quota."""
    weeks = Recurrence(Every.WEEK, date(2026, 3, 2), date(2026, 3, 15), times=times)
    return plan_of(Step("kiem_tra", "Kiểm tra", ActKind.CHECK, each_unit=True, recurrence=weeks))


def plan_of(*steps: Step) -> Plan:
    """Kế hoạch thử: from the fifth of January 2026."""
    return Plan("thu", "Thử", "", "", {"T0": FIRST}, steps)


def log_of(text: str, step: str = "nop", occurrence: int = 1) -> list[Event]:
    """Nhật ký: "03-05 x1 submitted; 03-06 * moved to=2026-03-20", in the order of writing, all of 2026."""
    found = []
    for seq, line in enumerate(filter(None, map(str.strip, text.split(";"))), start=1):
        day, unit, kind, *payload = line.split()
        of = dict(one.split("=") for one in payload)
        place = int(of.pop("occurrence", EVERY_OCCURRENCE if unit == ANY else occurrence))
        on = date.fromisoformat(f"2026-{day}")
        found.append(Event(seq, of.pop("step", step), unit, place, EventKind(kind), on, dict(of)))
    return found


def board_of(plan: Plan, events: Iterable[Event], day: str, units: Sequence[PlanUnit] = UNITS) -> Board:
    """Bảng theo dõi: on a day, "03-05" of 2026."""
    on = date.fromisoformat(f"2026-{day}")
    return status(lanes_of(plan, units, calendar()), plan, events, calendar(), on)
