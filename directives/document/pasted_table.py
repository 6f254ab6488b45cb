"""Bảng dán vào: cells that span several columns or rows, as a draft writes a table, in which every cell is one."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Between the two levels of a heading: "Kết quả | Số phiếu".
_LEVELS = " | "
#: A table in which cells claim to reach over more places is read cell by cell.
_MOST_PLACES = 200_000

Cells = Sequence[Sequence[str]]
#: Columns and rows which each cell takes.
Spans = Sequence[Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class PastedTable:
    """Bảng đã mở ô gộp: ``above`` are lines which stood over its whole width; ``parted`` counts cells below the
    headings that were merged.
    """

    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parted: int


def opened(cells: Cells, spans: Spans) -> PastedTable:
    """Mở ô gộp: the words stand in the first cell of those that were one; headings get two levels where they had."""
    if sum(wide * high for row in spans for wide, high in row) > _MOST_PLACES:
        spans = [[(1, 1) for _ in row] for row in spans]
    grid = _grid(cells, spans)
    width = max((len(row) for row in grid), default=0)
    above: list[str] = []
    first = 0
    while width > 1 and first < len(cells) - 1 and len(cells[first]) == 1 and spans[first][0][0] >= width:
        above += filter(None, [cells[first][0]])
        first += 1
    rows = [tuple(row + [""] * (width - len(row))) for row in grid[first:]]
    levels = 2 if len(rows) > 2 and _has_two_levels(spans[first]) else 1
    if levels == 2:
        rows[:2] = [_headings(rows[0], rows[1], spans[first])]
    parted = sum(one != (1, 1) for row in spans[first + levels :] for one in map(tuple, row))
    return PastedTable(tuple(above), tuple(rows), parted)


def _grid(cells: Cells, spans: Spans) -> list[list[str]]:
    """Lưới: every place of the table, empty where another cell reaches."""
    taken: dict[tuple[int, int], str] = {}
    for number, (row, reach) in enumerate(zip(cells, spans, strict=True)):
        column = 0
        for text, (wide, high) in zip(row, reach, strict=True):
            while (number, column) in taken:
                column += 1
            for down in range(high if number + high <= len(cells) else len(cells) - number):
                for right in range(wide):
                    taken[number + down, column + right] = text if not (down or right) else ""
            column += wide
    width = 1 + max((column for _, column in taken), default=-1)
    return [[taken.get((row, column), "") for column in range(width)] for row in range(len(cells))]


def _has_two_levels(first: Sequence[tuple[int, int]]) -> bool:
    return any(wide > 1 for wide, _ in first)


def _headings(
    upper: Sequence[str], lower: Sequence[str], first: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    spread: list[str] = []
    place = 0
    for wide, _ in first:
        spread += [upper[place]] * wide
        place += wide
    spread += upper[len(spread) :]
    return tuple(
        _LEVELS.join(filter(None, (" ".join(above.split()), " ".join(below.split()))))
        for above, below in zip(spread, lower, strict=False)
    )
