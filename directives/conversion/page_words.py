"""Trang chữ: what stands on one page: words with their places, ruled lines; read from a PDF or recognised in a picture.

Lengths are in points, y runs downwards from the top of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directives.conversion.pdf_drawings import Grid, Rule

#: Why a page has to be read by character recognition.
PICTURE, UNREADABLE = "picture", "unreadable"


@dataclass(frozen=True, slots=True)
class PageWord:
    """Từ trên trang: letters that touch, where they stand; ``note`` = the raised mark of a footnote.

    ``sure``: from 0 to 100, how sure character recognition is; 100 for what was printed as text.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    sure: int = 100
    note: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Trang: its words in the order in which the file draws them; ``number`` counts from 1.

    ``strokes`` are level lines outside of tables, ``grids`` the ruled tables. ``wants`` says that its text is not to be
    had without recognition, and why; ``recognised`` that it came by it; ``stamps`` is what is stamped in red then.
    ``unknown`` counts letters without a meaning.
    """

    number: int
    width: float
    height: float
    words: tuple[PageWord, ...] = ()
    strokes: tuple[Rule, ...] = ()
    grids: tuple[Grid, ...] = ()
    wants: str = ""
    recognised: bool = False
    unknown: int = 0
    stamps: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: words and lines as plain lists, since a page has many."""
        return {
            "number": self.number,
            "size": [self.width, self.height],
            "words": [[w.text, w.left, w.right, w.baseline, w.size, w.sure, w.note] for w in self.words],
            "strokes": [_listed(rule) for rule in self.strokes],
            "grids": [[_listed(rule) for rule in grid.rules] for grid in self.grids],
            "wants": self.wants,
            "recognised": self.recognised,
            "unknown": self.unknown,
            "stamps": list(self.stamps),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Page":
        """Từ JSON: the page that ``to_json`` wrote."""
        return cls(
            data["number"],
            data["size"][0],
            data["size"][1],
            tuple(PageWord(*row) for row in data["words"]),
            tuple(Rule(*row) for row in data["strokes"]),
            tuple(Grid(tuple(Rule(*row) for row in rows)) for rows in data["grids"]),
            data["wants"],
            data["recognised"],
            data["unknown"],
            tuple(data["stamps"]),
        )


def _listed(rule: Rule) -> Sequence[bool | float]:
    return [rule.horizontal, rule.at, rule.start, rule.end]
