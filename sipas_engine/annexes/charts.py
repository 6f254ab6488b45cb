"""Biểu đồ: what a chart shows, as values taken from tables that are rounded already; drawing is ``drawing``'s."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import Literal

from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.table import AnnexTable, CellValue

ChartKind = Literal["bars", "dots", "ranges", "shares", "changes"]
"""Loại biểu đồ: columns from 0; points with an interval; ranges of ranks; shares of 100 %; last year and this."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """Hàng của biểu đồ: a name, the figure printed beside it, and what is drawn.

    ``value`` is the column or point, ``low`` and ``high`` the ends of its interval, ``shares`` the parts of 100 %.
    ``before`` is last year's value.
    """

    name: str
    figure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Biểu đồ: ``key`` names the file, ``title`` stands with it, ``axis`` are the ends of the scale.

    ``legend`` names the shares or the two years. ``columns``: of very many rows the second half stands beside.
    """

    key: str
    title: str
    kind: ChartKind
    rows: tuple[ChartRow, ...]
    axis: tuple[float, float]
    legend: tuple[str, ...] = ()
    unit: str = "%"

    @property
    def alternative(self) -> str:
        """Lời thay hình: what the chart shows, for those who cannot see it; of many rows the ends."""
        shown = self.rows if len(self.rows) <= _SPOKEN else (*self.rows[:3], *self.rows[-3:])
        said = "; ".join(f"{row.name} {row.figure}".strip() for row in shown)
        left_out = "" if shown == self.rows else f" ({len(self.rows)} hàng; ba hàng đầu và ba hàng cuối)"
        return f"Biểu đồ {self.title}{left_out}: {said}."

    @property
    def columns(self) -> int:
        """Số cột hình: rows that do not fit one below the other stand side by side."""
        return 1 if len(self.rows) <= MOST_ROWS else 2


#: So many rows fill a page at a size that can be read; of more, the second half stands beside the first.
MOST_ROWS = 40
#: Longer descriptions are not listened to.
_SPOKEN = 12


def bar_chart(table: AnnexTable, *, key: str, title: str, name: str, value: str = "value") -> Chart:
    """Biểu đồ cột: one column a row of a table, from 0 to 100, with the interval where the table has one."""
    return Chart(key, title, "bars", _rows(table, name, value), (0, 100))


def dot_chart(table: AnnexTable, *, key: str, title: str) -> Chart:
    """Biểu đồ xếp hạng: the units of a ranking as points with their intervals, best first."""
    rows = tuple(row for row in _rows(table, "unit", "sipas", ranked=True) if row.value is not None)
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    return Chart(key, title, "dots", rows, around(ends))


def change_chart(table: AnnexTable, *, key: str, title: str, legend: tuple[str, str]) -> Chart:
    """Biểu đồ so sánh năm: the units of a ranking that have a last year, both years as points."""
    rows = tuple(
        row
        for row in _rows(table, "unit", "sipas", figure="change")
        if row.value is not None and row.before is not None
    )
    ends = [end for row in rows for end in (row.value, row.before) if end is not None]
    return Chart(key, title, "changes", rows, around(ends), legend)


def share_chart(table: AnnexTable, *, key: str, title: str, name: str) -> Chart:
    """Biểu đồ phân bố: each row of a table divided into its shares, the columns headed as in the legend."""
    shares = [column for column in table.columns if column.key.startswith("share.")]
    rows = []
    for row_key in table.row_keys:
        parts = [table.cell(row_key, column.key) for column in shares]
        if all(isinstance(part, Decimal) for part in parts):
            rows.append(
                ChartRow(
                    str(table.cell(row_key, name)), "", shares=tuple(_number(part) or 0 for part in parts)
                )
            )
    legend = tuple(column.heading.removesuffix(" (%)") for column in shares)
    return Chart(key, title, "shares", tuple(rows), (0, 100), legend)


def range_chart(table: AnnexTable, *, key: str, title: str) -> Chart:
    """Biểu đồ khoảng thứ hạng: from the best to the last rank of each unit, its rank as a point."""
    rows = tuple(
        ChartRow(
            str(table.cell(row_key, "unit")),
            f"{printed(table.cell(row_key, 'best'), 'rank')}–{printed(table.cell(row_key, 'last'), 'rank')}",
            _number(table.cell(row_key, "rank")),
            _number(table.cell(row_key, "best")),
            _number(table.cell(row_key, "last")),
        )
        for row_key in table.row_keys
        if table.cell(row_key, "rank") is not None
    )
    return Chart(
        key, title, "ranges", rows, (0.5, max((row.high or 1 for row in rows), default=1) + 0.5), unit=""
    )


def around(values: list[float]) -> tuple[float, float]:
    """Thang quanh số liệu: whole tens or fives around the values, so that small differences can be seen."""
    if not values:
        return (0, 100)
    low, high = max(0, floor(min(values) / 5) * 5), min(100, ceil(max(values) / 5) * 5)
    return (low, high) if high > low else (max(0, low - 5), min(100, high + 5))


def _rows(
    table: AnnexTable, name: str, value: str, *, figure: str = "", ranked: bool = False
) -> tuple[ChartRow, ...]:
    kinds = {column.key: column.kind for column in table.columns}
    figure = figure if figure in kinds else value

    def cell(row_key: tuple[str, ...], column: str) -> CellValue:
        return table.cell(row_key, column) if column in kinds else None

    return tuple(
        ChartRow(
            (f"{cell(key, 'rank')}. " if ranked else "") + str(cell(key, name)),
            printed(cell(key, figure), kinds[figure]),
            _number(cell(key, value)),
            _number(cell(key, "low")),
            _number(cell(key, "high")),
            _number(cell(key, "previous")),
        )
        for key in table.row_keys
    )


def _number(cell: CellValue) -> float | None:
    return float(cell) if isinstance(cell, Decimal | int) else None
