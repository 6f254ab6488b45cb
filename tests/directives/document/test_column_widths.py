"""Bề rộng cột: guessed from what the columns hold, never at the cost of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.column_widths import columns_of
from directives.document.enclosed import ColumnDraft
from directives.document.text_width import text_width
from directives.rendering.tables_docx import column_widths

PAGE = 9354  # twips between the margins of a page that stands
MARGINS = 170


def test_a_long_text_gets_the_room_that_short_ones_leave() -> None:
    rows = [
        (str(n), "0912345678", "Một ghi chú dài, có nhiều chữ hơn các cột khác rất nhiều") for n in range(5)
    ]
    order, phone, note = columns_of(["TT", "Điện thoại", "Ghi chú"], rows)
    assert order.width < phone.width < note.width


WORDS = st.sampled_from(
    ["Nguyễn", "phường", "TRUNG", "0912345678", "H36.99-261001-0001", "1.234,50", "a", ""]
)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8))
def test_no_word_is_broken_while_the_page_has_room(rows: list[tuple[str, str, str]]) -> None:
    widths = column_widths(columns_of(["TT", "Tên đơn vị", "Ghi chú"], rows), PAGE)
    for place, width in enumerate(widths):
        for word in {word for row in rows for word in row[place].split()}:
            assert text_width(word, 12, bold=False) <= width - MARGINS


SIDES = [
    ("TT", ["1", "2"], "centre", "running numbers"),
    ("Số phiếu", ["1.234", "20"], "right", "whole numbers"),
    ("Tỷ lệ", ["84,5%", ""], "right", "percentages"),
    ("Điện thoại", ["0912345678", "0263000003"], "centre", "telephone numbers are no numbers"),
    ("Ngày", ["05/03/2026", ""], "centre", "days"),
    ("Giới tính", ["Nam", "Nữ"], "centre", "short words"),
    ("Tên", ["Xã Hòa Bình", "Xã 2"], "left", "words"),
    ("Ghi chú", ["", ""], "left", "nothing yet"),
]


@pytest.mark.parametrize(("heading", "cells", "side", "why"), SIDES, ids=[row[3] for row in SIDES])
def test_the_side_of_a_column(heading: str, cells: list[str], side: str, why: str) -> None:
    (column,) = columns_of([heading], [(cell,) for cell in cells])
    assert ("right" if column.numeric else "centre" if column.centred else "left") == side, why


def test_what_a_person_says_stands() -> None:
    wish = ColumnDraft(name="Năm", numeric=False, width=7)
    (column,) = columns_of(["Năm"], [("2026",)], [wish])
    assert (column.numeric, column.centred, column.width) == (False, True, 7)
