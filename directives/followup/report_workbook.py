"""Biểu báo cáo dạng bảng tính: the form to be filled in, one row a unit, and what came back in its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from directives.conversion.sheets import Sheet
from directives.conversion.tables import headings_of, records_of
from directives.followup.duties import PlanUnit
from directives.followup.plan import FieldKind, ReportField

#: A workbook carries its making's time; ours must not, or the same form would give other bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
UNIT, NAME = "don_vi", "ten_don_vi"
"""Cột đơn vị: whose row it is; the name beside it is for reading only."""

_OWN = {UNIT: f"{UNIT}: Mã đơn vị", NAME: f"{NAME}: Tên đơn vị"}
_HINTS = {
    FieldKind.FIGURE: "số; phần thập phân sau dấu phẩy, không dùng dấu chấm",
    FieldKind.TEXT: "chữ",
    FieldKind.FILE: "tên tệp để cùng thư mục với bảng này",
}


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Báo cáo như đã viết: texts by the codes of the form's fields, of a unit, at a place in a file."""

    unit: str
    written: Mapping[str, str]
    where: str = ""


def form_workbook(title: str, form: Sequence[ReportField], units: Sequence[PlanUnit]) -> bytes:
    """Biểu báo cáo: a workbook with a row for each unit; every cell is text, so nothing typed is changed."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": _NO_TIME})
        head = workbook.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        known = workbook.add_format({"border": 1, "num_format": "@", "bg_color": "#EEF2F5"})
        sheet = workbook.add_worksheet("Báo cáo")
        headings = [*_OWN.values(), *(heading_of(one) for one in form)]
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, 30 if place < len(_OWN) else 24, cell)
            sheet.write_string(0, place, heading, head)
            if place >= len(_OWN):
                sheet.write_comment(0, place, _HINTS[form[place - len(_OWN)].kind])
        for row, unit in enumerate(units, start=1):
            sheet.write_string(row, 0, unit.id, known)
            sheet.write_string(row, 1, unit.name, known)
            for place in range(len(_OWN), len(headings)):
                sheet.write_blank(row, place, None, cell)
        sheet.freeze_panes(1, len(_OWN))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return content.getvalue()


def heading_of(one: ReportField) -> str:
    """Tiêu đề cột: code, name and unit; ``*`` when it must be filled in."""
    unit = f" ({one.unit})" if one.unit else ""
    return f"{one.code}: {one.name}{unit}{' *' if one.required else ''}"


def reports_written(sheet: Sheet) -> tuple[WrittenReport, ...]:
    """Đọc biểu đã điền: a report for each row; columns are known by the code that opens their heading.

    Raises UnfitTable for cells that cannot be read or when there is no column of units.
    """
    codes = {heading: heading.partition(":")[0].strip() for heading in headings_of(sheet)}
    columns = {code: heading for heading, code in codes.items()}
    if UNIT not in columns:
        columns = {UNIT: UNIT, **columns}
    return tuple(
        WrittenReport(
            record.texts[UNIT],
            {code: text for code, text in record.texts.items() if code not in _OWN},
            f"{sheet.file}:{record.row}",
        )
        for record in records_of(sheet, columns)
        if any(text for code, text in record.texts.items() if code not in _OWN)
    )
