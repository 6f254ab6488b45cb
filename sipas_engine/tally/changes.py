"""Phiếu đổi sau khi đếm: counts put right for single forms which a person set aside, let count or keyed in again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sipas_engine.tally.tally import Key, Tally


@dataclass(frozen=True, slots=True, eq=False)
class CountedForm:
    """Phiếu như đã đếm: whether it counted, and its answer codes in the order of the tally's criteria."""

    valid: bool
    answers: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class FormChange:
    """Thay đổi của một phiếu: the group it belongs to, and how it was counted ``before`` and counts ``after``."""

    key: Key
    before: CountedForm
    after: CountedForm


def with_changes(tally: Tally, changes: Sequence[FormChange]) -> Tally:
    """Bảng đếm sau thay đổi: as if each form had come in as it counts now. KeyError for a group not counted."""
    if not changes:
        return tally
    n_valid, counts = tally.n_valid.copy(), tally.counts.copy()
    place = {key: group for group, key in enumerate(tally.keys)}
    criteria = np.arange(len(tally.criteria))
    for change in changes:
        group = place[change.key]
        for form, step in ((change.before, -1), (change.after, 1)):
            if form.valid:
                n_valid[group] += step
                counts[group, criteria, form.answers] += step
    return replace(tally, n_valid=n_valid, counts=counts)
