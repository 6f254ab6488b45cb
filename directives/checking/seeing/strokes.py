"""Đường kẻ: which drawn line belongs below (or above) which box, however it was drawn."""

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.checking.seeing.page import TABS, Boxes, Line
from directives.conversion.layout import Layout, Paragraph, Stroke

#: A rule typed as words: at least three signs in a row, and nothing else.
_TYPED = re.compile(r"^[\s_\-–—=*.]*[_\-–—=*]{3,}[\s_\-–—=*.]*$")
_BELOW, _ABOVE = 3, 3  # paragraphs looked at: an empty one or two may stand between
_RULED_OFF = (
    "motto",
    "issuer",
    "number",
    "place_and_date",
    "letter_subject",
    "type_name",
    "subject",
)
_NEXT = 3  # paragraphs below the head to which its lines may be anchored
_LEFT_PART = 0.45  # of the width of the text: the left column of a letterhead


def find_strokes(layout: Layout, boxes: Boxes) -> dict[str, Stroke]:
    """Tìm đường kẻ: by the box; underlined words are no stroke."""
    found: dict[str, Stroke] = {}
    under = "subject" if "subject" in boxes else "type_name"
    for box in ("state_name", "motto", "issuer", under):
        if box in boxes:
            _keep(found, box, _below(layout, boxes[box][-1], boxes))
    _drawings_elsewhere(layout, boxes, found, under)
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
            return _half(own or strokes_of(paragraph), line, shared, paragraph)
    for below in layout.paragraphs[line.index : line.index + _BELOW]:
        if _cell(below) != _cell(paragraph) or below.place != paragraph.place:
            return None
        empty = not below.text.strip() or _TYPED.match(below.text)
        strokes = [stroke for stroke in strokes_of(below) if empty or stroke.above]
        if strokes:
            return _half(strokes, line, shared, below)
        if not empty:
            return None
    return None


def _half(
    strokes: Sequence[Stroke], line: Line, shared: Sequence[Line], paragraph: Paragraph
) -> Stroke | None:
    """Nửa của mình: of the strokes below two halves of one paragraph the left or the right one; else the middlemost.

    Of one drawing below two halves, nobody knows whose it is where its place is not said: it is there, of no width.
    """
    if len(shared) < 2:
        middle = (paragraph.room or 0.0) / 2
        return min(strokes, key=lambda stroke: abs(_centre(stroke, middle) - middle))
    rightmost = line is shared[-1]
    if len(strokes) > 1:
        ordered = sorted(strokes, key=lambda stroke: stroke.offset or 0.0)
        return ordered[-1] if rightmost else ordered[0]
    only = strokes[0]
    if only.kind != "drawing":
        return only
    if only.offset is None or paragraph.room is None:
        return replace(only, width=None, offset=None)
    return only if rightmost == (_centre(only, 0.0) > paragraph.room / 2) else None


def _drawings_elsewhere(layout: Layout, boxes: Boxes, found: dict[str, Stroke], under: str) -> None:
    """Hình vẽ neo ở dòng khác: Word anchors a line to the paragraph that was at hand, not to the one it stands below.

    ``offset`` counts from the room of the anchor: of a line that is taken for another room's it is not kept.
    """
    under_state = found.get("state_name")
    if "motto" in boxes and "motto" not in found and under_state and under_state.kind == "drawing":
        found["motto"] = found.pop("state_name")
    wanted = [box for box in (under, "motto", "issuer") if box in boxes and box not in found]
    if not wanted:
        return
    end = max(line.index for box in _RULED_OFF for line in boxes.get(box, ())) + _NEXT
    used = {id(stroke) for stroke in found.values()}
    free = [
        (paragraph, stroke)
        for paragraph in layout.paragraphs[:end]
        for stroke in paragraph.strokes
        if stroke.kind == "drawing" and id(stroke) not in used
    ]
    for box in wanted:
        home = layout.paragraphs[boxes[box][-1].index - 1]
        if box == under:
            first = boxes["type_name"][0].index - 1
            titles = {id(one) for one in layout.paragraphs[first:end]}
            near = [one for one in free if id(one[0]) in titles and (one[1].drop or 0.0) >= 0]
        else:
            at_home = [one for one in free if _same_room(one[0], home)]
            near = at_home or [one for one in free if _points_to(box, *one)]
        if near:
            paragraph, stroke = near[0]
            free.remove(near[0])
            kept = box == under or _same_room(paragraph, home)
            found[box] = stroke if kept else replace(stroke, offset=None)


def _same_room(paragraph: Paragraph, other: Paragraph) -> bool:
    return paragraph.place == other.place == "cell" and _cell(paragraph) == _cell(other)


def _points_to(box: str, anchor: Paragraph, stroke: Stroke) -> bool:
    """Thuộc về ô: whether a line anchored outside the box's cell lies on its side of the page."""
    if stroke.offset is None or anchor.room is None:
        return anchor.place != "cell"
    centre = _centre(stroke, 0.0)
    if anchor.place == "cell":
        return centre > anchor.room if box == "motto" else centre < 0
    return (centre > anchor.room * _LEFT_PART) == (box == "motto")


def _centre(stroke: Stroke, unknown: float) -> float:
    return unknown if stroke.offset is None else stroke.offset + (stroke.width or 0.0) / 2


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
        strokes = strokes_of(above) if above.box is None else ()  # the frame of a stamp is no rule below it
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
