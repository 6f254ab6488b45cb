"""In dấu “Đến” và phiếu giải quyết văn bản đến: Word files, the same input giving the same bytes."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document as WordFile
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from directives.register.arrival_papers import ArrivalStamp, HandlingSlip, SlipPart
from directives.rendering.package import read_parts, write_parts
from directives.rendering.template_language import printed

_FONT = "Times New Roman"
#: The stamp of the decree: 35 mm high, 50 mm wide (PL.IV).
_STAMP_WIDTH, _STAMP_HEIGHT = Mm(50), Mm(35)
#: Lines left for a hand where nobody has said anything yet.
_ROOM = 4
_TEXT_WIDTH = Mm(210 - 30 - 15)


def stamp_as_docx(stamps: Sequence[ArrivalStamp]) -> bytes:
    """Dấu “Đến” in sẵn: one frame of 35 × 50 mm for each document, to be printed and glued or cut out.

    Raises UnprintableCharacter.
    """
    made = _blank(margins=(15, 15, 15, 15))
    for stamp in stamps:
        table = made.add_table(1, 1, style="Table Grid")
        table.autofit = False
        row, cell = table.rows[0], table.cell(0, 0)
        row.height, row.height_rule = _STAMP_HEIGHT, WD_ROW_HEIGHT_RULE.EXACTLY
        table.columns[0].width = cell.width = _STAMP_WIDTH
        _say(cell, stamp.agency.upper(), 8, bold=True, first=True)
        _say(cell, "ĐẾN", 14, bold=True)
        for label, text in stamp.lines():
            _say(cell, f"{label}: {text}", 8, side=WD_ALIGN_PARAGRAPH.LEFT)
        made.add_paragraph()
    return _saved(made)


def slip_as_docx(slip: HandlingSlip) -> bytes:
    """Phiếu giải quyết văn bản đến: the form of PL.IV, filled in as far as things are known.

    Raises UnprintableCharacter.
    """
    made = _blank(margins=(20, 20, 30, 15))
    head = made.add_table(1, 2)
    head.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = head.rows[0].cells
    lines = [*((line, False) for line in slip.parent_lines), *((line, True) for line in slip.agency_lines)]
    for place, (line, bold) in enumerate(lines):
        _say(left, line.upper(), 12, bold=bold, first=place == 0)
    _say(right, slip.place_and_date, 13, italic=True, first=True)
    _line(made, "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", 14, bold=True, before=18, after=6, centred=True)
    for label, text in slip.facts:
        _line(made, f"{label}: {text}", 13, before=2)
    for number, part in enumerate(slip.parts, start=1):
        _part(made, number, part)
    return _saved(made)


def _part(made: WordFile, number: int, part: SlipPart) -> None:
    _line(made, f"{number}. {part.heading}:", 13, bold=True, before=10)
    for entry in part.entries:
        for place, text in enumerate(entry):
            _line(made, text, 13, before=4 if place == 0 else 0, italic=place == len(entry) - 1)
    if not part.entries:
        for _ in range(_ROOM):
            _dots(made)


def _dots(made: WordFile) -> None:
    """Dòng chấm: a line to write on, as wide as the text whatever the font."""
    paragraph = made.add_paragraph("\t")
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.space_before = Pt(4)


def _blank(*, margins: tuple[int, int, int, int]) -> WordFile:
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = map(Mm, margins)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    made.core_properties.author, made.core_properties.title = "", "Văn bản đến"
    return made


def _say(
    cell: _Cell,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER,
) -> None:
    printed(text)  # raises before python-docx would fail in its own words
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = side
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _line(
    made: WordFile,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    centred: bool = False,
) -> None:
    printed(text)
    paragraph = made.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _saved(made: WordFile) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return write_parts(read_parts(content.getvalue()))
