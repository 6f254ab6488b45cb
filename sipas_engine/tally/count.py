"""Đếm phiếu: from coded forms to a tally, in whole numbers, whatever the order of the forms."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from sipas_engine.returns.forms import Forms, Labels, Weights, number_of_codes
from sipas_engine.tally.tally import Key, Tally, empty_counts

LARGEST_INT64 = 2**63 - 1


def tally_forms(forms: Forms, columns: Sequence[str]) -> Tally:
    """Đếm phiếu: the tally of forms by the label columns given. Invalid forms count in ``n_forms`` only."""
    keys, group = _groups([forms.labels[column] for column in columns], len(forms))
    criteria = tuple(forms.answers)
    valid_group = group[forms.valid]
    weights = _ScaledWeights(forms.weights, forms.valid) if forms.weights is not None else None
    counts = empty_counts(len(keys), len(criteria), forms.scale)
    weighted = np.zeros(counts.shape, dtype=object) if weights else None
    codes = number_of_codes(forms.scale)
    answers = [
        forms.answers[code] if forms.valid.all() else forms.answers[code][forms.valid] for code in criteria
    ]
    _count(answers, valid_group, counts)
    if weights is not None and weighted is not None:
        for position, answer in enumerate(answers):
            cell = valid_group * codes + answer
            weighted[:, position, :] = weights.sums(cell, len(keys) * codes).reshape(len(keys), codes)
    return Tally(
        tuple(columns),
        criteria,
        forms.scale,
        keys,
        n_forms=np.bincount(group, minlength=len(keys)),
        n_valid=np.bincount(valid_group, minlength=len(keys)),
        counts=counts,
        weighted=weighted,
        weight_of_valid=weights.sums(valid_group, len(keys)) if weights else None,
    )


def _count(
    answers: Sequence[npt.NDArray[np.int8]], group: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]
) -> None:
    """Counts the answers into ``counts``: up to three criteria at a time, whose joint counts are then parted.

    One walk over the forms for three criteria is much cheaper than three, unless the joint counts (512 cells a
    group on a scale of five) are more than the forms themselves.
    """
    groups, codes = len(counts), counts.shape[2]
    together = max((n for n in (1, 2, 3) if groups * codes**n <= 2 * len(group)), default=1)
    for first in range(0, len(answers), together):
        some = answers[first : first + together]
        joint = some[0].astype(np.int64)
        for answer in some[1:]:
            joint *= codes
            joint += answer
        joint += group * codes ** len(some)
        cells = np.bincount(joint, minlength=groups * codes ** len(some))
        cells = cells.reshape(groups, *[codes] * len(some))
        for place in range(len(some)):
            others = tuple(axis for axis in range(1, len(some) + 1) if axis != place + 1)
            counts[:, first + place, :] = cells.sum(axis=others)


def _groups(labels: Sequence[Labels], n_forms: int) -> tuple[tuple[Key, ...], npt.NDArray[np.int64]]:
    """The sorted keys that occur, and the position of each form's key among them."""
    combined = np.zeros(n_forms, dtype=np.int64)
    seen = np.zeros(1, dtype=np.int64)
    keys: list[Key] = [()]
    for label in labels:
        combined = combined * len(label.values) + label.index
        seen, combined = _told_apart(combined, len(keys) * len(label.values))
        keys = [
            (*keys[before], label.values[now])
            for before, now in (divmod(int(code), len(label.values)) for code in seen)
        ]
    return tuple(keys), combined


def _told_apart(
    numbers: npt.NDArray[np.int64], below: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The sorted numbers that occur and the place of each among them; by a table where it is not too large."""
    if below > 4 * len(numbers):
        return np.unique(numbers, return_inverse=True)
    seen = np.flatnonzero(np.bincount(numbers, minlength=below))
    place = np.zeros(below, dtype=np.int64)
    place[seen] = np.arange(len(seen))
    return seen, place[numbers]


class _ScaledWeights:
    """Weights as whole numbers over one denominator, so that their sums are exact in any order."""

    def __init__(self, weights: Weights, valid: npt.NDArray[np.bool_]) -> None:
        self.denominator = lcm(*(weight.denominator for weight in weights.values))
        numerators = [
            weight.numerator * (self.denominator // weight.denominator) for weight in weights.values
        ]
        fits = max(numerators, default=0) * max(int(valid.sum()), 1) <= LARGEST_INT64
        self.numerators = np.array(numerators, dtype=np.int64 if fits else object)[weights.index[valid]]

    def sums(self, cell: npt.NDArray[np.int64], cells: int) -> npt.NDArray[np.object_]:
        """The exact sum of the weights in each cell."""
        order = np.argsort(cell, kind="stable")
        present, starts = np.unique(cell[order], return_index=True)
        sums = np.full(cells, Fraction(0), dtype=object)
        if len(present):
            added = np.add.reduceat(self.numerators[order], starts)
            sums[present] = [Fraction(int(total), self.denominator) for total in added]
        return sums
