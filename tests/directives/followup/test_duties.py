"""Nhiệm vụ: when each step is due on the real calendar, what can be done, and what is late by how much."""

import random
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.actions import acts_due
from directives.followup.duties import DutyKey, PlanUnit, due_dates, duties_of, lanes_of
from directives.followup.log import Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.plan_file import parse_plan
from directives.followup.status import DutyState, status
from tests.workspaces import calendar

EXAMPLES = Path(__file__).parents[3] / "examples" / "campaigns"


def example(name: str) -> Plan:
    return parse_plan((EXAMPLES / name / "plan.toml").read_text(encoding="utf-8"), file=name)


DUES = {
    "dak-nong-2021": """
        bo_yeu_cau        2021-11-29  the real date of 6056/BNV-CCHC
        tinh_chi_dao      2021-12-07  the real date of 7137/UBND-NCKSTT
        so_phoi_hop       2021-12-10  the real date of 1848/SNV-CCHCVTLT
        huyen_trien_khai  2021-12-10  the same day
        dieu_tra          2021-12-25  a Saturday: the field work's last day is fixed by 1848
        nhan_phieu        2021-12-30  4 working days after 25/12
        tinh_chi_so       2022-04-04  75 after 12/12, over New Year (3/1) and Tết (31/1 to 4/2)
        bao_cao           2022-04-12  80, over Giỗ Tổ (11/4 instead of Sunday 10/4)
        to_trinh          2022-04-19  85, over Giỗ Tổ (11/4 instead of Sunday 10/4)
        quyet_dinh        2022-04-26  90
        su_dung_ket_qua   2022-05-19  15 after 26/4, over 2 and 3/5
    """,
    "lam-dong-2026": """
        bo_yeu_cau        2026-03-02  T0
        tinh_chi_dao      2026-03-11  7 working days
        so_gui_xa         2026-03-16  10
        xa_trien_khai     2026-03-19  13
        dieu_tra          2026-04-29  F1
        nhan_phieu        2026-05-08  5 after 29/4, over 30/4 and 1/5
        tinh_chi_so       2026-07-23  75 after 6/4, over Giỗ Tổ (27/4), 30/4 and 1/5
        bao_cao           2026-07-30  80
        to_trinh          2026-08-06  85
        quyet_dinh        2026-08-13  90
        su_dung_ket_qua   2026-09-07  15 after 13/8, over National Day
    """,
}
ROWS = [(name, *row.split(maxsplit=2)) for name, rows in DUES.items() for row in rows.strip().splitlines()]


@pytest.mark.parametrize(("plan", "step", "due", "reason"), ROWS)
def test_each_step_is_due_on_its_day(plan: str, step: str, due: str, reason: str) -> None:
    found = example(plan)
    assert due_dates(found, calendar())[step].isoformat() == due, reason


@pytest.mark.parametrize("plan", DUES)
def test_the_table_names_every_step_of_the_plan(plan: str) -> None:
    assert [row[1] for row in ROWS if row[0] == plan] == [step.code for step in example(plan).steps]


def a_plan(*steps: tuple[str, str, bool, tuple[str, ...]]) -> Plan:
    """Kế hoạch thử: steps as code, day, each unit, after."""
    made = (
        Step(code, code, ActKind.FIELD_WORK, Due(date.fromisoformat(day)), each, after=after)
        for code, day, each, after in steps
    )
    return Plan("thu", "Thử", "68", "P2023", {}, tuple(made))


PLAN = a_plan(
    ("gui", "2026-03-02", True, ()),
    ("nhan", "2026-03-04", True, ("gui",)),
    ("tinh", "2026-03-06", False, ("nhan",)),
)
UNITS = tuple(PlanUnit(name, name, "commune", "tinh", surveyed=True) for name in ("x1", "x2"))


def events(done: Mapping[DutyKey, date]) -> list[Event]:
    """Nhật ký: what was done when."""
    return [Event(0, k.step, k.unit, k.occurrence, EventKind.DONE, day) for k, day in done.items()]


def can_be_done(plan: Plan, done: Iterable[DutyKey], day: date) -> list[DutyKey]:
    """Làm được: by that day, when this was done long before."""
    log = events(dict.fromkeys(done, date(2026, 1, 1)))
    board = status(lanes_of(plan, UNITS, calendar()), plan, log, calendar(), day)
    return [k for act in acts_due(board) for k in act.keys]


def key(text: str) -> DutyKey:
    step, _, unit = text.partition("/")
    return DutyKey("thu", step, unit)


