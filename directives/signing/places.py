"""Chỗ ký: where on which page a signature stands, found in the text of the PDF. Lengths in points from bottom left."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

from directives.signing.marks import POINTS_PER_MM, TextRule, rows

#: A name: two to six words, each with a capital.
_NAME = re.compile(r"[^\W\d_a-z]\w*(?: [^\W\d_a-z]\w*){1,5}")
_RECIPIENTS = re.compile(r"Nơi nhận\s*:?")
_LEAST_GAP, _MOST_GAP = 24, 170
_SAME_COLUMN = 40


@dataclass(frozen=True, slots=True)
class Box:
    """Khung: a rectangle of a page, ``page`` counted from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Chiều rộng: in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Chiều cao: in points."""
        return self.top - self.bottom

    def corners(self) -> tuple[int, int, int, int]:
        """Bốn góc: left, bottom, right, top in whole points, as a form field wants them."""
        return round(self.left), round(self.bottom), round(self.right), round(self.top)


def person_box(gap: Box, picture: tuple[int, int]) -> Box:
    """Khung chữ ký của người ký: the picture's shape, in the middle of the gap between title and name."""
    rule, (dots_wide, dots_high) = rows()["person"], picture
    width = min(rule["width_at_most"] * POINTS_PER_MM, gap.height * rule["fill"] * dots_wide / dots_high)
    height = width * dots_high / dots_wide
    middle, level = (gap.left + gap.right) / 2, (gap.bottom + gap.top) / 2
    return Box(gap.page, middle - width / 2, level - height / 2, middle + width / 2, level + height / 2)


def agency_box(signature: Box, picture: tuple[int, int], width_in_mm: float | None) -> Box:
    """Khung dấu: of the seal's real size, over a third of the signature's picture on its left (PL.I-II.8a)."""
    rule = rows()["agency"]
    width = (width_in_mm or rule["width"]) * POINTS_PER_MM
    height = width * picture[1] / picture[0]
    right = signature.left + signature.width * rule["overlap_used"]
    level = (signature.bottom + signature.top) / 2
    return Box(signature.page, right - width, level - height / 2, right, level + height / 2)


def corner_box(page: tuple[float, float], size: tuple[float, float], rule: TextRule) -> Box:
    """Khung chữ ở góc: the top right of the first page; both sizes are width and height in points."""
    right = page[0] - rule.from_right * POINTS_PER_MM
    top = page[1] - rule.from_top * POINTS_PER_MM
    return Box(0, right - size[0], top - size[1], right, top)


def overlap_of(seal: Box, signature: Box) -> float:
    """Phần chồng: how much of the signature's width the seal covers from the left; 0 when they do not meet."""
    if seal.page != signature.page or seal.left > signature.left:
        return 0.0
    return max(0.0, min(seal.right, signature.right) - signature.left) / signature.width


def layout_of(content: bytes, name: str) -> dict[str, Any]:
    """Bố cục PDF: size of the first page and the gap to sign in. Runs inside the child process only.

    The gap is null where no title in capitals has a name (``name``, where one is said) some lines below it.
    """
    with pdfplumber.open(io.BytesIO(content)) as document:
        first = document.pages[0]
        pages = [(page.page_number - 1, page.height, _phrases(page)) for page in document.pages]
        found = [
            (any(_RECIPIENTS.match(one["text"]) for one in phrases), gap)
            for number, height, phrases in pages
            if (gap := _gap(number, height, phrases, name, first.width / 2)) is not None
        ]
        # the signature stands beside the recipients; a page without them is taken only where no other is
        gaps = [gap for beside, gap in found if beside] or [gap for _, gap in found]
        return {"page": [float(first.width), float(first.height)], "gap": gaps[0] if gaps else None}


def _phrases(page: Any) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = page.extract_words(keep_blank_chars=True, x_tolerance=6, y_tolerance=3)
    return [{**word, "text": " ".join(word["text"].split())} for word in words]


def _gap(
    page: int, height: float, phrases: Sequence[dict[str, Any]], name: str, middle: float
) -> list[float] | None:
    """Khoảng trống để ký: between a title and the name below it; on the right half unless the name is said."""
    gaps = []
    for below in phrases:
        if below["text"] != name if name else not _looks_like_a_name(below) or _centre(below) <= middle:
            continue
        above = max(
            (
                one
                for one in phrases
                if one["bottom"] <= below["top"] and abs(_centre(one) - _centre(below)) <= _SAME_COLUMN
            ),
            key=lambda one: one["bottom"],
            default=None,
        )
        if above and above["text"].isupper() and _LEAST_GAP <= below["top"] - above["bottom"] <= _MOST_GAP:
            left, right = min(above["x0"], below["x0"]), max(above["x1"], below["x1"])
            gaps.append([page, left, height - below["top"], right, height - above["bottom"]])
    return max(gaps, key=lambda gap: -gap[2], default=None)  # the lowest: what is signed closes the text


def _looks_like_a_name(phrase: dict[str, Any]) -> bool:
    return _NAME.fullmatch(phrase["text"]) is not None and not phrase["text"].isupper()


def _centre(phrase: dict[str, Any]) -> float:
    return float(phrase["x0"] + phrase["x1"]) / 2
