"""In ô: the one place where a number of an annex becomes text, in Vietnamese figures (84,50; 1.234)."""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from sipas_engine.annexes.table import AnnexTable, CellKind, CellValue

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "–"
"""Ô không có số liệu: printed where there is no value, or none that may be published."""


def printed(value: CellValue, kind: CellKind) -> str:
    """Chữ trong ô: a cell as it stands in Word, xlsx and html.

    Percentages keep the places they were rounded to; a change carries its sign.

    >>> printed(Decimal("84.5"), "percent"), printed(Decimal("84.50"), "percent"), printed(1234, "count")
    ('84,5', '84,50', '1.234')
    >>> printed(Decimal("1.28"), "change"), printed(-2, "steps"), printed(None, "percent")
    ('+1,28', '-2', '–')
    """
    if value is None:
        return "" if kind == "mark" else NOTHING
    if isinstance(value, str):
        return value
    text = _vietnamese(str(value))
    return f"+{text}" if kind in ("change", "steps") and value > 0 else text


@lru_cache(maxsize=4096)
def _vietnamese(figure: str) -> str:
    """By its text, since 84.5 and 84.50 are one number; most figures stand in many tables."""
    number = Decimal(figure)
    places = max(0, -int(number.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(number, format=pattern, locale="vi", decimal_quantization=False)


def printed_rows(table: AnnexTable) -> tuple[tuple[str, ...], ...]:
    """Các hàng đã in: every cell of a table as text."""
    kinds = [column.kind for column in table.columns]
    return tuple(
        tuple(printed(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in table.rows
    )


def table_to_frame(table: AnnexTable) -> "pd.DataFrame":
    """Bảng thành khung dữ liệu: a pandas frame of text, headed as printed, to be written as xlsx."""
    import pandas as pd

    headings = [column.heading for column in table.columns]
    return pd.DataFrame(printed_rows(table), columns=pd.Index(headings), dtype="string")
