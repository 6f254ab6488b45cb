"""Sổ in dạng bảng tính: cover and table; every cell is text, so nothing typed by a person is reckoned with."""

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from directives.register.printed import PrintedBook

#: A workbook carries its making's time; ours must not, or the same book would give other bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_A4 = 9
_CHARACTERS_A_SHARE = 6.5
COVER = "Bìa"


def book_as_xlsx(book: PrintedBook) -> bytes:
    """Sổ thành bảng tính: the same bytes for the same book; set up to be printed on A4 landscape."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": book.title, "created": _NO_TIME})
        bold = workbook.add_format({"bold": True, "font_size": 13, "align": "center"})
        line = workbook.add_format({"font_size": 13, "align": "center"})
        title = workbook.add_format({"bold": True, "font_size": 20, "align": "center"})
        head = workbook.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        numbers = workbook.add_format({"border": 1, "align": "center"})
        cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        cover = workbook.add_worksheet(COVER)
        cover.set_column(0, 0, 110)
        lines = [
            *((text, line) for text in book.parent_lines),
            *((text, bold) for text in book.agency_lines),
            ("", line),
            (book.title, title),
            *((text, line) for text in book.facts),
        ]
        for place, (text, look) in enumerate(lines):
            cover.write_string(place, 0, text, look)
        sheet = workbook.add_worksheet(book.short_name[:31])
        for place, column in enumerate(book.columns):
            sheet.set_column(place, place, column.width * _CHARACTERS_A_SHARE)
            sheet.write_string(0, place, column.heading, head)
            sheet.write_string(1, place, f"({place + 1})", numbers)
        for row, cells in enumerate(book.rows, start=2):
            for place, text in enumerate(cells):
                sheet.write_string(row, place, text, cell)
        sheet.freeze_panes(2, 0)
        for page in (cover, sheet):
            page.set_landscape()
            page.set_paper(_A4)
            page.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
    return content.getvalue()
