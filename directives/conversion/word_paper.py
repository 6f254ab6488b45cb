"""Giấy và lề trong tệp Word: paper, margins and page numbering of a section."""

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.word_edits import SetSection
from directives.conversion.word_properties import put, put_switch

_TWIPS_PER_MM = 1440 / 25.4
#: What Word takes where a section says nothing, in twips; the schema wants all of them once one is said.
_MARGINS = {
    "top": 1440,
    "right": 1440,
    "bottom": 1440,
    "left": 1440,
    "header": 720,
    "footer": 720,
    "gutter": 0,
}


def set_section(section: etree._Element, edit: SetSection) -> None:
    """Đặt phần trang: see ``SetSection``; what it does not name stays."""
    paper = {"w": edit.width, "h": edit.height}
    if any(value is not None for value in paper.values()):
        size = put(section, "pgSz", {k: _twips(value) for k, value in paper.items() if value is not None})
        size.attrib.pop(f"{W}code", None)  # the printer's number of the paper that was
    sides = {"top": edit.top, "right": edit.right, "bottom": edit.bottom, "left": edit.left}
    named = {side: _twips(value) for side, value in sides.items() if value is not None}
    if named:
        margins = put(section, "pgMar", named)
        for name, usual in _MARGINS.items():
            if margins.get(f"{W}{name}") is None:
                margins.set(f"{W}{name}", str(usual))
    if edit.first_page_differs is not None:
        put_switch(section, "titlePg", edit.first_page_differs)
    if edit.number_format is not None:
        put(section, "pgNumType", {"fmt": edit.number_format})
    if edit.number_start is not None:
        put(section, "pgNumType", {"start": edit.number_start})


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
