"""Phiếu đánh giá: what counts as due, on time, late, missing; a score only by weights, never for the unknown."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.due_days import due_days
from directives.followup.duties import PlanUnit
from directives.followup.log import Event, EventKind, as_log
from directives.followup.plan import ResultBook
from directives.followup.plan_file import parse_plan
from directives.followup.status import Board, status
from directives.results_use.scorecard import (
    DutyTally,
    Evaluation,
    IndexChange,
    IndexFigure,
    Known,
    Scorecard,
    Verdict,
    evaluation_as_json,
    evaluation_from_json,
    owing,
    returned_reports,
    scorecard,
)
from directives.results_use.scorecard_weights import BadWeights, score_parts, scored, weights_read
from directives.results_use.scorecard_words import BOOK_NAMES
from tests.workspaces import calendar

IDS = {"a": "ubnd-phuong-ba-ngoi-22423", "b": "ubnd-phuong-bao-an-22741", "judge": "snv-khanh-hoa"}
A, B, JUDGE = (
    PlanUnit(one, name.upper(), "commune", "", surveyed=name != "judge") for name, one in IDS.items()
)
UNITS = (A, B, JUDGE)
#: Ba tuần kiểm tra, một báo cáo, một việc ghi sổ, một việc thường xuyên, một việc của máy.
PLAN = parse_plan(
    """
id = "thu"
title = "Thử"
province = "56"
question_set = ""
standing_office = "snv-khanh-hoa"
anchors = { T0 = 2026-03-02 }
units = ["ubnd-phuong-ba-ngoi-22423", "ubnd-phuong-bao-an-22741"]

[[steps]]
code = "bao_cao"
name = "Báo cáo"
act = "report"
each_unit = true
due = { on = 2026-03-10 }
report = [{ code = "so", name = "Số" }]

[[steps]]
code = "tuyen_truyen"
name = "Tuyên truyền"
act = "evidence"
each_unit = true
due = { on = 2026-03-12 }
book = "telling"

[[steps]]
code = "kiem_tra"
name = "Kiểm tra"
act = "check"
each_unit = true
book = "inspection"
recurrence = { every = "week", first = 2026-03-02, until = 2026-03-20, times = 2 }

[[steps]]
code = "thuong_xuyen"
name = "Niềm nở"
act = "evidence"
each_unit = true
standing = true

