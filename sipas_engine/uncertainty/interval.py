"""Khoảng tin cậy: Wilson's interval on the effective size, with a quantile of t for few clusters.

The effective size is the number of independent answers that would give the same standard error, ``p (1 - p) / se^2``.
Wilson's interval around it stays within 0 and 100, always holds the value, and near the ends reaches further towards
the middle, where the usual ``value ± 2 se`` falls short. Where nothing varies at all (0 or 100 percent) the standard
error is 0 and says nothing; the effective size is then the number of forms with an answer. The quantile is that of t
with clusters less strata degrees of freedom, which in effect divides the size once more, as Korn and Graubard do
(Survey Methodology 24, 1998, 193-201); Franco, Little, Louis and Slud (Journal of Survey Statistics and Methodology
7, 2019, 334-364) find Wilson's interval of this kind among the best for complex samples.
"""

import numpy as np

from sipas_engine.uncertainty.domains import Places
from sipas_engine.uncertainty.linearization import Reals
from sipas_engine.uncertainty.student import t_quantile

NOTHING_VARIES = 1e-9
"""Không có gì khác nhau: a standard error, in percentage points, below which it is rounding and means 0."""


def effective_sizes(values: Reals, errors: Reals, forms: Reals) -> Reals:
    """Cỡ mẫu hiệu dụng: of values in percent with their standard errors; ``forms`` where nothing varies."""
    spread = values * (100.0 - values)
    varies = errors > NOTHING_VARIES
    return np.where(varies, spread / np.where(varies, errors, 1.0) ** 2, np.maximum(forms, 1.0))


def wilson_intervals(values: Reals, sizes: Reals, degrees: Places, confidence: float) -> tuple[Reals, Reals]:
    """Khoảng Wilson: lower and upper ends in percent, of values in percent; nan stays nan."""
    t = quantiles(degrees, confidence)
    share, weight = values / 100.0, t * t / sizes
    middle = (share + weight / 2) / (1 + weight)
    half = np.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight)
    lower = np.clip(100.0 * (middle - half), 0.0, values)  # rounding must not put an end beyond the value
    return lower, np.clip(100.0 * (middle + half), values, 100.0)


def quantiles(degrees: Places, confidence: float) -> Reals:
    """Phân vị: of t for each number of degrees, two-sided."""
    several, place = np.unique(degrees, return_inverse=True)
    return np.array([t_quantile((1 - confidence) / 2, int(one)) for one in several])[place]


def cautious_errors(values: Reals, errors: Reals, forms: Reals) -> Reals:
    """Sai số thận trọng: the standard error, but never less than that of two more answers either way.

    At 0 or 100 percent the estimated error is 0 though the sample is finite; Agresti and Coull's four added answers
    (The American Statistician 52, 1998, 119-126) put a figure there.
    """
    sizes = effective_sizes(values, errors, forms)
    share = (values / 100.0 * sizes + 2) / (sizes + 4)
    return np.maximum(errors, 100.0 * np.sqrt(share * (1 - share) / (sizes + 4)))
