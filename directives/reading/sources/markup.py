"""Markdown: tables, emphasis, escapes, footnote marks and links of a marked-up text become plain lines."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from directives.reading.sources.places import Above, Line
from directives.reading.sources.tables import Cell, Row, table_lines

_MARKED_UP = re.compile(r"\*\*\S|^#{1,6}\s|^\+[-=:]{3,}[-=:+]*\+\s*$|^\s*\\?[-*\d]+\\[.)]\s")
_RULER = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*")
_GROUP = re.compile(r"-+")
_GRID = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK_IN_EMPHASIS = re.compile(r"\\(?=\*\*)")
_HEADING = re.compile(r"^\s*#{1,6}\s+|^\s*>\s?")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\](?!:)")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_UNDERLINED = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_])")
_MOST_ROWS = 2_000  # lines of one table


def is_marked_up(lines: Sequence[Line]) -> bool:
    """Có đánh dấu: whether a text bears marks of Markdown that plain text does not."""
    return any(_MARKED_UP.search(line.text) for line in lines)


def unmarked(lines: Sequence[Line]) -> list[Line]:
    """Bỏ đánh dấu: the text without marks; grid tables and tables drawn with blanks told by ``table_lines``."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        text = lines[at].text
        end = _end_of_grid(lines, at) if _GRID.fullmatch(text) else 0
        if end:
            result += table_lines(_grid_rows(lines[at : end + 1]))
        elif _RULER.fullmatch(text) and (end := _end_of_ruled(lines, at)):
            result += table_lines(_ruled_rows(lines[at], lines[at + 1 : end]))
        else:
            plain = _plain(text)
            if plain.strip():
                result.append(replace(lines[at], text=plain))
        at = end + 1 if end else at + 1
    return result


def _plain(text: str) -> str:
    """Chữ trần: one line without its marks; an escaped sign is the sign itself."""
    kept: list[str] = []

    def hidden(found: re.Match[str]) -> str:
        kept.append(found[1])
        return "\x00"

    text = _BREAK_IN_EMPHASIS.sub("", text.replace("\x00", ""))
    text = _ESCAPED.sub(hidden, text).rstrip().removesuffix("\\").replace("\\ ", " ")
    text = _LINK.sub(r"\1", _FOOTNOTE.sub("", _TAG.sub("", _HEADING.sub("", text))))
    bullet = re.match(r"\s*[*+]\s", text)
    head, rest = ("- ", text[bullet.end() :]) if bullet else ("", text)
    rest = head + _UNDERLINED.sub("", rest.replace("*", "").replace("`", ""))
    signs = iter(kept)
    return html.unescape(re.sub("\x00", lambda _: next(signs, ""), rest))


def _end_of_grid(lines: Sequence[Line], start: int) -> int:
    end = start
    while (
        end + 1 < len(lines) and end - start < _MOST_ROWS and lines[end + 1].text.lstrip()[:1] in ("|", "+")
    ):
        end += 1
    return end if end > start else 0


def _grid_rows(block: Sequence[Line]) -> Iterator[Row]:
    columns: int = 0
    cells: list[list[Line]] = []
    for line in block:
        if _GRID.fullmatch(line.text):
            if cells:
                yield [_cell(cell) for cell in cells]
            columns, cells = line.text.strip().count("+") - 1, []
            continue
        pieces = line.text.strip().removeprefix("|").removesuffix("|").split("|")
        cells = cells or [[] for _ in range(max(columns, len(pieces)))]
        for place, piece in enumerate(pieces):
            cells[min(place, len(cells) - 1)].append(replace(line, text=piece))
    if cells:
        yield [_cell(cell) for cell in cells]


def _end_of_ruled(lines: Sequence[Line], start: int) -> int:
    """Cuối bảng kẻ dòng: the next ruler of the same width; 0 = none, the ruler is a mere rule."""
    width = len(lines[start].text.rstrip())
    for end in range(start + 1, min(start + _MOST_ROWS, len(lines))):
        text = lines[end].text.rstrip()
        if text.strip(" -") == "" and abs(len(text) - width) <= 1:
            return end
    return 0


def _ruled_rows(ruler: Line, block: Sequence[Line]) -> Iterator[Row]:
    starts = [found.start() for found in _GROUP.finditer(ruler.text)]
    bounds = list(zip([0, *starts[1:]], [*starts[1:], None], strict=True))
    cells: list[list[Line]] = [[] for _ in bounds]
    for line in block:
        if line.above is Above.BLANK and any(cells):
            yield [_cell(cell) for cell in cells]
            cells = [[] for _ in bounds]
        for cell, (left, right) in zip(cells, bounds, strict=True):
            cell.append(replace(line, text=line.text[left:right]))
    yield [_cell(cell) for cell in cells]


def _cell(lines: Sequence[Line]) -> Cell:
    """Ô: its lines as the author broke them (a backslash at the end), not as the column's width did."""
    result: list[Line] = []
    broken = True
    for line in lines:
        text = " ".join(_plain(line.text).split())
        if text and not broken and not re.match(r"[-–+] ", text):
            result[-1] = replace(result[-1], text=f"{result[-1].text} {text}")
        elif text:
            result.append(replace(line, text=text, above=Above.LINE))
        broken = not text or line.text.rstrip().rstrip("*").endswith("\\")
    return result
