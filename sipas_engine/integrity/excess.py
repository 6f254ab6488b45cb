"""Mức vượt ngẫu nhiên: how much better fabrication explains a collector's marked forms than honest chance does.

Each sign marks forms (yes or no). Honest collectors have marked forms too, more in some villages than in
others. The *evidence ratio* of a collector is

    P(his marked forms | he made up a share f of his forms, 0,3 ≤ f ≤ 1)  /  P(his marked forms | honest)

with the honest probability taken from the rest of the file: the rate of a village follows what the *other*
collectors found there and, beyond that, the distribution of rates over all other villages (a non-parametric
mixture, fitted by the EM algorithm); honest collectors may differ from each other by as much as they are seen
to. An honest collector reaches a ratio of c with a probability of at most 1/c, whatever the sign, and so does
the mean of several ratios: this is where the stated rate of false alarms comes from (Markov's inequality).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import NONE, Group

Floats = npt.NDArray[np.float64]

MADE_UP_SHARES = np.array([0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])
"""Tỷ lệ phiếu bịa được xét: shares of made-up forms that the alternative weighs equally."""

_RATES = 1 / (1 + np.exp(-np.linspace(-6.2, 4.2, 44)))
_LOGITS = np.log(_RATES / (1 - _RATES))
_NODES = np.array([-1.9, -0.95, 0.0, 0.95, 1.9])  # a normal distribution in five points
_NODE_WEIGHTS = np.array([0.065, 0.241, 0.388, 0.241, 0.065])
_COLLECTOR_SPREADS = (0.1, 0.25, 0.5, 0.8)  # standard deviations tried, on the logit scale
_EM_ROUNDS = 60
_CROSSED = 1.2  # blocks a village or a collector, from which villages and collectors are crossed
_FEWEST_LIKE = 10  # villages whose level is known, and forms in one of them, to compare with its like
_FEWEST_LEVELED = 3
_SPREAD = 1.4826  # from the median absolute deviation to a standard deviation
_NARROWEST_LEVELS = 0.01
_PSEUDO_VILLAGES = 1.0  # how many villages the assumption "any rate" weighs, besides those seen
_RARE_VILLAGE = 0.003  # a village may be like no other, this often
_TAKEN_OFF_THE_TOP = 0.015  # share of villages whose high rate may itself be made up
_ONE_COLLECTOR_COUNTS = 1.5  # by how much one collector may speak for a wider spread


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Khối: forms of one collector in one village; marked of all, block by block."""

    collector: npt.NDArray[np.int64]
    village: npt.NDArray[np.int64]
    marked: Floats
    forms: Floats
    collectors: int
    villages: int
    level: Floats | None = None
    leveled: Floats | None = None


def blocks_of(
    marked: npt.NDArray[np.bool_],
    counted: npt.NDArray[np.bool_],
    collectors: Group,
    villages: Group | None,
    levels: Floats | None = None,
) -> Blocks:
    """Lập khối: the counted forms by collector and village; without village, a collector is his own village.

    ``levels`` is a figure of each form by which villages are compared with villages like them, NaN where the
    form says nothing about it.
    """
    n_collectors = len(collectors.names)
    known = counted & (collectors.index != NONE)
    who = collectors.index[known]
    where = np.full(len(who), NONE) if villages is None else villages.index[known]
    n_villages = 0 if villages is None else len(villages.names)
    where = np.where(where == NONE, n_villages + who, where)
    keys, place = np.unique(who * (n_villages + n_collectors) + where, return_inverse=True)
    distinct, village = np.unique(
        keys % (n_villages + n_collectors) if len(keys) else keys, return_inverse=True
    )
    return Blocks(
        collector=keys // max(n_villages + n_collectors, 1),
        village=village,
        marked=_sums(place, marked[known].astype(np.float64), len(keys)),
        forms=np.bincount(place, minlength=len(keys)).astype(float),
        collectors=n_collectors,
        villages=len(distinct),
        **_levels_of(place, len(keys), None if levels is None else levels[known]),
    )


def _levels_of(place: npt.NDArray[np.int64], blocks: int, levels: Floats | None) -> dict[str, Floats]:
    """Sum and number of the known levels of each block."""
    if levels is None:
        return {}
    known = np.isfinite(levels)
    return {
        "level": _sums(place[known], levels[known], blocks),
        "leveled": np.bincount(place[known], minlength=blocks).astype(float),
    }


def log_evidence(blocks: Blocks, rare: float = 0.003, shares: Floats = MADE_UP_SHARES) -> Floats:
    """Lôgarit tỷ số bằng chứng: natural logarithm of the evidence ratio of each collector, 0 where no form counts."""
    if not len(blocks.forms):
        return np.zeros(blocks.collectors)
    rates = _honest_rates(blocks, rare)
    honest = _honest(blocks, rates, _COLLECTOR_SPREADS[0])
    base, best = honest, 0.0
    for spread in _COLLECTOR_SPREADS[1:] if _tells_apart(blocks) else ():
        wider = _honest(blocks, rates, spread)
        gain = float(np.minimum(wider - base, _ONE_COLLECTOR_COUNTS).sum())
        if gain > best:
            honest, best = wider, gain
    made_up = np.stack(
        [_by_collector(blocks, _seen(blocks, rates, share + (1 - share) * _RATES)) for share in shares]
    )
    ratio: Floats = _log_sum(made_up, axis=0) - np.log(len(shares)) - honest
    return ratio


def _tells_apart(blocks: Blocks) -> bool:
    """Whether collectors and villages can be told apart: some villages have several collectors, or the reverse."""
    return len(blocks.forms) > _CROSSED * min(blocks.villages, blocks.collectors)


