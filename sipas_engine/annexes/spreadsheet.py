"""Phụ lục dạng bảng tính: the tables of a result as an xlsx workbook, the same bytes for the same tables."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from sipas_engine.annexes.table import AnnexTable

#: A workbook carries its making's time; ours must not, or the same result would give other bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = {"text": 48, "rank": 10, "count": 14, "percent": 16, "change": 12, "steps": 12, "mark": 10}


def workbook_of(tables: Sequence[AnnexTable], *, title: str, notice: str) -> bytes:
    """Bảng tính: one sheet a table; numbers stay numbers, text stays text and never becomes a formula.

    ``notice`` stands in the first row of every sheet, for example that the data are synthetic.
    """
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": _NO_TIME})
        formats = {
            "head": workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"}),
            "text": workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "count": workbook.add_format({"border": 1, "num_format": "#,##0"}),
            "percent": workbook.add_format({"border": 1, "num_format": "0.00"}),
            "title": workbook.add_format({"bold": True, "font_size": 13}),
            "notice": workbook.add_format({"italic": True, "font_color": "#C00000"}),
        }
        for number, table in enumerate(tables, start=1):
            sheet = workbook.add_worksheet(f"Phụ lục {number}")
            sheet.write_string(0, 0, notice, formats["notice"])
            sheet.write_string(1, 0, table.title, formats["title"])
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, _WIDTHS[column.kind])
                sheet.write_string(3, place, column.heading.replace(" | ", ": "), formats["head"])
            for row, cells in enumerate(table.rows, start=4):
                for place, cell in enumerate(cells):
                    match cell:
                        case None:
                            sheet.write_blank(row, place, None, formats["text"])
                        case str():
                            sheet.write_string(row, place, cell, formats["text"])
                        case Decimal():
                            sheet.write_number(row, place, float(cell), formats["percent"])
                        case int():
                            sheet.write_number(row, place, cell, formats["count"])
            sheet.freeze_panes(4, 0)
            if table.note:
                sheet.write_string(5 + len(table.rows), 0, table.note, formats["notice"])
    return content.getvalue()
