"""Điện thoại dùng chung: one number on more forms of a collector than a family fills in."""

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import NONE, Material

USUAL_FAMILY, LARGEST_FAMILY = 4, 6
"""Gia đình: up to so many forms on one number are no sign; more where many collectors have met larger families."""

_MANY_COLLECTORS = 0.9

MOST_COLLECTORS = 3
"""Số dùng ở nhiều nơi: a number known to more collectors than this is an office's or a filler, nobody's own."""


def forms_on_the_number(material: Material) -> npt.NDArray[np.int64]:
    """Số phiếu cùng điện thoại: how many forms of the same collector bear the form's number; 0 without a number."""
    phones, who = material.phones, material.collectors.index
    usable = (phones.index != NONE) & (who != NONE)
    counts = np.zeros(len(material), dtype=np.int64)
    if not usable.any():
        return counts
    keys = who[usable] * len(phones.names) + phones.index[usable]
    distinct, place, times = np.unique(keys, return_inverse=True, return_counts=True)
    collectors_of = np.bincount(distinct % len(phones.names), minlength=len(phones.names))
    common = collectors_of[phones.index[usable]] > MOST_COLLECTORS
    counts[usable] = np.where(common, 0, times[place])
    return counts


def family_size(material: Material, forms: npt.NDArray[np.int64]) -> int:
    """Cỡ gia đình: the largest group on one number that nine of ten collectors do not exceed, within limits."""
    collectors = len(material.collectors.names)
    largest = np.zeros(collectors, dtype=np.int64)
    known = material.collectors.index != NONE
    np.maximum.at(largest, material.collectors.index[known], forms[known])
    usual = int(np.quantile(largest, _MANY_COLLECTORS, method="higher")) if collectors else 0
    return min(max(usual, USUAL_FAMILY), LARGEST_FAMILY)


def across_villages(material: Material) -> npt.NDArray[np.bool_]:
    """Khác thôn: whether the form's number stands on forms of several villages of the same collector."""
    phones, who, villages = material.phones, material.collectors.index, material.villages
    found = np.zeros(len(material), dtype=np.bool_)
    usable = (phones.index != NONE) & (who != NONE) & (villages.index != NONE)
    if not usable.any():
        return found
    keys = who[usable] * len(phones.names) + phones.index[usable]
    _, place = np.unique(keys, return_inverse=True)
    first = np.full(place.max() + 1, len(villages.names))
    last = np.full(place.max() + 1, -1)
    np.minimum.at(first, place, villages.index[usable])
    np.maximum.at(last, place, villages.index[usable])
    found[usable] = (first != last)[place]
    return found
