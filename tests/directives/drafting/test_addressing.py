"""Ai được giao: a clerk reads the table: these words, this office, meant or not, and by what."""

from datetime import date

import pytest

from directives.drafting.addressing import Means, meaning
from directives.drafting.standpoint import Standpoint, standpoint_of
from tests.workspaces import chart

OFFICES = {
    "huyện Cư Jút": "ubnd-huyen-cu-jut",
    "thành phố Gia Nghĩa": "ubnd-thanh-pho-gia-nghia",
    "tỉnh Đắk Nông": "ubnd-tinh-dak-nong",
    "thành phố Hà Nội": "ubnd-thanh-pho-ha-noi",
    "Sở Nội vụ": "snv-dak-nong",
    "Phòng Nội vụ": "pnv-huyen-cu-jut",
    "Bộ Nội vụ": "bnv",
}

ROWS = [
    ("UBND các huyện, thành phố: Cư Jút, Đắk Mil và Gia Nghĩa (được chọn)", "huyện Cư Jút", "list"),
    ("UBND các huyện, thành phố: Đắk Mil và Gia Nghĩa", "huyện Cư Jút", "listed_others"),
    ("UBND các huyện: Cư Jút, Đắk Mil; thành phố: Gia Nghĩa", "huyện Cư Jút", "list"),
    ("Uỷ ban nhân dân các huyện (Cư Jút, Đắk Mil)", "huyện Cư Jút", "list"),
    ("UBND các huyện Cư Jút, Đắk Mil và thành phố Gia Nghĩa", "thành phố Gia Nghĩa", "name"),
    ("UBND các huyện Đắk Song, Đắk Mil và thành phố Gia Nghĩa", "huyện Cư Jút", "listed_others"),
    ("UBND các huyện, thành phố Gia Nghĩa", "huyện Cư Jút", "level"),
    ("UBND các huyện, thành phố Gia Nghĩa", "thành phố Gia Nghĩa", "name"),
    ("Chủ tịch Ủy ban nhân dân huyện, thành phố", "huyện Cư Jút", "level"),
    ("UBND các huyện, thị xã, thành phố thuộc tỉnh", "huyện Cư Jút", "level"),
    ("các huyện, thành phố", "thành phố Gia Nghĩa", "level"),
    ("UBND cấp huyện", "huyện Cư Jút", "level"),
    ("UBND các cấp", "huyện Cư Jút", "level"),
    ("UBND các huyện, thành phố trừ Cư Jút", "huyện Cư Jút", "listed_others"),
    ("UBND các huyện, thành phố trừ Cư Jút", "thành phố Gia Nghĩa", "level"),
    ("UBND huyện Cư Jút", "huyện Cư Jút", "name"),
    ("UBND huyện Đắk Mil", "huyện Cư Jút", "listed_others"),
    ("UBND các xã, phường, thị trấn", "huyện Cư Jút", "others"),
    ("UBND các tỉnh, thành phố trực thuộc Trung ương", "tỉnh Đắk Nông", "level"),
    ("UBND các tỉnh, thành phố trực thuộc Trung ương", "thành phố Hà Nội", "level"),
    ("UBND các tỉnh, thành phố trực thuộc Trung ương", "thành phố Gia Nghĩa", "others"),
    ("UBND các huyện, thành phố", "thành phố Hà Nội", "others"),
    ("Bưu điện các tỉnh, thành phố", "tỉnh Đắk Nông", "others"),
    ("Bưu điện tỉnh", "tỉnh Đắk Nông", "others"),
    ("các Sở, Ban, ngành", "Sở Nội vụ", "together"),
    ("Người đứng đầu các sở, ban, ngành thuộc tỉnh", "Sở Nội vụ", "together"),
    ("Các Sở Giáo dục và Đào tạo", "Sở Nội vụ", "others"),
    ("Các Sở Nội vụ, Sở Tài chính", "Sở Nội vụ", "name"),
    ("Giám đốc Sở Nội vụ", "Sở Nội vụ", "name"),
    ("Sở Tài chính", "Sở Nội vụ", "others"),
    ("các phòng, ban chuyên môn", "Phòng Nội vụ", "together"),
    ("các bộ, cơ quan ngang bộ", "Bộ Nội vụ", "together"),
    ("lãnh đạo các cơ quan, đơn vị", "huyện Cư Jút", "general"),
    ("các cơ quan, đơn vị, địa phương", "Sở Nội vụ", "general"),
    ("Thủ trưởng các cơ quan, đơn vị trực thuộc UBND tỉnh", "huyện Cư Jút", "others"),
    ("Hội Cựu chiến binh tỉnh", "huyện Cư Jút", "others"),
]


def standpoint(office: str, day: date = date(2021, 12, 10)) -> Standpoint:
    """Vị trí: of an office of the chart on that day."""
    return standpoint_of(chart().on(day).office(office))


@pytest.mark.parametrize(("words", "office", "means"), ROWS)
def test_the_words_mean_the_office_or_not(words: str, office: str, means: str) -> None:
    assert meaning(words, standpoint(OFFICES[office])) == means


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("UBND các xã, phường, đặc khu", Means.LEVEL),
        ("Ủy ban nhân dân cấp xã", Means.LEVEL),
        ("UBND các phường: 1 Bảo Lộc, Xuân Hương - Đà Lạt", Means.LISTED_OTHERS),
        ("UBND phường 2 Bảo Lộc", Means.NAME),
        ("UBND các xã", Means.OTHERS),
    ],
)
def test_with_two_tiers_a_ward_stands_directly_below_the_province(words: str, means: Means) -> None:
    assert meaning(words, standpoint("ubnd-phuong-2-bao-loc-24820", date(2026, 3, 10))) is means


def test_letters_written_in_another_way_mean_the_same() -> None:
    words = "UBND CÁC HUYỆN, THÀNH PHỐ: Cư  Jút, Đăk Mil"
    assert meaning(words, standpoint("ubnd-huyen-cu-jut")) is Means.LIST
