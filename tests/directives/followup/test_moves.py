"""Sự kiện hợp lệ: which event may follow which, and every refusal, as tables."""

from dataclasses import replace
from datetime import date

import pytest

from directives.followup.duties import lanes_of
from directives.followup.log import Event, EventKind
from directives.followup.moves import IllegalMove, first_day_of, refuse_illegal
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.stages import EVENT_WORDS, STAGE_WORDS, TRANSITIONS, Stage, legal_kinds
from tests.directives.followup.following import UNITS, list_due, log_of, plan_of, weekly_checks
from tests.workspaces import calendar

#: From a stage, every event of people that may come, and where it leads ("=": the stage stays).
TABLE = """
    not_sent          sent>sent seen>seen started>in_work counted>in_work submitted>submitted moved= suspended= waived=
    sent              seen>seen started>in_work counted>in_work submitted>submitted moved= suspended= waived=
    seen              started>in_work counted>in_work submitted>submitted moved= suspended= waived=
    in_work           counted>in_work submitted>submitted moved= suspended= waived=
    submitted         counted>submitted returned>returned_for_fix accepted>accepted moved= suspended=
    returned_for_fix  started>in_work counted>in_work submitted>submitted moved= suspended= waived=
    accepted
"""
ROWS = [(row.split()[0], row.split()[1:]) for row in TABLE.strip().splitlines()]
OF_PEOPLE = frozenset(EventKind) - {EventKind.DONE, EventKind.REMINDED, EventKind.RESUMED}


@pytest.mark.parametrize(("stage", "moves"), ROWS, ids=[row[0] for row in ROWS])
def test_the_table_of_transitions(stage: str, moves: list[str]) -> None:
    at = Stage(stage)
    legal = legal_kinds(at, suspended=False, waived=False) & OF_PEOPLE
    assert legal == {EventKind(move.rstrip("=").split(">")[0]) for move in moves}
    for move in moves:
        kind, _, to = move.partition(">")
        assert TRANSITIONS[at].get(EventKind(kind.rstrip("=")), at) is Stage(to or stage)


def test_the_table_knows_every_stage() -> None:
    assert [Stage(stage) for stage, _ in ROWS] == list(Stage) == list(TRANSITIONS) == list(STAGE_WORDS)
    assert set(EVENT_WORDS) == set(EventKind)


def refused(plan: Plan, log: list[Event], new: list[Event]) -> list[str]:
    """Từ chối: every sentence that is said, empty when all may be written down."""
    try:
        refuse_illegal(lanes_of(plan, UNITS, calendar()), plan, log, new, calendar())
    except IllegalMove as refusal:
        return [problem.template.format(**problem.fields) for problem in refusal.problems]
    return []


