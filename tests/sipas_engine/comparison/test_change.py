"""Thay đổi giữa hai năm: the interval of a difference, what may be said of it, and what cannot be compared."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import hypot

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sipas_engine.comparison.change import (
    REASONS,
    VERDICTS,
    Change,
    Measured,
    Verdict,
    WhyNot,
    change_between,
    criterion_change,
    difference_interval,
    index_change,
)
from sipas_engine.index.result import CriterionIndex, IndexResult, Precision, UnitIndex
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import Component, Criterion, Element, QuestionSet


def measured(value: str, interval: tuple[float, float] | None) -> Measured:
    return Measured(Fraction(value), Decimal(value), interval)


# earlier with its interval, later with its interval, difference, interval of it (by hand), verdict
COMPARED = [
    ("70.00", (60.0, 78.0), "80.00", (72.0, 86.0), "10.00", (-1.31, 21.66), Verdict.NOT_TOLD),
    ("70.00", (66.0, 74.0), "80.00", (77.0, 83.0), "10.00", (5.0, 15.0), Verdict.BETTER),
    ("80.00", (77.0, 83.0), "70.00", (66.0, 74.0), "-10.00", (-15.0, -5.0), Verdict.WORSE),
    ("90.00", (85.0, 94.0), "90.00", (84.0, 93.0), "0.00", (-7.21, 5.83), Verdict.NOT_TOLD),
    ("100.00", (88.0, 100.0), "100.00", (88.0, 100.0), "0.00", (-12.0, 12.0), Verdict.NOT_TOLD),
    ("0.00", (0.0, 11.0), "100.00", (89.0, 100.0), "100.00", (84.44, 100.0), Verdict.BETTER),
]


@pytest.mark.parametrize(
    ("first", "of_first", "second", "of_second", "size", "interval", "verdict"), COMPARED
)
def test_a_change_is_told_only_where_its_interval_leaves_zero_out(
    first, of_first, second, of_second, size, interval, verdict
):
    found = change_between(measured(first, of_first), measured(second, of_second))
    assert found.difference == Decimal(size)
    assert found.interval == pytest.approx(interval, abs=0.005)
    assert (found.verdict, found.reason, found.in_words) == (verdict, None, VERDICTS[verdict])


@st.composite
def values(draw: st.DrawFn) -> tuple[float, float, float]:
    low, value, high = sorted(draw(st.floats(0, 100)) for _ in range(3))
    return value, low, high


@given(values(), values())
def test_the_interval_holds_the_difference_and_is_as_wide_as_either_year_demands(first, second):
    low, high = difference_interval(first, second)
    assert low <= second[0] - first[0] <= high
    width = high - low
    for value, lower, upper in (first, second):
        assert width >= upper - lower - 1e-9
        assert width <= (first[2] - first[1]) + (second[2] - second[1]) + 1e-9
        assert lower <= value <= upper


@given(values(), values())
def test_seen_from_the_other_side_the_change_is_the_opposite(first, second):
    there, back = difference_interval(first, second), difference_interval(second, first)
    assert there == pytest.approx((-back[1], -back[0]))


@given(values(), values(), values())
def test_a_year_told_less_exactly_never_makes_a_verdict(first, second, wider):
    assume(wider[1] <= second[1] and second[2] <= wider[2])
    narrow = difference_interval(first, second)
    wide = difference_interval(first, (second[0], wider[1], wider[2]))
    assert wide[0] <= narrow[0] + 1e-9
    assert wide[1] >= narrow[1] - 1e-9


@given(values())
def test_the_same_value_twice_is_no_change(value):
    low, high = difference_interval(value, value)
    assert low <= 0 <= high
    half = hypot(value[0] - value[1], value[2] - value[0])
    assert (low, high) == pytest.approx((-half, half))


def questions(name: str = "Thái độ phục vụ", code: str = "2.1") -> QuestionSet:
    element = Element("2", "Công chức", (Criterion(code, name),))
    return QuestionSet("THU", "Thử", 5, (4, 5), (Component("I", "Dịch vụ", (element,)),))


def unit(n: int = 50, satisfied: int = 40, *, precise: bool = True, code: str = "2.1") -> UnitIndex:
    value = Fraction(100 * satisfied, n) if n else None
    known = {"criteria": {code: Precision(5.0, (70.0, 88.0), 20)}} if precise else {}
    counts = (0, 0, n - satisfied, satisfied, 0)
    answers = CriterionIndex(value, n, satisfied, counts, 0, 0, 0)
    published = None if value is None else Decimal(satisfied * 100) / n
    own = {"sipas": value, "published": published, "interval": (70.0, 88.0) if precise else None}
    return UnitIndex("commune", ("Xã A",), "Xã A", n, n, components={}, elements={}, criteria={code: answers},
                     rank=None, precision=known, **own)  # fmt: skip


def result(asked: QuestionSet, method: Method | None = None) -> IndexResult:
    return IndexResult(asked, method or Method(), ("commune",), (unit(),), unit())


SAME = result(questions())
# what is in the later year, and why its criterion cannot be compared
MISSING = {
    "no_later_result": (None, WhyNot.NO_LATER_RESULT),
    "not_measured": ((SAME, WhyNot.NOT_MEASURED), WhyNot.NOT_MEASURED),
    "withheld_unit": ((SAME, WhyNot.WITHHELD), WhyNot.WITHHELD),
    "few_answers": ((SAME, unit(9, 9)), WhyNot.WITHHELD),
    "no_answers": ((SAME, unit(0, 0)), WhyNot.NO_ANSWERS),
    "not_asked": ((result(questions(code="9.9")), unit(code="9.9")), WhyNot.NOT_ASKED),
    "other_words": ((result(questions("Sự thân thiện")), unit()), WhyNot.ASKED_OTHERWISE),
    "other_scale": ((result(replace(questions(), satisfied=(3, 4, 5))), unit()), WhyNot.ASKED_OTHERWISE),
    "other_metric": ((result(questions(), Method(metric="F1m")), unit()), WhyNot.OTHER_METHOD),
    "no_precision": ((SAME, unit(precise=False)), WhyNot.NO_PRECISION),
}


@pytest.mark.parametrize(("later", "why"), MISSING.values(), ids=MISSING)
def test_what_cannot_be_compared_says_why_and_gives_no_interval(later, why):
    after, of_unit = later or (None, WhyNot.NOT_MEASURED)
    found = criterion_change(SAME, unit(), after, of_unit, "2.1", fewest=10)
    assert (found.verdict, found.reason, found.interval) == (Verdict.NOT_COMPARABLE, why, None)
    assert found.earlier == Decimal(80)
    assert found.in_words == f"không so sánh được: {REASONS[why]}"


def test_the_whole_index_is_compared_where_the_same_was_asked_and_put_together():
    better = replace(unit(50, 49), interval=(91.0, 99.9))
    found = index_change(SAME, unit(), SAME, better)
    assert (found.verdict, found.difference) == (Verdict.BETTER, Decimal(18))
    other = result(questions(), Method(aggregate="pooled"))
    assert index_change(SAME, unit(), other, better).reason is WhyNot.OTHER_METHOD
    assert index_change(SAME, unit(), result(questions("Khác")), better).reason is WhyNot.ASKED_OTHERWISE
    assert index_change(SAME, WhyNot.WITHHELD, SAME, better) == Change(
        None, Decimal(98), None, None, Verdict.NOT_COMPARABLE, WhyNot.WITHHELD, (91.0, 99.9)
    )
    assert index_change(SAME, unit(), None, WhyNot.NOT_MEASURED).reason is WhyNot.NO_LATER_RESULT