def _honest(blocks: Blocks, rates: Floats, spread: float) -> Floats:
    """log P(marked | honest), when honest collectors differ by ``spread``."""
    shifted = [
        np.log(weight)
        + _by_collector(blocks, _seen(blocks, rates, 1 / (1 + np.exp(-_LOGITS - spread * node))))
        for node, weight in zip(_NODES, _NODE_WEIGHTS, strict=True)
    ]
    return _log_sum(np.stack(shifted), axis=0)


def _honest_rates(blocks: Blocks, rare: float) -> Floats:
    """log P(rate of the village) for each block, from everybody's forms but the collector's own."""
    of_village = _sums(blocks.village, blocks.forms, blocks.villages)
    marked_there = _sums(blocks.village, blocks.marked, blocks.villages)
    likelihood = _binomial(marked_there, of_village, _RATES)
    mixture = np.full(len(_RATES), 1 / len(_RATES))
    for _ in range(_EM_ROUNDS):
        belief = _normed(likelihood + np.log(mixture))
        counted = belief.sum(axis=0) + _PSEUDO_VILLAGES / len(_RATES)
        mixture = counted / counted.sum()
    belief = _normed(likelihood + np.log(mixture))
    others = _usual_elsewhere(blocks, belief) + _PSEUDO_VILLAGES / len(_RATES)
    others = _without_top(others / others.sum(axis=1, keepdims=True))
    prior = np.log((1 - rare) * others + rare / len(_RATES))
    left, left_marked = (
        of_village[blocks.village] - blocks.forms,
        marked_there[blocks.village] - blocks.marked,
    )
    return np.log(_normed(prior + _binomial(left_marked, left, _RATES)) + 1e-300)


def _usual_elsewhere(blocks: Blocks, belief: Floats) -> Floats:
    """The rates of the villages like that of each block, without what its collector himself adds to them."""
    of_village = _sums(blocks.village, blocks.forms, blocks.villages)
    own_share = (blocks.forms / of_village[blocks.village])[:, None]
    likeness = _Likeness.of(blocks)
    found = np.repeat(belief.sum(axis=0)[None, :], len(blocks.forms), axis=0)
    starts = np.flatnonzero(np.diff(blocks.collector, prepend=-1))  # blocks are in the order of collectors
    for start, end in zip(starts, [*starts[1:], len(blocks.forms)], strict=True):
        villages = blocks.village[start:end]
        own = own_share[start:end] * belief[villages]
        if likeness is None:
            found[start:end] -= own.sum(axis=0)
        else:
            alike = likeness.to_villages(slice(start, end))
            found[start:end] = alike @ belief - alike[:, villages] @ own
    usual: Floats = np.maximum(found, 0)
    return usual


@dataclass(frozen=True, slots=True, eq=False)
class _Likeness:
    """How much each village says about what is usual for a block: more, the more alike their levels are."""

    own: Floats
    own_noise: Floats
    village: Floats
    village_noise: Floats
    spread: float
    silent: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, blocks: Blocks) -> "_Likeness | None":
        """None where levels are not known well enough: then all villages are alike."""
        if blocks.level is None or blocks.leveled is None:
            return None
        number = _sums(blocks.village, blocks.leveled, blocks.villages)
        known = number >= _FEWEST_LEVELED
        if known.sum() < _FEWEST_LIKE:
            return None
        mean = _sums(blocks.village, blocks.level, blocks.villages) / np.maximum(number, 1)
        off = np.abs(mean[known] - np.median(mean[known]))
        spread = max(_SPREAD * float(np.median(off)), _NARROWEST_LEVELS)
        noise = spread**2 * float(
            np.median(number[known])
        )  # of one form, at most: villages do not differ at all
        told = np.maximum(blocks.leveled, 1)
        return cls(
            own=blocks.level / told,
            own_noise=noise / 2 / told,
            village=mean,
            village_noise=noise / 2 / np.maximum(number, 1),
            spread=spread,
            silent=blocks.leveled < 1,
        )

    def to_villages(self, rows: slice) -> Floats:
        """Block × village, between 0 and 1."""
        width = self.spread**2 + self.own_noise[rows, None] + self.village_noise
        alike: Floats = np.exp(-((self.own[rows, None] - self.village) ** 2) / (2 * width))
        alike[self.silent[rows]] = 1
        return alike


def _without_top(shares: Floats) -> Floats:
    """The distribution of rates after the highest ``_TAKEN_OFF_THE_TOP`` of it: these villages may be made up."""
    from_top = np.cumsum(shares[:, ::-1], axis=1)[:, ::-1]
    above = from_top - shares
    kept = shares - np.clip(_TAKEN_OFF_THE_TOP - above, 0, shares)
    normed: Floats = kept / kept.sum(axis=1, keepdims=True)
    return normed


def _seen(blocks: Blocks, rates: Floats, chance: Floats) -> Floats:
    """log P(marked forms of the block), a marked form having ``chance`` at each rate of the village."""
    return _log_sum(rates + _binomial(blocks.marked, blocks.forms, chance), axis=1)


def _by_collector(blocks: Blocks, values: Floats) -> Floats:
    return _sums(blocks.collector, values, blocks.collectors)


def _sums(groups: npt.NDArray[np.int64], values: Floats, number: int) -> Floats:
    return np.bincount(groups, values, number).astype(np.float64)


def _binomial(marked: Floats, forms: Floats, chance: Floats) -> Floats:
    table: Floats = np.outer(marked, np.log(chance)) + np.outer(forms - marked, np.log1p(-chance))
    return table


def _normed(logs: Floats) -> Floats:
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    normed: Floats = shares / shares.sum(axis=1, keepdims=True)
    return normed


def _log_sum(logs: Floats, axis: int) -> Floats:
    top = logs.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(logs - top).sum(axis=axis)) + top.squeeze(axis)
    return summed
