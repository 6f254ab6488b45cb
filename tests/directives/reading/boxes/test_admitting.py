"""Có phải văn bản hành chính: what is let in, and what is answered as no official document."""

import pytest

from directives.conversion.errors import NotOfficialDocument
from directives.reading.boxes.admitting import refuse_unofficial
from directives.reading.boxes.page import read_boxes
from directives.reading.lexicon import lexicon

OFFICIAL = [
    ("ỦY BAN NHÂN DÂN XÃ LONG HỒ\nSố: 189/KH-UBND, ngày 17 tháng 8 năm 2026\n"
     "KẾ HOẠCH TỔ CHỨC LỚP TRUYỀN DẠY\nI. MỤC ĐÍCH",
     "abridged: no state name, no place, no signature"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nV/v chuẩn bị bầu cử\n"
     "Hà Nội, ngày 24 tháng 2 năm 2021\nNội dung.",
     "letterhead and number lost"),
    ("Kính gửi:\n- Tòa án nhân dân tối cao;\n- Ủy ban nhân dân các tỉnh.\n"
     "Nhằm thực hiện Nghị quyết, đề nghị các cơ quan:",
     "only the list of agencies left of a letter's head"),
    ("ĐẢNG BỘ TỈNH VĨNH LONG\nHUYỆN ỦY LONG HỒ\nSố 12-CV/HU\nKính gửi: Các chi bộ.\nNội dung.",
     "of the Party"),
    ("Nội dung của trang cuối./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n"
     "CHỦ TỊCH\nTừ Hữu Hà",
     "the last page"),
]  # fmt: skip
STRANGERS = [
    ("Chương 1\n"
     "Hôm ấy trời mưa to. Ông Chủ tịch xã ngồi trong Ủy ban nhân dân, nhìn ra ngày 5 tháng 3 năm 1975.\nÔng thở dài.",
     "a novel"),
    ("BẢNG GIÁ THÁNG 5\nSố: 12/BG-ABC\nKính gửi: Quý khách hàng\nGạo 20.000 đ/kg",
     "a price list with a number"),
    ("From: an@example.vn\nSubject: V/v họp\nKính gửi: các anh chị,\nMai họp lúc 8 giờ.\n"
     "Trân trọng,\nNguyễn Văn An",
     "an e-mail"),
    ("def so(n):\n    return f'Số: {n}/QĐ-UBND'\nprint('Nơi nhận:')", "source code"),
    ("Điều 5. Quyền của người dân\n"
     "1. Người dân có quyền khiếu nại theo Luật số 02/2011/QH13 ngày 11 tháng 11 năm 2011.",
     "an article of a law without its head"),
    ("CÔNG TY TNHH ABC\nHÓA ĐƠN GIÁ TRỊ GIA TĂNG\nSố: 0001234\nNgày 12 tháng 3 năm 2024\n"
     "Tổng cộng 5.000.000",
     "an invoice"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐỘC LẬP - TỰ DO - HẠNH PHÚC\nĐƠN XIN VIỆC\n"
     "Kính gửi: Công ty ABC\nTôi tên là Lê An.",
     "an application"),
    ("", "nothing"),
    ("123 456\n---\n| a | b |", "figures"),
]  # fmt: skip


def admitted(text: str) -> None:
    words = lexicon()
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    refuse_unofficial(*read_boxes(lines, words), words, "van-ban.txt")


@pytest.mark.parametrize(("text", "why"), OFFICIAL, ids=[row[-1] for row in OFFICIAL])
def test_an_official_document_is_let_in_also_when_parts_are_lost(text: str, why: str) -> None:
    admitted(text)


@pytest.mark.parametrize(("text", "why"), STRANGERS, ids=[row[-1] for row in STRANGERS])
def test_another_text_is_answered_as_none(text: str, why: str) -> None:
    with pytest.raises(NotOfficialDocument) as refusal:
        admitted(text)
    assert refusal.value.where == "van-ban.txt"
