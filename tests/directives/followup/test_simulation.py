"""Chạy thử: ends worked out by hand, slack that is exact, restarts that change nothing, people told by a hash."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.duties import DutyKey, PlanUnit, lanes_of
from directives.followup.forecast import Forecast, NoSuchShift, forecast, shifted
from directives.followup.ladders import Superiors
from directives.followup.log import EventKind
from directives.followup.plan import ActKind, Due, Plan, Recipient, Rung, Step
from directives.followup.plan_file import parse_plan
from directives.followup.simulation import People, World, run, same_result
from directives.followup.virtual_people import day_done
from tests.workspaces import calendar

EXAMPLES = Path(__file__).parents[3] / "examples" / "campaigns"
UNITS = tuple(PlanUnit(f"xa-{n}", f"Xã {n}", "commune", "tinh", surveyed=True) for n in range(5))
SUPERIORS = Superiors({unit.id: unit.superior for unit in UNITS}, lambda unit: "tinh", "so")


def world(plan: Plan, people: People = People()) -> World:  # noqa: B008 - a frozen value
    return World(plan, lanes_of(plan, UNITS, calendar()), calendar(), SUPERIORS, people)


def ended(plan: Plan, people: People = People()) -> Forecast:  # noqa: B008 - a frozen value
    place = world(plan, people)
    return forecast(plan, place.lanes, run(place), calendar())


def lam_dong() -> Plan:
    return parse_plan(
        (EXAMPLES / "lam-dong-2026" / "plan.toml").read_text(encoding="utf-8"), file="plan.toml"
    )


@pytest.mark.parametrize(
    ("shifts", "finish", "why"),
    [
        ({}, date(2026, 9, 7), "F0 + 90 is 13/8; 15 after it, over 1 and 2/9"),
        ({"F0": 10}, date(2026, 9, 21), "ten working days after 7/9"),
        (
            {"F0": -5},
            date(2026, 8, 26),
            "before 7/9 come 4 and 3/9, then 28, 27 and 26/8: 31/8 to 2/9 are off",
        ),
        ({"T0": 10}, date(2026, 9, 7), "the orders have room enough"),
        ({"to_trinh": 20}, date(2026, 9, 7), "its slack"),
        ({"to_trinh": 21}, date(2026, 9, 8), "one more than its slack"),
        ({"quyet_dinh": 1}, date(2026, 9, 8), "the last step is counted from it"),
    ],
)
def test_when_lam_dong_would_end(shifts: dict[str, int], finish: date, why: str) -> None:
    assert ended(shifted(lam_dong(), shifts, calendar())).finish == finish, why


def test_the_critical_steps_are_those_from_which_the_end_is_counted() -> None:
    assert ended(lam_dong()).critical_path == ("quyet_dinh", "su_dung_ket_qua")


def test_what_is_neither_anchor_nor_step_cannot_be_shifted() -> None:
    with pytest.raises(NoSuchShift, match="F9"):
        shifted(lam_dong(), {"F9": 1}, calendar())


LADDER = (Rung(-3), Rung(1), Rung(3, Recipient.SUPERIOR), Rung(5, Recipient.CHAIRMAN))


def a_plan(steps: tuple[Step, ...], ladder: tuple[Rung, ...] = LADDER) -> Plan:
    anchors = {"T0": date(2026, 3, 2), "F0": date(2026, 4, 6)}
    return Plan("thu", "Thử", "", "", anchors, steps, ladder=ladder, standing_office="so")


ORDER = Step("giao", "Giao", ActKind.ISSUE, Due(anchor="T0"), draft="d.toml")
LIST = Step(
    "nop",
    "Nộp danh sách",
    ActKind.EVIDENCE,
    Due(anchor="T0", working_days=5),
    each_unit=True,
    after=("giao",),
)
DRAW = Step("rut", "Rút mẫu", ActKind.COMPUTE, Due(anchor="T0", working_days=7), after=("nop",))


@pytest.mark.parametrize(
    ("share", "days", "finish", "reminders", "why"),
    [
        (0.0, 5, date(2026, 3, 11), {1: 5}, "all in time: only the early word, three days before"),
        (1.0, 1, date(2026, 3, 11), {1: 5}, "a day late: done before the reminders of that day go out"),
        (1.0, 2, date(2026, 3, 11), None, "two days late: the draw need not wait"),
    ],
)
def test_people_who_are_late_are_reminded(
    share: float, days: int, finish: date, reminders: dict[int, int] | None, why: str
) -> None:
    found = ended(a_plan((ORDER, LIST, DRAW)), People(3, share, days))
    assert found.finish == finish, why
    if reminders is not None:
        assert found.reminders == reminders, why
    assert found.unfinished == ()


def test_nothing_is_done_before_what_it_waits_for() -> None:
    log = run(world(a_plan((ORDER, LIST, DRAW)), People(1, 0.9, 30)))
    done = [event for batch in log for event in batch if event.kind is EventKind.DONE]
    last_list = max(event.day for event in done if event.step == "nop")
    assert [event.day for event in done if event.step == "rut"] == [max(last_list, date(2026, 3, 11))]
    assert len({(event.step, event.unit) for event in done}) == len(done) == 7


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 7))):
        codes = [step.code for step in steps]
        anchor = draw(st.sampled_from(["T0", "F0", *codes]))
        act = draw(st.sampled_from([ActKind.EVIDENCE, ActKind.COMPUTE, ActKind.REPORT, ActKind.CHECK]))
        after = draw(st.lists(st.sampled_from(codes), unique=True, max_size=2)) if codes else []
        steps.append(
            Step(
                f"b{number}", f"Bước {number}", act, Due(anchor=anchor, working_days=draw(st.integers(0, 12))),
                each_unit=draw(st.booleans()), after=tuple(after), waits_for_all=draw(st.booleans()),
            )
        )  # fmt: skip
    return a_plan(tuple(steps))


_PEOPLE = st.builds(People, st.integers(0, 99), st.sampled_from([0.0, 0.3, 1.0]), st.integers(1, 12))


@given(plans(), _PEOPLE, st.integers(1, 6))
def test_a_run_that_is_cut_off_gives_the_same(plan: Plan, people: People, restarts: int) -> None:
    place = world(plan, people)
    whole = run(place)
    assert same_result(run(place, restarts=restarts), whole)
    assert run(place) == whole


@given(plans(), st.data())
def test_a_step_may_be_put_off_by_its_slack_and_no_further(plan: Plan, data: st.DataObject) -> None:
    before = ended(plan)
    step = data.draw(st.sampled_from(before.steps))
    assert step.slack is not None
    assert before.unfinished == ()
    room = shifted(plan, {step.code: step.slack}, calendar())
    assert ended(room).finish == before.finish
    further = ended(shifted(plan, {step.code: step.slack + 1}, calendar())).finish
    assert further is not None
    assert before.finish is not None
    if step.finish == step.due:  # one that waits for another has its day moved in vain at first
        assert further > before.finish


@given(plans(), _PEOPLE)
def test_every_duty_is_done_once_and_every_rung_is_sent_once(plan: Plan, people: People) -> None:
    place = world(plan, people)
    seen = [
        (event.step, event.unit, event.occurrence, event.kind, event.payload.get("rung"))
        for batch in run(place)
        for event in batch
    ]
    assert len(set(seen)) == len(seen)
    done = {(step, unit) for step, unit, _, kind, _ in seen if kind is EventKind.DONE}
    assert done == {(lane.step.code, unit) for lane in place.lanes for unit in lane.owers}


def test_punctual_people_finish_on_the_due_day_or_a_few_working_days_before() -> None:
    due = date(2026, 3, 9)  # a Monday
    keys = [DutyKey("thu", "nop", f"xa-{n}") for n in range(2000)]
    days = Counter(day_done(1, key, due, 0.0, 5, calendar(), early_days=4) for key in keys)
    assert sorted(days) == [*(date(2026, 3, day) for day in (3, 4, 5, 6)), due]
    assert min(days.values()) > 300


@given(st.integers(0, 10**6), st.dates(date(2026, 1, 5), date(2026, 12, 1)), st.integers(1, 20))
def test_people_finish_on_working_days_at_most_so_late(seed: int, due: date, late_days: int) -> None:
    due = calendar().roll_back(due)
    key = DutyKey("thu", "nop", f"xa-{seed}")
    day = day_done(seed, key, due, 0.5, late_days, calendar())
    assert calendar().is_working_day(day)
    assert 0 <= calendar().working_days_between(due, day) <= late_days
    random.seed(seed)
    assert day_done(seed, key, due, 0.5, late_days, calendar()) == day
    assert day_done(seed, key, due, 0.0, late_days, calendar()) == due


def test_about_the_share_asked_for_is_late() -> None:
    due = date(2026, 3, 9)
    late = sum(
        day_done(1, DutyKey("thu", "nop", f"xa-{n}"), due, 0.1, 5, calendar()) > due for n in range(2000)
    )
    assert 160 <= late <= 240
