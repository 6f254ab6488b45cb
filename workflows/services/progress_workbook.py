"""Bảng tính tiến độ: the tables of the progress report as xlsx; numbers are numbers, all else inert text."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from directives.calendar.dates import short_date
from workflows.services.progress import Progress
from workflows.services.progress_report import Cell, difficulty_rows, step_rows, unit_rows
from workflows.services.result_annexes import SYNTHETIC_NOTE

#: A workbook carries its making's time; ours must not, or the same state would give other bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_STEPS = ("TT", "Bước", "Hạn", "Phải làm", "Đến hạn", "Đã xong", "Xong chậm", "Đang chậm")
_UNITS = ("TT", "Đơn vị", "Số nhiệm vụ chậm", "Chậm nhất (ngày làm việc)", "Bước chậm")
_DIFFICULTIES = ("TT", "Đơn vị nêu", "Nội dung", "Nơi giải quyết", "Hạn trả lời")
_WIDE, _NARROW = 48, 13
_TEXTS = frozenset({"Bước", "Đơn vị", "Bước chậm", "Đơn vị nêu", "Nội dung", "Nơi giải quyết"})


def progress_workbook(found: Progress) -> bytes:
    """Bảng tính: a sheet of steps, of late units, of difficulties; the same bytes for the same state."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    title = f"Tiến độ {found.plan.title} đến ngày {short_date(found.day)}"
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": _NO_TIME})
        sheets: list[tuple[str, Sequence[str], list[list[Cell]]]] = [
            ("Theo bước", _STEPS, step_rows(found)),
            ("Đơn vị chậm", _UNITS, unit_rows(found)),
            ("Vướng mắc", _DIFFICULTIES, difficulty_rows(found)),
        ]
        bold = workbook.add_format({"bold": True, "font_size": 13})
        head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        text = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        number = workbook.add_format({"border": 1, "valign": "top", "num_format": "#,##0"})
        note = workbook.add_format({"italic": True})
        for name, headings, rows in sheets:
            sheet = workbook.add_worksheet(name)
            sheet.write_string(0, 0, title, bold)
            sheet.write_string(1, 0, SYNTHETIC_NOTE if found.plan.synthetic_returns else "", note)
            for place, heading in enumerate(headings):
                sheet.set_column(place, place, _WIDE if heading in _TEXTS else _NARROW)
                sheet.write_string(3, place, heading, head)
            for row, cells in enumerate(rows, start=4):
                for place, cell in enumerate(cells):
                    if isinstance(cell, int):
                        sheet.write_number(row, place, cell, number)
                    else:
                        sheet.write_string(row, place, cell, text)
            sheet.freeze_panes(4, 0)
    return content.getvalue()