CAN_BE_DONE: list[tuple[str, str, str, str]] = [
    ("2026-03-01", "", "", "nothing is due yet"),
    ("2026-03-02", "", "gui/x1 gui/x2", "the first step, each unit"),
    ("2026-03-02", "gui/x1", "gui/x2", "what is done is not asked for again"),
    ("2026-03-09", "gui/x1", "gui/x2 nhan/x1", "a unit goes on when it has itself sent"),
    ("2026-03-03", "gui/x1 gui/x2", "", "the next step is not due yet"),
    ("2026-03-04", "gui/x1 gui/x2", "nhan/x1 nhan/x2", "the next step"),
    ("2026-03-09", "gui/x1 gui/x2 nhan/x2", "nhan/x1", "the last unit holds up the end"),
    ("2026-03-09", "gui/x1 gui/x2 nhan/x1 nhan/x2", "tinh/", "all came in"),
    ("2026-03-09", "gui/x1 gui/x2 nhan/x1 nhan/x2 tinh/", "", "all is done"),
    ("2026-03-09", "gui/x1 nhan/x1", "gui/x2", "the campaign's own step waits for all units"),
    ("2026-03-09", "nhan/x1 tinh/", "gui/x1 gui/x2", "facts out of order open nothing"),
]


@pytest.mark.parametrize(("day", "done", "expected", "reason"), CAN_BE_DONE)
def test_a_step_opens_when_the_steps_before_it_are_done(
    day: str, done: str, expected: str, reason: str
) -> None:
    found = can_be_done(PLAN, [key(k) for k in done.split()], date.fromisoformat(day))
    assert found == [key(k) for k in expected.split()], reason


#: Due on Thursday 29 April 2026; 30/4 and 1/5 are holidays, so Monday 4 May is the first working day after it.
STATES = [
    ("2026-04-22", None, "not_due", 0, "four working days are left: 23, 24, 28 and 29; 27/4 is a day off"),
    ("2026-04-28", None, "due_soon", 0, "a day is left"),
    ("2026-04-29", None, "due_today", 0, "the very day"),
    ("2026-04-30", None, "late", 0, "late, but no working day has passed"),
    ("2026-05-03", None, "late", 0, "still the holiday"),
    ("2026-05-04", None, "late", 1, "the first working day after it"),
    ("2026-05-08", None, "late", 5, "a week later"),
    ("2026-05-08", "2026-04-29", "done", 0, "done on the day"),
    ("2026-05-08", "2026-04-01", "done", 0, "done before"),
    ("2026-05-08", "2026-05-05", "done_late", 2, "done late, and how late stays known"),
    ("2026-05-08", "2026-05-02", "done_late", 0, "done in the holiday after it"),
    ("2026-05-04", "2026-05-05", "late", 1, "what was done on a later day is not known yet"),
    ("2026-04-28", "2026-04-29", "due_soon", 0, "nor on an earlier one"),
]


@pytest.mark.parametrize(("day", "done", "state_", "late", "reason"), STATES)
def test_the_state_of_a_duty_on_a_day(
    day: str, done: str | None, state_: str, late: int, reason: str
) -> None:
    plan = a_plan(("nhan", "2026-04-29", True, ()))
    log = events({key("nhan/x1"): date.fromisoformat(done)} if done else {})
    board = status(lanes_of(plan, UNITS[:1], calendar()), plan, log, calendar(), date.fromisoformat(day))
    (found,) = board.statuses()
    assert (found.state, found.working_days_late) == (DutyState(state_), late), reason
    assert board.counts()[state_] == 1


def test_a_step_counts_from_the_due_day_of_an_earlier_step() -> None:
    plan = example("dak-nong-2021")
    decided = due_dates(plan, calendar())["quyet_dinh"]
    used = due_dates(plan, calendar())["su_dung_ket_qua"]
    assert calendar().working_days_between(decided, used) == 15


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Kế hoạch bất kỳ: some steps on some days, each after some of those before it."""
    steps: list[tuple[str, str, bool, tuple[str, ...]]] = []
    for place in range(draw(st.integers(1, 6))):
        after = draw(st.sets(st.sampled_from([row[0] for row in steps]))) if steps else set()
        day = date(2026, 3, draw(st.integers(1, 28))).isoformat()
        steps.append((f"b{place}", day, draw(st.booleans()), tuple(sorted(after))))
    return a_plan(*steps)


@given(plans(), st.randoms(use_true_random=False))
def test_whatever_is_done_first_all_is_done_once_in_the_end(plan: Plan, choice: random.Random) -> None:
    """Done one by one in any order, forgotten at any moment and asked again: the same duties, each once."""
    duties = duties_of(plan, UNITS, calendar())
    done: list[DutyKey] = []
    end = date(2026, 4, 1)
    while open_now := can_be_done(plan, done, end):
        done.append(choice.choice(open_now))
    assert sorted(done) == sorted(duty.key for duty in duties)
    place = {k: number for number, k in enumerate(done)}
    for k in done:
        for earlier in plan.step(k.step).after:
            each = plan.step(earlier).each_unit
            own = {k.unit} if each and k.unit else {unit.id for unit in UNITS} if each else {""}
            assert all(place[DutyKey("thu", earlier, unit)] < place[k] for unit in own)


@given(plans())
def test_going_day_by_day_or_only_at_the_end_does_the_same(plan: Plan) -> None:
    def done_by(days: list[date]) -> set[DutyKey]:
        done: set[DutyKey] = set()
        for day in days:
            while found := can_be_done(plan, done, day):
                done |= set(found)
        return done

    assert done_by([date(2026, 3, n) for n in range(1, 32)]) == done_by([date(2026, 3, 31)])
