"""Địa chỉ liên hệ: finds box 13, the line at the bottom of page 1 with address, telephone and web page."""

import re
from collections.abc import Sequence

from directives.checking.seeing.page import Line
from directives.conversion.layout import Layout

_PARTS = re.compile(
    r"(?P<address>địa chỉ|trụ sở)|(?P<phone>điện thoại|số máy|\bĐT\b|\btel\b)|(?P<fax>\bfax\b)"
    r"|(?P<mail>e-?mail|thư điện tử)|(?P<web>website|trang thông tin|www\.)",
    re.IGNORECASE,
)
_PARTS_NEEDED = 2
_RULED = 3  # paragraphs above it among which its rule is looked for
_SMALL = 12.25  # points: the law gives this line 11 to 12, the body 13 to 14
_LETTERS = 400


def find_contact(layout: Layout, lines: Sequence[Line]) -> Line | None:
    """Tìm địa chỉ liên hệ: two ways to reach the office below a rule; or centred, and small or naming three ways."""
    for line in lines:
        text = line.text
        if (
            (":" not in text and "@" not in text)
            or text[0] in "-+"
            or line.place == "cell"
            or len(text) > _LETTERS
        ):
            continue
        named = len({found.lastgroup for found in _PARTS.finditer(text)})
        if named < _PARTS_NEEDED:
            continue
        small = bool(line.sizes) and line.sizes[-1] <= _SMALL
        if _is_ruled(layout, line) or (line.alignment == "center" and (small or named > _PARTS_NEEDED)):
            return line
    return None


def _is_ruled(layout: Layout, line: Line) -> bool:
    own = layout.paragraphs[line.index - 1]
    if any(stroke.above for stroke in own.strokes):
        return True
    for above in reversed(layout.paragraphs[max(0, line.index - 1 - _RULED) : line.index - 1]):
        if above.text.strip(" _-–—"):
            return False
        if above.strokes or above.ruled or above.text.strip():
            return True
    return False
