"""Bảng phân công: tables of tasks in the body and in annexes, from lines and from a Word file, row by row."""

from datetime import date
from pathlib import Path

import docx
import pytest

from directives.reading import read_file
from directives.reading.duties.assigning import read_annexed
from directives.reading.duties.days import Calendar
from directives.reading.duties.manners import manner_of
from directives.reading.duties.obligations import read_obligations
from directives.reading.lexicon import lexicon

HEADING = "TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành"

ROWS = [
    # rows below the heading, (ref, addressees, by), reason
    (["1 | Xây dựng kế hoạch | Phòng Văn hóa - Xã hội | Văn phòng | Trước ngày 30/3/2026"],
     [("II.1", ["Phòng Văn hóa - Xã hội"], "2026-03-30")], "who works together is not addressed"),
    (["1 | Tập huấn điều tra viên | Bưu điện xã"], [("II.1", ["Bưu điện xã"], None)], "empty cells dropped at the end"),
    (["1 | Báo cáo kết quả | Phòng Nội vụ; Văn phòng | | Quý IV/2026"],
     [("II.1", ["Phòng Nội vụ", "Văn phòng"], "2026-12-31")], "an empty cell in the middle, two lead bodies"),
    (["I | Tuyên truyền", "1 | Đăng tin, bài | Đài truyền thanh | | 20/4/2026"],
     [("II.I.1", ["Đài truyền thanh"], "2026-04-20")], "a title above its rows"),
    (["I | Tuyên truyền | Tuyên truyền | Tuyên truyền | Tuyên truyền", "I.1 | Đăng tin | Đài A | | 20/4/2026"],
     [("II.I.1", ["Đài A"], "2026-04-20")], "a title in a merged cell, repeated"),
    (["(1) | (2) | (3) | (4) | (5)", "1 | Đăng tin | Đài A | | 20/4/2026"],
     [("II.1", ["Đài A"], "2026-04-20")], "numbers of the columns"),
    (["| --- | --- | --- | --- | --- |", "| 1 | Đăng tin | Đài A |  | 20/4/2026 |"],
     [("II.1", ["Đài A"], "2026-04-20")], "a Markdown table"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_a_row_is_a_duty_of_its_lead_body(
    rows: list[str], expected: list[tuple[str, list[str], str | None]], why: str
) -> None:
    lines = ["II. NỘI DUNG", HEADING, *rows]
    calendar = Calendar(date(2026, 3, 6))
    duties, _ = read_obligations(lines, 0, len(lines), manner=manner_of("ke_hoach"), calendar=calendar)
    assert [(d.ref, list(d.addressees), d.time.by if d.time else None) for d in duties] == expected


def test_a_table_of_figures_gives_no_duty() -> None:
    lines = ["II. NỘI DUNG", "TT | Đơn vị | Số phiếu | Tỷ lệ", "1 | Sở Nội vụ | 200 | 98%"]
    assert read_obligations(lines, 0, len(lines), manner=manner_of("ke_hoach"))[0] == ()


ANNEX = ["PHỤ LỤC II", "DANH MỤC NHIỆM VỤ", HEADING, "3 | Công khai kết quả | Trung tâm A | | 20/5/2026"]


@pytest.mark.parametrize(("kind", "refs"), [("ke_hoach", ["Phụ lục II.3"]), ("nghi_dinh", [])])
def test_an_annexed_table_of_tasks_is_read_where_the_document_tasks_somebody(
    kind: str, refs: list[str]
) -> None:
    calendar = Calendar(date(2026, 3, 6))
    duties, lines = read_annexed(ANNEX, 0, manner=manner_of(kind), words=lexicon(), calendar=calendar)
    assert [duty.ref for duty in duties] == refs
    assert len(lines) == len(refs)


def test_tables_of_a_word_file_are_read(tmp_path: Path) -> None:
    plan = docx.Document()
    for line in (
        "ỦY BAN NHÂN DÂN", "XÃ LONG HỒ", "Số: 45/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Long Hồ, ngày 06 tháng 3 năm 2026", "KẾ HOẠCH",
        "Khảo sát mức độ hài lòng năm 2026", "UBND xã ban hành Kế hoạch như sau:", "II. NỘI DUNG",
    ):  # fmt: skip
        plan.add_paragraph(line)
    rows = [
        HEADING.split(" | "),
        ["1", "Lập danh sách", "Phòng Kinh tế", "Các ấp", "Trước ngày 15/4/2026"],
        ["2", "Khảo sát", "Bưu điện", "", ""],
    ]
    table = plan.add_table(rows=len(rows), cols=5)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for line in ("Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"):
        plan.add_paragraph(line)
    path = tmp_path / "ke-hoach.docx"
    plan.save(str(path))
    duties = read_file(path).obligations
    assert [(d.ref, d.addressees, d.time.by if d.time else None) for d in duties] == [
        ("II.1", ("Phòng Kinh tế",), "2026-04-15"),
        ("II.2", ("Bưu điện",), None),
    ]
