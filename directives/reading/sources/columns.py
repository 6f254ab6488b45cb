"""Cột trong văn bản thuần: tables drawn with "|", and boxes set side by side with blanks, of a plain text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from directives.reading.sources.places import Above, Line
from directives.reading.sources.tables import Row, is_layout, table_lines

_SEPARATOR = re.compile(r"[\s|:+=-]*\|[\s|:+=-]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_GAP = re.compile(r"(?<=\S)(?:\s*\t\s*|\s{4,})(?=\S)")
#: Before such a gap stands the label of an item, not another column.
_LABEL = re.compile(r"[-–+•*]|\d+(?:\.\d+)*[.)]?|[a-zđ][.)]|[IVX]+[.)]?|Điều \d+\.?|Kính\s+gửi\s*:?")
_NEAR = 6  # letters by which the beginnings of one column may differ


def flattened(lines: Sequence[Line]) -> list[Line]:
    """Bỏ cột: the same lines, tables and boxes side by side told by ``table_lines``; "|" is left in rows only."""
    return list(_without_gaps(list(_without_pipes(lines))))


def _without_pipes(lines: Sequence[Line]) -> Iterator[Line]:
    block: list[Line] = []
    edge = False
    for line in [*lines, None]:
        piped = line is not None and "|" in line.text
        if line is not None and piped and (len(_cells(line.text)) > 1 or line.text.strip().startswith("|")):
            if _SEPARATOR.fullmatch(line.text):
                edge = True
                if not block:
                    continue
            block.append(line)
            continue
        if block:
            yield from _block(block)
            block, edge = [], True
        if line is None:
            return
        text = line.text.replace("|", " ") if piped else line.text
        yield replace(line, text=text, above=Above.EDGE if edge else line.above)
        edge = piped  # "BỘ TÀI CHÍNH |": the cell ends here


def _block(block: Sequence[Line]) -> Iterator[Line]:
    """Khối có "|": rows of a table; a lone cell is no row but a box."""
    rows: list[Row] = []
    for line in block:
        if not _SEPARATOR.fullmatch(line.text):
            cells = [_BREAK.split(cell) for cell in _cells(line.text)]
            rows.append([[replace(line, text=one) for one in cell if one.strip()] for cell in cells])
    if rows and (is_layout(rows) or max(sum(1 for cell in row if cell) for row in rows) > 1):
        yield from table_lines(rows)
    else:
        yield from (replace(line, above=Above.EDGE) for row in rows for cell in row for line in cell)


def _cells(text: str) -> list[str]:
    text = text.strip()
    text = text.removeprefix("|")
    return text.removesuffix("|").split("|")


def _without_gaps(lines: Sequence[Line]) -> Iterator[Line]:
    """Hộp đặt cạnh nhau: runs of lines with a wide gap at one column, where they hold boxes of a head or closing."""
    at = 0
    while at < len(lines):
        end = at
        gaps: list[int] = []
        while end < len(lines) and (found := _second_column(lines[end], gaps)) is not None:
            gaps += [found] if found >= 0 else []
            end += 1
        if not gaps:
            yield lines[at]
            at += 1
            continue
        column = Counter(gaps).most_common(1)[0][0]
        rows = [_row(line, column) for line in lines[at:end]]
        if is_layout(rows):
            yield from table_lines(rows)
        else:
            yield from lines[at:end]
        at = end


def _second_column(line: Line, known: Sequence[int]) -> int | None:
    """Cột thứ hai: where it begins on this line; -1 where the line stays in one column; None = no such line."""
    text = line.text.expandtabs(8)
    gap = _GAP.search(text)
    if gap and _LABEL.fullmatch(text[: gap.start()].strip()):
        return None
    if gap:
        return gap.end()
    if not known or " | " in text:
        return None
    indent = len(text) - len(text.lstrip())
    alone = indent >= min(known) - _NEAR or len(text) < min(known)
    return -1 if alone and line.above is Above.LINE else None


def _row(line: Line, column: int) -> Row:
    text = line.text.expandtabs(8)
    gap = _GAP.search(text)
    if gap:
        return [[replace(line, text=text[: gap.start()])], [replace(line, text=text[gap.end() :])]]
    indent = len(text) - len(text.lstrip())
    return [[], [line]] if indent >= max(column - 4 * _NEAR, 8) else [[line], []]
