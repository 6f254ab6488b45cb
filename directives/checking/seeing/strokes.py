"""Đường kẻ: which drawn line belongs below (or above) which box, however it was drawn."""

import re
from collections.abc import Sequence

from directives.checking.seeing.page import TABS, Boxes, Line
from directives.conversion.layout import Layout, Paragraph, Stroke

#: A rule typed as words: at least three signs in a row, and nothing else.
_TYPED = re.compile(r"^[\s_\-–—=*.]*[_\-–—=*]{3,}[\s_\-–—=*.]*$")
_BELOW, _ABOVE = 3, 3  # paragraphs looked at: an empty one or two may stand between


def find_strokes(layout: Layout, boxes: Boxes) -> dict[str, Stroke]:
    """Tìm đường kẻ: by the box; underlined words are no stroke."""
    found: dict[str, Stroke] = {}
    under = "subject" if "subject" in boxes else "type_name"
    for box in ("state_name", "motto", "issuer", under):
        if box in boxes:
            _keep(found, box, _below(layout, boxes[box][-1], boxes))
    _drawings_elsewhere(layout, boxes, found)
    if "contact" in boxes:
        _keep(found, "contact", _above(layout, boxes["contact"][0]))
    if "copy_label" in boxes:
        block = [line for box in ("parent", "issuer", "copy_label") for line in boxes.get(box, ())]
        _keep(found, "copy_label", _above(layout, min(block, key=lambda line: line.index)))
    return found


def strokes_of(paragraph: Paragraph) -> tuple[Stroke, ...]:
    """Đường kẻ của đoạn: those drawn at it, its bottom border, and underscores typed in it."""
    if paragraph.strokes:
        return paragraph.strokes
    if paragraph.ruled:
        return (Stroke("border", False, None),)
    return (Stroke("underscores", False, None),) if _TYPED.match(paragraph.text) else ()


def _below(layout: Layout, line: Line, boxes: Boxes) -> Stroke | None:
    """Dưới dòng: at its paragraph, typed after a line break in it, or at the empty paragraphs below."""
    paragraph = layout.paragraphs[line.index - 1]
    rest = paragraph.text[line.start + len(line.text) :]
    next_words = next((part for part in rest.split("\n")[1:] if part.strip()), "")
    if _TYPED.match(next_words):
        return Stroke("underscores", False, None)
    shared = _lines_in(boxes, line.index)
    if rest.strip() == "" or line.alignment == TABS:
        own = [stroke for stroke in paragraph.strokes if not stroke.above]
        if own or (paragraph.ruled and not paragraph.strokes):
            return _half(own or list(strokes_of(paragraph)), line, shared)
    for below in layout.paragraphs[line.index : line.index + _BELOW]:
        if _cell(below) != _cell(paragraph) or below.place != paragraph.place:
            return None
        empty = not below.text.strip() or _TYPED.match(below.text)
        strokes = [stroke for stroke in strokes_of(below) if empty or stroke.above]
        if strokes:
            return _half(strokes, line, shared)
        if not empty:
            return None
    return None


def _half(strokes: Sequence[Stroke], line: Line, shared: Sequence[Line]) -> Stroke | None:
    """Nửa của mình: of two strokes below two halves of one paragraph, the left or the right one."""
    if len(shared) < 2 or len(strokes) < 2:
        return strokes[0]
    ordered = sorted(strokes, key=lambda stroke: stroke.offset or 0.0)
    return ordered[-1] if line is shared[-1] else ordered[0]


def _drawings_elsewhere(layout: Layout, boxes: Boxes, found: dict[str, Stroke]) -> None:
    """Hình vẽ neo ở dòng khác: a line's drawing may be anchored to another paragraph of the same cell."""
    under_state = found.get("state_name")
    if "motto" in boxes and "motto" not in found and under_state and under_state.kind == "drawing":
        found["motto"] = found.pop("state_name")
    for box in ("motto", "issuer"):
        if box in boxes and box not in found and boxes[box][-1].place == "cell":
            home = _cell(layout.paragraphs[boxes[box][-1].index - 1])
            used = list(found.values())
            for paragraph in layout.paragraphs:
                if paragraph.place == "cell" and _cell(paragraph) == home:
                    free = [one for one in paragraph.strokes if one.kind == "drawing" and one not in used]
                    if free:
                        found[box] = free[0]
                        break


def _above(layout: Layout, line: Line) -> Stroke | None:
    """Trên dòng: at its paragraph, or at the paragraphs above its table or above itself, the empty ones passed over."""
    paragraph = layout.paragraphs[line.index - 1]
    own = next((stroke for stroke in paragraph.strokes if stroke.above), None)
    if own is not None:
        return own
    first = line.index - 1
    if paragraph.place == "cell":
        first = next(n for n, one in enumerate(layout.paragraphs) if one.table == paragraph.table)
    for above in reversed(layout.paragraphs[max(0, first - _ABOVE) : first]):
        strokes = strokes_of(above)
        if strokes:
            return strokes[0]
        if above.text.strip():
            return None
    return None


def _keep(found: dict[str, Stroke], box: str, stroke: Stroke | None) -> None:
    if stroke is not None:
        found[box] = stroke


def _lines_in(boxes: Boxes, index: int) -> list[Line]:
    return sorted(
        {line.start: line for lines in boxes.values() for line in lines if line.index == index}.values(),
        key=lambda line: line.start,
    )


def _cell(paragraph: Paragraph) -> tuple[int, int, int]:
    return paragraph.table, paragraph.row, paragraph.column
