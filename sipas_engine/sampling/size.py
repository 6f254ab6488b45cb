"""Cỡ mẫu: how many to ask out of N, by exact arithmetic, rounded up."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil
from typing import ClassVar

from sipas_engine.errors import N_, SipasError


class SizeFormula(Enum):
    """Công thức cỡ mẫu: the Ministry's guide of 2013, the classical one with finite correction, or a share."""

    YAMANE = "yamane"
    COCHRAN = "cochran"
    SHARE = "share"


class BadSize(SipasError):
    """Không tính được cỡ mẫu: a number outside what the formula takes."""

    kind: ClassVar[str] = "bad_sample_size"
    template: ClassVar[str] = N_(
        "The sample size cannot be computed: {name} is {value}, but must be {expected}."
    )


@dataclass(frozen=True, slots=True)
class SizeSettings:
    """Thiết lập cỡ mẫu: ``error`` is e; ``z`` and ``proportion`` belong to ``cochran``, ``share`` to ``share``."""

    formula: SizeFormula = SizeFormula.YAMANE
    error: Fraction = Fraction(5, 100)
    z: Fraction = Fraction(196, 100)
    proportion: Fraction = Fraction(1, 2)
    share: Fraction = Fraction(1, 10)


BY_THE_GUIDE = SizeSettings()
"""Theo hướng dẫn: n = N / (1 + N·e²) with e = 5 %."""


def sample_size(population: int, settings: SizeSettings = BY_THE_GUIDE) -> int:
    """Cỡ mẫu n: of a population of N, rounded up, never above N. Raises BadSize.

    >>> [sample_size(n) for n in (100, 500, 1000, 5000, 20000)]
    [80, 223, 286, 371, 393]
    """
    _check(population, settings)
    match settings.formula:
        case SizeFormula.YAMANE:
            wanted = population / (1 + population * settings.error**2)
        case SizeFormula.COCHRAN:
            endless = settings.z**2 * settings.proportion * (1 - settings.proportion) / settings.error**2
            wanted = endless / (1 + (endless - 1) / population) if population else Fraction(0)
        case SizeFormula.SHARE:
            wanted = population * settings.share
    return min(population, ceil(wanted))


def _check(population: int, settings: SizeSettings) -> None:
    if population < 0:
        raise BadSize(where="N", name="N", value=str(population), expected="≥ 0")
    for name, value in (
        ("e", settings.error),
        ("p", settings.proportion),
        ("share", settings.share),
    ):
        if not 0 < value < 1:
            raise BadSize(where=name, name=name, value=str(value), expected="> 0, < 1")
    if settings.z <= 0:
        raise BadSize(where="z", name="z", value=str(settings.z), expected="> 0")
