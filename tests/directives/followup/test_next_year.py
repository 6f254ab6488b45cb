"""Sang năm: days worked out by hand, wording that moves and that stays, what a plan keeps and what it leaves."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.next_year import (
    Carried,
    a_year_on,
    dated_drafts,
    names_districts,
    next_drafts,
    next_id,
    next_plan,
    with_lessons,
    year_moved,
    year_of,
)
from directives.followup.plan import ActKind, Due, OpenedBook, Plan, Step, SyntheticReturns
from directives.followup.recurrence import Every, Recurrence
from tests.workspaces import calendar

CARRIED = Carried(("ubnd-xa-a",), {"tinh": "ubnd-tinh-a"}, "snv-a", "P2023", {})
ISSUE = Step("giao", "Giao nhiệm vụ năm 2025", ActKind.ISSUE, Due(anchor="T0"), draft="giao.toml")
PLAN = Plan("dot-2025", "Đợt năm 2025", "68", "P2017", {"T0": date(2025, 3, 3)}, (ISSUE,))

#: This year's day, next year's, why.
DAYS = [
    (date(2025, 3, 3), date(2026, 3, 3), "a Tuesday like any other"),
    (date(2025, 3, 14), date(2026, 3, 16), "a Saturday: the Monday after it"),
    (date(2028, 2, 29), date(2029, 2, 28), "the year after a leap year has no 29 February; a Wednesday"),
    (date(2027, 2, 28), date(2028, 2, 28), "28 February stays the 28th in a leap year; a Monday"),
    (date(2025, 2, 18), date(2026, 2, 23), "the second day of Tết 2026: after the whole week off"),
    (date(2026, 2, 5), date(2027, 2, 11), "Tết 2027 as it is computed, before anything is announced"),
    (date(2025, 4, 29), date(2026, 4, 29), "the day before the holiday"),
    (date(2025, 4, 30), date(2026, 5, 4), "30/4 and 1/5, then a weekend"),
    (date(2025, 9, 1), date(2026, 9, 3), "National Day takes two days"),
    (date(2024, 12, 31), date(2025, 12, 31), "the last day of the year"),
]


@pytest.mark.parametrize(("this", "expected", "reason"), DAYS, ids=[row[2] for row in DAYS])
def test_an_anchor_moves_a_year_on_to_a_working_day(this: date, expected: date, reason: str) -> None:
    moved = next_plan(replace(PLAN, anchors={"T0": this}), 2025, CARRIED, calendar())
    assert moved.anchors == {"T0": expected}, reason


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_days_keep_their_order_in_the_next_year_and_fall_on_working_days(one: date, other: date) -> None:
    first, second = sorted((one, other))
    moved = next_plan(replace(PLAN, anchors={"A": first, "B": second}), 2025, CARRIED, calendar()).anchors
    assert moved["A"] <= moved["B"]
    assert all(calendar().is_working_day(day) for day in moved.values())
    assert a_year_on(first).year == first.year + 1


#: Wording with the year 2021 in it, the same in the next year, why.
WORDING = [
    ("năm 2021 trên địa bàn", "năm 2022 trên địa bàn", "the year of the campaign"),
    ("ngày 05 tháng 3 năm 2021", "ngày 05 tháng 3 năm 2021", "a day was when it was"),
    ("05/3/2021", "05/3/2021", "a day in figures"),
    ("số 12/2021/NĐ-CP", "số 12/2021/NĐ-CP", "the number of a decree"),
    ("giai đoạn 2017 - 2021", "giai đoạn 2017 - 2021", "the end of a stretch of years"),
    ("giai đoạn 2021–2025", "giai đoạn 2021–2025", "its beginning"),
    ("năm 2020", "năm 2020", "another year"),
    ("120211", "120211", "no year at all"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), WORDING, ids=[row[2] for row in WORDING])
def test_only_the_year_of_the_campaign_moves(text: str, expected: str, reason: str) -> None:
    assert year_moved(text, 2021) == expected, reason


IDS = [
    ("dak-nong-2021", 2021, "dak-nong-2022"),
    ("2021-dak-nong", 2021, "2022-dak-nong"),
    ("sipas-tinh", 2025, "sipas-tinh-2026"),
]


@pytest.mark.parametrize(("this", "year", "expected"), IDS)
def test_the_next_id_names_the_next_year(this: str, year: int, expected: str) -> None:
    plan = replace(PLAN, id=this)
    assert year_of(plan, date(year, 3, 1)) == year
    assert next_id(this, year) == expected


def test_what_belongs_to_the_old_year_is_left_behind() -> None:
    old = replace(
        PLAN,
        books=(OpenedBook("snv-a", "CV", 2025, 1847),),
        directive="20/QĐ-BNV",
        synthetic_returns=SyntheticReturns(7, 20),
    )
    moved = next_plan(old, 2025, CARRIED, calendar())
    assert (moved.id, moved.title, moved.books, moved.directive) == ("dot-2026", "Đợt năm 2026", (), "")
    assert moved.synthetic_returns == SyntheticReturns(8, 20)
    assert (moved.units, moved.standing_office, moved.question_set) == (("ubnd-xa-a",), "snv-a", "P2023")
    assert moved.steps[0].name == "Giao nhiệm vụ năm 2026"


#: First and last day of a recurrence, and a year on.
PERIODS = [
    (date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), "a whole year"),
    (date(2027, 1, 1), date(2027, 2, 28), date(2028, 1, 1), date(2028, 2, 29), "an end of month stays one"),
    (date(2027, 12, 15), date(2028, 2, 29), date(2028, 12, 15), date(2029, 2, 28), "also out of a leap year"),
    (date(2026, 3, 2), date(2026, 6, 15), date(2027, 3, 2), date(2027, 6, 15), "in the middle of months"),
]


@pytest.mark.parametrize(("first", "until", "next_first", "next_until", "reason"), PERIODS)
def test_periods_go_on_as_they_were(
    first: date, until: date, next_first: date, next_until: date, reason: str
) -> None:
    step = Step("bc", "Báo cáo", ActKind.EVIDENCE, recurrence=Recurrence(Every.MONTH, first, until))
    again = next_plan(replace(PLAN, steps=(step,)), 2026, CARRIED, calendar()).steps[0].recurrence
    assert again is not None
    assert (again.first, again.until) == (next_first, next_until), reason


DRAFT = """provenance = "real"
subject = "đo lường năm 2025"

