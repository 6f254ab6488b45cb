"""Phụ lục: label, title, reference, table and pages of every annex (PL.I-III.1)."""

import time
from dataclasses import replace
from typing import Any

import pytest

from directives.document.model import DocumentNumber, TableColumn
from directives.rendering.lines import reference_line
from directives.rendering.render import render
from directives.rendering.styles import Style
from directives.rendering.tables_docx import column_widths
from tests.directives.rendering.builders import ANNEX, DECISION, a_decision, a_letter
from tests.directives.rendering.docx_text import box, texts, tree, w

WIDE = replace(ANNEX, title="Chi tiết theo tiêu chí", landscape=True, notes=())


def tables(content: bytes) -> list[Any]:
    """The tables with borders; the head and the signature are tables without."""
    return [
        table
        for table in tree(content).iter(w("tbl"))
        if table.find(f"{w('tblPr')}/{w('tblBorders')}") is not None
    ]


def sections(content: bytes) -> list[Any]:
    return list(tree(content).iter(w("sectPr")))


def test_a_single_annex_has_no_number() -> None:
    content = render(a_decision(annexes=(ANNEX,))).content
    assert texts(content, Style.ANNEX_LABEL) == ["Phụ lục"]
    assert texts(content, Style.ANNEX_TITLE) == ["KẾT QUẢ THEO XÃ"]
    assert texts(content, Style.TABLE_NOTE) == ["Ghi chú: số liệu năm 2021."]


def test_several_annexes_are_numbered_in_roman() -> None:
    content = render(a_decision(annexes=(ANNEX,) * 4)).content
    assert texts(content, Style.ANNEX_LABEL) == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]


REFERENCES = [
    (
        DECISION,
        "(Kèm theo Quyết định số 120/QĐ-SNV ngày 05 tháng 3 năm 2022 của Sở Nội vụ tỉnh Minh Tân)",
        "issued",
    ),
    (
        a_decision(number=DocumentNumber(None, "QĐ-SNV")),
        "(Kèm theo Quyết định số       /QĐ-SNV ngày 05 tháng 3 năm 2022 của Sở Nội vụ tỉnh Minh Tân)",
        "a draft leaves a gap for the number",
    ),
    (
        a_letter(issuer_name=""),
        "(Kèm theo Công văn số 05/SNV-CCHC ngày 05 tháng 3 năm 2022)",
        "issuer unknown",
    ),
]


@pytest.mark.parametrize(("document", "reference", "why"), REFERENCES, ids=[row[2] for row in REFERENCES])
def test_reference_to_the_main_document(document: Any, reference: str, why: str) -> None:
    assert reference_line(document) == reference, why


def test_every_annex_is_a_section_which_counts_its_pages_from_one_and_hides_the_first() -> None:
    content = render(a_decision(annexes=(ANNEX, WIDE, ANNEX))).content
    assert len(sections(content)) == 4
    for section in sections(content):
        assert section.find(w("titlePg")) is not None
        assert section.find(w("pgNumType")).get(w("start")) == "1"


def test_a_wide_annex_lies_on_its_side_and_the_next_one_stands_again() -> None:
    content = render(a_decision(annexes=(WIDE, ANNEX))).content
    sizes = [section.find(w("pgSz")) for section in sections(content)]
    assert [size.get(w("orient")) for size in sizes] == [None, "landscape", None]
    assert [int(size.get(w("w"))) > int(size.get(w("h"))) for size in sizes] == [False, True, False]


def test_the_table_repeats_its_head_and_breaks_no_row() -> None:
    (table,) = tables(render(a_decision(annexes=(ANNEX,))).content)
    head, *rows = table.iter(w("tr"))
    assert head.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert all(row.find(f"{w('trPr')}/{w('tblHeader')}") is None for row in rows)
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in (head, *rows))


def test_numbers_stand_right_and_words_left() -> None:
    content = render(a_decision(annexes=(ANNEX,))).content
    assert texts(content, Style.TABLE_NUMBER) == ["84,50", "79,02"]
    assert texts(content, Style.TABLE_TEXT) == ["1", "Xã An", "2", "Xã Bình"]
    assert texts(content, Style.TABLE_HEAD) == ["TT", "Tên xã", "Chỉ số (%)"]


def test_the_columns_share_the_width_of_the_page() -> None:
    portrait, landscape = tables(render(a_decision(annexes=(ANNEX, WIDE))).content)
    widths = [
        [int(column.get(w("w"))) for column in table.iter(w("gridCol"))] for table in (portrait, landscape)
    ]
    assert sum(widths[0]) == pytest.approx(165 * 56.7, abs=5)  # 210 - 30 - 15 mm
    assert sum(widths[1]) == pytest.approx(252 * 56.7, abs=5)  # 297 - 30 - 15 mm
    assert widths[0][1] == pytest.approx(6 * widths[0][0], rel=0.01)


@pytest.mark.parametrize("width", [1, 100, 9354])
def test_no_twip_is_lost_between_columns(width: int) -> None:
    columns = [TableColumn(str(n), width=n + 0.3) for n in range(7)]
    assert sum(column_widths(columns, width)) == width


def test_cells_come_out_word_for_word() -> None:
    annex = replace(ANNEX, rows=(("1", "A & B <x>\nhai dòng", "{{ 7*7 }}"),))
    content = render(a_decision(annexes=(annex,))).content
    assert texts(content, Style.TABLE_TEXT, Style.TABLE_NUMBER) == ["1", "A & B <x>\nhai dòng", "{{ 7*7 }}"]


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    annex = replace(ANNEX, rows=(("1", "Xã An", "84,50", "thừa"),))
    with pytest.raises(ValueError, match="has not 3 cells"):
        render(a_decision(annexes=(annex,)))


def test_three_thousand_rows_render_in_a_moment() -> None:
    annex = replace(ANNEX, rows=tuple((str(n), f"Xã {n}", "80,00") for n in range(3000)))
    began = time.perf_counter()
    content = render(a_decision(annexes=(annex,))).content
    assert time.perf_counter() - began < 3  # a tenth of that on a quiet machine; quadratic ways take minutes
    assert len(texts(content, Style.TABLE_NUMBER)) == 3000


def test_the_main_document_is_the_same_with_and_without_annexes() -> None:
    alone, with_annex = render(a_decision()).content, render(a_decision(annexes=(ANNEX,))).content
    for style in (Style.ISSUER, Style.NUMBER, Style.ARTICLE, Style.RECIPIENT, Style.SIGNER):
        assert box(alone, style) == box(with_annex, style)
