"""Ngày tháng tính tay: each row a plan, what became known when, and the days counted on a wall calendar.

Public holidays in the rows: Tết 2026 is 14 (Saturday) to 22 February, Tết 2021 is 10 to 16 February; Giỗ Tổ 2026 falls
on Sunday 26/4 and is made up on Monday 27/4; 30/4 and 1/5; Quốc khánh 2/9 with one more day from 2021; 24/11 from 2026.
"""

from datetime import date
from pathlib import Path

import pytest

from directives.calendar.working_days import WorkingCalendar, load_calendar
from directives.followup.due_days import due_days
from directives.followup.duties import PlanUnit
from directives.followup.log import Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.recurrence import Every, Recurrence, Roll, occurrences
from directives.followup.status import status

CALENDAR = load_calendar()
UNITS = (PlanUnit("x1", "xã 1", "commune", "tinh", surveyed=True),)


def day(text: str) -> date:
    """Ngày: as the rows write it, 2026-03-05."""
    return date.fromisoformat(text)


def plan_of(t0: str, *steps: tuple[str, str, int]) -> Plan:
    """Kế hoạch thử: steps as code, anchor or earlier step, working days."""
    made = tuple(
        Step(code, code, ActKind.EVIDENCE, Due(anchor=anchor, working_days=days), each_unit=True)
        for code, anchor, days in steps
    )
    return Plan("thu", "Thử", "68", "", {"T0": day(t0)}, made)


#: From a day so many working days, and why it ends where it does.
COUNTED = [
    ("2026-02-12", 1, "2026-02-13", "Friday before Tết"),
    ("2026-02-12", 2, "2026-02-23", "Saturday 14 to Sunday 22 February are Tết and weekends"),
    ("2026-02-23", -1, "2026-02-13", "the same days, backwards"),
    ("2021-02-09", 1, "2021-02-17", "10 to 16/02/2021: seven days off in a row"),
    ("2021-02-08", 3, "2021-02-18", "9, then 17 and 18"),
    ("2025-12-31", 1, "2026-01-05", "1/1 is a holiday, Friday 2/1 was swapped off, 3 and 4 a weekend"),
    ("2025-12-31", 6, "2026-01-10", "5 to 9, then Saturday 10/1, worked for 2/1"),
    ("2026-01-09", 1, "2026-01-10", "the Saturday worked counts"),
    ("2026-01-10", 1, "2026-01-12", "and the Sunday after it does not"),
    ("2025-11-21", 1, "2025-11-24", "24/11 is a working Monday until 2025"),
    ("2026-11-23", 1, "2026-11-25", "24/11 is off from 2026 on"),
    ("2020-09-01", 1, "2020-09-03", "one day off for Quốc khánh until 2020"),
    ("2021-09-01", 1, "2021-09-06", "2 and 3/9 are off from 2021 on, then a weekend"),
    ("2026-04-24", 1, "2026-04-28", "Giỗ Tổ on Sunday 26/4: the Monday is made up"),
    ("2026-04-29", 1, "2026-05-04", "30/4 and 1/5, Thursday and Friday"),
    ("2017-09-01", 1, "2017-09-05", "2/9/2017 was a Saturday: the Monday is made up"),
]


@pytest.mark.parametrize(("start", "days", "due", "why"), COUNTED)
def test_a_step_counted_from_an_anchor(start: str, days: int, due: str, why: str) -> None:
    plan = plan_of(start, ("b", "T0", days))
    assert due_days(plan, UNITS, (), CALENDAR, day("2027-01-01")).dues == {"b#1": day(due)}, why


#: A fixed day as a document words it, and the last day on which it is in time.
FIXED = [
    ("2026-03-20", False, Roll.BACK, "2026-03-20", "chậm nhất ngày 20: the 20th itself, a Friday"),
    ("2026-03-20", True, Roll.BACK, "2026-03-19", "trước ngày 20: the 19th is the last"),
    ("2026-03-21", False, Roll.BACK, "2026-03-20", "a Saturday: an internal deadline goes back"),
    ("2026-03-21", False, Roll.FORWARD, "2026-03-23", "forward on a ground: the Monday"),
    ("2026-03-23", True, Roll.BACK, "2026-03-20", "trước ngày 23: Sunday 22, back to Friday"),
    ("2026-02-16", False, Roll.BACK, "2026-02-13", "in Tết: back to the Friday before it"),
    ("2026-02-16", False, Roll.FORWARD, "2026-02-23", "in Tết: forward to the Monday after it"),
    ("2026-01-10", False, Roll.BACK, "2026-01-10", "a Saturday that is worked stays"),
    ("2026-01-02", False, Roll.BACK, "2025-12-31", "swapped off; 1/1 is a holiday"),
    ("2021-12-25", False, Roll.KEEP, "2021-12-25", "field work on a Saturday, as the letter says"),
]


