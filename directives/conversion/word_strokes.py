"""Kẻ đường trong tệp Word: an empty paragraph with a border as wide as the line is to be; what was drawn before goes.

A border is drawn alike by every program, moves with its paragraph and takes 4 points of height.
"""

import re
from collections.abc import Callable

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.word_letters import NotMade
from directives.conversion.word_properties import drop_attributes, properties, put
from directives.conversion.word_text import letters, own_runs

_TWIPS_PER_MM = 1440 / 25.4
_HEIGHT, _BELOW = "80", "120"  # twips
_LINE = {"val": "single", "sz": "6", "space": "0", "color": "auto"}
_DRAWN = re.compile(r"^[\s_\-–—.*=]+$")
_DRAWINGS = (
    f"{W}drawing",
    f"{W}pict",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
)
_STRAIGHT = (
    ".//*[local-name()='prstGeom'][@prst='line' or @prst='straightConnector1']"
    " | .//*[local-name()='line' and namespace-uri()='urn:schemas-microsoft-com:vml']"
    " | .//*[local-name()='shape' and namespace-uri()='urn:schemas-microsoft-com:vml']"
    "[@*[local-name()='connectortype']]"
)
#: Whether a paragraph has a border on a side ("top", "bottom"), said by itself or by its style.
Ruled = Callable[[etree._Element, str], bool]
_FAR = 2  # paragraphs between the words and the line drawn for them


def draw_stroke(
    paragraph: etree._Element, width: float, room: float, ruled: Ruled, *, above: bool = False
) -> None:
    """Kẻ đường: see ``DrawStroke``; ``ruled`` tells whether a paragraph has a border on a side.

    Raises NotMade when the line would be wider than its room.
    """
    if width > room + 0.5:
        raise NotMade(f"a line of {width:.1f} mm does not fit into {room:.1f} mm")
    _rub_out(paragraph, ruled, above=above)
    line = etree.Element(f"{W}p")
    group = etree.SubElement(line, f"{W}pPr")
    if above:
        put(group, "keepNext")
    etree.SubElement(put(group, "pBdr"), f"{W}bottom", {f"{W}{key}": value for key, value in _LINE.items()})
    put(
        group,
        "spacing",
        {"before": "0", "after": "0" if above else _BELOW, "line": _HEIGHT, "lineRule": "exact"},
    )
    side = max(round((room - width) / 2 * _TWIPS_PER_MM), 0)
    put(group, "ind", {"left": side, "right": side, "firstLine": "0"})
    put(group, "jc", {"val": "left"})
    mark = put(group, "rPr")
    for name in ("sz", "szCs"):
        put(mark, name, {"val": "2"})
    if above:
        paragraph.addprevious(line)
    else:
        close = put(properties(paragraph, "pPr"), "spacing", {"after": "0", "afterAutospacing": "0"})
        drop_attributes(close, "afterLines")
        paragraph.addnext(line)


def _rub_out(paragraph: etree._Element, ruled: Ruled, *, above: bool) -> None:
    """Xóa nét cũ: a border, a drawn line, underscores, at the paragraph or next to it."""
    _take_border(paragraph, "top" if above else "bottom", ruled)
    if not above:
        _take_lines(paragraph)
    for _ in range(_FAR):
        beside = paragraph.getprevious() if above else paragraph.getnext()
        if beside is None or beside.tag != f"{W}p" or beside.find(f"{W}pPr/{W}sectPr") is not None:
            return
        text = "".join(letters(run) for run in own_runs(beside))
        if text.strip() and not _DRAWN.match(text):
            return
        drawn = (
            bool(text.strip())
            or ruled(beside, "bottom")
            or ruled(beside, "top")
            or bool(_straight_lines(beside))
        )
        if drawn and not _holds_more(beside):
            parent = beside.getparent()
            assert parent is not None  # it is a sibling
            parent.remove(beside)
        elif drawn:
            _take_border(beside, "bottom", ruled)
            _take_lines(beside)
            return
        else:
            return


def _take_border(paragraph: etree._Element, side: str, ruled: Ruled) -> None:
    if ruled(paragraph, side):
        put(put(properties(paragraph, "pPr"), "pBdr"), side, {"val": "nil"})


def _straight_lines(paragraph: etree._Element) -> list[etree._Element]:
    """Nét vẽ: the drawings of a paragraph that are one straight line and nothing else."""
    return [
        child
        for run in own_runs(paragraph)
        for child in run
        if child.tag in _DRAWINGS
        and child.xpath(_STRAIGHT)
        and not child.xpath(".//*[local-name()='txbxContent' or local-name()='pic']")
    ]


def _take_lines(paragraph: etree._Element) -> None:
    for drawing in _straight_lines(paragraph):
        run = drawing.getparent()
        assert run is not None  # drawings stand in runs
        run.remove(drawing)


def _holds_more(paragraph: etree._Element) -> bool:
    """Còn thứ khác: whether a paragraph holds a picture, a field or a bookmark beside its line."""
    lines = _straight_lines(paragraph)
    return any(
        child.tag not in (f"{W}rPr", f"{W}t", f"{W}tab", f"{W}lastRenderedPageBreak") and child not in lines
        for run in own_runs(paragraph)
        for child in run
    ) or any(paragraph.iter(f"{W}bookmarkStart", f"{W}commentRangeStart", f"{W}commentRangeEnd"))
