"""Nét kẻ trong PDF: lines, frames round a text and ruled tables of one sheet. Lengths in points, y downwards."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from directives.conversion.pdf_glyphs import Word, color_of

_THIN = 1.6
_SHORTEST = 5.0
_TOUCH = 2.0
_SAME = 0.8
_MOST_PAIRS = 250_000  # lines crossed with lines: a drawing of more is a picture, not a table
_PAGE_SHARE = 0.6  # a frame larger than this share of the sheet is its border
_UNDER = 0.2  # of the size: a line nearer to the baseline than this underlines the words


@dataclass(frozen=True, slots=True)
class Rule:
    """Nét thẳng: horizontal or upright; ``at`` is its y or x, ``start`` and ``end`` its two ends."""

    horizontal: bool
    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """Độ dài: in points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Grid:
    """Khung kẻ: lines that meet: a frame of one cell, or a table. ``rows`` and ``columns`` are the distinct places."""

    rules: tuple[Rule, ...]

    @property
    def rows(self) -> list[float]:
        """Các nét ngang: their y, from the top."""
        return _distinct(rule.at for rule in self.rules if rule.horizontal)

    @property
    def columns(self) -> list[float]:
        """Các nét dọc: their x, from the left."""
        return _distinct(rule.at for rule in self.rules if not rule.horizontal)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Khung bao: left, top, right, bottom."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    @property
    def is_frame(self) -> bool:
        """Một ô: a frame round a text."""
        return len(self.rows) == 2 and len(self.columns) == 2

    def holds(self, word: Word) -> bool:
        """Chứa từ: whether a word stands inside."""
        left, top, right, bottom = self.box
        middle = (word.left + word.right) / 2
        return left <= middle <= right and top <= word.baseline - word.size / 4 <= bottom

    def cell(self, word: Word) -> tuple[int, int, float, float]:
        """Ô của từ: row and column from 0 and the x of its left and right line; joined cells have the first's place."""
        x, y = (word.left + word.right) / 2, word.baseline - word.size / 4
        left = _nearest(
            (r.at for r in self.rules if not r.horizontal and _spans(r, y) and r.at <= x), self.box[0]
        )
        right = min(
            (r.at for r in self.rules if not r.horizontal and _spans(r, y) and r.at > x), default=self.box[2]
        )
        top = _nearest((r.at for r in self.rules if r.horizontal and _spans(r, x) and r.at <= y), self.box[1])
        row = max(bisect_right(self.rows, top + _SAME) - 1, 0)
        return row, max(bisect_right(self.columns, left + _SAME) - 1, 0), left, right


@dataclass(frozen=True, slots=True)
class Drawings:
    """Các nét của tờ: ``strokes`` are horizontal lines that belong to no frame or table."""

    strokes: tuple[Rule, ...]
    grids: tuple[Grid, ...]


def drawings_of(page: Any) -> Drawings:
    """Đọc nét kẻ: of one page as pdfplumber gives it; white lines and those as wide as a shade are left out."""
    rules = _joined(_rules([*page.lines, *page.rects, *page.curves]))
    flat = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    grids: list[Grid] = []
    used: set[Rule] = set()
    if flat and upright and len(flat) * len(upright) <= _MOST_PAIRS:
        for group in _groups(flat, upright):
            grid = Grid(tuple(group))
            if len([r for r in group if r.horizontal]) < 2 or len(grid.rows) < 2 or len(grid.columns) < 2:
                continue
            used.update(group)
            left, top, right, bottom = grid.box
            whole = (right - left) > _PAGE_SHARE * page.width and (bottom - top) > _PAGE_SHARE * page.height
            if not (whole and grid.is_frame):
                grids.append(grid)
    return Drawings(tuple(rule for rule in flat if rule not in used), tuple(grids))


def with_underlines(words: Sequence[Word], strokes: Sequence[Rule]) -> tuple[list[Word], tuple[Rule, ...]]:
    """Gạch chân: words over a line that touches them are underlined; that line is no rule of the page any more."""
    found = list(words)
    taken: set[Rule] = set()
    for rule in strokes:
        for place, word in enumerate(found):
            near = -_UNDER <= (rule.at - word.baseline) / word.size <= _UNDER
            shared = min(rule.end, word.right) - max(rule.start, word.left)
            if near and shared > 0.6 * (word.right - word.left):
                found[place] = word.underlined()
                taken.add(rule)
    return found, tuple(rule for rule in strokes if rule not in taken)


def _rules(shapes: Iterable[dict[str, Any]]) -> Iterator[Rule]:
    for shape in shapes:
        left, right, top, bottom = (float(shape[key]) for key in ("x0", "x1", "top", "bottom"))
        stroked = bool(shape.get("stroke"))
        ink = color_of(shape.get("stroking_color" if stroked else "non_stroking_color"))
        if ink == "FFFFFF":
            continue
        if bottom - top <= _THIN and right - left >= _SHORTEST:
            yield Rule(True, (top + bottom) / 2, left, right)
        elif right - left <= _THIN and bottom - top >= _SHORTEST:
            yield Rule(False, (left + right) / 2, top, bottom)
        elif shape["object_type"] == "rect" and stroked:
            for y in (top, bottom):
                yield Rule(True, y, left, right)
            for x in (left, right):
                yield Rule(False, x, top, bottom)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Nối nét: pieces of one line, and lines drawn twice, become one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.horizontal, round(rule.at), rule.start)):
        last = found[-1] if found else None
        if (
            last is not None
            and last.horizontal == rule.horizontal
            and abs(last.at - rule.at) <= _SAME
            and rule.start <= last.end + _TOUCH
        ):
            found[-1] = replace(last, end=max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _groups(flat: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Nhóm nét: lines that meet one another, directly or by way of others."""
    rules = [*flat, *upright]
    parent = list(range(len(rules)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one, level in enumerate(flat):
        for other, post in enumerate(upright, start=len(flat)):
            if _spans(level, post.at) and _spans(post, level.at):
                parent[root(one)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for place, rule in enumerate(rules):
        groups.setdefault(root(place), []).append(rule)
    yield from (group for group in groups.values() if len(group) > 1)


def _spans(rule: Rule, at: float) -> bool:
    return rule.start - _TOUCH <= at <= rule.end + _TOUCH


def _nearest(places: Iterable[float], otherwise: float) -> float:
    return max(places, default=otherwise)


def _distinct(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found