@pytest.mark.parametrize(("on", "before", "roll", "due", "why"), FIXED)
def test_a_fixed_day_as_the_document_words_it(on: str, before: bool, roll: Roll, due: str, why: str) -> None:
    step = Step("b", "b", ActKind.REPORT, Due(on=day(on), before=before, roll=roll, roll_basis="x"))
    plan = Plan("thu", "Thử", "68", "", {}, (step,))
    assert due_days(plan, UNITS, (), CALENDAR, day("2027-01-01")).dues == {"b#1": day(due)}, why


MONTH_CUT_14 = Recurrence(
    Every.MONTH, day("2025-12-15"), day("2026-05-14"), cut_day=14, due_day=20, before=True
)
#: Kinds of recurrence, the due days of their occurrences by number, and why.
RECURRING = [
    (
        Recurrence(Every.WEEK, day("2026-02-02"), day("2026-03-01"), times=1, at_most=2),
        "1:2026-02-06 2:2026-02-13 4:2026-02-27",
        "nobody works in the week of 16/2 (Tết): it owes nothing, and the next one keeps its number",
    ),
    (
        Recurrence(Every.WEEK, day("2026-04-20"), day("2026-05-10"), times=1),
        "1:2026-04-24 2:2026-04-29 3:2026-05-08",
        "the second week ends on Wednesday: 30/4 and 1/5 are off",
    ),
    (
        Recurrence(Every.WEEK, day("2026-01-05"), day("2026-01-18"), times=1),
        "1:2026-01-10 2:2026-01-16",
        "the first week ends on the Saturday that is worked for 2/1",
    ),
    (
        Recurrence(Every.WEEK, day("2026-04-20"), day("2026-05-10"), weekday=4),
        "1:2026-04-23 2:2026-04-29 3:2026-05-07",
        "every Thursday; that of 30/4 goes back to Wednesday",
    ),
    (
        Recurrence(Every.WEEK, day("2026-04-20"), day("2026-05-03"), weekday=1),
        "1:2026-04-20 2:2026-04-28",
        "every Monday; 27/4 is made up for Giỗ Tổ: Tuesday, since the week before has its own",
    ),
    (
        Recurrence(Every.MONTH, day("2026-01-15"), day("2026-04-30")),
        "1:2026-01-30 2:2026-02-27 3:2026-03-31 4:2026-04-29",
        "a begun month counts; 31/1 and 28/2 are Saturdays, 30/4 a holiday",
    ),
    (
        MONTH_CUT_14,
        "1:2026-01-19 2:2026-02-23 3:2026-03-19 4:2026-04-17 5:2026-05-19",
        "số liệu đến ngày 14, báo cáo trước ngày 20: the 19th; in February that is Tết, and Friday 13 comes before the "
        "figures end: the Monday after; 19/4 is a Sunday: Friday 17",
    ),
    (
        Recurrence(Every.MONTH, day("2026-01-01"), day("2026-03-31"), due_day=5, due_months_after=1),
        "1:2026-02-05 2:2026-03-05 3:2026-04-03",
        "chậm nhất ngày 5 tháng sau; 5/4 is a Sunday",
    ),
    (
        Recurrence(Every.QUARTER, day("2026-01-01"), day("2026-12-31"), due_day=25),
        "1:2026-03-25 2:2026-06-25 3:2026-09-25 4:2026-12-25",
        "ngày 25 tháng cuối quý: all four are working days",
    ),
    (
        Recurrence(
            Every.HALF_YEAR, day("2025-12-15"), day("2026-12-14"), cut_day=14, due_day=20, before=True
        ),
        "1:2026-06-19 2:2026-12-18",
        "six months to 14/6 and to 14/12; 19/12 is a Saturday",
    ),
    (
        Recurrence(Every.YEAR, day("2026-01-01"), day("2027-12-31"), due_day=15, before=True),
        "1:2026-12-14 2:2027-12-14",
        "trước ngày 15 tháng 12 hằng năm",
    ),
    (
        Recurrence(Every.YEAR, day("2026-09-01"), day("2027-12-31"), due_day=30, due_months_after=-6),
        "2:2027-06-30",
        "30/6 hằng năm: that of 2026 was past when the plan began",
    ),
    (
        Recurrence(Every.MONTH, day("2026-01-01"), day("2026-03-31"), due_day=31),
        "1:2026-01-30 2:2026-02-27 3:2026-03-31",
        "a month that has no 31st: its last day; Saturdays go back",
    ),
    (
        Recurrence(Every.QUARTER, day("2026-01-01"), day("2026-06-30"), working_days=5),
        "1:2026-04-07 2:2026-07-07",
        "five working days after the quarter's end",
    ),
]


