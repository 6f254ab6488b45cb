"""Việc tiếp theo: who is reminded on which day, to whom it goes up, and that no rung comes twice. Pure values."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.actions import Action, ActionKind, acts_due, days_with_work, reminders_due
from directives.followup.duties import DutyKey, PlanUnit, lanes_of
from directives.followup.ladders import Superiors
from directives.followup.log import ANY, Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Recipient, Rung, Step
from directives.followup.status import Board, status
from tests.workspaces import calendar

LADDER = (Rung(1), Rung(3, Recipient.SUPERIOR), Rung(5, Recipient.CHAIRMAN))
DUE = date(2022, 1, 25)
COMMUNES = ("a1", "a2", "b1")
UNITS = tuple(PlanUnit(name, name, "commune", f"huyen-{name[0]}", surveyed=True) for name in COMMUNES)
ABOVE = Superiors({unit.id: unit.superior for unit in UNITS}, lambda unit: "tinh", "so")


def step(code: str, act: ActKind = ActKind.EVIDENCE, **more: object) -> Step:
    return Step(code, code, act, Due(DUE), each_unit=True, **more)  # type: ignore[arg-type]  # fields by name


def plan_of(*steps: Step) -> Plan:
    return Plan("thu", "Thử", "67", "", {}, steps, standing_office="so", ladder=LADDER)


PLAN = plan_of(step("bao_cao"))


def said(kind: EventKind, unit: str, day: str, code: str = "bao_cao", **payload: object) -> Event:
    return Event(1, code, unit, 1, kind, date.fromisoformat(day), payload)


def board_on(day: date, events: Sequence[Event] = (), plan: Plan = PLAN) -> Board:
    return status(lanes_of(plan, UNITS, calendar()), plan, events, calendar(), day)


def sent(actions: Iterable[Action]) -> list[str]:
    """Đã gửi: recipient, kind of recipient, and the units with their rung."""
    return [
        f"{one.recipient} {one.to.value} " + " ".join(f"{key.unit}:{key.rung}" for key in one.keys)
        for one in actions
    ]


EVERYBODY = ["a1 unit a1:1", "a2 unit a2:1", "b1 unit b1:1"]


@pytest.mark.parametrize(
    ("day", "events", "expected", "reason"),
    [
        ("2022-01-25", (), [], "due today: nobody is reminded yet"),
        ("2022-01-26", (), EVERYBODY, "one day late: each unit"),
        (
            "2022-01-28",
            (),
            ["huyen-a superior a1:2 a2:2", "huyen-b superior b1:2"],
            "three late, and nothing was sent before: the highest rung, gathered by superior",
        ),
        ("2022-02-03", (), [], "Tết: nothing goes out on a day off"),
        (
            "2022-02-08",
            (),
            ["tinh chairman a1:3 a2:3 b1:3"],
            "five late: one to the chairman, with all of them",
        ),
        (
            "2022-01-26",
            (said(EventKind.SUBMITTED, "a1", "2022-01-24"),),
            EVERYBODY[1:],
            "what was handed in is not reminded of",
        ),
        (
            "2022-01-26",
            (said(EventKind.SUBMITTED, "a1", "2022-01-24"), said(EventKind.RETURNED, "a1", "2022-01-25")),
            EVERYBODY,
            "what came back for correction is",
        ),
        (
            "2022-01-26",
            (said(EventKind.WAIVED, "a1", "2022-01-24", reason="lũ"),),
            EVERYBODY[1:],
            "who was let off is not",
        ),
        ("2022-01-26", (said(EventKind.SUSPENDED, ANY, "2022-01-24"),), [], "suspended for all"),
        (
            "2022-01-26",
            (said(EventKind.MOVED, "a1", "2022-01-24", to="2022-02-07"),),
            EVERYBODY[1:],
            "whose day was moved is in time",
        ),
        (
            "2022-01-27",
            tuple(said(EventKind.REMINDED, unit, "2022-01-26", rung=1) for unit in COMMUNES),
            [],
            "the first rung was sent yesterday",
        ),
        (
            "2022-01-28",
            tuple(said(EventKind.REMINDED, unit, "2022-01-27", rung=3) for unit in COMMUNES),
            [],
            "a lower rung never follows a higher one",
        ),
    ],
)
def test_who_is_reminded_on_a_day(
    day: str, events: tuple[Event, ...], expected: list[str], reason: str
) -> None:
    assert sent(reminders_due(board_on(date.fromisoformat(day), events), ABOVE)) == expected, reason


@pytest.mark.parametrize(
    ("plan", "expected", "reason"),
    [
        (plan_of(step("bao_cao", standing=True)), [], "a standing duty has no day"),
        (
            plan_of(step("giao", ActKind.ISSUE, draft="d.toml")),
            [],
            "the engine's own acts are not reminded of",
        ),
        (
            plan_of(step("giao", ActKind.ISSUE, draft="d.toml"), step("bao_cao", after=("giao",))),
            [],
            "who waits for a dispatch that is not out yet cannot be late",
        ),
        (
            plan_of(step("lap", ActKind.EVIDENCE, ladder=()), step("bao_cao", after=("lap",))),
            EVERYBODY,
            "who waits for himself is",
        ),
        (plan_of(step("bao_cao", ladder=())), [], "a step with an empty ladder"),
    ],
)
def test_what_is_reminded_of(plan: Plan, expected: list[str], reason: str) -> None:
    assert sent(reminders_due(board_on(date(2022, 1, 26), (), plan), ABOVE)) == expected, reason


def test_one_recipient_gets_one_dispatch_for_all_its_duties_with_the_draft_of_the_highest_rung() -> None:
    second = step("ke_hoach", ladder=(Rung(0, draft="rieng.toml"),))
    found = reminders_due(board_on(date(2022, 1, 26), (), plan_of(step("bao_cao"), second)), ABOVE)
    assert [(one.recipient, len(one.keys), one.draft) for one in found] == [
        (name, 2, "rieng.toml") for name in COMMUNES
    ]
    assert {one.kind for one in found} == {ActionKind.REMIND}
    assert [one.key for one in found] == [f"thu/remind/{name}/2022-01-26" for name in COMMUNES]


@given(st.sets(st.integers(0, 40)), st.integers(0, 40))
def test_whatever_days_the_machine_was_off_no_rung_comes_twice_and_none_goes_down(
    off: set[int], done_after: int
) -> None:
    """Máy chạy khi có khi không: days are left out at random, and one commune hands in on some day."""
    log: list[Event] = []
    sent_to: dict[DutyKey, list[int]] = {}
    for past in range(41):
        day = DUE + timedelta(days=past)
        if past == done_after:
            log.append(said(EventKind.SUBMITTED, "a1", day.isoformat()))
        if past in off:
            continue
        found = reminders_due(board_on(day, log), ABOVE)
        assert not found or calendar().is_working_day(day)
        assert len({one.key for one in found}) == len(found)
        for key in (key for one in found for key in one.keys):
            assert key.unit != "a1" or past < done_after
            sent_to.setdefault(DutyKey(key.campaign, key.step, key.unit), []).append(key.rung)
            log.append(said(EventKind.REMINDED, key.unit, day.isoformat(), rung=key.rung))
    for rungs in sent_to.values():
        assert rungs == sorted(set(rungs))


@pytest.mark.parametrize("days_off", range(8))
def test_after_days_of_downtime_one_reminder_to_each_late_office_and_no_flood(days_off: int) -> None:
    day = calendar().add_working_days(DUE, 1 + days_off)
    found = reminders_due(board_on(day), ABOVE)
    assert sorted(key.unit for one in found for key in one.keys) == list(COMMUNES)
    log = [said(EventKind.REMINDED, k.unit, day.isoformat(), rung=k.rung) for one in found for k in one.keys]
    assert reminders_due(board_on(day, log), ABOVE) == ()


def test_days_with_work_are_those_of_the_due_day_and_the_rungs_not_yet_sent() -> None:
    log = [said(EventKind.REMINDED, unit, "2022-01-26", rung=1) for unit in COMMUNES]
    found = days_with_work(board_on(date(2022, 1, 26), log), calendar(), date(2022, 3, 1))
    assert [day.isoformat() for day in found] == ["2022-01-26", "2022-01-28", "2022-02-08"]


def test_who_is_late_among_eighty_thousand_duties_is_found_and_gathered() -> None:
    units = tuple(PlanUnit(f"x{n}", f"x{n}", "commune", f"t{n % 34}", surveyed=True) for n in range(3_355))
    plan = plan_of(*(step(f"b{n}") for n in range(24)))
    lanes = lanes_of(plan, units, calendar())
    done = [Event(0, f"b{n}", unit.id, 1, EventKind.DONE, DUE) for n in range(22) for unit in units]
    board = status(lanes, plan, done, calendar(), date(2022, 1, 28))
    above = Superiors({unit.id: unit.superior for unit in units}, lambda unit: "bnv", "so")
    assert acts_due(board) == ()
    found = reminders_due(board, above)
    assert (len(found), sum(len(one.keys) for one in found)) == (34, 2 * 3_355)
