"""Khoảng hạng: the best and the worst rank of every unit of a level that the sample allows, sure for all at once.

Every pair of units is compared, with one critical value for all pairs: the quantile of the largest standardized
difference among draws of what the estimates may err (Mogstad, Romano, Shaikh and Wilhelm, Inference for Ranks, Review
of Economic Studies 91, 2024, 476-518). With the confidence stated, no pair is then told apart wrongly, so that
every true rank lies within its set: 1 + the units surely better, up to all less the units surely worse.

Draws follow the estimated covariance of the units, which share strata and sometimes clusters. With few clusters a
standard error is itself uncertain: the critical value of a pair is the quantile of t, by the degrees of freedom of
the two (Satterthwaite), at the same tail.
"""

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from sipas_engine.index.result import RankSetsUsed
from sipas_engine.uncertainty.covariance import correlated_draws, rescaled
from sipas_engine.uncertainty.domains import Places
from sipas_engine.uncertainty.linearization import Reals
from sipas_engine.uncertainty.student import t_quantile

FOREMOST = 48
"""Đơn vị lệch nhất: so many units of each draw are compared first; most often the largest difference is theirs."""

BLOCK = 256
"""Khối lần rút: so many draws at a time."""

MANY_DEGREES = 1000
"""Nhiều bậc tự do: from here on t is taken as with so many degrees, a trifle wider than it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Các ước lượng của một cấp: value, standard error (never 0), degrees of freedom and covariance of its units.

    ``errors`` is nan for a unit whose error cannot be estimated, ``values`` for one without a value.
    """

    values: Reals
    errors: Reals
    degrees: Places
    covariance: Reals


@dataclass(frozen=True, slots=True, eq=False)
class RankSets:
    """Khoảng hạng của một cấp: best and worst rank by unit, and the groups of units that cannot be told apart.

    None for a unit without a value. A unit whose error cannot be estimated may stand anywhere. Each unit is in one
    group of ``alike`` (positions, best first): the longest run of units, by value, of which no two are told apart;
    neighbours across the border of two groups need not be told apart either.
    """

    sets: tuple[tuple[int, int] | None, ...]
    alike: tuple[tuple[int, ...], ...]


def rank_sets(estimates: Estimates, used: RankSetsUsed) -> RankSets:
    """Lập khoảng hạng: of all units of a level, with draws from the seed given."""
    known = np.flatnonzero(~np.isnan(estimates.values))
    surely_better = np.zeros((len(known), len(known)), dtype=np.bool_)
    comparable = np.flatnonzero(~np.isnan(estimates.errors[known]))
    if len(comparable) > 1:
        surely_better[np.ix_(comparable, comparable)] = _told_apart(estimates, known[comparable], used)
    best, worst = 1 + surely_better.sum(axis=0), len(known) - surely_better.sum(axis=1)
    sets: list[tuple[int, int] | None] = [None] * len(estimates.values)
    for unit, low, high in zip(known.tolist(), best.tolist(), worst.tolist(), strict=True):
        sets[unit] = (low, high)
    return RankSets(tuple(sets), _alike(estimates.values[known], surely_better, known))


def critical_value(draws: Reals, spread: Reals, precision: Reals, confidence: float) -> float:
    """Giá trị tới hạn: the quantile of the largest ``|draw_i - draw_j| * precision_ij`` over all pairs.

    ``draws`` is one row a draw, one column a unit with the standard deviation ``spread``.
    """
    gain = float((np.hypot(spread[:, None], spread[None, :]) * precision).max())
    blocks = (draws[start : start + BLOCK] for start in range(0, len(draws), BLOCK))
    largest = np.concatenate([_largest_differences(block, spread, precision, gain) for block in blocks])
    return float(np.sort(largest)[min(ceil(confidence * (len(draws) + 1)), len(draws)) - 1])


def _told_apart(estimates: Estimates, chosen: Places, used: RankSetsUsed) -> npt.NDArray[np.bool_]:
    """``told[i, j]``: i is surely better than j."""
    values, errors = estimates.values[chosen], estimates.errors[chosen]
    covariance = rescaled(estimates.covariance[np.ix_(chosen, chosen)], errors)
    both = errors[:, None] ** 2 + errors[None, :] ** 2
    # Two units of the very same answers would have no difference at all: a thousandth of the error is left to them.
    apart = np.sqrt(np.maximum(both - 2 * covariance, 1e-6 * both))
    np.fill_diagonal(apart, np.inf)
    draws = correlated_draws(covariance, used.draws, used.seed)
    tail = NormalDist().cdf(-critical_value(draws, errors, 1 / apart, used.confidence))
    part = errors**4 / estimates.degrees[chosen]
    degrees = np.clip(both**2 / (part[:, None] + part[None, :]), 1, MANY_DEGREES).astype(np.intp)
    quantile = np.zeros(MANY_DEGREES + 1)
    for one in np.flatnonzero(np.bincount(degrees.ravel())).tolist():
        quantile[one] = t_quantile(tail, one)
    told: npt.NDArray[np.bool_] = values[:, None] - values[None, :] > quantile[degrees] * apart
    return told


def _largest_differences(draws: Reals, spread: Reals, precision: Reals, gain: float) -> Reals:
    """The largest standardized difference of each draw, exactly, by looking at the foremost units first.

    A pair differs by no more than the root of both squared deviations (Cauchy and Schwarz), times ``gain``; where
    those left out could still differ by more, the draw is looked through in full.
    """
    everyone = np.broadcast_to(np.arange(len(spread)), draws.shape)
    if len(spread) <= 2 * FOREMOST:
        return _among(draws, everyone, precision)
    deviation = np.abs(draws) / spread
    order = np.argpartition(-deviation, FOREMOST, axis=1)
    largest = _among(draws, order[:, :FOREMOST], precision)
    left_out = np.take_along_axis(deviation, order[:, FOREMOST : FOREMOST + 1], axis=1)[:, 0]
    for draw in np.flatnonzero(gain * np.hypot(deviation.max(axis=1), left_out) > largest):
        largest[draw] = (np.abs(draws[draw][:, None] - draws[draw][None, :]) * precision).max()
    return largest


def _among(draws: Reals, units: Places, precision: Reals) -> Reals:
    """The largest standardized difference of each draw among some of its units."""
    chosen = np.take_along_axis(draws, units, axis=1)
    apart = np.abs(chosen[:, :, None] - chosen[:, None, :]) * precision[units[:, :, None], units[:, None, :]]
    found: Reals = apart.max(axis=(1, 2))
    return found


def _alike(values: Reals, surely_better: npt.NDArray[np.bool_], known: Places) -> tuple[tuple[int, ...], ...]:
    order = np.argsort(-values, kind="stable")
    told = (surely_better | surely_better.T)[np.ix_(order, order)]
    groups: list[list[int]] = []
    begin = 0
    for end in range(len(order)):
        if not groups or told[end, begin:end].any():
            begin = end
            groups.append([])
        groups[-1].append(int(known[order[end]]))
    return tuple(tuple(group) for group in groups)