@pytest.mark.parametrize(("recurrence", "dues", "why"), RECURRING)
def test_the_occurrences_of_a_recurring_duty(recurrence: Recurrence, dues: str, why: str) -> None:
    found = " ".join(f"{one.number}:{one.due}" for one in occurrences(recurrence, CALENDAR))
    assert found == dues, why


def moved(on: str, **payload: str) -> Event:
    """Văn bản gia hạn: a dispatch that moves the unit's duty, or an anchor of the plan."""
    step, unit = ("*", "*") if "anchor" in payload else ("b", "x1")
    return Event(1, step, unit, 0 if "anchor" in payload else 1, EventKind.MOVED, day(on), payload)


def done(on: str, seq: int = 9) -> Event:
    """Đã nộp: by the unit."""
    return Event(seq, "b", "x1", 1, EventKind.SUBMITTED, day(on))


def said(kind: EventKind, on: str, seq: int) -> Event:
    """Tạm dừng, tiếp tục: of the unit's duty."""
    return Event(seq, "b", "x1", 1, kind, day(on), {"document": "15/UBND-VP"})


B10 = plan_of("2026-03-02", ("b", "T0", 10))
#: Due on Monday 16/3/2026: 3 to 6, 9 to 13, 16. Over Tết: due on Wednesday 25/2/2026, the sixth after 10/2.
TET = plan_of("2026-02-10", ("b", "T0", 6))
FOLLOWED = [
    (B10, [], "2026-03-16", "2026-03-16", "due_today", 0, "ten working days after 2/3"),
    (B10, [], "2026-03-18", "2026-03-16", "late", 2, "Tuesday and Wednesday have passed"),
    (
        B10,
        [moved("2026-03-13", to="2026-03-20", document="88/UBND-NC")],
        "2026-03-18",
        "2026-03-20",
        "due_soon",
        0,
        "an extension dispatch of 13/3 moved it to Friday",
    ),
    (
        B10,
        [moved("2026-03-18", to="2026-03-20", document="88/UBND-NC")],
        "2026-03-17",
        "2026-03-16",
        "late",
        1,
        "on the day before the dispatch it is late: nobody knows of the extension",
    ),
    (
        B10,
        [moved("2026-03-13", to="2026-03-20", document="88/UBND-NC"), done("2026-03-24")],
        "2026-03-31",
        "2026-03-20",
        "done_late",
        2,
        "two working days after the extended day",
    ),
    (
        B10,
        [moved("2026-03-10", anchor="T0", to="2026-03-09", document="90/UBND-NC")],
        "2026-03-18",
        "2026-03-23",
        "due_soon",
        0,
        "the anchor was moved by a week, and with it what is counted from it",
    ),
    (
        B10,
        [moved("2026-03-10", anchor="T0", to="2026-03-09", document="90/UBND-NC")],
        "2026-03-09",
        "2026-03-16",
        "not_due",
        0,
        "five working days are left, and the dispatch is of tomorrow",
    ),
    (
        B10,
        [done("2026-03-12"), moved("2026-03-13", anchor="T0", to="2026-02-23", document="91/UBND-NC")],
        "2026-03-31",
        "2026-03-16",
        "done",
        0,
        "done before the anchor went back: judged by the day that held then",
    ),
    (TET, [], "2026-02-23", "2026-02-25", "due_soon", 0, "11, 12, 13, then 23, 24, 25"),
    (
        TET,
        [said(EventKind.SUSPENDED, "2026-02-12", 1), said(EventKind.RESUMED, "2026-02-24", 2)],
        "2026-02-24",
        "2026-03-02",
        "not_due",
        0,
        "suspended 12/2, resumed 24/2: the working days 12, 13 and 23/2 are given back: 26, 27/2 and 2/3",
    ),
    (
        TET,
        [said(EventKind.SUSPENDED, "2026-02-12", 1)],
        "2026-03-31",
        "2026-02-25",
        "suspended",
        0,
        "as long as it is suspended nothing is late",
    ),
]


