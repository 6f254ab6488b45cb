"""Hình học của dòng: how wide its words are printed, and whether they stand in the middle of their room."""

from directives.checking.seeing.page import TABS, Line, Page
from directives.conversion.layout import Run
from directives.document.text_width import longest_line

MM_PER_POINT = 25.4 / 72
_TWIPS_PER_MM = 1440 / 25.4
_KNOWN_FONT = "Times New Roman"  # the one whose letters are measured
_BROADEST = 10_000.0  # millimetres: no line of a document is as long
_OUT_OF_MIDDLE = 10.0  # millimetres by which the free room left and right of a centred line may differ


def width_mm(line: Line, room: float = _BROADEST) -> float | None:
    """Bề rộng chữ: of a line's words in millimetres; of their longest printed line in a ``room`` of so many.

    None where a size is not said or another font than Times New Roman stands there.
    """
    sizes = line.sizes
    if not sizes or any(set(run.fonts) != {_KNOWN_FONT} for run in line.runs if run.text.strip()):
        return None
    text = line.text.upper() if line.is_(_in_capitals) else line.text
    limit = round(room * _TWIPS_PER_MM)
    return longest_line(text, sizes[-1], bold=line.is_(_is_bold), room=limit) / _TWIPS_PER_MM


def is_centred(page: Page, line: Line) -> bool | None:
    """Canh giữa: by the paragraph's alignment, or moved there by indents or blanks; None where it cannot be told."""
    if line.alignment == "center":
        return True
    paragraph = page.paragraph(line)
    width = width_mm(line)
    if line.alignment == TABS or paragraph.room is None or width is None:
        return None
    if "\t" in paragraph.text:
        return None
    left = (paragraph.left_indent + paragraph.first_line) * MM_PER_POINT
    right = paragraph.room - paragraph.right_indent * MM_PER_POINT - left - width
    if right <= 0:
        return None  # it fills its room: nobody sees how it is aligned
    if paragraph.text[:1].isspace() or line.start:
        return None  # typed blanks may have moved it
    if line.alignment == "right":
        left, right = left + right, 0.0
    return abs(left - right) <= _OUT_OF_MIDDLE


def _in_capitals(run: Run) -> bool:
    return run.caps


def _is_bold(run: Run) -> bool:
    return run.bold
