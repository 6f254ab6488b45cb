"""Trang tính: a table of an xlsx or csv file as the texts its cells show, with the place of every one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directives.conversion.child import convert_in_child, read_bytes
from directives.errors import N_, DirectiveError, Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """Ô không đọc được: nobody can say what this cell shows. A row or column of -1 stands for all of them."""

    row: int
    column: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """Trang tính: ``rows[0]`` is row 1 of the file; ``merged`` are first row, column, last row, column from 0."""

    file: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Trống: nothing stands in any cell, and nothing that could not be read."""
        return not self.faults and not any(map(any, self.rows))


class UnknownSheet(DirectiveError):
    """Không có trang tính này: no visible sheet of the file has this name."""

    kind = "unknown_sheet"
    template = N_("{file} has no visible sheet “{sheet}”. Sheets: {known}.")


class SheetNotNamed(DirectiveError):
    """Chưa chỉ trang tính: several sheets hold something, or none does."""

    kind = "sheet_not_named"
    template = N_("{file} has {count} filled sheets ({known}). Name the one to be read in “sheet”.")


_WAY_OUT = {
    "formula": N_(
        "{cell}: the formula was never computed. Open the file in its program, save it and try again."
    ),
    "error": N_("{cell} shows the error {detail}. Correct the formula."),
    "logical": N_("{cell} holds a logical value. Write the word that shall be printed."),
    "format": N_(
        "{cell}: what the format “{detail}” shows is not known. Format the cell as text or as a number."
    ),
    "hidden_row": N_("Row {row} is hidden. Show it or delete it, so that what is printed is what you see."),
    "hidden_column": N_(
        "Column {column} is hidden. Show it or delete it, so that what is printed is what you see."
    ),
}


def read_sheet(path: Path, name: str = "") -> Sheet:
    """Đọc trang tính: the sheet of this name, or the only filled one, read in the limited child process.

    Raises UnknownSheet, SheetNotNamed and what reading a foreign file refuses.
    """
    sheets = [
        _sheet(path.name, told) for told in convert_in_child("sheets", read_bytes(path), path.name)["sheets"]
    ]
    if name:
        named = [sheet for sheet in sheets if sheet.name == name]
        if not named:
            known = ", ".join(sheet.name for sheet in sheets) or "–"
            raise UnknownSheet(where=path.name, file=path.name, sheet=name, known=known)
        return named[0]
    filled = [sheet for sheet in sheets if not sheet.is_empty]
    if len(filled) != 1:
        known = ", ".join(sheet.name for sheet in filled) or "–"
        raise SheetNotNamed(where=path.name, file=path.name, count=len(filled), known=known)
    return filled[0]


def cell_name(row: int, column: int) -> str:
    """Tên ô: as a spreadsheet names it.

    >>> cell_name(0, 0), cell_name(11, 27)
    ('A1', 'AB12')
    """
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Tên cột: the letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _sheet(file: str, told: Mapping[str, Any]) -> Sheet:
    rows: Sequence[Sequence[str]] = told["rows"]
    faults = tuple(_fault(file, *fault) for fault in told["faults"])
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in told["merged"])
    return Sheet(file, told["name"], tuple(map(tuple, rows)), merged, faults)


def _fault(file: str, row: int, column: int, kind: str, detail: str) -> Fault:
    cell = cell_name(row, column) if row >= 0 and column >= 0 else ""
    fields = {
        "cell": cell,
        "detail": detail,
        "row": row + 1,
        "column": column_name(column) if column >= 0 else "",
    }
    where = cell or (str(row + 1) if row >= 0 else str(fields["column"]))
    return Fault(row, column, Problem(_WAY_OUT[kind], fields, f"{file}:{where}"))
