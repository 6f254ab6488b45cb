"""Trang tính: cells come out as a person sees them; hostile workbooks are refused in time (U01, U04, U08)."""

import io
import time
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from directives.conversion.errors import (
    ArchiveBomb,
    BrokenFile,
    EntitiesDeclared,
    SheetTooLarge,
    UnknownFormat,
)
from directives.conversion.sheets import Sheet, SheetNotNamed, UnknownSheet, read_sheet
from directives.conversion.tables import UnfitTable, table_of
from directives.document.enclosed import TableDraft
from directives.errors import DirectiveError
from tests.directives.conversion.workbooks import cell, of_rows, raw, written


def sheet(folder: Path, content: bytes, name: str = "") -> Sheet:
    file = folder / "bang.xlsx"
    file.write_bytes(content)
    return read_sheet(file, name)


def said(error: DirectiveError) -> list[str]:
    return [problem.template.format(**problem.fields) for problem in error.problems]


def test_cells_come_out_as_they_are_seen(tmp_path: Path) -> None:
    def write(book: Any, page: Any) -> None:
        page.write_row(0, 0, ["Mã", "Ngày", "Tỷ lệ", "Điện thoại", "Ghi chú"])
        page.write_string(1, 0, "1.10")
        page.write_datetime(1, 1, datetime(2026, 3, 5), book.add_format({"num_format": "m/d/yyyy"}))
        page.write(1, 2, 0.845, book.add_format({"num_format": "0.00%"}))
        page.write_string(1, 3, "0912345678")
        page.write_rich_string(1, 4, book.add_format({"bold": True}), "A & B", " <x>\nhai dòng")
        page.write_formula(2, 0, "=1+1", None, 2)

    assert sheet(tmp_path, written(write)).rows[1:] == (
        ("1.10", "05/03/2026", "84,50%", "0912345678", "A & B <x>\nhai dòng"),
        ("2", "", "", "", ""),
    )


def test_letters_are_composed(tmp_path: Path) -> None:
    assert sheet(tmp_path, of_rows(("Đă\u0301k Nông",))).rows == (("Đắk Nông",),)


def test_hidden_and_empty_sheets_do_not_count(tmp_path: Path) -> None:
    def write(book: Any, page: Any) -> None:
        page.write(0, 0, "Tên")
        book.add_worksheet("Trống")
        hidden = book.add_worksheet("Ẩn")
        hidden.write(0, 0, "Bí mật")
        hidden.hide()

    content = written(write)
    assert sheet(tmp_path, content).name == "Bảng"
    with pytest.raises(UnknownSheet, match="Bảng, Trống"):
        sheet(tmp_path, content, "Ẩn")


def test_which_of_two_filled_sheets_must_be_said(tmp_path: Path) -> None:
    def write(book: Any, page: Any) -> None:
        page.write(0, 0, "Tên")
        book.add_worksheet("Hai").write(0, 0, "Tên khác")

    with pytest.raises(SheetNotNamed, match="Bảng, Hai"):
        sheet(tmp_path, written(write))
    assert sheet(tmp_path, written(write), "Hai").rows == (("Tên khác",),)


def _faulty(book: Any, page: Any) -> None:
    page.write_row(0, 0, ["Tên", "Số", "Khác"])
    page.write_formula(1, 1, "=SUM(A1)", None, "")
    page.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    page.write_boolean(3, 1, True)
    page.write(4, 1, 1500, book.add_format({"num_format": "#,##0,"}))
    page.write(5, 0, "ẩn")
    page.set_row(5, None, None, {"hidden": True})
    page.merge_range(6, 0, 7, 0, "gộp")
    page.write_boolean(8, 2, True)


def test_what_a_cell_shows_must_be_known_wherever_it_is_printed(tmp_path: Path) -> None:
    page = sheet(tmp_path, written(_faulty))
    with pytest.raises(UnfitTable) as refused:
        table_of(page, TableDraft(file="bang.xlsx", columns=["Tên", "Số"]))
    assert sorted(one.partition(":")[0].partition(" ")[0] for one in said(refused.value)) == sorted(
        ["Row", "B2", "B3", "B4", "B5", "The"]
    )
    assert (
        "The cells A7:A8 are merged. Only headings may be; part the cells and fill in each of them."
        in said(refused.value)
    )


