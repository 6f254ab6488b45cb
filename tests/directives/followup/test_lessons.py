"""Bài học: what a directive quotes of the year before, sentence by sentence; silence is said, not left out."""

from datetime import date

import pytest

from directives.followup.duties import PlanUnit, lanes_of
from directives.followup.lessons import (
    NOTHING_LATE,
    NOTHING_REJECTED,
    NOTHING_RETURNED,
    NOTHING_UNBALANCED,
    Lessons,
    UnitReturn,
    imbalance_sentences,
    late_sentences,
    lesson_facts,
    no_lessons,
    rejected_sentences,
)
from directives.followup.log import Event, EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.followup.status import status
from tests.workspaces import calendar

UNITS = tuple(PlanUnit(f"xa-{n}", f"UBND xã {n}", "commune", "tinh", surveyed=True) for n in range(1, 8))
NAMES = {unit.id: unit.name for unit in UNITS}
DUE = date(2026, 3, 2)
STEP = Step("bao_cao", "Gửi báo cáo", ActKind.EVIDENCE, Due(on=DUE), each_unit=True)
PLAN = Plan("dot-2026", "Đợt", "68", "P2023", {}, (STEP,))


def late(done: dict[str, date], day: date = date(2026, 3, 13)) -> tuple[str, ...]:
    events = [
        Event(n, "bao_cao", unit, 1, EventKind.DONE, on) for n, (unit, on) in enumerate(done.items(), start=1)
    ]
    board = status(lanes_of(PLAN, UNITS, calendar()), PLAN, events, calendar(), day)
    return late_sentences(board, NAMES)


IN_TIME = {unit.id: DUE for unit in UNITS}
LATE = [
    (IN_TIME, (NOTHING_LATE,), "everybody in time"),
    (
        {**IN_TIME, "xa-3": date(2026, 3, 5)},
        ("Việc “Gửi báo cáo”: 1 đơn vị chậm: UBND xã 3 (3 ngày làm việc).",),
        "one, three working days late",
    ),
    (
        {unit: DUE for unit in IN_TIME if unit != "xa-2"} | {"xa-3": date(2026, 3, 5)},
        (
            "Việc “Gửi báo cáo”: 2 đơn vị chậm: UBND xã 2 (9 ngày làm việc, chưa xong), "
            "UBND xã 3 (3 ngày làm việc).",
        ),
        "who has not done it yet stands before who did it late",
    ),
    (
        {},
        (
            "Việc “Gửi báo cáo”: 7 đơn vị chậm: "
            + "".join(f"UBND xã {n} (9 ngày làm việc, chưa xong), " for n in range(1, 6))
            + "và 2 đơn vị khác.",
        ),
        "five are named, the rest counted",
    ),
]


@pytest.mark.parametrize(("done", "expected", "reason"), LATE, ids=[row[2] for row in LATE])
def test_late_units_are_named_worst_first(
    done: dict[str, date], expected: tuple[str, ...], reason: str
) -> None:
    assert late(done) == expected, reason


RETURNED = [
    ([], NOTHING_RETURNED, "nothing came"),
    ([UnitReturn("xã 1", 0, 40)], NOTHING_RETURNED, "nobody wrote down how many were given out"),
    ([UnitReturn("xã 1", 40, 40)], NOTHING_UNBALANCED, "all are there"),
    (
        [UnitReturn("xã 1", 40, 38), UnitReturn("xã 2", 40, 10), UnitReturn("xã 3", 1200, 1200)],
        "2 đơn vị thiếu phiếu hợp lệ so với số phiếu giao: xã 2 (10/40), xã 1 (38/40).",
        "the worst share first",
    ),
]


@pytest.mark.parametrize(("returned", "expected", "reason"), RETURNED, ids=[row[2] for row in RETURNED])
def test_missing_forms_are_said_by_unit(returned: list[UnitReturn], expected: str, reason: str) -> None:
    assert imbalance_sentences(returned) == (expected,), reason


REJECTED = [
    ({}, NOTHING_REJECTED, "none"),
    (
        {"Số phiếu dùng hai lần": 2, "Bỏ trống quá tỷ lệ cho phép": 1010},
        "Có 1.012 phiếu bị loại. Bỏ trống quá tỷ lệ cho phép: 1.010 phiếu; Số phiếu dùng hai lần: 2 phiếu.",
        "the most frequent reason first",
    ),
]


@pytest.mark.parametrize(("reasons", "expected", "reason"), REJECTED, ids=[row[2] for row in REJECTED])
def test_rejected_forms_are_counted_by_reason(reasons: dict[str, int], expected: str, reason: str) -> None:
    assert rejected_sentences(reasons) == (expected,), reason


def test_a_draft_may_quote_one_kind_or_all_of_them() -> None:
    facts = lesson_facts(Lessons("Đợt 2026", ("a.", "b."), ("c.",), ("d.",), ("e.",)))
    assert facts["lessons"] == {
        "campaign": "Đợt 2026", "late": "a. b.", "imbalances": "c.", "rejected": "d.", "checks": "e.",
    }  # fmt: skip
    assert facts["lessons_all"] == [{"text": text} for text in ("a.", "b.", "c.", "d.", "e.")]


def test_a_first_campaign_says_that_there_is_none_before_it() -> None:
    assert all("Chưa có số liệu" in sentence for sentence in no_lessons().sentences())
