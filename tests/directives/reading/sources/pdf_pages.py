"""Trang vẽ bằng tay: pages of placed words, as a PDF or recognition gives them, without any file."""

from collections.abc import Sequence

from directives.conversion.page_words import Page, PageWord
from directives.conversion.pdf_drawings import Grid, Rule
from directives.reading.sources.pdf_source import PagedText, text_of_pages

#: x, baseline, words; and where they are not of the usual size, the size in points.
Placed = tuple[float, float, str] | tuple[float, float, str, float]
LEFT, RIGHT = 85.0, 545.0
_SIZE = 14.0
_LETTER, _BLANK = 0.42, 0.28  # of the size


def words(*lines: Placed) -> list[PageWord]:
    """Every letter is equally wide."""
    found = []
    for x, baseline, text, *sizes in lines:
        size = sizes[0] if sizes else _SIZE
        for word in text.split(" "):
            width = len(word) * _LETTER * size
            found.append(PageWord(word, x, x + width, baseline, size))
            x += width + _BLANK * size
    return found


def width(text: str, size: float = _SIZE) -> float:
    placed = words((0, 0, text, size))
    return placed[-1].right


def page(
    number: int, drawn: Sequence[PageWord], strokes: Sequence[Rule] = (), grids: Sequence[Grid] = ()
) -> Page:
    return Page(number, 595, 842, tuple(drawn), tuple(strokes), tuple(grids))


def full(baseline: float, text: str, x: float = LEFT) -> Placed:
    """A line that reaches the right edge: its size is chosen so."""
    return (x, baseline, text, _SIZE * (RIGHT - x) / width(text))


def said(*pages: Page) -> list[str]:
    return [line.text for line in text_of_pages(pages).lines]


def read(*pages: Page) -> PagedText:
    return text_of_pages(pages)


def table(xs: Sequence[float], ys: Sequence[float]) -> Grid:
    level = [Rule(True, y, xs[0], xs[-1]) for y in ys]
    upright = [Rule(False, x, ys[0], ys[-1]) for x in xs]
    return Grid((*level, *upright))
