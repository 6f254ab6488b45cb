"""Sổ tính: the sheet of forms in an xlsx file, each cell as the text a person would read in it."""

import io
from collections.abc import Iterator, Sequence

from sipas_engine.returns.refusals import SeveralSheetsOfForms, UnreadableForms

LARGEST_EXACT = 10**15
"""Số lớn nhất còn đúng: beyond fifteen digits a spreadsheet has already lost some of a number."""


def workbook_rows(file: str, content: bytes) -> Iterator[Sequence[str]]:
    """Các hàng của trang phiếu: rows of the sheet which has a column "form_id", else of the first sheet.

    Raises UnreadableForms when it is no workbook, SeveralSheetsOfForms when more than one holds forms.
    """
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableForms(where=file, file=file, reason=str(error) or type(error).__name__) from error
    of_forms = [name for name, rows in sheets.items() if rows and "form_id" in map(cell_text, rows[0])]
    if len(of_forms) > 1:
        raise SeveralSheetsOfForms(where=file, file=file, sheets=", ".join(of_forms))
    rows = sheets[of_forms[0]] if of_forms else next(iter(sheets.values()), [])
    return _filled_rows(rows)


def _filled_rows(rows: Sequence[Sequence[object]]) -> Iterator[Sequence[str]]:
    """Rows as text; a row without any content is given as empty, so that it is passed over but counted."""
    width = 0
    for number, row in enumerate(rows):
        texts = [cell_text(cell) for cell in row]
        filled = len(texts) - next((i for i, text in enumerate(reversed(texts)) if text), len(texts))
        if number == 0:
            width = filled
        if filled == 0:
            yield []
        else:
            yield texts[: max(width, filled)] + [""] * (width - len(texts))


def cell_text(cell: object) -> str:
    """Chữ của một ô: what a person reads in a cell; a whole number has no decimals.

    >>> cell_text(4.0), cell_text("1.10"), cell_text(2.5), cell_text(None)
    ('4', '1.10', '2.5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_EXACT:
        return str(int(cell))
    return str(cell).strip()
