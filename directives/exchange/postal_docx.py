"""In bì và sổ bưu điện: label sheets and the postal book as Word files, the same input giving the same bytes."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row

from directives.exchange.postal import SIX_COLUMNS, Label, PostalRow

_FONT = "Times New Roman"
_ACROSS = 2
_LABEL_WIDTH, _LABEL_HEIGHT = Mm(95), Mm(66)
_BOOK_WIDTHS = (Mm(25), Mm(45), Mm(80), Mm(20), Mm(55), Mm(32))
#: No clock time enters a file: the same deliveries give the same bytes.
_EPOCH = datetime(2000, 1, 1)


def label_sheets(labels: Sequence[Label]) -> bytes:
    """Tờ nhãn bì: A4 sheets of eight labels to cut and glue, the receiver largest."""
    word = _blank(landscape=False)
    table = _table(word, -(-len(labels) // _ACROSS), _ACROSS, [_LABEL_WIDTH] * _ACROSS)
    for row in table.rows:  # four rows fill a sheet; a long address makes its row higher, nothing is cut off
        row.height, row.height_rule = _LABEL_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
        _keep_whole(row)
    for index, label in enumerate(labels):
        _fill_label(table.cell(*divmod(index, _ACROSS)), label)
    return _saved(word)


def postal_book(rows: Sequence[PostalRow], agency: Sequence[str], period: str) -> bytes:
    """Sổ chuyển giao văn bản qua bưu điện: A4 across, the head repeated on every page."""
    word = _blank(landscape=True)
    for line in agency:
        _paragraph(word, line, 13, bold=True)
    _paragraph(word, "SỔ CHUYỂN GIAO VĂN BẢN QUA BƯU ĐIỆN", 14, bold=True, before=12)
    _paragraph(word, period, 13, after=8)
    table = _table(word, 2 + len(rows), len(SIX_COLUMNS), _BOOK_WIDTHS)
    for column, heading in enumerate(SIX_COLUMNS):
        _write(table.cell(0, column), [(heading, 12, True)], WD_ALIGN_PARAGRAPH.CENTER)
        _write(table.cell(1, column), [(f"({column + 1})", 11, False)], WD_ALIGN_PARAGRAPH.CENTER)
    for head in table.rows[:2]:
        _repeat(head)
    for number, row in enumerate(rows, start=2):
        table.rows[number].height = Mm(11)
        for column, cell in enumerate(row.cells):
            side = WD_ALIGN_PARAGRAPH.LEFT if column in (1, 2) else WD_ALIGN_PARAGRAPH.CENTER
            _write(table.cell(number, column), [(cell, 12, False)], side)
        _keep_whole(table.rows[number])
    return _saved(word)


def _fill_label(cell: _Cell, label: Label) -> None:
    number = f"Số: {'; '.join(label.numbers)}"
    lines: list[tuple[str, float, bool]] = [
        *((line, 10, index == len(label.sender_lines) - 1) for index, line in enumerate(label.sender_lines)),
        (number, 10, False),
        (f"Kính gửi: {label.receiver}", 13, True),
        *((line, 11, False) for line in label.address_lines),
        (f"({label.copies} bản)", 10, False),
    ]
    _write(cell, lines, WD_ALIGN_PARAGRAPH.CENTER)
    receiver = cell.paragraphs[len(label.sender_lines) + 1]
    receiver.paragraph_format.space_before = Pt(10)


def _blank(*, landscape: bool) -> WordFile:
    word = docx.Document()
    section = word.sections[0]
    width, height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    for side in ("left_margin", "right_margin"):
        setattr(section, side, Mm(20) if landscape else Mm(10))
    for side in ("top_margin", "bottom_margin"):
        setattr(section, side, Mm(20) if landscape else Mm(12))
    style = word.styles["Normal"]
    style.font.name = _FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    word.core_properties.created = word.core_properties.modified = _EPOCH
    word.core_properties.author = word.core_properties.last_modified_by = ""
    return word


def _table(word: WordFile, rows: int, columns: int, widths: Sequence[Length]) -> Table:
    table: Table = word.add_table(rows, columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _write(cell: _Cell, lines: Sequence[tuple[str, float, bool]], side: WD_ALIGN_PARAGRAPH) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, (text, size, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = side
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def _paragraph(
    word: WordFile, text: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0
) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _repeat(row: _Row) -> None:
    """Lặp lại đầu bảng: on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _saved(word: WordFile) -> bytes:
    """Lưu: with the zip's own times fixed."""
    draft, fixed = BytesIO(), BytesIO()
    word.save(draft)
    with ZipFile(draft) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _EPOCH.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
