"""Bảng phụ lục: a table of a published decision as a value, numbers still numbers but already rounded."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

CellValue = int | Decimal | str | None
"""Giá trị ô: a count or rank, a rounded percentage, a text, or None where there is nothing to publish."""

CellKind = Literal["rank", "text", "count", "percent", "change", "steps", "mark"]
"""Loại cột: how cells are printed; ``change`` and ``steps`` carry a sign, ``mark`` is a footnote."""

Alignment = Literal["left", "center", "right"]

_ALIGNMENT: dict[CellKind, Alignment] = {
    "rank": "center",
    "text": "left",
    "count": "right",
    "percent": "right",
    "change": "right",
    "steps": "right",
    "mark": "center",
}


@dataclass(frozen=True, slots=True)
class Column:
    """Cột: ``key`` is stable and without spaces (for json), ``heading`` is what is printed."""

    key: str
    heading: str
    kind: CellKind

    @property
    def alignment(self) -> Alignment:
        """Căn lề: text to the left, ranks and marks in the middle, numbers to the right."""
        return _ALIGNMENT[self.kind]


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """Bảng phụ lục: title, columns, rows, and a note below (empty when nothing needs saying).

    Raises ValueError when a row has not one cell a column.
    """

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells for {len(self.columns)} columns")

    def column(self, key: str) -> tuple[CellValue, ...]:
        """Một cột: its cells from top to bottom; KeyError when there is no such column."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return tuple(row[place] for row in self.rows)
        raise KeyError(key)
