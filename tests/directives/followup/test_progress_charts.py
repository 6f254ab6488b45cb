"""Biểu đồ tiến độ: bars and cells worked out by hand; many units are gathered under the offices above them."""

from dataclasses import replace
from datetime import date

from directives.followup.duties import PlanUnit, lanes_of
from directives.followup.expected import by_step
from directives.followup.log import Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.progress import late_units, total_of
from directives.followup.progress_charts import HeatCell, gantt_rows, heat_map
from directives.followup.recurrence import Every, Recurrence
from directives.followup.status import Board, status
from tests.workspaces import calendar

UNITS = tuple(
    PlanUnit(f"xa-{n}", f"Xã {n}", "commune", "tinh-a" if n < 2 else "tinh-b", surveyed=True)
    for n in range(4)
)
ORDER = Step("giao", "Giao", ActKind.ISSUE, Due(anchor="T0"), draft="d.toml")
LIST = Step("nop", "Nộp", ActKind.EVIDENCE, Due(anchor="T0", working_days=5), each_unit=True, after=("giao",))
MONTHLY = Step(
    "thang", "Hằng tháng", ActKind.REPORT, each_unit=True,
    recurrence=Recurrence(Every.MONTH, date(2026, 3, 1), date(2026, 4, 30)),
)  # fmt: skip
PLAN = Plan("thu", "Thử", "", "", {"T0": date(2026, 3, 2)}, (ORDER, LIST, MONTHLY))


def board(day: date) -> Board:
    """Bảng: the order is out; one list came in time, one late, two have not come."""
    events = [
        Event(0, "giao", "", 1, EventKind.DONE, date(2026, 3, 2)),
        Event(1, "nop", "xa-0", 1, EventKind.SUBMITTED, date(2026, 3, 6)),
        Event(2, "nop", "xa-2", 1, EventKind.SUBMITTED, date(2026, 3, 11)),
    ]
    return status(lanes_of(PLAN, UNITS, calendar()), PLAN, events, calendar(), day)


def test_bars_run_from_what_a_step_waits_for_to_its_day() -> None:
    rows = gantt_rows(board(date(2026, 3, 13)), {("nop", 1): date(2026, 3, 6)}, {("thang", 2): True})
    told = [(row.name, row.start.day, row.due.day, row.share, row.late, row.provisional) for row in rows]
    assert told == [
        ("Giao", 2, 2, 1.0, False, False),
        ("Nộp", 2, 9, 0.5, True, False),
        ("Hằng tháng", 1, 29, 0.0, False, True),
    ]
    assert (rows[1].planned, rows[1].done_from, rows[1].done_to) == (
        date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 11),
    )  # fmt: skip
    assert rows[2].marks == (date(2026, 3, 31), date(2026, 4, 29))


def test_a_heat_map_has_a_cell_for_each_unit_and_step() -> None:
    found = heat_map(board(date(2026, 3, 13)), {unit.id: unit for unit in UNITS})
    assert found.steps == ("Nộp", "Hằng tháng")
    assert not found.gathered
    assert [(row.name, row.cells[0]) for row in found.rows] == [
        ("Xã 0", HeatCell(owed=1, done=1, late=0, held=0)),
        ("Xã 1", HeatCell(owed=1, done=0, late=1, held=0)),
        ("Xã 2", HeatCell(owed=1, done=1, late=0, held=0)),
        ("Xã 3", HeatCell(owed=1, done=0, late=1, held=0)),
    ]


def test_too_many_units_are_gathered_under_the_offices_above_them() -> None:
    units = {unit.id: unit for unit in UNITS} | {"tinh-a": PlanUnit("tinh-a", "Tỉnh A", "province", "")}
    found = heat_map(board(date(2026, 3, 13)), units, most=3)
    assert found.gathered
    assert [(row.name, row.cells) for row in found.rows] == [
        ("Tỉnh A", (HeatCell(2, 1, 1, 0), HeatCell(4, 0, 0, 0))),
        ("tinh-b", (HeatCell(2, 1, 1, 0), HeatCell(4, 0, 0, 0))),
    ]


def test_units_with_nobody_above_stay_as_they_are() -> None:
    alone = {unit.id: replace(unit, superior="") for unit in UNITS}
    assert len(heat_map(board(date(2026, 3, 13)), alone, most=2).rows) == 4


def test_who_is_late_and_the_total() -> None:
    now = board(date(2026, 3, 13))
    assert [(one.unit, one.late, one.days, one.steps) for one in late_units(now)] == [
        ("xa-1", 1, 4, ("nop",)),
        ("xa-3", 1, 4, ("nop",)),
    ]
    total = total_of(by_step(now))
    assert (total.owed, total.expected, total.done, total.done_late, total.late) == (13, 5, 3, 1, 2)
