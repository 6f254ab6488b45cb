"""Số liệu: figures as documents write them."""

from decimal import Decimal

import pytest

from directives.numbers import decimal_number, percentage, whole_number

PERCENTAGES = [
    ("84.5", "84,50%", "the value of Đắk Nông in 2020"),
    ("77.225", "77,23%", "half goes up"),
    ("77.235", "77,24%", "half goes up, also after an odd digit"),
    ("100", "100,00%", "two places always"),
    ("0", "0,00%", "zero is a value"),
    ("-0.001", "0,00%", "nothing has no sign"),
]


@pytest.mark.parametrize(("value", "written", "why"), PERCENTAGES)
def test_a_percentage_has_a_comma_and_two_places(value: str, written: str, why: str) -> None:
    assert percentage(Decimal(value)) == written, why


@pytest.mark.parametrize(
    ("value", "written"), [(7, "7"), (1234, "1.234"), (1234567, "1.234.567"), (-1500, "-1.500")]
)
def test_thousands_are_parted_by_full_stops(value: int, written: str) -> None:
    assert whole_number(value) == written


def test_places_can_be_chosen() -> None:
    assert [decimal_number(Decimal("1234.55"), places) for places in (0, 1, 3)] == [
        "1.235",
        "1.234,6",
        "1.234,550",
    ]
