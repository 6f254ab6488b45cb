"""Tiến trình con đọc sổ tính: a workbook from standard input, its sheets as rows of text to standard output.

It runs alone and limited, since a workbook from elsewhere may ask for any amount of memory: what the checks below let
pass and the limits stop leaves no answer, and the parent says so.
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator

MEMORY = 3 * 1024**3
CPU_SECONDS = 60
MOST_MEMBERS = 1000
#: A sheet of 40,000 forms with 60 columns unpacks to about 150 MB.
MOST_UNPACKED = 512 * 1024**2
#: XML of a full sheet packs 1:20; only above a megabyte a higher ratio is a bomb.
HIGHEST_RATIO, RATIO_FROM = 200, 1024**2
#: Cells of the rectangle from A1 to the last filled cell.
MOST_CELLS = 20_000_000
LARGEST_EXACT = 10**15
"""Số lớn nhất còn đúng: beyond fifteen digits a spreadsheet has already lost some of a number."""

_CELL = re.compile(rb'\sr="([A-Z]{1,7})(\d{1,15})"')
_DOCTYPES = [b"<!DOCTYPE", *("<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be"))]
_CHUNK = 1024**2


class Refused(Exception):
    """Từ chối: the kind of refusal and what it names."""


def main() -> None:
    """Chạy tiến trình con: limits first, then one workbook."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        answer: dict[str, object] = {"sheets": sheets_of(content)}
    except Refused as refusal:
        answer = {"refused": list(refusal.args)}
    except (OSError, ValueError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
        answer = {"refused": ["unreadable", str(error) or type(error).__name__]}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


def sheets_of(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Các trang: name and rows of text of each sheet. Raises Refused (bomb, declared, too_wide, unreadable)."""
    import python_calamine as calamine

    if content.startswith(b"PK"):
        check_parts(content)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            (name, [[cell_text(cell) for cell in row] for row in _rows(workbook, name)])
            for name in workbook.sheet_names
        ]
    except calamine.CalamineError as error:
        raise Refused("unreadable", str(error) or type(error).__name__) from error


def check_parts(content: bytes) -> None:
    """Xét các phần: what really comes out of the zip, before anybody builds a table of it. Raises Refused."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused("bomb", len(members))
        unpacked = 0
        for member in members:
            size, tail = 0, b""
            rows = columns = 0
            with archive.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    unpacked += len(chunk)
                    if unpacked > MOST_UNPACKED or (
                        size > RATIO_FROM and size > HIGHEST_RATIO * member.compress_size
                    ):
                        raise Refused("bomb", member.filename)
                    piece = tail + chunk
                    if any(sign in piece for sign in _DOCTYPES):
                        raise Refused("declared", member.filename)
                    if member.filename.startswith("xl/worksheets/"):
                        for letters, row in _CELL.findall(piece):
                            columns, rows = max(columns, _column(letters)), max(rows, int(row))
                            if rows * columns > MOST_CELLS:
                                raise Refused("too_wide", f"{letters.decode()}{row.decode()}")
                    tail = piece[-64:]


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


def _rows(workbook: object, name: str) -> Iterator[list[object]]:
    sheet = workbook.get_sheet_by_name(name)  # type: ignore[attr-defined]  # calamine has no stubs here
    yield from sheet.to_python(skip_empty_area=False)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
