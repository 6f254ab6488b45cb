"""Quan sát: finds the boxes of a document in its layout by what stands in them and where."""

from collections.abc import Sequence
from dataclasses import replace

from directives.checking.seeing.annexes import find_annexes, is_annex_label
from directives.checking.seeing.body import find_body
from directives.checking.seeing.closing import find_closing
from directives.checking.seeing.contact import find_contact
from directives.checking.seeing.copies import copy_block
from directives.checking.seeing.letterhead import find_head
from directives.checking.seeing.lines import lines_of
from directives.checking.seeing.lists import find_addressees
from directives.checking.seeing.obscured import obscured_boxes
from directives.checking.seeing.page import Boxes, Line, Page
from directives.checking.seeing.strokes import find_strokes
from directives.conversion.layout import Layout
from directives.document.kinds import DocumentType

_HEAD_LINES = 40
_HEAD_BOXES = (
    "state_name", "motto", "parent", "issuer", "number", "place_and_date", "type_name", "subject", "letter_subject",
    "urgency", "circulation", "copy_label",
)  # fmt: skip


def observe(layout: Layout) -> Page:
    """Quan sát: finds the boxes of PL.I-IV in a layout by what stands in them and where."""
    lines = lines_of(layout.paragraphs)
    block = copy_block(lines)
    if block == lines and lines:
        return _page(layout, lines, is_copy=True)
    copy = _page(layout, block, is_copy=True) if block else None
    return replace(_page(layout, lines[: len(lines) - len(block)]), copy=copy)


def _page(layout: Layout, lines: tuple[Line, ...], *, is_copy: bool = False) -> Page:
    contact = find_contact(layout, lines)
    flow = tuple(line for line in lines if line is not contact)
    closing = find_closing(flow)
    above = flow[: closing.begin]
    found = find_head((flow if is_copy else above)[:_HEAD_LINES], layout.kind, is_copy=is_copy)
    addressees, below = find_addressees(above[: 2 * _HEAD_LINES], found.type_word)
    boxes: Boxes = {**found.boxes, **addressees}
    begin = max(below, _head_end(above, found.boxes))
    end = closing.begin
    if not closing.boxes:
        end = next((n for n, line in enumerate(flow) if n > begin and is_annex_label(line)), len(flow))
    boxes.update(find_body(flow, begin, end, found.type_word))
    boxes.update(closing.boxes)
    if contact is not None:
        boxes["contact"] = (contact,)
    looks_like_letter = "letter_subject" in boxes or "addressees_label" in boxes
    kind = found.type_word or (DocumentType.CONG_VAN.name_vi if looks_like_letter else None)
    return Page(
        layout, lines, boxes, kind, found.type_word, is_copy,
        strokes=find_strokes(layout, boxes),
        annexes=tuple(find_annexes(layout, flow[max(end, closing.end if closing.boxes else 0) :])),
        header=found.header,
        obscured=obscured_boxes(layout, boxes),
    )  # fmt: skip


def _head_end(above: Sequence[Line], boxes: Boxes) -> int:
    """Hết phần đầu: the place after the last line of a box of the head."""
    last = {line.index for name in _HEAD_BOXES for line in boxes.get(name, ())}
    return max((n + 1 for n, line in enumerate(above) if line.index in last), default=0)
