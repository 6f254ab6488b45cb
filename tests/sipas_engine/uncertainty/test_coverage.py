"""Độ phủ: in simulation with known truth, intervals hold the true value and rank sets every true rank as promised."""

import numpy as np
import pytest

from sipas_engine.index.result import RankSetsUsed
from sipas_engine.uncertainty.covariance import covariances
from sipas_engine.uncertainty.interval import cautious_errors, effective_sizes, wilson_intervals
from sipas_engine.uncertainty.rank_sets import Estimates, rank_sets
from tests.sipas_engine.uncertainty.simulated import clustered_answers, estimated

SAMPLES = 4000

DESIGNS = [
    # clusters, forms each, likeness within a cluster
    (400, 1, 0.0),
    (40, 1, 0.0),
    (30, 10, 0.05),
    (10, 10, 0.10),
    (6, 30, 0.05),
    (3, 30, 0.05),
]


@pytest.mark.parametrize(("clusters", "forms", "likeness"), DESIGNS)
@pytest.mark.parametrize("share", [0.5, 0.85, 0.97])
def test_intervals_hold_the_true_value_as_often_as_they_say(clusters, forms, likeness, share):
    """Measured: 0.935 to 0.993 over 20,000 samples each; value ± 1.96 se falls to 0.70 with few clusters."""
    rng = np.random.default_rng(20260)
    satisfied = clustered_answers(rng, [share] * SAMPLES, clusters, forms, likeness)
    linear, errors, domains = estimated(satisfied, forms)
    sizes = effective_sizes(linear.value, errors, linear.forms)
    lower, upper = wilson_intervals(linear.value, sizes, domains.degrees, 0.95)
    held = float(((lower <= 100 * share) & (100 * share <= upper)).mean())
    assert held >= 0.925
    assert ((lower >= 0) & (lower <= linear.value) & (linear.value <= upper) & (upper <= 100)).all()
    assert (upper - lower > 0).all()


def test_value_plus_minus_two_errors_would_not_have_held_it():
    """Why the interval is another one: the usual formula fails this very simulation."""
    satisfied = clustered_answers(np.random.default_rng(1), [0.97] * SAMPLES, 10, 10, 0.1)
    linear, errors, _ = estimated(satisfied, 10)
    assert float((np.abs(linear.value - 97) <= 1.96 * errors).mean()) < 0.8


TRUTHS = [
    ("all alike", [0.85] * 12),
    ("some alike", [0.95, 0.93, 0.9, 0.9, 0.9, 0.86, 0.85, 0.8, 0.8, 0.7, 0.6, 0.5]),
]


@pytest.mark.parametrize(("clusters", "forms", "likeness"), [(200, 1, 0.0), (10, 10, 0.10), (5, 30, 0.05)])
@pytest.mark.parametrize("truth", [truth for _, truth in TRUTHS], ids=[name for name, _ in TRUTHS])
def test_rank_sets_hold_every_true_rank_at_once(clusters, forms, likeness, truth):
    """Units that are truly equal may take any of the ranks they share."""
    rng, times, held = np.random.default_rng(5), 120, 0
    best = np.array([1 + sum(other > one for other in truth) for one in truth])
    worst = np.array([len(truth) - sum(other < one for other in truth) for one in truth])
    for seed in range(times):
        linear, errors, domains = estimated(clustered_answers(rng, truth, clusters, forms, likeness), forms)
        cautious = cautious_errors(linear.value, errors, linear.forms)
        found = rank_sets(
            Estimates(linear.value, cautious, domains.degrees, np.diag(errors**2)), RankSetsUsed(300, seed)
        )
        low, high = np.array(found.sets).T
        held += bool(((low <= best) & (worst <= high)).all())
    assert held / times >= 0.93


def test_rank_sets_tell_apart_what_differs_by_much():
    satisfied = clustered_answers(np.random.default_rng(3), [0.95, 0.8, 0.6, 0.4], 400, 1, 0)
    linear, errors, domains = estimated(satisfied, 1)
    found = rank_sets(
        Estimates(linear.value, errors, domains.degrees, np.diag(errors**2)), RankSetsUsed(1000, 1)
    )
    assert found.sets == ((1, 1), (2, 2), (3, 3), (4, 4))
    assert found.alike == ((0,), (1,), (2,), (3,))


def test_covariances_of_units_that_share_clusters_are_those_of_plain_sums():
    """Its diagonal is the variance; with shared clusters and strata it follows the formula written out in loops."""
    from sipas_engine.uncertainty.domains import design_of_rows, domains_of

    rng = np.random.default_rng(11)
    stratum, psu, unit = rng.integers(0, 3, 90), rng.integers(0, 5, 90), rng.integers(0, 4, 90)
    values = rng.normal(size=90)
    domains = domains_of(design_of_rows(stratum, psu), unit, 4)
    found = covariances(domains, values)
    expected = np.zeros((4, 4))
    for h in range(3):
        clusters = sorted(set(psu[stratum == h]))
        z = np.array(
            [[values[(stratum == h) & (psu == k) & (unit == u)].sum() for u in range(4)] for k in clusters]
        )
        z -= z.mean(axis=0)
        expected += len(clusters) / (len(clusters) - 1) * z.T @ z
    assert found == pytest.approx(expected)
    assert np.diag(found) == pytest.approx(domains.variances(values))
