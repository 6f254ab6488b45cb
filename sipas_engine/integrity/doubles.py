"""Phiếu trùng, gần trùng: forms with more near twins of the same collector than their pattern makes likely.

Where most people are satisfied, most honest forms have a near twin somewhere: a plain limit such as "85 %
equal answers" accuses everybody. So a form is compared with forms of *other* collectors: a pattern that many
of them have as well proves nothing, a pattern that nobody else has and one collector has ten times does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import NONE, Material

NEAR_SHARES = (0.1, 0.2)
"""Gần trùng: shares of the criteria in which two near twins may differ, rounded up."""

SURPRISING = 0.02
"""Bất ngờ: a form is crowded when so many near twins come about by chance at most this often."""

MOST_COMPARED = 4_000
"""Phiếu đối chiếu: how many forms of the file, evenly spread over it, stand for what chance gives."""

MOST_ALIKE = 12
"""Nhóm hiếm: forms equal in some criteria are compared with each other when no more of them are."""

_CHUNK = 2_000
_CRITERIA_A_BAND = 6


@dataclass(frozen=True, slots=True, eq=False)
class Crowding:
    """Mức dày đặc: for each form, near twins of the same collector and how likely so many of them are by chance.

    ``twin`` is the position of the nearest other form of the same collector (NONE without one), ``apart`` the
    number of criteria in which the two differ; ``common`` is the share of other collectors' forms as near.
    """

    chance: npt.NDArray[np.float64]
    common: npt.NDArray[np.float64]
    twin: npt.NDArray[np.int64]
    apart: npt.NDArray[np.int64]

    @property
    def crowded(self) -> npt.NDArray[np.bool_]:
        """Phiếu dày đặc: forms whose near twins chance does not explain."""
        marked: npt.NDArray[np.bool_] = self.chance < SURPRISING
        return marked


def crowding_of(material: Material, varied: npt.NDArray[np.bool_]) -> Crowding:
    """Đếm phiếu gần trùng: within each collector, against a sample of the other collectors' forms.

    Only ``varied`` forms are compared: straight lines are equal to each other by nature and a sign of their own.
    """
    n, criteria = material.answers.shape
    who = np.where(varied, material.collectors.index, NONE)
    marks = _one_hot(material.answers)
    limits = [int(np.ceil(share * criteria)) for share in NEAR_SHARES]
    everyone = np.flatnonzero(who != NONE)
    sample = everyone[
        np.unique(np.linspace(0, len(everyone) - 1, min(len(everyone), MOST_COMPARED)).astype(np.int64))
    ]
    near, own_sample = np.zeros((len(limits), n)), np.bincount(who[sample] + 1, minlength=who.max() + 2)
    for start in range(0, n, _CHUNK):
        rows = slice(start, min(start + _CHUNK, n))
        apart = criteria - marks[rows] @ marks[sample].T
        foreign = who[rows, None] != who[None, sample]
        for level, limit in enumerate(limits):
            near[level, rows] = ((apart <= limit + 0.5) & foreign).sum(axis=1)
    common = (near + 0.5) / (len(sample) - np.where(who == NONE, 0, own_sample[who + 1]) + 1)
    chance, twin, apart_of = np.ones(n), np.full(n, NONE), np.full(n, criteria)
    for rows_of in _rows_by(who):
        apart = np.rint(criteria - marks[rows_of] @ marks[rows_of].T)
        np.fill_diagonal(apart, criteria + 1)
        if len(rows_of) > 1:
            nearest = apart.argmin(axis=1)
            twin[rows_of], apart_of[rows_of] = rows_of[nearest], apart.min(axis=1)
        for level, limit in enumerate(limits):
            twins = (apart <= limit).sum(axis=1)
            expected = (len(rows_of) - 1) * common[level, rows_of]
            chance[rows_of] = np.minimum(chance[rows_of], len(limits) * _poisson_tail(twins, expected))
    return Crowding(chance, common[0], twin, apart_of)


def borrowed_from_others(material: Material, varied: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Gần trùng với phiếu của người khác: forms with a near twin of another collector, where few forms are alike.

    The criteria are cut into bands; only forms equal in a whole band, with at most ``MOST_ALIKE`` others, are
    compared. A copy with few changes keeps some band of its original; what is common to many is passed over.
    """
    rows = np.flatnonzero(varied & (material.collectors.index != NONE))
    answers, who = material.answers[rows], material.collectors.index[rows]
    criteria = answers.shape[1]
    limit = int(np.ceil(NEAR_SHARES[0] * criteria))
    bands = max(criteria // _CRITERIA_A_BAND, 1)
    found = np.zeros(len(material), dtype=np.bool_)
    for band in range(bands):
        _, key, size = np.unique(answers[:, band::bands], axis=0, return_inverse=True, return_counts=True)
        order = np.flatnonzero(size[key] <= MOST_ALIKE)
        order = order[np.argsort(key[order], kind="stable")]
        for step in range(1, MOST_ALIKE):
            one, other = order[:-step], order[step:]
            pair = (key[one] == key[other]) & (who[one] != who[other])
            one, other = one[pair], other[pair]
            near = (answers[one] != answers[other]).sum(axis=1) <= limit
            found[rows[one[near]]] = found[rows[other[near]]] = True
    return found


def _rows_by(who: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    order = np.argsort(who, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(who[order])) + 1):
        if len(rows) and who[rows[0]] != NONE:
            yield rows


def _one_hot(answers: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    codes = np.unique(answers)
    marks: npt.NDArray[np.float32] = (
        (answers[:, :, None] == codes).reshape(len(answers), -1).astype(np.float32)
    )
    return marks


def _poisson_tail(count: npt.NDArray[np.int64], expected: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """P(at least ``count``), the number being Poisson with mean ``expected``."""
    most = int(count.max(initial=0))
    steps = np.arange(most + 1)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1)))])
    terms = np.exp(-expected[:, None] + steps * np.log(np.maximum(expected, 1e-300))[:, None] - log_factorial)
    below = np.where(steps < count[:, None], terms, 0).sum(axis=1)
    tail: npt.NDArray[np.float64] = np.clip(1 - below, 1e-12, 1)
    return tail
