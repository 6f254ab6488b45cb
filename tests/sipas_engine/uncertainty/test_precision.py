"""Sai số và khoảng: quantiles of t, ends of intervals, counts by cluster, order and splitting, rank sets."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_engine.index.compute import compute_index
from sipas_engine.index.result import RankSetsUsed
from sipas_engine.methods.method import Method
from sipas_engine.returns.forms import Forms, Labels
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.tally import add_up
from sipas_engine.uncertainty.from_counts import with_uncertainty
from sipas_engine.uncertainty.from_forms import with_form_uncertainty
from sipas_engine.uncertainty.interval import effective_sizes, wilson_intervals
from sipas_engine.uncertainty.rank_sets import Estimates, critical_value, rank_sets
from sipas_engine.uncertainty.student import t_quantile
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2"], "B": ["3"]}, "II": {"C": ["4", "5"]}})
CODES = QUESTIONS.criterion_codes
LEVELS = {"province": ("province",), "commune": ("province", "commune")}

# As R 4.2.2 prints them: qt(1 - upper, degrees).
T_TABLE = [
    (0.025, 1, 12.7062047361747),
    (0.025, 2, 4.30265272974946),
    (0.025, 3, 3.18244630528371),
    (0.025, 5, 2.57058183563631),
    (0.025, 10, 2.22813885198627),
    (0.025, 30, 2.04227245630124),
    (0.025, 100, 1.98397151852355),
    (0.025, 399, 1.96592729592088),
    (0.025, 400, 1.96591234322946),
    (0.025, 1000, 1.96233908082641),
    (0.00001, 1, 31830.9886079071),
    (0.00001, 2, 223.603443634037),
    (0.00001, 10, 7.52695401933965),
    (0.00001, 1000, 4.28543768265296),
]


@pytest.mark.parametrize(("upper", "degrees", "quantile"), T_TABLE)
def test_quantiles_of_t_are_those_of_the_tables(upper, degrees, quantile):
    assert t_quantile(upper, degrees) == pytest.approx(quantile, rel=1e-9)


INTERVALS = [
    # value, se, forms, degrees, lower, upper, reason
    (50.0, 5.0, 100, 10**6, 40.3832, 59.6168, "Wilson's interval of 100 independent answers"),
    (100.0, 0.0, 100, 10**6, 96.3007, 100.0, "at 100 %: of 100 forms"),
    (0.0, 0.0, 100, 10**6, 0.0, 3.6993, "at 0 %"),
    (100.0, 0.0, 30, 2, 61.8393, 100.0, "few clusters: the quantile of t"),
    (50.0, 0.0, 20, 1, 2.8361, 97.1639, "nothing varies between the clusters, yet there are only two"),
]


@pytest.mark.parametrize(("value", "se", "forms", "degrees", "lower", "upper", "reason"), INTERVALS)
def test_the_interval_is_wilson_s_on_the_effective_size(value, se, forms, degrees, lower, upper, reason):
    values, errors = np.array([value]), np.array([se])
    sizes = effective_sizes(values, errors, np.array([float(forms)]))
    low, high = wilson_intervals(values, sizes, np.array([degrees]), 0.95)
    assert (low[0], high[0]) == pytest.approx((lower, upper), abs=1e-4), reason


answers = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7])
a_form = st.tuples(
    st.sampled_from("PQ"),
    st.sampled_from("xyz"),
    st.sampled_from("hk"),
    st.sampled_from("123"),
    st.sampled_from([True, True, True, False]),
    st.tuples(*[answers] * len(CODES)),
)
some_forms = st.lists(a_form, min_size=1, max_size=30)
methods = st.builds(
    Method,
    metric=st.sampled_from(["F1", "F1m", "F1z"]),
    aggregate=st.sampled_from(["pooled", "mean_criteria", "mean_elements", "mean_components"]),
    rollup=st.sampled_from(["pooled", "mean_units", "by_forms"]),
    blank_as=st.sampled_from([None, 3]),
)
COLUMNS = ("province", "commune", "stratum", "psu")


def forms_of(rows):
    def labels(place):
        values = tuple(sorted({row[place] for row in rows}))
        return Labels(values, np.array([values.index(row[place]) for row in rows], dtype=np.int32))

    return Forms(
        source="phieu.csv",
        scale=5,
        form_ids=tuple(map(str, range(len(rows)))),
        valid=np.array([row[4] for row in rows], dtype=np.bool_),
        labels={column: labels(place) for place, column in enumerate(COLUMNS)},
        answers={
            code: np.array([row[5][place] for row in rows], dtype=np.int8) for place, code in enumerate(CODES)
        },
    )


def from_forms(rows, method, **options):
    forms = forms_of(rows)
    tally = tally_forms(forms, ("province", "commune"))
    result = compute_index(tally, QUESTIONS, method, LEVELS)
    return with_form_uncertainty(
        result, forms, tally, LEVELS, strata="stratum", psu="psu", parts=True, **options
    )


def from_counts(clusters, method):
    result = compute_index(clusters, QUESTIONS, method, LEVELS)
    return with_uncertainty(result, clusters, LEVELS, strata=["stratum"], psu=["psu"])


def figures(result):
    found = []
    for unit in (*result.units, result.national):
        parts = {(kind, code): p.se for kind, of in unit.precision.items() for code, p in of.items()}
        found.append((unit.level, unit.path, parts | {"sipas": unit.se}, unit.interval))
    return found


def assert_same(one, other):
    for (*place, errors, interval), (*there, others, other_interval) in zip(
        figures(one), figures(other), strict=True
    ):
        assert place == there
        assert errors.keys() == others.keys()
        for key, error in errors.items():
            assert error == (None if others[key] is None else pytest.approx(others[key], abs=1e-9)), key
        assert (interval is None) == (other_interval is None)


@settings(max_examples=30)
@given(some_forms, methods)
def test_counts_by_cluster_give_the_same_errors_as_the_forms(rows, method):
    assert_same(from_counts(tally_forms(forms_of(rows), COLUMNS), method), from_forms(rows, method))


@settings(max_examples=30)
@given(some_forms, some_forms, methods)
def test_counts_of_two_batches_add_up_to_the_errors_of_all_forms(first, second, method):
    together = add_up([tally_forms(forms_of(second), COLUMNS), tally_forms(forms_of(first), COLUMNS)])
    assert_same(from_counts(together, method), from_forms([*first, *second], method))


@settings(max_examples=30)
@given(some_forms, methods, st.randoms())
def test_the_order_of_forms_does_not_matter(rows, method, rng):
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert_same(from_forms(rows, method), from_forms(shuffled, method))


@settings(max_examples=30)
@given(some_forms, methods)
def test_an_interval_lies_in_0_to_100_and_holds_the_value_and_stands_with_the_error(rows, method):
    result = from_forms(rows, method, ranks=RankSetsUsed(100, 1))
    for unit in (*result.units, result.national):
        assert (unit.se is None) == (unit.interval is None)
        if unit.se is not None:
            low, high = unit.interval
            assert 0 <= low <= float(unit.sipas) <= high <= 100
            assert high > low
            assert unit.se >= 0
        assert (unit.rank_set is None) == (unit.rank is None)
        if unit.rank_set is not None:
            best, worst = unit.rank_set
            assert 1 <= best <= unit.rank <= worst <= len(result.level(unit.level))


@settings(max_examples=30)
@given(some_forms, methods)
def test_an_invalid_form_changes_nothing(rows, method):
    """Only its unit must be known already: a unit of invalid forms only is listed, without values."""
    province, commune, *_ = rows[0]
    more = [*rows, (province, commune, "k", "9", False, (1,) * len(CODES))]
    assert_same(from_forms(rows, method), from_forms(more, method))


def estimates(values, errors, degrees=10**6):
    values, errors = np.array(values, dtype=float), np.array(errors, dtype=float)
    covariance = np.diag(np.nan_to_num(errors) ** 2)
    return Estimates(values, errors, np.full(len(values), degrees), covariance)


def test_a_unit_without_error_may_stand_anywhere_and_one_without_value_has_no_rank_set():
    found = rank_sets(estimates([90, 50, 10, np.nan, 70], [1, 1, 1, np.nan, np.nan]), RankSetsUsed(500, 1))
    assert found.sets == ((1, 2), (2, 3), (3, 4), None, (1, 4))
    assert found.alike == ((0, 4), (1,), (2,))


def test_the_same_seed_gives_the_same_rank_sets():
    rng = np.random.default_rng(8)
    some = estimates(rng.uniform(60, 95, 40), rng.uniform(0.5, 4, 40), degrees=20)
    sets = rank_sets(some, RankSetsUsed(400, 3)).sets
    assert sets == rank_sets(some, RankSetsUsed(400, 3)).sets


@pytest.mark.parametrize("units", [20, 97, 300])
def test_the_critical_value_is_that_of_all_pairs_looked_at_one_by_one(units):
    """The foremost units are looked at first; what is left out is proved not to matter."""
    rng = np.random.default_rng(units)
    spread = rng.uniform(0.1, 5, units)
    draws = rng.normal(size=(60, units)) * spread
    precision = 1 / np.hypot(spread[:, None], spread[None, :])
    largest = [
        max(abs(d[i] - d[j]) * precision[i, j] for i in range(units) for j in range(i))
        for d in draws.tolist()
    ]
    assert critical_value(draws, spread, precision, 0.95) == pytest.approx(sorted(largest)[57])


def test_units_of_one_cluster_are_alike_whatever_they_answer():
    """Two units of the very same clusters and answers differ by nothing: no draw may tell them apart."""
    errors = np.array([2.0, 2.0, 2.0])
    covariance = np.array([[4.0, 4.0, 0], [4.0, 4.0, 0], [0, 0, 4.0]])
    same = Estimates(np.array([80.0, 80.0, 81.0]), errors, np.array([50, 50, 50]), covariance)
    assert rank_sets(same, RankSetsUsed(500, 1)).sets == ((1, 3), (1, 3), (1, 3))
