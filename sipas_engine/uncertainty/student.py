"""Phân phối Student: the quantile of t for whole degrees of freedom, without a statistics library.

The distribution function for whole degrees is a finite sum (Abramowitz and Stegun, Handbook of Mathematical
Functions, 1964, formulas 26.7.3 and 26.7.4); beyond ``MANY`` degrees the quantile is an expansion around the normal
one (26.7.5), there exact to ten digits.
"""

from functools import cache
from math import atan, cos, exp, lgamma, pi, sin, sqrt, tan
from statistics import NormalDist

MANY = 400
"""Nhiều bậc tự do: from here on the expansion around the normal distribution is used."""


@cache
def t_quantile(upper: float, degrees: int) -> float:
    """Phân vị t: the number that t with ``degrees`` >= 1 exceeds with probability ``upper`` < 0.5.

    >>> [round(t_quantile(0.025, degrees), 4) for degrees in (1, 2, 10, 100, 1_000_000)]
    [12.7062, 4.303, 2.2281, 1.984, 1.96]
    """
    if degrees == 1:
        return 1 / tan(pi * upper)
    if degrees >= MANY:
        return _around_normal(upper, degrees)
    # The tail is convex and the normal quantile too small, so that Newton's steps only ever go up.
    found = NormalDist().inv_cdf(1 - upper)
    step = found
    while step > 1e-13 * found:
        step = (upper_tail(found, degrees) - upper) / density(found, degrees)
        found += step
    return found


def upper_tail(t: float, degrees: int) -> float:
    """Xác suất đuôi: that t with ``degrees`` is larger than ``t`` >= 0."""
    angle = atan(t / sqrt(degrees))
    square = cos(angle) ** 2
    term = total = cos(angle) if degrees % 2 else 1.0
    for k in range(3 if degrees % 2 else 2, degrees - 1, 2):
        term *= square * (k - 1) / k
        total += term
    if degrees == 1:
        total = 0.0
    inside = sin(angle) * total
    return (1 - (2 / pi * (angle + inside) if degrees % 2 else inside)) / 2


def density(t: float, degrees: int) -> float:
    """Mật độ: of the t distribution at ``t``."""
    scale = exp(lgamma((degrees + 1) / 2) - lgamma(degrees / 2)) / sqrt(degrees * pi)
    return float(scale * (1 + t * t / degrees) ** (-(degrees + 1) / 2))


def _around_normal(upper: float, degrees: int) -> float:
    z = NormalDist().inv_cdf(1 - upper)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return float(sum(term / degrees**power for power, term in enumerate(terms)))