@pytest.mark.parametrize(("plan", "events", "on", "due", "state", "late", "why"), FOLLOWED)
def test_a_duty_as_documents_move_it(
    plan: Plan, events: list[Event], on: str, due: str, state: str, late: int, why: str
) -> None:
    days = due_days(plan, UNITS, events, CALENDAR, day(on))
    board = status(days.lanes, plan, events, CALENDAR, day(on))
    days.settle(board)
    (found,) = board.statuses()
    assert (str(found.duty.due), found.state.value, found.working_days_late) == (due, state, late), why


DECREE = """
announced_to = 2027-12-31
announced_by = "Thông báo giả định 01/TB-BNV"
announced_on = 2026-12-15

[[day]]
date = 2027-02-11
works = false
basis = "Thông báo giả định 01/TB-BNV"
announced_on = 2026-12-15

[[day]]
date = 2027-03-15
works = false
basis = "Quyết định giả định 02/QĐ-UBND (bão)"
announced_on = 2027-03-12
"""


@pytest.fixture(scope="module")
def decreed(tmp_path_factory: pytest.TempPathFactory) -> WorkingCalendar:
    """Lịch có công bố muộn: Tết 2027 longer by Thursday 11/2 than computed (4 to 10/2), a storm's day off on 15/3."""
    file: Path = tmp_path_factory.mktemp("lich") / "lich.toml"
    file.write_text(DECREE, encoding="utf-8")
    return load_calendar(file)


#: a: five working days after 3/2/2027; b: three after a; c: two after 11/3/2027.
LATE_DECREE = plan_of("2027-02-03", ("a", "T0", 5), ("b", "a", 3), ("c", "b", 14))
BEFORE_AND_AFTER = [
    # Tết 4 to 10/2: 11, 12, 15, 16, 17; 18, 19, 22; 23 to 26/2, 1 to 5/3, 8 to 12/3.
    ("2026-12-14", "2027-02-17 2027-02-22 2027-03-12", True, "before the decree: computed, provisional"),
    # 12, 15, 16, 17, 18; 19, 22, 23; 24 to 26/2, 1 to 5/3, 8 to 12/3, 15/3.
    ("2026-12-15", "2027-02-18 2027-02-23 2027-03-15", False, "the decree: 11/2 off, each moves by a day"),
    ("2027-03-11", "2027-02-18 2027-02-23 2027-03-15", False, "nothing new"),
    (
        "2027-03-12",
        "2027-02-18 2027-02-23 2027-03-16",
        False,
        "15/3 off, said on the 12th: what is past stays",
    ),
]


@pytest.mark.parametrize(("known", "dues", "provisional", "why"), BEFORE_AND_AFTER)
def test_a_holiday_decree_that_comes_late(
    decreed: WorkingCalendar, known: str, dues: str, provisional: bool, why: str
) -> None:
    found = due_days(LATE_DECREE, UNITS, (), decreed, day(known)).dues
    assert " ".join(str(due) for due in found.values()) == dues, why
    assert decreed.known_on(day(known)).is_provisional(day("2027-02-17")) is provisional, why


def test_a_deadline_that_was_past_when_the_decree_came_stays() -> None:
    """Swap day: 2/1/2026 was announced off on 25/12/2025; what was due on 24/12 does not move, what follows does."""
    plan = plan_of("2025-12-17", ("a", "T0", 5), ("b", "a", 6))
    before = due_days(plan, UNITS, (), CALENDAR, day("2025-12-24")).dues
    after = due_days(plan, UNITS, (), CALENDAR, day("2025-12-25"))
    # 18, 19, 22, 23, 24; then 25, 26, 29, 30, 31/12 and 2/1, or with the swap 5/1.
    assert [str(due) for due in before.values()] == ["2025-12-24", "2026-01-02"]
    assert [str(due) for due in after.dues.values()] == ["2025-12-24", "2026-01-05"]
    ((changed, (change,)),) = after.changes.items()
    assert (changed, change.on, change.old) == (("b", 1), day("2025-12-25"), day("2026-01-02"))
