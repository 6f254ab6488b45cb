"""Thay đổi tỷ lệ: two shares of two years, each with Wilson's interval, and the interval of their difference.

The interval of the difference is Newcombe's (Statistics in Medicine 17, 1998, 873-890, method 10). It takes the two
years as independent and every form as one answer; forms of one village are more alike than that, so it is a little
too short.
"""

from dataclasses import dataclass

import numpy as np

from sipas_engine.comparison.change import difference_interval
from sipas_engine.uncertainty.interval import wilson_intervals

CONFIDENCE = 0.95
_MANY = 10**6  # degrees of freedom of simple counts: the quantile is that of the normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """Tỷ lệ: ``count`` out of ``of``, in percent, with its 95 % interval."""

    count: int
    of: int
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class ShareChange:
    """Thay đổi của tỷ lệ: the later less the earlier one, in percentage points, with its 95 % interval."""

    before: Share
    after: Share
    difference: float
    lower: float
    upper: float


def share_of(count: int, of: int) -> Share:
    """Một tỷ lệ: of a count out of a whole of at least 1. Raises ValueError for what is no share."""
    if not 0 <= count <= of or of < 1:
        raise ValueError(f"{count} out of {of} is no share")
    value = 100.0 * count / of
    lower, upper = wilson_intervals(np.array([value]), np.array([float(of)]), np.array([_MANY]), CONFIDENCE)
    return Share(count, of, value, float(lower[0]), float(upper[0]))


def share_change(before: Share, after: Share) -> ShareChange:
    """Hiệu hai tỷ lệ: with Newcombe's interval; it holds the difference and lies within -100 and 100."""
    lower, upper = difference_interval(
        (before.value, before.lower, before.upper), (after.value, after.lower, after.upper)
    )
    return ShareChange(before, after, after.value - before.value, max(-100.0, lower), min(100.0, upper))
