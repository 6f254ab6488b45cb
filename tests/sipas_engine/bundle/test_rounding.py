"""Làm tròn: every published figure is the exact value rounded once, half up, as an independent reckoning has it."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.bundle.contents import printed_result
from sipas_engine.index.rounding import decimal_comma, published_value
from tests.sipas_engine.bundle.surveys import a_source

PRECISE = Context(prec=80)


def by_decimals(value: Fraction, places: int, rounding: str) -> Decimal:
    """The oracle: long division in decimals, then one rounding; it knows nothing of our code."""
    long = PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return long.quantize(Decimal(1).scaleb(-places), rounding, PRECISE)


HALVES = [
    (1, 800, "0,13", "0.125 goes up"),
    (3, 800, "0,38", "0.375 goes up"),
    (7, 16, "43,75", "nothing to round"),
    (1, 1600, "0,06", "0.0625 is below the half"),
    (9999, 20000, "50,00", "49.995 carries to the whole"),
    (19999, 20000, "100,00", "99.995 goes to the top"),
    (1, 20000, "0,01", "0.005 goes up"),
    (2, 3, "66,67", "six for ever"),
    (0, 7, "0,00", "nobody satisfied"),
]


@pytest.mark.parametrize(("s", "n", "printed", "reason"), HALVES)
def test_halves_in_the_last_place_go_up(s, n, printed, reason):
    assert decimal_comma(published_value(Fraction(100 * s, n))) == printed, reason


@given(st.integers(0, 10**6), st.integers(0, 6), st.sampled_from(["half_up", "half_even"]))
def test_every_half_of_every_place_is_rounded_as_the_oracle_rounds(k, places, rounding):
    half = Fraction(2 * k + 1, 2 * 10**places)
    expected = by_decimals(half, places, ROUND_HALF_UP if rounding == "half_up" else ROUND_HALF_EVEN)
    assert published_value(half, places, rounding) == expected


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_every_share_is_rounded_as_the_oracle_rounds(share):
    value = Fraction(100 * share[0], share[1])
    assert published_value(value) == by_decimals(value, 2, ROUND_HALF_UP)


def test_the_figures_of_a_bundle_are_those_of_the_oracle_and_an_empty_group_has_none(tmp_path):
    shown = printed_result(
        a_source(tmp_path, {("A", "a"): 30, ("B", "b"): 40, ("C", "c"): 0, ("D", "d"): 17})
    ).result
    for unit in shown.units:
        expected = None if unit.sipas is None else by_decimals(unit.sipas, 2, ROUND_HALF_UP)
        assert unit.published == expected
    assert published_value(None) is None
