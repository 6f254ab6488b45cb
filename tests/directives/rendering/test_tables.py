"""Bảng: heads of two levels, numbers of columns, sums, rows that stay with the signature."""

from typing import Any

import pytest
from lxml import etree

from directives.document.model import TableColumn
from directives.rendering.styles import Style, W
from directives.rendering.tables_docx import table_markup
from tests.directives.rendering.docx_text import w

IDS = {style: f"S{place}" for place, style in enumerate(Style)}
COLUMNS = [
    TableColumn("TT", centred=True),
    TableColumn("Kết quả | Số phiếu", numeric=True),
    TableColumn("Kết quả | Tỷ lệ", numeric=True),
    TableColumn("Ghi chú"),
]
ROWS = [
    ("1", "20", "84,5", ""),
    ("2", "30", "79,0", "A & B <x>"),
    ("3", "40", "90,1", "100 % {{ x }} \ufffc"),
]


def rows_of(columns: list[TableColumn] = COLUMNS, rows: Any = ROWS, **how: Any) -> list[Any]:
    markup = table_markup(columns, rows, IDS, 9000, **how)
    return list(etree.fromstring(markup.replace("<w:tbl>", f'<w:tbl xmlns:w="{W}">', 1)).iter(w("tr")))


def cells(row: Any) -> list[str]:
    return ["".join(cell.itertext()) for cell in row.iter(w("tc"))]


def is_head(row: Any) -> bool:
    return row.find(f"{w('trPr')}/{w('tblHeader')}") is not None


def test_neighbours_with_one_upper_heading_share_a_cell() -> None:
    upper, lower, *_ = rows_of()
    assert is_head(upper)
    assert is_head(lower)
    assert cells(upper) == ["TT", "Kết quả", "Ghi chú"]
    assert cells(lower) == ["", "Số phiếu", "Tỷ lệ", ""]
    spans = [cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in upper.iter(w("tc"))]
    assert [span.get(w("val")) if span is not None else None for span in spans] == [None, "2", None]
    assert [len(row.findall(f".//{w('vMerge')}")) for row in (upper, lower)] == [2, 2]


def test_headings_of_one_level_need_one_row() -> None:
    heads = [row for row in rows_of([TableColumn("TT"), TableColumn("Tên")], [("1", "An")]) if is_head(row)]
    assert [cells(row) for row in heads] == [["TT", "Tên"]]


def test_words_come_out_as_they_are_in_tables_with_and_without_hard_letters() -> None:
    assert [cells(row) for row in rows_of() if not is_head(row)] == [list(row) for row in ROWS]
    assert [cells(row) for row in rows_of(rows=ROWS[:1]) if not is_head(row)] == [list(ROWS[0])]


def test_the_numbers_of_the_columns_stand_below_the_head_and_repeat_with_it() -> None:
    third = rows_of(numbered=True)[2]
    assert is_head(third)
    assert cells(third) == ["(1)", "(2)", "(3)", "(4)"]


def test_sums_are_the_last_row_and_bold() -> None:
    *_, last = rows_of(totals=("", "90", "", "Tổng cộng"))
    assert cells(last) == ["", "90", "", "Tổng cộng"]
    assert all(run.find(f"{w('rPr')}/{w('b')}") is not None for run in last.iter(w("r")))


@pytest.mark.parametrize("totals", [(), ("", "90", "", "")], ids=["without sums", "with sums"])
def test_nobody_signs_an_empty_page(totals: tuple[str, ...]) -> None:
    kept = [row.find(f".//{w('keepNext')}") is not None for row in rows_of(signed=True, totals=totals)]
    assert kept[-2:] == [True, True]
    assert not any(kept[:-2])


def test_a_table_of_one_row_is_signed_too() -> None:
    assert len(rows_of(rows=ROWS[:1], signed=True)) == 3


def test_numbers_stand_right_codes_in_the_middle_words_left() -> None:
    row = rows_of()[2]
    styles = [p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) for p in row.iter(w("p"))]
    assert styles == [
        IDS[Style.TABLE_TEXT],
        IDS[Style.TABLE_NUMBER],
        IDS[Style.TABLE_NUMBER],
        IDS[Style.TABLE_TEXT],
    ]
    middle = [p.find(f"{w('pPr')}/{w('jc')}") for p in row.iter(w("p"))]
    assert [one.get(w("val")) if one is not None else "" for one in middle] == ["center", "", "", ""]
