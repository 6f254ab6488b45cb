"""Bảng phụ lục: a table of a published decision as a value, numbers still numbers but already rounded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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

    ``key`` names the table (``ranking:commune``) and ``row_keys`` its rows (a unit's path, a criterion's code), so
    that a cell can be cited as (table, row, column); without them rows are known by their numbers from 1. Raises
    ValueError when a row has not one cell a column, or when two rows have one key.
    """

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    key: str = ""
    row_keys: tuple[tuple[str, ...], ...] = ()
    _places: Mapping[tuple[str, ...], int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.row_keys:
            numbers = tuple((str(number),) for number in range(1, len(self.rows) + 1))
            object.__setattr__(self, "row_keys", numbers)  # frozen: the only moment it can be set
        places = {key: place for place, key in enumerate(self.row_keys)}
        object.__setattr__(self, "_places", places)
        if len(places) != len(self.rows) or len(self.row_keys) != len(self.rows):
            raise ValueError(f"{len(self.row_keys)} keys for {len(self.rows)} rows, each must have its own")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells for {len(self.columns)} columns")

    def cell(self, row: tuple[str, ...], column: str) -> CellValue:
        """Một ô: by the keys of its row and column; KeyError when there is no such row or column."""
        return self.rows[self._places[row]][self._place_of(column)]

    def column(self, key: str) -> tuple[CellValue, ...]:
        """Một cột: its cells from top to bottom; KeyError when there is no such column."""
        place = self._place_of(key)
        return tuple(row[place] for row in self.rows)

    def _place_of(self, key: str) -> int:
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)
