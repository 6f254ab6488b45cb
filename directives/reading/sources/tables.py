"""Bảng: the cells of a table as lines: boxes of a layout one after the other, rows of a real table as one line each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from directives.reading.sources.places import Above, Line
from directives.text import ascii_fold
from directives.vocabulary.words import DATE_IN_WORDS, UPPER

Cell = Sequence[Line]
Row = Sequence[Cell]

#: What stands in the boxes of a head or of a closing, and in no cell of a real table.
_BOX = re.compile(
    rf"(?:Kính\s+gửi\s*:?|Nơi\s+nhận\s*:?|[Ss]ố\s*:[\s\d.…_]*/\s?[{UPPER}\d].*|"
    rf"(?:TM|KT|TL|TUQ|Q)\s?\.\s*[{UPPER}]{{2}}.*|(?:[^,/:|]{{2,40}},\s*)?(?:{DATE_IN_WORDS}|"
    r"ngày[\s.…_\d]*tháng[\s.…_\d]*năm[\s.…_\d]*)\.?)"
    r"|(?:Kính\s+gửi|Nơi\s+nhận)\s*:.*"
)
_STATE = re.compile(
    r".*(?:CONG\s+HOA\s+XA\s+HOI\s+CHU\s+NGHIA|Doc\s+lap\s*[-–]\s*Tu\s+do\s*[-–]\s*Hanh\s+phuc).*"
)
_OPENING = re.compile(r"(?:Kính\s+gửi|Nơi\s+nhận)\s*:?")
_MOST_COLUMNS, _MOST_ROWS = 3, 20  # of a table that only places boxes side by side


def table_lines(rows: Iterable[Row]) -> Iterator[Line]:
    """Dòng của bảng: boxes column by column, each line by itself; a real table row by row, its cells apart by " | ".

    A table of one column is no table: its lines as they are.
    """
    rows = [row for row in rows if any(cell for cell in row)]
    if not rows:
        return
    if max(map(len, rows)) == 1 or is_layout(rows):
        for boxes in _side_by_side(rows):
            for column in zip_longest(*boxes, fillvalue=()):
                for cell in column:
                    yield from _box(cell)
        return
    for row in rows:
        first = next(cell[0] for cell in row if cell)
        text = " | ".join(" ".join(line.text.strip() for line in cell) for cell in row).rstrip(" |")
        yield replace(first, text=text, above=Above.EDGE)


def _side_by_side(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Các hàng của một hộp: the rows above the addressees or recipients, and those from there on."""
    part: list[Row] = []
    for row in rows:
        if part and any(_OPENING.match(cell[0].text.strip()) for cell in row if cell):
            yield part
            part = []
        part.append(row)
    yield part


def is_layout(rows: Sequence[Row]) -> bool:
    """Bảng trình bày: one that only places the boxes of a head or a closing side by side."""
    filled = [[cell for cell in row if cell] for row in rows]
    if max(map(len, filled)) > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
        return False
    return any(_is_box(line.text) for row in filled for cell in row for line in cell)


def _is_box(text: str) -> bool:
    text = " ".join(text.split())
    return len(text) < 300 and bool(_BOX.fullmatch(text) or _STATE.fullmatch(ascii_fold(text)))


def _box(cell: Cell) -> Iterator[Line]:
    for place, line in enumerate(cell):
        yield line if place else replace(line, above=Above.EDGE)
