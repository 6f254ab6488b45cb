"""Làm tròn: the one place where an exact value becomes a published figure."""

from decimal import Decimal
from fractions import Fraction

from sipas_engine.methods.method import Rounding


def published_value(
    value: Fraction | None, decimals: int = 2, rounding: Rounding = "half_up"
) -> Decimal | None:
    """Giá trị công bố: the value rounded once, a half going away from zero (or to even); None stays None.

    >>> published_value(Fraction(77225, 1000)), published_value(Fraction(200, 3)), published_value(None)
    (Decimal('77.23'), Decimal('66.67'), None)
    """
    if value is None:
        return None
    above, below = value.as_integer_ratio()
    whole, rest = divmod(abs(above) * 10**decimals, below)
    twice = 2 * rest - below
    up = twice > 0 or (twice == 0 and (rounding == "half_up" or whole % 2 == 1))
    digits = (whole + up) * (-1 if above < 0 else 1)
    return Decimal(digits).scaleb(-decimals)


def decimal_comma(value: Decimal | None) -> str | None:
    """Dấu phẩy thập phân: a published value as it is printed in Vietnamese, such as "77,22"."""
    return None if value is None else f"{value:f}".replace(".", ",")
