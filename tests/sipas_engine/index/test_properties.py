"""Tính chất của chỉ số: what holds for any forms."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.index.compute import compute_index
from sipas_engine.methods.method import Method
from sipas_engine.returns.forms import Forms, Labels, Weights
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.tally import add_up
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2"], "B": ["3"]}, "II": {"C": ["4", "5"]}})
CODES = QUESTIONS.criterion_codes
LEVELS = {"province": ("province",), "commune": ("province", "commune")}

answers = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7])
a_form = st.tuples(
    st.sampled_from("PQ"), st.sampled_from("xyz"), st.booleans(), st.tuples(*[answers] * len(CODES))
)
some_forms = st.lists(a_form, min_size=1, max_size=25)
methods = st.builds(
    Method,
    metric=st.sampled_from(["F1", "F1m", "F1z"]),
    aggregate=st.sampled_from(["pooled", "mean_criteria", "mean_elements", "mean_components"]),
    aggregate_element=st.sampled_from([None, "pooled", "mean_criteria"]),
    rollup=st.sampled_from(["pooled", "mean_units", "by_forms"]),
)


def labels_of(texts):
    values = tuple(sorted(set(texts)))
    return Labels(values, np.array([values.index(text) for text in texts], dtype=np.int32))


def forms_of(rows, weights=None):
    return Forms(
        source="phieu.csv",
        scale=5,
        form_ids=tuple(str(i) for i in range(len(rows))),
        valid=np.array([row[2] for row in rows], dtype=np.bool_),
        labels={
            "province": labels_of([row[0] for row in rows]),
            "commune": labels_of([row[1] for row in rows]),
        },
        answers={
            code: np.array([row[3][place] for row in rows], dtype=np.int8) for place, code in enumerate(CODES)
        },
        weights=weights,
    )


def tally_of(rows):
    return tally_forms(forms_of(rows), ["province", "commune"])


def index_of(rows, method):
    return compute_index(tally_of(rows), QUESTIONS, method, LEVELS)


@given(some_forms, methods, st.randoms())
def test_the_order_of_forms_does_not_matter(rows, method, rng):
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert index_of(rows, method) == index_of(shuffled, method)


@given(some_forms, methods)
def test_every_value_lies_between_0_and_100(rows, method):
    result = index_of(rows, method)
    for unit in (*result.units, result.national):
        criteria = [found.value for found in unit.criteria.values()]
        for value in (unit.sipas, *unit.elements.values(), *unit.components.values(), *criteria):
            assert value is None or 0 <= value <= 100


@given(some_forms, methods, st.sampled_from(CODES))
def test_one_more_form_that_is_very_satisfied_with_a_criterion_never_lowers_it(rows, method, code):
    best = (rows[0][0], rows[0][1], True, tuple(5 if code == other else 0 for other in CODES))
    before = index_of(rows, method).units[0:]
    after = {(unit.level, unit.path): unit for unit in index_of([*rows, best], method).units}
    for unit in before:
        value = unit.criteria[code].value
        assert value is None or after[unit.level, unit.path].criteria[code].value >= value


@given(some_forms, methods)
def test_a_blank_form_leaves_every_value_of_the_units_as_it_was(rows, method):
    blank = (rows[0][0], rows[0][1], True, (0,) * len(CODES))
    before, after = index_of(rows, method).units, index_of([*rows, blank], method).units
    for old, new in zip(before, after, strict=True):
        assert (old.sipas, old.elements, old.components) == (new.sipas, new.elements, new.components)


@given(some_forms, some_forms, some_forms)
def test_tallies_of_parts_add_up_to_the_tally_of_all_in_any_grouping(first, second, third):
    whole = tally_of([*first, *second, *third])
    a, b, c = tally_of(first), tally_of(second), tally_of(third)
    assert add_up([a, b, c]) == whole
    assert add_up([add_up([c, a]), b]) == whole
    assert add_up([a, add_up([b, c])]) == whole


@given(some_forms)
def test_grouping_twice_is_grouping_once(rows):
    tally = tally_of(rows)
    assert tally.grouped_by(["province"]).grouped_by([]) == tally.grouped_by([])
    assert tally.grouped_by(["province"]) == tally_forms(forms_of(rows), ["province"])


@given(st.lists(st.tuples(*[st.sampled_from([1, 2, 3, 4, 5])] * len(CODES)), min_size=1, max_size=20))
def test_the_mean_of_criteria_is_the_pooled_value_when_nobody_leaves_a_blank(ticks):
    rows = [("P", "x", True, tick) for tick in ticks]
    pooled, mean = (index_of(rows, Method(aggregate=how)) for how in ("pooled", "mean_criteria"))
    for one, other in zip(pooled.units, mean.units, strict=True):
        assert (one.sipas, one.elements, one.components) == (other.sipas, other.elements, other.components)


@given(some_forms, methods, st.lists(st.integers(1, 3), min_size=25, max_size=25))
def test_a_form_of_weight_two_counts_like_two_equal_forms(rows, method, times):
    repeated = [row for row, n in zip(rows, times, strict=False) for _ in range(n)]
    weights = Weights(
        (Fraction(1, 3), Fraction(2, 3), Fraction(1)), np.array(times[: len(rows)], dtype=np.int32) - 1
    )
    tally = tally_forms(forms_of(rows, weights), ["province", "commune"])
    weighted = compute_index(tally, QUESTIONS, method, LEVELS)
    plain = index_of(repeated, method)
    for one, other in zip((*weighted.units, weighted.national), (*plain.units, plain.national), strict=True):
        assert (one.sipas, one.elements, one.components) == (other.sipas, other.elements, other.components)


@given(some_forms, methods)
def test_the_rank_is_one_more_than_the_number_of_units_published_with_more(rows, method):
    result = index_of(rows, method)
    for level in LEVELS:
        units = result.level(level)
        for unit in units:
            better = [u for u in units if unit.published is not None and (u.published or -1) > unit.published]
            assert unit.rank == (None if unit.published is None else 1 + len(better))


@given(some_forms, st.integers(1, 5))
def test_a_blank_counted_as_a_level_is_a_tick_at_that_level(rows, level):
    ticked = [(*row[:3], tuple(level if answer == 0 else answer for answer in row[3])) for row in rows]
    counted = index_of(rows, Method(blank_as=level))
    for one, other in zip(counted.units, index_of(ticked, Method()).units, strict=True):
        assert (one.sipas, one.elements, one.components) == (other.sipas, other.elements, other.components)
        assert replace(one, criteria={}) == replace(other, criteria={})
