"""Ảnh hưởng của điều tra viên: how far his forms lie from those of others in the same villages."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sipas_engine.integrity.material import NONE, Material

FEWEST_COLLECTORS = 8
"""Số điều tra viên ít nhất: with fewer nobody can say how much honest collectors differ."""

FEWEST_IN_VILLAGE = 10
"""Số phiếu đối chiếu ít nhất: with fewer forms of others, a village is compared with the whole file."""

_NARROWEST = 1.0  # percentage points; collectors are never more alike than this
_SPREAD = 1.4826


@dataclass(frozen=True, slots=True)
class CollectorEffect:
    """Ảnh hưởng của một điều tra viên: share of answers at the two highest levels, found and expected, in percent."""

    collector: int
    satisfied: float
    expected: float
    deviation: float


def collector_effects(material: Material) -> Iterator[CollectorEffect]:
    """Tính ảnh hưởng: for each collector, in robust standard deviations among collectors."""
    collectors = len(material.collectors.names)
    if collectors < FEWEST_COLLECTORS:
        return
    given = (material.answers >= 1) & (material.answers <= material.scale)
    answered = given.sum(axis=1)
    known = (material.collectors.index != NONE) & (answered > 0)
    if not known.any():
        return
    who = material.collectors.index[known]
    high = (given & (material.answers >= material.scale - 1)).sum(axis=1)
    share = 100 * high[known] / answered[known]
    expected = np.full(len(who), share.mean())
    villages = len(material.villages.names)
    where = material.villages.index[known]
    placed = where != NONE
    if villages:
        sums, forms = (
            np.bincount(where[placed], share[placed], villages),
            np.bincount(where[placed], minlength=villages),
        )
        _, block = np.unique(who * villages + where, return_inverse=True)
        others = forms[where] - np.bincount(block)[block]
        told = placed & (others >= FEWEST_IN_VILLAGE)
        of_others = sums[where] - np.bincount(block, share)[block]
        expected[told] = of_others[told] / others[told]
    number = np.maximum(np.bincount(who, minlength=collectors), 1)
    satisfied = np.bincount(who, share, collectors) / number
    usual = np.bincount(who, expected, collectors) / number
    off = satisfied - usual
    middle = float(np.median(off))
    spread = max(_SPREAD * float(np.median(np.abs(off - middle))), _NARROWEST)
    for collector in range(collectors):
        deviation = float((off[collector] - middle) / spread)
        yield CollectorEffect(collector, float(satisfied[collector]), float(usual[collector]), deviation)
