"""Rút hệ thống: the worked example, exact intervals, and that every row has its chance."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.sampling.chance import STEPS
from sipas_engine.sampling.systematic import BadStart, Interval, started_at, systematic

SIZES = st.tuples(st.integers(1, 5000), st.integers(1, 500))
CHANCES = st.integers(0, STEPS - 1)


def test_the_worked_example_with_the_whole_interval() -> None:
    drawn = started_at(1000, 286, Interval.WHOLE, Fraction(2))
    assert drawn.k == 3
    assert drawn.rows[:3] == (2, 5, 8)
    assert drawn.rows[-1] == 857
    assert len(drawn.rows) == 286


def test_rows_behind_the_last_whole_interval_can_never_be_drawn_but_with_the_fractional_one_they_can() -> (
    None
):
    whole = {
        row for d in range(0, STEPS, STEPS // 7) for row in systematic(1000, 286, Interval.WHOLE, d).rows
    }
    assert max(whole) <= 858
    assert systematic(1000, 286, Interval.FRACTIONAL, STEPS - 1).rows[-1] == 1000


@pytest.mark.parametrize("interval", Interval)
@given(sizes=SIZES, d=CHANCES)
def test_exactly_n_different_rows_of_the_list_come_out_in_order(
    interval: Interval, sizes: tuple[int, int], d: int
) -> None:
    population, wanted = sizes
    drawn = systematic(population, wanted, interval, d)
    assert len(drawn.rows) == min(population, wanted)
    assert list(drawn.rows) == sorted(set(drawn.rows))
    assert drawn.rows[0] >= 1
    assert drawn.rows[-1] <= population


@given(sizes=SIZES, d=CHANCES)
def test_neighbours_of_the_fractional_draw_are_as_far_apart_as_whole_numbers_allow(
    sizes: tuple[int, int], d: int
) -> None:
    drawn = systematic(*sizes, Interval.FRACTIONAL, d)
    steps = {after - before for before, after in zip(drawn.rows, drawn.rows[1:], strict=False)}
    assert steps <= {drawn.k.numerator // drawn.k.denominator, ceil(drawn.k)}


@given(sizes=SIZES, d=CHANCES)
def test_sixty_four_bit_integers_are_enough_to_draw_again(sizes: tuple[int, int], d: int) -> None:
    population, wanted = sizes
    if population > wanted:
        rows = [-(-((d + 1) + i * 2**32) * population // (wanted * 2**32)) for i in range(wanted)]
        assert all(((d + 1) + i * 2**32) * population < 2**63 for i in (0, wanted - 1))
        assert tuple(rows) == systematic(population, wanted, Interval.FRACTIONAL, d).rows


@pytest.mark.parametrize(("population", "wanted"), [(40, 8), (10, 3), (7, 6), (100, 29)])
def test_every_row_has_the_same_chance_with_the_fractional_interval(population: int, wanted: int) -> None:
    steps = population * 40
    times = dict.fromkeys(range(1, population + 1), 0)
    for step in range(1, steps + 1):
        start = Fraction(population, wanted) * step / steps
        for row in started_at(population, wanted, Interval.FRACTIONAL, start).rows:
            times[row] += 1
    assert set(times.values()) == {steps * wanted // population}


def test_a_small_list_is_taken_as_a_whole() -> None:
    assert systematic(5, 9, Interval.FRACTIONAL, 77).rows == (1, 2, 3, 4, 5)
    assert systematic(0, 9, Interval.FRACTIONAL, 77).rows == ()


@pytest.mark.parametrize("start", [Fraction(0), Fraction(4), Fraction(5, 2)])
def test_a_start_outside_the_first_interval_is_refused(start: Fraction) -> None:
    with pytest.raises(BadStart):
        started_at(1000, 286, Interval.WHOLE, start)
