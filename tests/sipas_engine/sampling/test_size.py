"""Cỡ mẫu: the numbers of the Ministry's guide, other formulas, and what cannot be computed."""

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.sampling.size import BadSize, SizeFormula, SizeSettings, sample_size

GUIDE = [(100, 80), (500, 223), (1000, 286), (5000, 371), (20000, 393), (0, 0), (1, 1), (400, 200)]


@pytest.mark.parametrize(("population", "expected"), GUIDE)
def test_the_guide_s_formula_gives_the_guide_s_numbers(population: int, expected: int) -> None:
    assert sample_size(population) == expected


OTHERS = [
    (SizeSettings(SizeFormula.COCHRAN), 1000, 278, "385 of an endless population, corrected"),
    (SizeSettings(SizeFormula.COCHRAN), 10**9, 385, "so large that nothing is corrected"),
    (SizeSettings(SizeFormula.SHARE, share=Fraction(1, 10)), 1001, 101, "a tenth, rounded up"),
    (SizeSettings(error=Fraction(3, 100)), 1000, 527, "three per cent"),
]


@pytest.mark.parametrize(
    ("settings", "population", "expected", "why"), OTHERS, ids=[row[3] for row in OTHERS]
)
def test_other_formulas_are_settings(
    settings: SizeSettings, population: int, expected: int, why: str
) -> None:
    assert sample_size(population, settings) == expected, why


@given(st.integers(1, 10**7))
def test_the_size_is_that_of_decimal_arithmetic_and_never_above_400(population: int) -> None:
    exact = Decimal(population) / (1 + Decimal(population) * Decimal("0.0025"))
    assert sample_size(population) == exact.quantize(Decimal(1), ROUND_CEILING) <= 400


WRONG = [
    (SizeSettings(error=Fraction(0)), 10, "e"),
    (SizeSettings(error=Fraction(1)), 10, "e"),
    (SizeSettings(proportion=Fraction(0)), 10, "p"),
    (SizeSettings(share=Fraction(3, 2)), 10, "share"),
    (SizeSettings(z=Fraction(-1)), 10, "z"),
    (SizeSettings(), -1, "N"),
]


@pytest.mark.parametrize(("settings", "population", "name"), WRONG)
def test_a_setting_outside_its_bounds_is_named(settings: SizeSettings, population: int, name: str) -> None:
    with pytest.raises(BadSize) as refused:
        sample_size(population, settings)
    assert refused.value.where == name
