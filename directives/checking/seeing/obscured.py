"""Phần bị che: which boxes may stand in what cannot be read, so that nobody calls them missing."""

from directives.checking.seeing.page import Boxes
from directives.checking.seeing.wording import (
    is_motto,
    is_number,
    is_place_and_date,
    is_recipients_label,
    is_state_name,
)
from directives.conversion.layout import Layout

_HEAD = ("state_name", "motto", "issuer", "number", "place_and_date", "type_name", "letter_subject")
_CLOSING = ("authority", "signer")
_LABELS = {"addressees": "addressees_label", "recipients": "recipients_label"}
_FIRST_PARAGRAPHS = 12  # without a single box of the head, what lies so far up may hold all of them


_IN_MARGINS = {
    "state_name": is_state_name,
    "motto": is_motto,
    "number": is_number,
    "place_and_date": is_place_and_date,
    "recipients": is_recipients_label,
}


def obscured_boxes(layout: Layout, boxes: Boxes) -> frozenset[str]:
    """Các ô có thể bị che: not found, and a picture or an object lies where they would stand.

    Also those whose words stand in the page's header or footer: nothing is known there of their look.
    """
    if not layout.concealed and not layout.margins_text:
        return frozenset()
    missing = {box for box in (*_HEAD, *_CLOSING) if box not in boxes}
    missing |= {box for box, label in _LABELS.items() if label not in boxes}
    head_end = max((line.index for box in _HEAD for line in boxes.get(box, ())), default=0)
    head_end = max(head_end, 0 if "state_name" in boxes else _FIRST_PARAGRAPHS)
    body_end = max((line.index for line in boxes.get("body_end", ())), default=head_end)
    in_head = any(one.paragraph <= head_end for one in layout.concealed)
    in_closing = any(one.paragraph >= body_end for one in layout.concealed)
    hidden = {box for box in missing if (in_closing if box in (*_CLOSING, "recipients") else in_head)}
    in_margins = {
        box
        for box, told in _IN_MARGINS.items()
        if box in missing and any(told(text) for text in layout.margins_text)
    }
    return frozenset(hidden | in_margins)
