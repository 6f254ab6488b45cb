"""Sửa đường kẻ: lines below motto, issuer and subject, drawn as long as the law wants them (PL.I-II.1b, 2b, 5b)."""

from collections.abc import Iterator

from directives.checking.judging.geometry import width_mm
from directives.checking.mending.mends import Fault, mends
from directives.checking.seeing.page import TABS
from directives.conversion.word_edits import DrawStroke, Edit

_POINTS_PER_MM = 72 / 25.4


@mends("F-25", "F-31", "F-54")
def stroke_is_drawn(fault: Fault) -> Iterator[Edit]:
    """Đường kẻ: below the last line of its box, in the middle; nothing where the width of the words is not known."""
    lines = fault.page.boxes.get(fault.rule.expects["under"], ()) or fault.page.boxes.get("type_name", ())
    measure = fault.rule.measure
    if not lines or measure is None or measure.used is None:
        return
    last = lines[-1]
    paragraph = fault.page.paragraph(last)
    if last.alignment == TABS or paragraph.room is None or "\n" in paragraph.text:
        return
    width = width_mm(last, paragraph.room)
    if width is not None:
        yield DrawStroke(last.index, round(width * measure.used, 1), paragraph.room)
