"""Bản sao: finds the block which a copy bears below the copied document (PL.I, Phần II)."""

import re
from collections.abc import Sequence

from directives.checking.seeing.page import Line
from directives.checking.seeing.wording import is_copy_label

_COPY_NUMBER = re.compile(r"^S[ốỐ]\s*:?[\s\d.…_]*/\s*(?:SY|SL|TrS)\b")
_NEAR = 8
_AGENCY_LINES = 4


def copy_block(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Phần ghi bản sao: from the table (or the lines) with both the words of a copy and its number, to the end."""
    for place, label in enumerate(lines):
        if not is_copy_label(label.text):
            continue
        if label.place == "cell":
            table = [line for line in lines if line.cell[0] == label.cell[0]]
            if any(_COPY_NUMBER.match(line.text) for line in table):
                return tuple(lines[lines.index(table[0]) :])
        elif any(_COPY_NUMBER.match(line.text) for line in lines[max(0, place - _NEAR) : place + _NEAR]):
            return tuple(lines[_start(lines, place) :])
    return ()


def _start(lines: Sequence[Line], place: int) -> int:
    """Đầu phần ghi: the lines in capitals above the words of the copy name the body that copied."""
    start = place
    while start > 0 and place - start < _AGENCY_LINES and lines[start - 1].is_upper:
        start -= 1
    return start
