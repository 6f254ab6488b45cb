"""Số liệu: figures as administrative documents write them: decimal comma, full stop between thousands."""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

LOCALE = "vi"


def whole_number(value: int) -> str:
    """Số nguyên: thousands apart by full stops.

    >>> whole_number(1234), whole_number(999)
    ('1.234', '999')
    """
    return str(format_decimal(value, format="#,##0", locale=LOCALE))


def decimal_number(value: Decimal | int, places: int = 2) -> str:
    """Số thập phân: rounded half up to so many places, all of them written.

    Decimals only: a binary float would carry its own rounding into the figure.

    >>> decimal_number(Decimal("1234.565"))
    '1.234,57'
    """
    # Adding zero takes the sign from what was rounded to nothing: "0,00", never "-0,00".
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(rounded, format=pattern, locale=LOCALE))


def percentage(value: Decimal | int, places: int = 2) -> str:
    """Tỷ lệ phần trăm: a value that already is a percentage, with its sign.

    >>> percentage(Decimal("84.5"))
    '84,50%'
    """
    return f"{decimal_number(value, places)}%"
