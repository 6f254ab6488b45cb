"""Tệp bảng tính và csv: texts stay texts whatever they begin with, codes and telephone numbers keep their zeros."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
import python_calamine

from sipas_engine.annexes.spreadsheet import workbook_of
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.bundle.csv_text import plain
from sipas_engine.bundle.tables import table_csv

TEXTS = [
    ('=HYPERLINK("http://x")', "a formula"),
    ("+84912345678", "a plus"),
    ("-2+3", "a minus"),
    ("@SUM(A1)", "an at sign"),
    ("\tcmd", "a tab"),
    ("\rcmd", "a carriage return"),
    ("0912345678", "a telephone number keeps its zero"),
    ("1.10", "a code is no number"),
    ("https://example.vn", "an address is no link"),
    ('Xã Đắk R\'lấp; "Bù Đốp"', "marks of its own"),
]


def _table(text: str) -> AnnexTable:
    columns = (Column("unit", "Đơn vị", "text"), Column("value", "Chỉ số (%)", "percent"))
    return AnnexTable("Bảng", "=1+1", columns, ((text, Decimal("-1.28")),), "x")


@pytest.mark.parametrize(("text", "reason"), TEXTS)
def test_a_text_in_a_workbook_is_read_back_as_text_by_two_readers(text, reason):
    content = workbook_of([_table(text)], title="=2", notice="-3")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cell, number = sheet.cell(5, 1), sheet.cell(5, 2)
    assert cell.data_type in ("s", "inlineStr"), reason
    # A workbook writes a carriage return as an escape; what matters is that it stays a text.
    assert str(cell.value).replace("_x000D_", "\r").replace("\n", "\r") == text.replace("\n", "\r"), reason
    assert cell.hyperlink is None
    assert number.value == -1.28, "a number stays a number"
    assert not any(c.data_type == "f" for row in sheet.iter_rows() for c in row), "no formula anywhere"
    rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert any(
        isinstance(one, str) and one.strip("\r\n\t") == text.strip("\r\n\t") for row in rows for one in row
    )


@pytest.mark.parametrize(("text", "reason"), TEXTS)
def test_a_text_in_a_csv_file_is_inert_and_can_be_had_back(text, reason):
    content = table_csv(_table(text)).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(content, newline=""))
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r")), reason
    assert plain(row[0]) == text
    assert row[1] == "-1,28", "a change stays a number"


def test_two_makings_of_a_workbook_are_the_same_bytes():
    assert workbook_of([_table("a")], title="t", notice="n") == workbook_of(
        [_table("a")], title="t", notice="n"
    )
