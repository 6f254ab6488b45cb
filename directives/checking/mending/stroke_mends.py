"""Sửa đường kẻ, cột: lines below motto, issuer and subject, room for the state name (PL.I-II.1b, 2b, 5b)."""

from collections.abc import Iterator

from directives.checking.judging.geometry import width_mm
from directives.checking.mending.mends import Fault, mends
from directives.checking.seeing.page import TABS
from directives.conversion.word_edits import DrawStroke, Edit, SetColumns, SetParagraph


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


@mends("F-22")
def state_name_gets_its_room(fault: Fault) -> Iterator[Edit]:
    """Quốc hiệu một dòng: no indents, and the two columns of the head as the official templates have them."""
    line, shares = fault.line, fault.rule.measures.get("left_column")
    if line is None:
        return
    paragraph = fault.page.paragraph(line)
    if paragraph.left_indent or paragraph.right_indent or paragraph.first_line:
        yield SetParagraph(line.index, left_indent=0, right_indent=0, first_line=0)
    width = width_mm(line)
    enough = width is not None and paragraph.room is not None and width <= paragraph.room
    if enough or shares is None or shares.used is None or line.place != "cell" or line.cell[2] != 1:
        return
    section = fault.page.layout.sections[paragraph.section]
    if section.width is None or section.left is None or section.right is None:
        return
    text = section.width - section.left - section.right
    yield SetColumns(line.index, (round(text * shares.used, 1), round(text * (1 - shares.used), 1)))