#: What is in the log, what is to be written down, and what is said of it ("" when it may be).
MOVES: list[tuple[str, str, str, str]] = [
    ("", "03-05 x1 submitted", "", "a unit may hand in what nobody noted as sent"),
    ("03-05 x1 submitted", "03-06 x1 submitted", "stands at “handed in”: “handed in” cannot come", "handed in twice"),
    ("", "03-05 x1 returned", "stands at “not sent yet”: “sent back” cannot come now", "sent back before handed in"),
    ("", "03-05 x1 accepted", "stands at “not sent yet”: “found good” cannot come now", "accepted before handed in"),
    ("03-05 x1 submitted", "03-06 x1 returned; 03-09 x1 submitted; 03-09 x1 accepted", "", "mended on the way"),
    ("03-05 x1 submitted; 03-06 x1 accepted", "03-09 x1 returned", "“accepted, so it has ended”", "accepted ends"),
    ("03-05 x1 submitted; 03-06 x1 accepted", "03-09 x1 moved to=2026-03-20", "what may come: –", "nor is it moved"),
    ("03-05 x1 waived reason=bão", "03-09 x1 submitted", "stands at “waived”", "waived ends"),
    ("", "03-05 x1 waived", "is waived only with a reason", "waived without a reason"),
    ("", "03-05 * waived", "is waived only with a reason", "all of them, without a reason"),
    ("03-05 x1 submitted", "03-06 x1 waived reason=bão", "what may come: sent back, found good", "handed in already"),
    ("", "03-05 x1 resumed", "“resumed” cannot come now", "resumed though not suspended"),
    ("", "03-05 * resumed", "“resumed” cannot come now", "none of them is suspended"),
    ("03-05 x1 suspended", "03-06 x1 suspended", "what may come:", "suspended twice"),
    ("03-05 x1 suspended", "03-06 * suspended; 03-09 * resumed", "", "all: some of them were not suspended yet"),
    ("", "03-05 xa submitted", "xa does not owe step nop, period 1", "a stranger"),
    ("", "03-05 x1 submitted step=nopp", "the plan has no step nopp, period 1; there are: nop", "no such step"),
    ("", "03-05 x1 submitted occurrence=2", "the plan has no step nop, period 2", "no such period"),
    ("", "01-02 x1 submitted", "2026-01-02 is before 2026-01-05, the first day of the plan", "before the plan"),
    ("03-05 x1 submitted", "03-04 x1 returned", "2026-03-04 is before 2026-03-05, the day of the last event", "order"),
    ("03-05 x1 submitted", "03-04 x1 moved to=2026-03-20", "", "an extension may be older than the submission"),
    ("", "03-05 x1 counted", "“counted as a check” means nothing to it", "a list is no check"),
    ("", "03-05 * submitted", "“handed in” is said of one unit and one period", "not for all at once"),
    ("", "03-05 x1 done", "", "what the engine does it may do at any time before the end"),
]  # fmt: skip


@pytest.mark.parametrize(("log", "new", "said", "reason"), MOVES)
def test_what_may_be_written_down(log: str, new: str, said: str, reason: str) -> None:
    found = refused(list_due("2026-03-10"), log_of(log), log_of(new))
    assert bool(found) == bool(said), f"{reason}: {found}"
    assert all(said in sentence for sentence in found), f"{reason}: {found}"


CHECKS = [
    ("", "03-03 x1 counted", "", "within its week"),
    (
        "",
        "03-03 x1 submitted",
        "“handed in” means nothing to it; what may come: noted as sent",
        "checks are counted",
    ),
    (
        "",
        "03-03 x1 counted occurrence=2",
        "2026-03-03 is before 2026-03-09, when period 2",
        "next week's, too early",
    ),
    ("", "03-12 x1 counted", "", "last week's, made up for"),
]


@pytest.mark.parametrize(("log", "new", "said", "reason"), CHECKS)
def test_checks_are_counted_in_their_period(log: str, new: str, said: str, reason: str) -> None:
    found = refused(weekly_checks(2), log_of(log, "kiem_tra"), log_of(new, "kiem_tra"))
    assert bool(found) == bool(said), f"{reason}: {found}"
    assert all(said in sentence for sentence in found), f"{reason}: {found}"


def test_what_the_engine_does_nobody_else_does() -> None:
    plan = plan_of(Step("gui", "Gửi", ActKind.ISSUE, Due(date(2026, 3, 10)), each_unit=True))
    (said,) = refused(plan, [], log_of("03-05 x1 submitted", "gui"))
    assert "closed by issue: “handed in” means nothing to it" in said
    assert refused(plan, [], log_of("03-05 x1 seen; 03-06 x1 moved to=2026-03-12", "gui")) == []
    done = [Event(0, "gui", "x1", 1, EventKind.DONE, date(2026, 3, 9))]
    assert "accepted, so it has ended" in refused(plan, done, log_of("03-10 x1 waived reason=a", "gui"))[0]


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refused(
        list_due("2026-03-10"), [], log_of("01-02 xa submitted; 03-05 x1 returned; 03-05 x2 waived")
    )
    assert len(said) == 4, "too early and a stranger; sent back; no reason"


def test_a_plan_of_fixed_days_alone_says_not_from_when_the_units_work() -> None:
    plan = list_due("2026-03-10")
    lanes = lanes_of(plan, UNITS, calendar())
    assert first_day_of(plan, lanes) == date(2026, 1, 5)
    assert first_day_of(replace(plan, anchors={}), lanes) is None
