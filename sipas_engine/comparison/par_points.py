"""Điểm PAR INDEX: how many points of the administrative reform index a value of SIPAS earns (F7)."""

from fractions import Fraction

MAX_POINTS = 10
"""Điểm tối đa: what SIPAS is worth in the PAR index; a setting of the year."""


def par_points(sipas: Fraction, max_points: int = MAX_POINTS) -> Fraction:
    """Điểm PAR INDEX (F7): ``sipas * max_points / 100``, exact; round once when printing.

    >>> from fractions import Fraction
    >>> from sipas_engine.index.rounding import published_value
    >>> str(published_value(par_points(Fraction("91.17"))))
    '9.12'
    """
    return sipas * max_points / 100