[[body]]
kind = "paragraph"
text = "Triển khai từ ngày 03/3/2025."

[[body]]
kind = "paragraph"
text = "Yêu cầu các đơn vị thực hiện"
"""


def test_a_draft_of_a_demonstration_is_made_up_text_the_next_year() -> None:
    moved = next_drafts({"giao.toml": DRAFT, "bo.toml": "năm 2025"}, PLAN.steps, 2025, demonstration=True)
    assert tomllib.loads(moved["giao.toml"])["provenance"] == "synthetic"
    assert tomllib.loads(moved["giao.toml"])["subject"] == "đo lường năm 2026"
    assert moved["bo.toml"] == "năm 2025", "no draft of a step: the file of questions stays as it is"
    kept = next_drafts({"giao.toml": DRAFT}, PLAN.steps, 2025, demonstration=False)
    assert tomllib.loads(kept["giao.toml"])["provenance"] == "real"


def test_days_written_into_a_draft_are_named_to_be_looked_at() -> None:
    assert list(dated_drafts({"giao.toml": DRAFT}, ["giao.toml", "khac.toml"], 2025)) == [
        ("giao.toml", "03/3/2025")
    ]


def test_lessons_stand_before_the_closing_paragraph_and_only_once() -> None:
    quoted = with_lessons(DRAFT)
    body = tomllib.loads(quoted)["body"]
    assert [part.get("each", "") for part in body] == ["", "", "lessons_all", ""]
    assert body[-1]["text"] == "Yêu cầu các đơn vị thực hiện"
    assert with_lessons(quoted) == quoted


OWERS = [
    (("district",), (), True, "a step owed by districts"),
    (("units",), ("ranking:district",), True, "an annex that ranks them"),
    (("commune",), ("ranking:commune",), False, "communes only"),
]


@pytest.mark.parametrize(("owed_by", "annexes", "expected", "reason"), OWERS)
def test_a_plan_that_needs_districts_is_known(
    owed_by: tuple[str, ...], annexes: tuple[str, ...], expected: bool, reason: str
) -> None:
    step = replace(ISSUE, owed_by=owed_by, annexes=annexes)
    assert names_districts(replace(PLAN, steps=(step,))) is expected, reason