[[steps]]
code = "danh_gia"
name = "Đánh giá"
act = "evidence"
owed_by = ["snv-khanh-hoa"]
due = { on = 2026-03-13 }
""",
    file="plan.toml",
)
_KINDS = {
    "sent": EventKind.SUBMITTED,
    "back": EventKind.RETURNED,
    "count": EventKind.COUNTED,
    "let": EventKind.WAIVED,
}


def board(events: list[Event], day: date) -> Board:
    """Bảng của một ngày: from these events."""
    lanes = due_days(PLAN, UNITS, (), calendar(), date.max).lanes
    return status(lanes, PLAN, events, calendar(), day)


def said(*rows: str) -> list[Event]:
    """Sự kiện: "step/unit/occurrence kind day of March 2026"."""
    found = []
    for place, row in enumerate(rows, start=1):
        key, kind, day = row.split()
        step, unit, occurrence = key.split("/")
        payload = {"reason": "thử"}
        found.append(
            Event(place, step, IDS[unit], int(occurrence), _KINDS[kind], date(2026, 3, int(day)), payload)
        )
    return found


def card_of(unit: PlanUnit, events: list[Event], day: date) -> Scorecard:
    """Phiếu của một đơn vị: without an index."""
    found = board(events, day)
    nothing = IndexFigure(Known.UNMEASURED), IndexChange(Verdict.INCOMPARABLE)
    return scorecard(found, unit, *nothing, returned_reports(found, as_log(events))[unit.id])


EVERYTHING = said(
    "bao_cao/a/1 sent 6",
    "bao_cao/a/1 back 9",
    "bao_cao/a/1 sent 10",
    "tuyen_truyen/a/1 sent 13",
    "kiem_tra/a/1 count 3",
    "kiem_tra/a/1 count 4",
    "kiem_tra/a/2 count 10",
)


@pytest.mark.parametrize(
    ("why", "events", "day", "duties", "reports", "returned", "checks"),
    [
        ("a day that is not over counts for nobody", [], 10, (1, 0, 0, 1, 0), (0, 0), 0, (0, 2)),
        ("a week whose Friday is over", [], 9, (1, 0, 0, 1, 0), (0, 0), 0, (0, 2)),
        ("a report that came back in time", EVERYTHING, 11, (2, 2, 0, 0, 0), (1, 1), 1, (2, 2)),
        ("evidence a day late", EVERYTHING, 13, (3, 2, 1, 0, 0), (1, 1), 1, (2, 2)),
        ("half of a week's quota", EVERYTHING, 16, (4, 2, 1, 1, 0), (1, 1), 1, (3, 4)),
        ("let off", said("tuyen_truyen/a/1 let 11"), 11, (2, 0, 0, 2, 1), (1, 0), 0, (0, 2)),
    ],
)
def test_a_card_counts_what_was_due_by_the_day(
    why: str,
    events: list[Event],
    day: int,
    duties: tuple[int, ...],
    reports: tuple[int, int],
    returned: int,
    checks: tuple[int, int],
) -> None:
    card = card_of(A, events, date(2026, 3, day))
    assert card.duties == DutyTally(*duties), why
    assert (card.reports.due, card.reports.on_time) == reports
    assert card.returned == returned
    assert (card.checked, card.quota) == checks


def test_books_and_late_duties_are_named() -> None:
    card = card_of(A, EVERYTHING, date(2026, 3, 16))
    assert [(one.book, one.due, one.done) for one in card.books] == [("telling", 1, 1), ("inspection", 2, 1)]
    assert [(one.step, one.occurrence, one.missing, one.working_days) for one in card.behind] == [
        ("tuyen_truyen", 1, False, 1),
        ("kiem_tra", 2, True, 1),
    ]


def test_who_values_the_others_has_no_card_and_who_owes_nothing_neither() -> None:
    other = PlanUnit("c", "C", "commune", "")
    found = owing(board([], date(2026, 3, 9)), (*UNITS, other), {JUDGE.id})
    assert list(found) == [A.id, B.id]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["bao_cao", "tuyen_truyen", "kiem_tra"]),
            st.sampled_from(["a", "b"]),
            st.integers(1, 3),
            st.sampled_from(sorted(_KINDS)),
            st.integers(2, 25),
        ),
        max_size=25,
    ),
    st.integers(2, 27),
)
def test_every_due_duty_is_on_time_or_late_or_missing(
    rows: list[tuple[str, str, int, str, int]], day: int
) -> None:
    events = said(*(f"{step}/{unit}/{period} {kind} {on}" for step, unit, period, kind, on in rows))
    for unit in (A, B):
        card = card_of(unit, events, date(2026, 3, day))
        for tally in (card.duties, card.reports):
            assert tally.due == tally.on_time + tally.late + tally.missing
        assert len(card.behind) == card.duties.late + card.duties.missing
        assert card.reports.due <= card.duties.due
        assert all(one.done <= one.due for one in card.books)


SHOWN = IndexFigure(Known.SHOWN, Decimal("80.50"))
GOOD = Scorecard(
    "a",
    "A",
    SHOWN,
    IndexChange(Verdict.UNSURE),
    DutyTally(10, 9, 1),
    DutyTally(2, 1, 0, 1),
    quota=4,
    checked=6,
)


@pytest.mark.parametrize(
    ("card", "weights", "score", "reason"),
    [
        (GOOD, {}, None, ""),
        (GOOD, {"index": 100}, "80.5", ""),
        (GOOD, {"index": 50, "duties": 50}, "85.3", ""),
        (GOOD, {"reports": 60, "checks": 40}, "70.0", ""),
        (GOOD, {"books": 100}, None, "không có số liệu: Ghi sổ sau công bố"),
        (
            Scorecard(
                "b", "B", IndexFigure(Known.WITHHELD), IndexChange(Verdict.INCOMPARABLE), DutyTally(1, 1)
            ),
            {"index": 50, "duties": 50},
            None,
            "không có số liệu: Chỉ số hài lòng",
        ),
    ],
)
def test_a_score_exists_only_by_weights_and_only_of_known_parts(
    card: Scorecard, weights: dict[str, int], score: str | None, reason: str
) -> None:
    (found,) = scored([card], weights)
    assert (found.score, found.score_reason) == (None if score is None else Decimal(score), reason)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ({"index": 60, "duties": 60}, 1),
        ({"chi_so": 100}, 1),
        ({"index": 50.0, "duties": True, "x": 1}, 3),
        ({"index": 0, "duties": 100}, 1),
    ],
)
def test_weights_that_cannot_be_meant_are_refused_all_at_once(written: dict[str, object], count: int) -> None:
    with pytest.raises(BadWeights) as refused:
        weights_read(written)
    assert len(refused.value.problems) == count


def test_the_parts_say_how_they_are_reckoned_and_bring_no_weight() -> None:
    assert [one.code for one in score_parts()] == ["index", "duties", "reports", "checks", "books"]
    assert all(one.how for one in score_parts())
    assert weights_read({}) == {}


def test_what_is_kept_is_read_back_as_it_was() -> None:
    found = Evaluation(
        "thu",
        "Thử",
        date(2026, 3, 16),
        2026,
        (card_of(A, EVERYTHING, date(2026, 3, 16)), GOOD),
        {"index": 100},
    )
    assert evaluation_from_json(evaluation_as_json(found), 0) == found


def test_every_book_has_a_name_in_the_tables() -> None:
    assert {*BOOK_NAMES} == {book.value for book in ResultBook}
