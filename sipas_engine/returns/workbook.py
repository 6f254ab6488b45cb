"""Sổ tính: the sheet of forms in an xlsx or ods file, each cell as the text a person would read in it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sipas_engine.errors import N_, Problem
from sipas_engine.returns.csv_file import read_csv
from sipas_engine.returns.refusals import (
    EmptyForms,
    EntitiesInForms,
    FormsBomb,
    FormsTooWide,
    OldWorkbook,
    SeveralSheetsOfForms,
    UnreadableForms,
)
from sipas_engine.returns.text_table import TextTable, Wanted

_ROOT = Path(__file__).resolve().parents[2]
_ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop()); "
    "from sipas_engine.returns.workbook_child import main; main()"
)
_WALL_SECONDS = 30
_OLD_START = b"\xd0\xcf\x11\xe0"  # of an OLE file: a workbook of Excel 97-2003, or an encrypted one

_SAID = {
    "error": N_("Row {row}, column {column} holds an error of a formula; write the answer itself."),
    "unreckoned": N_(
        "Row {row}, column {column} holds a formula without its result. Open the file in a spreadsheet program, "
        "save it and send it again."
    ),
    "merged": N_("Row {row}, column {column}: cells are merged there. Unmerge them and fill in each cell."),
}


class OddCell(NamedTuple):
    """Ô bất thường: cells from one to another whose emptiness would mislead (rows from 1, columns from 0)."""

    kind: str
    row: int
    column: int
    last_row: int
    last_column: int


def read_workbook(file: str, content: bytes, wanted: Wanted) -> TextTable:
    """Đọc trang phiếu: the sheet which has a column "form_id", hidden or not, else the first sheet.

    The workbook is opened in a limited process of its own, which hands the sheet back as csv. Cells that look empty
    but are not (errors, formulas without result, merged cells) become problems where a wanted column has them.
    Raises OldWorkbook, UnreadableForms when it is no workbook, SeveralSheetsOfForms when more than one sheet holds
    forms, FormsBomb, FormsTooWide or EntitiesInForms when it was made to hurt.
    """
    if content.startswith(_OLD_START):
        raise OldWorkbook(where=file, file=file)
    head, rows = _answer(file, content)
    if "refused" in head:
        raise _refusal(file, *head["refused"])
    if not rows.strip():
        raise EmptyForms(where=file, file=file)
    table = read_csv(file, rows, wanted, ",")
    odd = [_odd_cell(file, OddCell(*cell), table.header, wanted) for cell in head["odd"]]
    problems = (*table.problems, *(problem for problem in odd if problem is not None))
    return replace(table, problems=problems, decimal_comma=False)


def _answer(file: str, content: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", _ENTRY, str(_ROOT)],
            input=content,
            capture_output=True,
            env={},
            timeout=_WALL_SECONDS,
            check=False,
        )
        head, _, rows = done.stdout.partition(b"\n")
        if done.returncode:  # killed by a limit, perhaps while it wrote
            raise FormsBomb(where=file, file=file, part="xl")
        return json.loads(head), rows
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise FormsBomb(where=file, file=file, part="xl") from error


def _refusal(file: str, kind: str, said: object) -> Exception:
    match kind:
        case "bomb":
            return FormsBomb(where=file, file=file, part=said)
        case "declared":
            return EntitiesInForms(where=file, file=file, part=said)
        case "too_wide":
            return FormsTooWide(where=file, file=file, cell=said)
        case "several":
            return SeveralSheetsOfForms(where=file, file=file, sheets=said)
        case _:
            return UnreadableForms(where=file, file=file, reason=said)


def _odd_cell(file: str, cell: OddCell, header: Sequence[str], wanted: Wanted) -> Problem | None:
    """What is wrong with a cell, named by its row and the first wanted column that it touches."""
    touched = [name for name in header[cell.column : cell.last_column + 1] if wanted(name)]
    if not touched:
        return None
    fields = {"row": cell.row, "column": touched[0]}
    return Problem(_SAID[cell.kind], fields, f"{file}:{cell.row}:{touched[0]}")
