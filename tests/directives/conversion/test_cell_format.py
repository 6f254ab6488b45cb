"""Định dạng ô: what a cell shows in Vietnamese writing; what nobody can say is not printed."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.conversion.cell_format import moment_text, number_text

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'

NUMBERS = [
    (1234567, "General", "1234567", "as the cell shows it: no marks between thousands"),
    (84.5, "General", "84,5", "decimal comma"),
    (0.1 + 0.2, "General", "0,3", "fifteen digits, as a spreadsheet keeps them"),
    (0.000012, "General", "0,000012", "no powers of ten"),
    (5, "@", "5", "a number in a cell for text"),
    (1234.5, "#,##0.00", "1.234,50", "full stop between thousands"),
    (0.8456, "0.0%", "84,6%", "percent"),
    (1.005, "0.00", "1,01", "half up, by decimals"),
    (-0.001, "0.0", "0,0", "no minus zero"),
    (912345678, "0000000000", "0912345678", "leading zeros of a telephone number"),
    (2, "0.##", "2", "decimals only when there are any"),
    (1.5, "0.##", "1,5", "decimals only when there are any"),
    (150000, '#,##0\\ "đ"', "150.000 đ", "a unit in quotes"),
    (150000, "#,##0\\ [$₫-42A]", "150.000 ₫", "a currency of a country"),
    (-5, "#,##0;(#,##0)", "(5)", "a format of its own for negative numbers"),
    (0, ACCOUNTING, "-", "a format of its own for zero"),
    (-12.5, ACCOUNTING, "(12,50)", "bookkeeping"),
    (5, "[Red]0", "5", "colours do not count"),
    (1e20, "General", None, "digits are lost already"),
    (1500, "#,##0,", None, "shown in thousands"),
    (5, "# ?/?", None, "fractions"),
    (5, "0.00E+00", None, "powers of ten"),
    (5, "[>10]0;General", None, "conditions"),
    (912345678, '0000" "000" "000', None, "words between digits"),
    (46086, "dd/mm/yyyy", None, "a day that is no day"),
]


@pytest.mark.parametrize(("value", "code", "shown", "why"), NUMBERS, ids=[f"{r[3]}: {r[1]}" for r in NUMBERS])
def test_a_number_is_printed_as_its_cell_shows_it(
    value: float, code: str, shown: str | None, why: str
) -> None:
    assert number_text(value, code) == shown, why


MOMENT = datetime(2026, 3, 5, 8, 30)
MOMENTS = [
    (date(2026, 3, 5), "m/d/yyyy", "05/03/2026", "the order of another country"),
    (MOMENT, "dd/mm/yyyy", "05/03/2026", "hours that are not shown"),
    (MOMENT, "m/d/yy h:mm", "08:30 05/03/2026", "minutes beside hours are no month"),
    (MOMENT, "[$-409]d-mmm-yy;@", "05/03/2026", "months by name"),
    (MOMENT, "dddd, dd mmmm yyyy", "05/03/2026", "the day of the week is left out"),
    (MOMENT, "hh:mm AM/PM", "08:30", "twelve hours"),
    (date(2026, 3, 5), "mm/yy", "03/2026", "a month"),
    (date(2026, 3, 5), "yyyy", "2026", "a year"),
    (time(8, 30), "h:mm", "08:30", "a time"),
    (time(8, 30), "dd/mm/yyyy", None, "a time in a cell for days"),
    (MOMENT, "[h]:mm", None, "hours that went by"),
    (MOMENT, "dddd", None, "nothing but the day of the week"),
]


@pytest.mark.parametrize(("value", "code", "shown", "why"), MOMENTS, ids=[f"{r[3]}: {r[1]}" for r in MOMENTS])
def test_a_day_is_printed_as_day_month_year(
    value: date | time, code: str, shown: str | None, why: str
) -> None:
    assert moment_text(value, code) == shown, why


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_every_rounding_is_that_of_decimals(hundredths: int, places: int) -> None:
    value = hundredths / 100
    expected = Decimal(hundredths).scaleb(-2).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
    shown = number_text(value, "0" + ("." + "0" * places if places else ""))
    assert shown is not None
    assert Decimal(shown.replace(",", ".")) == expected
