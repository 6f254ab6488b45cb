"""Dán từ Word: what Word really puts on the clipboard becomes parts, and what cannot be kept is said."""

from pathlib import Path

import pytest

from directives.document.pasted_table import opened
from portal.messages import speaking, worded_problem
from portal.web.writing.row_parts import rows_of
from workflows.services.desk_paste import Pasted, pasted_html

COPIED = Path(__file__).with_name("copied_from_word.html")


@pytest.fixture(scope="module")
def pasted() -> Pasted:
    """Đã dán: read once."""
    return pasted_html(COPIED.read_text(encoding="utf-8"))


def test_lists_keep_their_levels_and_every_line_its_words(pasted: Pasted) -> None:
    said = [
        ("  " * row.depth + row.kind, (row.title or row.text)[:40].strip()) for row in rows_of(pasted.parts)
    ]
    assert said == [
        ("paragraph", "Thực hiện Kế hoạch số 12/KH-UBND, Sở Nội"),
        ("clause", "Công tác chuẩn bị"),
        ("  point", "Cử 01 đầu mối phụ trách;"),
        ("    dash", "Họ tên, chức vụ;"),
        ("    dash", "Số điện thoại;"),
        ("  point", "Rà soát danh sách mẫu.[1]"),
        ("clause", "Phân bổ phiếu"),
        ("  dash", "Mỗi xã không dưới 30 phiếu."),
        ("  table", "STT\tĐơn vị\tSố phiếu | Phát ra\tSố phiếu |"),
        ("paragraph", "Trân trọng./."),
        ("paragraph", "[1] Danh sách do Bưu điện tỉnh lập."),
    ]


def test_merged_cells_are_parted_and_headings_get_two_levels(pasted: Pasted) -> None:
    (table,) = [part for part in pasted.parts[2]["children"] if part["kind"] == "table"]
    assert table["columns"] == ["STT", "Đơn vị", "Số phiếu | Phát ra", "Số phiếu | Dự phòng"]
    assert table["rows"] == [["1", "Xã Đắk Mil", "120", "12"], ["2", "Phường Xuân Hương\n– Đà Lạt", "90", ""]]


def test_what_cannot_be_kept_is_said(pasted: Pasted) -> None:
    with speaking("en"):
        assert [worded_problem(one) for one in pasted.told] == [
            "Pictures that were not taken: 1. Add each as a part “Picture”.",
            "Text boxes that were not taken: 1. Copy their words by themselves.",
            "Passages that Word shows as deleted were left out: 1.",
            "Comments of Word were left out: 1.",
            "Footnotes stand as paragraphs at the end: 1.",
            "Links were kept as words only: 1.",
            "Bold, italic and underlined words were taken as plain words: the form sets the type.",
            "Merged cells of tables were parted, the words stand in the first one: 1.",
            "These lines bear another number or mark now: i. Họ tên, chức vụ; ii. Số điện thoại",
        ]


@pytest.mark.parametrize(
    ("cells", "spans", "above", "rows", "parted"),
    [
        ([["a", "b"], ["1", "2"]], [[(1, 1)] * 2] * 2, (), (("a", "b"), ("1", "2")), 0),
        # a line over the whole width is a title, no heading
        (
            [["Bảng 1"], ["a", "b"], ["1", "2"]],
            [[(2, 1)], [(1, 1)] * 2, [(1, 1)] * 2],
            ("Bảng 1",),
            (("a", "b"), ("1", "2")),
            0,
        ),
        # a cell over two columns among the figures
        (
            [["a", "b"], ["1", "2"], ["cộng"]],
            [[(1, 1)] * 2, [(1, 1)] * 2, [(2, 1)]],
            (),
            (("a", "b"), ("1", "2"), ("cộng", "")),
            1,
        ),
        # a cell that claims to reach below the table, and rows of unequal length
        ([["a", "b"], ["1"]], [[(1, 1), (1, 9)], [(1, 1)]], (), (("a", "b"), ("1", "")), 0),
        # cells that claim more than any table has
        ([["a", "b"]] * 40, [[(60, 60)] * 2] * 40, (), (("a", "b"),) * 40, 0),
    ],
)
def test_a_table_has_a_cell_at_every_place(
    cells: list[list[str]],
    spans: list[list[tuple[int, int]]],
    above: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    parted: int,
) -> None:
    made = opened(cells, spans)
    assert (made.above, made.rows, made.parted) == (above, rows, parted)


def test_a_table_within_a_cell_is_written_out_there() -> None:
    inner = "<table><tr><td>x</td><td>y</td></tr></table>"
    made = pasted_html(f"<table><tr><td>a</td><td>b</td></tr><tr><td>1{inner}</td><td>2</td></tr></table>")
    assert made.parts[0]["rows"] == [["1\nx | y", "2"]]
