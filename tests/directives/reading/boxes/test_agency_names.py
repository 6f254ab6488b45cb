"""Tên cơ quan: capitals of a letterhead in the writing of running text."""

import pytest

from directives.reading.boxes.agency_name import agency_name

ROWS = [
    ("ỦY BAN NHÂN DÂN XÃ LONG HỒ", "UBND xã Long Hồ", "a commune"),
    ("UỶ BAN NHÂN DÂN TỈNH TUYÊN QUANG", "UBND tỉnh Tuyên Quang", "the other place of the mark"),
    ("UBND TỈNH ĐẮK NÔNG", "UBND tỉnh Đắk Nông", "abbreviated in the letterhead"),
    ("HỘI ĐỒNG NHÂN DÂN TỈNH GIA LAI", "HĐND tỉnh Gia Lai", "a council"),
    ("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "Bộ Kế hoạch và Đầu tư", "two fields"),
    ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội", "three fields"),
    ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch", "a comma"),
    ("ỦY BAN THƯỜNG VỤ QUỐC HỘI", "Ủy ban Thường vụ Quốc hội", "no people's committee"),
    ("SỞ GD&ĐT TỈNH VĨNH LONG", "Sở GD&ĐT tỉnh Vĩnh Long", "an abbreviation stays"),
    ("TRƯỜNG THPT NGUYỄN HUỆ", "Trường THPT Nguyễn Huệ", "a school named after a person"),
    ("ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH VĨNH LONG", "Đài Phát thanh và Truyền hình Vĩnh Long", "a known place"),
    ("BỘ TRƯỞNG BỘ TƯ PHÁP", "Bộ trưởng Bộ Tư pháp", "an authority"),
    ("CHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH", "Chủ tịch UBND tỉnh", "an authority of a committee"),
    ("PHÒNG GIÁO DỤC& ĐÀO TẠO", "Phòng Giáo dục & Đào tạo", "“&” between two fields"),
    ("HUYỆN ỦY LONG HỒ", "Huyện ủy Long Hồ", "of the Party"),
    ("UBND QUẬN 1", "UBND quận 1", "a numbered unit"),
    ("Sở Nội vụ tỉnh Lâm Đồng", "Sở Nội vụ tỉnh Lâm Đồng", "running letters already"),
]


@pytest.mark.parametrize(("printed", "written", "why"), ROWS, ids=[row[-1] for row in ROWS])
def test_a_letterhead_is_written_as_in_running_text(printed: str, written: str, why: str) -> None:
    assert agency_name(printed) == written, why


def test_a_signature_keeps_the_committee_in_full() -> None:
    assert agency_name("ỦY BAN NHÂN DÂN", short=False) == "Ủy ban nhân dân"
