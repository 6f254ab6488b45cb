"""Tiến trình con đọc sổ tính: a workbook from standard input, its sheet of forms as csv to standard output.

It runs alone and limited, since a workbook from elsewhere may ask for any amount of memory or time: what the checks of
its parts let pass and the limits stop leaves no answer, and the parent says so. The first line of the answer is JSON.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from sipas_engine.returns.workbook_parts import Refused, check_parts, odd_cells

#: With the parent beside it, reading stays below 500 MB and 5 seconds on any machine, or ends.
MEMORY = 450 * 1024**2
CPU_SECONDS = 4
LARGEST_EXACT = 10**15
"""Số lớn nhất còn đúng: beyond fifteen digits a spreadsheet has already lost some of a number."""


def main() -> None:
    """Chạy tiến trình con: limits first, then one workbook."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    sheet: Any = None
    try:
        if content.startswith(b"PK"):
            check_parts(content)
        sheet = sheet_of_forms(content)
        answer: dict[str, object] = {"odd": odd_cells(content, sheet.name) if sheet else []}
    except Refused as refusal:
        answer = {"refused": list(refusal.args)}
    except (OSError, ValueError, zipfile.BadZipFile, RuntimeError, EOFError, KeyError) as error:
        answer = {"refused": ["unreadable", str(error) or type(error).__name__]}
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if "refused" not in answer and sheet is not None:
        csv.writer(out, lineterminator="\n").writerows(_filled_rows(sheet.iter_rows()))
    out.flush()


def sheet_of_forms(content: bytes) -> Any:
    """Trang phiếu: the one sheet whose first row has "form_id", else the first sheet; None when there is none.

    Raises Refused (several, unreadable).
    """
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        first, of_forms = None, []
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            first = first or sheet
            if "form_id" in map(cell_text, next(sheet.iter_rows(), [])):
                of_forms.append(sheet)
    except calamine.CalamineError as error:
        raise Refused("unreadable", str(error) or type(error).__name__) from error
    if len(of_forms) > 1:
        raise Refused("several", ", ".join(sheet.name for sheet in of_forms))
    return of_forms[0] if of_forms else first


def cell_text(cell: object) -> str:
    """Chữ của một ô: what a person reads in a cell; a whole number has no decimals.

    >>> cell_text(4.0), cell_text("1.10"), cell_text(2.5), cell_text("")
    ('4', '1.10', '2.5', '')
    """
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_EXACT:
        return str(int(cell))
    return str(cell).strip()


def _filled_rows(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[str]]:
    """Rows as text; a row without any content is given as empty, so that it is passed over but counted."""
    width = 0
    for number, row in enumerate(rows):
        texts = list(map(cell_text, row))
        while texts and not texts[-1]:
            texts.pop()
        if number == 0:
            width = len(texts)
        yield texts + [""] * (width - len(texts)) if texts else texts
