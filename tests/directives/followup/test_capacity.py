"""Cảnh báo của kế hoạch: worked out by hand, each with its numbers."""

from datetime import date

import pytest

from directives.calendar.working_days import WorkingCalendar, load_calendar
from directives.followup.capacity import field_load, plan_warnings
from directives.followup.plan import ActKind, Capacity, Due, Plan, Step


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return load_calendar()


#: Thứ Hai 20/4/2026 đến thứ Tư 13/5/2026: trừ Giỗ Tổ 27/4 (bù), 30/4 và 1/5 còn 14 ngày làm việc.
START, END = date(2026, 4, 20), date(2026, 5, 13)

LOADS: list[tuple[int, int, float, int, int, date, str]] = [
    (560, 4, 10.0, 14, 0, date(2026, 5, 13), "vừa đủ: 40 phiếu mỗi ngày trong 14 ngày"),
    (561, 4, 10.0, 15, 1, date(2026, 5, 14), "thêm một phiếu là thêm một ngày"),
    (1000, 4, 10.0, 25, 11, date(2026, 5, 28), "25 ngày làm việc"),
    (1, 1, 0.25, 4, 0, date(2026, 4, 24), "một phiếu trong bốn ngày"),
]


@pytest.mark.parametrize(
    ("sample", "people", "each", "needed", "missing", "first_end", "why"),
    LOADS,
    ids=[row[-1] for row in LOADS],
)
def test_the_days_a_sample_takes(
    calendar: WorkingCalendar,
    sample: int,
    people: int,
    each: float,
    needed: int,
    missing: int,
    first_end: date,
    why: str,
) -> None:
    load = field_load(Capacity(sample, people, each), START, END, calendar)
    assert (load.days, load.days_needed, load.days_missing, load.first_end) == (
        14,
        needed,
        missing,
        first_end,
    )


def plan(*steps: Step, capacity: Capacity | None = None, **anchors: date) -> Plan:
    return Plan("thu", "Thử", "68", "P2023", anchors, steps, capacity=capacity)


def people(code: str, days: int, *after: str, owed_by: tuple[str, ...] = ()) -> Step:
    return Step(
        code, code, ActKind.EVIDENCE, Due(anchor="T0", working_days=days), owed_by=owed_by, after=after
    )


T0 = date(2026, 3, 2)
LISTS = people("nop", 18, owed_by=("units",))

WARNED: list[tuple[str, Plan, list[tuple[str, dict[str, object]]]]] = [
    (
        "hai ngày từ xã lên huyện",
        plan(LISTS, people("soat", 20, "nop", owed_by=("district",)), T0=T0),
        [("soat", {"days": 2})],
    ),
    ("ba ngày là đủ", plan(LISTS, people("soat", 21, "nop", owed_by=("district",)), T0=T0), []),
    ("cùng cấp thì không", plan(LISTS, people("bao", 18, "nop", owed_by=("units",)), T0=T0), []),
    ("chờ bước có hạn sau", plan(LISTS, people("som", 17, "nop"), T0=T0), [("som", {"earlier": "nop"})]),
    (
        "dồn vào tháng 12",
        plan(LISTS, T0=date(2025, 10, 1), F0=date(2025, 12, 1), F1=date(2025, 12, 26)),
        [("anchors.F0", {"f0": "2025-12-01"})],
    ),
    (
        "43 trên 58 ngày đã qua",
        plan(LISTS, T0=date(2026, 1, 5), F0=date(2026, 3, 12), F1=date(2026, 4, 2)),
        [("anchors.F0", {"share": 74})],
    ),
    (
        "quá sức Bưu điện",
        plan(LISTS, T0=date(2026, 4, 1), F0=START, F1=END, capacity=Capacity(1000, 4, 10.0)),
        [
            (
                "capacity",
                {"needed_a_day": 72, "possible_a_day": 40, "days_missing": 11, "first_end": "2026-05-28"},
            )
        ],
    ),
    (
        "ngoài lịch đã công bố",
        plan(people("xa", 5), people("gan", 1), T0=date(2026, 12, 30)),
        [("steps", {"count": 1, "first": "2027-01-07"})],
    ),
]


@pytest.mark.parametrize(("why", "given", "told"), WARNED, ids=[row[0] for row in WARNED])
def test_what_is_warned_of(
    calendar: WorkingCalendar, why: str, given: Plan, told: list[tuple[str, dict[str, object]]]
) -> None:
    found = plan_warnings(given, calendar)
    assert [one.where for one in found] == [where for where, _ in told]
    for one, (_, fields) in zip(found, told, strict=True):
        assert fields.items() <= dict(one.fields).items()
        assert one.template.format(**one.fields)
