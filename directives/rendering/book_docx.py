"""Sổ in dạng Word: a cover, then a landscape table whose head repeats on each page."""

import io
from collections.abc import Sequence

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from directives.register.printed import PrintedBook
from directives.rendering.package import read_parts, write_parts
from directives.rendering.tables_docx import column_widths
from directives.rendering.template_language import printed

_FONT = "Times New Roman"
_PAGE = Mm(297), Mm(210)
_MARGIN = Mm(15)
#: What is left between the margins, in twips.
_TEXT_WIDTH = round((297 - 2 * 15) / 25.4 * 1440)


def book_as_docx(book: PrintedBook) -> bytes:
    """Sổ thành tệp Word: the same bytes for the same book. Raises UnprintableCharacter."""
    made = docx.Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.different_first_page_header_footer = True
    _page_number(section.footer.paragraphs[0])
    for text in book.parent_lines:
        _cover_line(made.add_paragraph(), text, 13)
    for text in book.agency_lines:
        _cover_line(made.add_paragraph(), text, 13, bold=True)
    _cover_line(made.add_paragraph(), book.title, 24, bold=True, before=110)
    for place, text in enumerate(book.facts):
        _cover_line(made.add_paragraph(), text, 14, before=18 if place == 0 else 6)
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.element.body.insert(-1, parse_xml(_table(book)))
    made.core_properties.title, made.core_properties.author = book.title, ""
    content = io.BytesIO()
    made.save(content)
    return write_parts(read_parts(content.getvalue()))


def _cover_line(
    paragraph: Paragraph, text: str, size: float, *, bold: bool = False, before: float = 0
) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _table(book: PrintedBook) -> str:
    """Bảng: written as markup, since a book may have thousands of rows."""
    widths = column_widths(book.columns, _TEXT_WIDTH)
    numbers = [f"({place})" for place in range(1, len(widths) + 1)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row([column.heading for column in book.columns], widths, _BOLD, head=True)}"
        f"{_row(numbers, widths, _PLAIN_CENTRED, head=True)}"
        f"{''.join(_row(cells, widths, _PLAIN) for cells in book.rows)}</w:tbl>"
    )


_SIZE = '<w:sz w:val="22"/>'
_BOLD = "center", f"<w:b/>{_SIZE}"
_PLAIN_CENTRED = "center", _SIZE
_PLAIN = "left", _SIZE


def _row(cells: Sequence[str], widths: Sequence[int], look: tuple[str, str], *, head: bool = False) -> str:
    side, run = look
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{printed(cell)}</w:t></w:r></w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{written}</w:tr>"


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_CELL_MARGINS = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