def test_a_column_that_is_not_printed_may_hold_anything(tmp_path: Path) -> None:
    content = of_rows(("Tên", "Khác"), ("An", True))
    table = table_of(sheet(tmp_path, content), TableDraft(file="bang.xlsx", columns=["Tên"]))
    assert table.rows == (("An",),)


HEADINGS = [
    (
        ("Tên", "Tên"),
        ["Tên"],
        "The heading “Tên” stands there twice; columns are told apart by their headings.",
    ),
    (
        ("Tên đơn vị",),
        ["Tên dơn vị"],
        "There is no column “Tên dơn vị”; did you mean “Tên đơn vị”? Columns: Tên đơn vị",
    ),
    (("Tên", ""), [], "Column B has cells but no heading in row 1."),
]


@pytest.mark.parametrize(("head", "columns", "sentence"), HEADINGS, ids=["twice", "misspelt", "nameless"])
def test_headings_must_tell_columns_apart(
    tmp_path: Path, head: tuple[str, ...], columns: list[str], sentence: str
) -> None:
    page = sheet(tmp_path, of_rows(head, ("An", "Bình")))
    with pytest.raises(UnfitTable) as refused:
        table_of(page, TableDraft(file="bang.xlsx", columns=columns))
    assert sentence in said(refused.value)


def test_headings_of_two_levels_are_read_from_merged_cells(tmp_path: Path) -> None:
    def write(_: Any, page: Any) -> None:
        page.write(0, 0, "BẢNG TỔNG HỢP")
        page.merge_range(2, 0, 3, 0, "TT")
        page.merge_range(2, 1, 2, 2, "Kết quả")
        page.write_row(3, 1, ["Số phiếu", "Tỷ lệ"])
        page.write_row(4, 0, [1, 20, 84.5])

    table = table_of(sheet(tmp_path, written(write)), TableDraft(file="bang.xlsx", head_row=3))
    assert [column.heading for column in table.columns] == ["TT", "Kết quả | Số phiếu", "Kết quả | Tỷ lệ"]
    assert [(column.numeric, column.centred) for column in table.columns] == [
        (False, True),
        (True, False),
        (True, False),
    ]
    assert table.rows == (("1", "20", "84,5"),)


def _bomb() -> bytes:
    row = f"<row r='1'>{cell('A1', 'x' * 50_000_000)}</row>"
    return raw(row)


HOSTILE = [
    (_bomb(), ArchiveBomb, "50 MB of one letter"),
    (raw(cell("A1", "a") + cell("XFD1048576", "z")), SheetTooLarge, "a cell in the last row and column"),
    (
        raw(f"<row r='1'>{cell('A1', 'a')}</row>", head="<!DOCTYPE w [<!ENTITY a 'b'>]>"),
        EntitiesDeclared,
        "entities",
    ),
    (raw(cell("A0", "a")), BrokenFile, "a place that does not exist"),
    (b"PK\x03\x04 no zip", BrokenFile, "no zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", UnknownFormat, "an old xls"),
]


@pytest.mark.parametrize(("content", "refusal", "why"), HOSTILE, ids=[row[2] for row in HOSTILE])
def test_a_hostile_workbook_is_refused_in_time(
    tmp_path: Path, content: bytes, refusal: type[DirectiveError], why: str
) -> None:
    began = time.perf_counter()
    with pytest.raises(refusal):
        sheet(tmp_path, content)
    assert time.perf_counter() - began < 5, why


def test_a_false_dimension_is_not_believed(tmp_path: Path) -> None:
    row = f"<row r='1'>{cell('A1', 'Tên')}</row><row r='2'>{cell('A2', 'An')}</row>"
    assert sheet(tmp_path, raw(row, dimension="A1:XFD1048576")).rows == (("Tên",), ("An",))
    assert sheet(tmp_path, raw(row, dimension="A1")).rows == (("Tên",), ("An",))


def test_three_thousand_rows_are_read_in_a_moment(tmp_path: Path) -> None:
    content = of_rows(("TT", "Tên", "Chỉ số"), *((n, f"Xã {n}", n / 7) for n in range(3000)))
    began = time.perf_counter()
    assert len(sheet(tmp_path, content).rows) == 3001
    assert time.perf_counter() - began < 4


def test_a_word_file_is_no_workbook(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnknownFormat):
        sheet(tmp_path, content.getvalue())
