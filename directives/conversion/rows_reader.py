"""Đọc bảng: the rows of a csv or xlsx file as text. Runs inside the child process only."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import python_calamine as calamine

from directives.conversion.errors import BrokenFile, SeveralSheets, UnknownEncoding
from directives.conversion.limits import Limits
from directives.conversion.package import checked_members
from directives.text import normalise

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"


def read_rows(content: bytes, granted: Limits) -> list[list[str]]:
    """Đọc các hàng: all rows from the first one of the file on, empty ones too, so that row numbers stay true.

    A workbook must have one sheet with content. Raises BrokenFile, SeveralSheets, UnknownEncoding and what
    unpacking refuses.
    """
    rows = _workbook(content, granted) if content.startswith(b"PK") else _text(content)
    return [[normalise(cell).strip() for cell in row] for row in rows]


def _text(content: bytes) -> list[list[str]]:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(offset=error.start) from error
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BrokenFile(reason=f"csv: {error}") from error


def _workbook(content: bytes, granted: Limits) -> list[list[str]]:
    try:
        checked_members(zipfile.ZipFile(io.BytesIO(content)), granted)
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        filled = [sheet for sheet in sheets if sheet.total_height]
    except (calamine.CalamineError, zipfile.BadZipFile) as error:
        raise BrokenFile(reason=str(error)) from error
    if len(filled) > 1:
        raise SeveralSheets(sheets=", ".join(sheet.name for sheet in filled))
    rows = filled[0].to_python(skip_empty_area=False) if filled else []
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> str:
    """Chữ của một ô: what a person reads in it: a whole number without decimals, a day as day/month/year."""
    match cell:
        case float() if cell.is_integer() and abs(cell) < 10**15:  # beyond that a spreadsheet has lost digits
            return str(int(cell))
        case datetime() if not (cell.hour or cell.minute or cell.second):
            return f"{cell:%d/%m/%Y}"
        case datetime():
            return f"{cell:%H:%M %d/%m/%Y}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
