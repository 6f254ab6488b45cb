"""Bài thông tin thành tệp Word: no official document: no number, no letterhead; the same bytes for the same text."""

import io
import math
from dataclasses import dataclass
from itertools import groupby

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from directives.rendering.package import read_parts, write_parts
from directives.rendering.template_language import printed
from directives.results_use.telling_text import BlockKind, TellingText, TextBlock

_FONT = "Times New Roman"
_BOX = (
    f"<w:pBdr {nsdecls('w')}>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + "</w:pBdr>"
)


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 4
    centred: bool = False


_TITLE, _ABOVE = _Look(17, bold=True, after=8, centred=True), _Look(12, italic=True, after=2, centred=True)
#: Millimetres of a label and of its figure; together the width of the text.
_FACT_WIDTHS = (95, 80)
#: Points between the margins, a little less than there are; of a line by the size of its letters; the mean width of
#: a letter of Times by its size, bold ones and short last lines included.
_PAGE_HEIGHT, _TEXT_WIDTH = 715.0, 496.0
_LEADING, _LETTER = 1.17, 0.52
_SMALLEST = 0.7
_LOOKS = {
    BlockKind.NOTICE: _Look(12, bold=True, before=4, after=8, centred=True),
    BlockKind.FIGURE: _Look(40, bold=True, after=2, centred=True),
    BlockKind.HEADING: _Look(13.5, bold=True, before=8, after=3),
    BlockKind.PARAGRAPH: _Look(13),
    BlockKind.ITEM: _Look(13, after=2),
    BlockKind.SMALL: _Look(11, italic=True, before=4),
}


def telling_docx(text: TellingText) -> bytes:
    """Tệp Word của bài: A4 upright. Raises UnprintableCharacter."""
    made = _blank(text.title)
    scale = fitting_scale(text) if text.one_page else text.scale
    if text.above:
        _line(made, text.above, _ABOVE, scale)
    _line(made, text.title, _TITLE, scale)
    for kind, blocks in groupby(text.blocks, key=lambda block: block.kind):
        if kind is BlockKind.FACT:
            _facts(made, list(blocks), scale)
            continue
        for block in blocks:
            look = _LOOKS[kind]
            paragraph = _line(made, ("– " if kind is BlockKind.ITEM else "") + block.text, look, scale)
            if kind is BlockKind.ITEM:
                paragraph.paragraph_format.left_indent = Mm(5)
                paragraph.paragraph_format.first_line_indent = Mm(-5)
            if kind is BlockKind.NOTICE:
                paragraph._p.get_or_add_pPr().insert_element_before(
                    parse_xml(_BOX), "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr"
                )
            paragraph.paragraph_format.keep_with_next = kind is BlockKind.HEADING
    content = io.BytesIO()
    made.save(content)
    return write_parts(read_parts(content.getvalue()))


def fitting_scale(text: TellingText) -> float:
    """Cỡ chữ vừa một trang: the largest of the steps from the text's own down at which it fits A4, by reckoning.

    The reckoning is on the safe side; that it holds is seen by LibreOffice's pages in the tests.
    """
    steps = [round(text.scale - step / 20, 2) for step in range(20)]
    fits = (scale for scale in steps if scale > _SMALLEST and _height(text, scale) <= _PAGE_HEIGHT)
    return next(fits, _SMALLEST)


def _height(text: TellingText, scale: float) -> float:
    """In points, of all lines with what stands before and after them."""
    found = sum(
        _paragraph(words, look, scale) for words, look in ((text.above, _ABOVE), (text.title, _TITLE))
    )
    for block in text.blocks:
        if block.kind is BlockKind.FACT:
            widths = [width / 25.4 * 72 for width in _FACT_WIDTHS]
            rows = [_lines(*cell, 12 * scale) for cell in zip((block.label, block.text), widths, strict=True)]
            found += max(rows) * 12 * scale * _LEADING
        else:
            found += _paragraph(block.text, _LOOKS[block.kind], scale)
    return found


def _paragraph(text: str, look: _Look, scale: float) -> float:
    size = look.size * scale
    return look.before + look.after + _lines(text, _TEXT_WIDTH, size) * size * _LEADING


def _lines(text: str, width: float, size: float) -> int:
    return max(1, math.ceil(len(text) * size * _LETTER / width))


def _facts(made: WordFile, blocks: list[TextBlock], scale: float) -> None:
    """Khung số liệu: what a newsroom looks up, label and figure side by side."""
    table = made.add_table(len(blocks), 2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _FACT_WIDTHS, strict=True):
        column.width = Mm(width)
    for row, block in zip(table.rows, blocks, strict=True):
        for cell, written, width in zip(row.cells, (block.label, block.text), _FACT_WIDTHS, strict=True):
            printed(written)  # raises before python-docx would fail in its own words
            cell.width = Mm(width)
            run = cell.paragraphs[0].add_run(written)
            run.font.size, run.bold = Pt(12 * scale), written is block.label
    made.add_paragraph().paragraph_format.line_spacing = Pt(4)


def _blank(title: str) -> WordFile:
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(15)
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    made.core_properties.author, made.core_properties.title = "", title
    return made


def _line(made: WordFile, text: str, look: _Look, scale: float) -> Paragraph:
    printed(text)
    paragraph = made.add_paragraph()
    if look.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(look.before)
    paragraph.paragraph_format.space_after = Pt(look.after)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = look.bold, look.italic, Pt(look.size * scale)
    return paragraph
