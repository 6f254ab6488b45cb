"""Dòng của trang web: the blocks of a page as raw lines; tables that only lay out the page are taken apart."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from directives.reading.sources.places import Above, Line, Place
from directives.reading.sources.tables import table_lines

Block = Mapping[str, Any]


def page_lines(blocks: Sequence[Block]) -> list[Line]:
    """Dòng của trang: in order; their place counts the lines of the page as it shows them, from 1."""
    return list(_lines(blocks, count(1)))


def _lines(blocks: Sequence[Block], counter: Iterator[int]) -> Iterator[Line]:
    for block in blocks:
        if "rows" not in block:
            above = Above.LINE if block["above"] == "line" else Above.BLANK
            yield Line(block["text"], Place(0, next(counter)), above)
        elif _lays_out(block):
            for row in block["rows"]:
                for cell in row:
                    yield from _lines(cell, counter)
        else:
            yield from table_lines([[list(_lines(cell, counter)) for cell in row] for row in block["rows"]])


def _lays_out(table: Block) -> bool:
    """Bảng dàn trang: one that holds tables in its cells."""
    return any("rows" in block for row in table["rows"] for cell in row for block in cell)
