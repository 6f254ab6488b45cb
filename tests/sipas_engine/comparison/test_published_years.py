"""Số liệu đã công bố: what the published figures of 2023 and 2024 allow, by interval arithmetic over two decimals."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sipas_engine.comparison.par_points import par_points
from sipas_engine.index.rounding import published_value

PUBLISHED = {
    # year: policy, service, SIPAS, how far each may lie off; the figures of 2023 are those of 2024 less the
    # published increments (1,35; 1,12; 1,28), so two roundings stand behind each
    2024: ("83.84", "84.09", "83.94", "0.005"),
    2023: ("82.49", "82.97", "82.66", "0.01"),
}


def _allowed(year: int) -> tuple[Fraction, Fraction]:
    """The weights w of services for which (1 − w) policy + w service can be SIPAS, within every rounding."""
    policy, service, sipas, off = map(Fraction, PUBLISHED[year])
    least = (sipas - off - (policy + off)) / (service + off - (policy + off))
    most = (sipas + off - (policy - off)) / (service - off - (policy - off))
    return least, most


# rule, weight of services, printed 2024 and 2023, can it be
RULES = [
    ("mean of the two components", Fraction(1, 2), "83.97", "82.73", False),
    ("mean of 4 policy + 5 service elements", Fraction(5, 9), "83.98", "82.76", False),
    ("criteria of the transcribed form, 14 + 19", Fraction(19, 33), "83.98", "82.77", False),
    ("criteria 32 + 19 = 51", Fraction(19, 51), "83.93", "82.67", True),
    ("8 policy groups + 5 service elements", Fraction(5, 13), "83.94", "82.67", True),
]


@pytest.mark.parametrize(("rule", "weight", "in_2024", "in_2023", "possible"), RULES)
def test_which_rule_can_have_given_the_published_index(rule, weight, in_2024, in_2023, possible):
    printed = []
    for year in (2024, 2023):
        policy, service, *_ = map(Fraction, PUBLISHED[year])
        printed.append(published_value((1 - weight) * policy + weight * service))
    assert printed == [Decimal(in_2024), Decimal(in_2023)]
    assert all(least <= weight <= most for least, most in map(_allowed, PUBLISHED)) is possible


def test_the_weights_that_rounding_allows_lie_between_0_36_and_0_396():
    ranges = [_allowed(year) for year in PUBLISHED]
    least, most = max(low for low, _ in ranges), min(high for _, high in ranges)
    assert (published_value(least, 3), published_value(most, 3)) == (Decimal("0.360"), Decimal("0.396"))


# SIPAS, points of 10
POINTS = [
    ("91.17", "9.12"),
    ("77.22", "7.72"),
    ("82.66", "8.27"),
    ("83.94", "8.39"),
    ("0", "0.00"),
    ("100", "10.00"),
]


@pytest.mark.parametrize(("sipas", "points"), POINTS)
def test_points_of_the_par_index(sipas, points):
    assert published_value(par_points(Fraction(sipas))) == Decimal(points)


def test_differences_between_years_are_those_of_the_published_values():
    assert Decimal("83.94") - Decimal("82.66") == Decimal("1.28")
