"""Bảng chữ: the columns of a file as text, with the row numbers a person sees in it.

The first row names the columns and is row 1. Cells keep their text.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem
from sipas_engine.returns.texts import Texts

FIRST_ROW = 2
"""Hàng phiếu đầu tiên: the row after the header."""

Wanted = Callable[[str], bool]
"""Cột cần đọc: whether the column of that name is to be read; the others are passed over."""


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """Bảng chữ: the header and the columns wanted of a file, all text.

    ``columns`` are found by their position, since a header may repeat a name. ``row_numbers[i]`` is the row of the
    file record i stands in; ``problems`` are what is wrong with whole rows. ``decimal_comma``: the file separates its
    fields by another sign than the comma, so that a comma in a number can only be a decimal one.
    """

    file: str
    header: tuple[str, ...]
    columns: Mapping[int, Texts]
    row_numbers: npt.NDArray[np.int64]
    problems: tuple[Problem, ...] = ()
    decimal_comma: bool = False

    def texts(self, name: str) -> Texts:
        """Cột chữ: the first column of that name. Raises KeyError when it was not read."""
        return self.columns[self.header.index(name)]


def header_names(fields: Sequence[str]) -> tuple[str, ...]:
    """Tên các cột: the fields of a header in NFC, without blanks round them."""
    return tuple(unicodedata.normalize("NFC", field.strip()) for field in fields)


def wrong_width(file: str, row: int, found: int, expected: int) -> Problem:
    """Sai số ô: a row with more or fewer fields than the header names."""
    return Problem(
        N_("Row {row} has {found} fields; the header has {expected}."),
        {"row": row, "found": found, "expected": expected},
        f"{file}:{row}",
    )
