"""Sửa lỗi nhận dạng: what is repaired, and what looks damaged and is not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reading.lexicon import lexicon
from directives.reading.repairing import Repair, repaired, with_repairs
from directives.vocabulary.agencies import agency_names
from directives.vocabulary.syllables import is_syllable

DAMAGED = [
    ("Bru điện tỉnh", "Bưu điện tỉnh", "no syllable, one letter off"),
    ("Bureau điện thị xã", "Bưu điện thị xã", "letters added"),
    ("Công TTĐT thị xã", "Cổng TTĐT thị xã", "a mark lost"),
    ("chủ trì, hời hợp với Sở Nội vụ", "chủ trì, phối hợp với Sở Nội vụ", "a letter lost"),
    ("Trường trung cp nghề", "Trường trung cấp nghề", "the vowel lost"),
    ("CỤC QUAN LY KHAM, CHUA BENH", "CỤC QUẢN LÝ KHÁM, CHỮA BỆNH", "all marks lost"),
    ("Ban Chđạo phòng, chống thiên tai", "Ban Chỉ đạo phòng, chống thiên tai", "letters and a blank lost"),
    ("BANCHỈ ĐẠO TRUNG ƯƠNG", "BAN CHỈ ĐẠO TRUNG ƯƠNG", "a blank lost"),
    ("UBND TỈNH TUYẾN QUANG", "UBND TỈNH TUYÊN QUANG", "the only province with these letters"),
    ("huyện Đăk R'Lấp", "huyện Đắk R'lấp", "the chart's own writing"),
    ("xã Long Hố", "xã Long Hồ", "the only commune with these letters"),
]
SOUND = [
    ("Công an tỉnh", "Công is right here"),
    ("Hội Công dân", "another word by another letter, not a slip"),
    ("Sở Ngoại vụ", "not Sở Nội vụ"),
    ("các khối hợp tác xã", "hợp belongs to hợp tác"),
    ("thứ trưởng, thủ trưởng", "both exist"),
    ("tỉnh Vĩnh Phú", "a former province, not Vĩnh Phúc"),
    ("huyện Tam Duong", "Tam Dương or Tam Đường: nobody knows"),
    ("UBND các huyện, thành phố Gia Nghĩa", "nothing is wrong"),
    ("UBND tỉnh (b/c); VPCP: BTCN, TTĐT", "abbreviations"),
    ("thuỷ lợi, hoà giải, Uỷ ban", "the other place of the mark is no slip"),
]


@pytest.mark.parametrize(("seen", "meant", "why"), DAMAGED, ids=[row[-1] for row in DAMAGED])
def test_a_damaged_word_is_meant_back_by_its_phrase(seen: str, meant: str, why: str) -> None:
    assert repaired(seen, lexicon()) == meant, why


@pytest.mark.parametrize(("text", "why"), SOUND, ids=[row[-1] for row in SOUND])
def test_what_is_right_or_unsure_stays(text: str, why: str) -> None:
    assert with_repairs(text, lexicon()) == (text, ()), why


def test_every_repair_is_told() -> None:
    text, repairs = with_repairs("Bureau điện tỉnh Tuyến Quang", lexicon())
    assert text == "Bưu điện tỉnh Tuyên Quang"
    assert repairs == (Repair("Bureau", "Bưu"), Repair("Tuyến Quang", "Tuyên Quang"))


@pytest.mark.parametrize("name", agency_names())
def test_a_known_name_is_never_repaired(name: str) -> None:
    assert repaired(name, lexicon()) == name
    assert repaired(name.upper(), lexicon()) == name.upper()


@given(st.sampled_from([seen for seen, *_ in DAMAGED] + [text for text, _ in SOUND]))
def test_repairing_twice_repairs_nothing_more(text: str) -> None:
    once = repaired(text, lexicon())
    assert repaired(once, lexicon()) == once


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(repaired(unicodedata.normalize("NFC", text), lexicon()), str)


@pytest.mark.parametrize(
    ("word", "built_so"),
    [
        ("bưu", True), ("Quyết", True), ("nghiêng", True), ("giếng", True), ("gì", True), ("quốc", True),
        ("khuỷu", True), ("các", True), ("Bru", False), ("bureau", False), ("cp", False), ("câp", False),
        ("UBND", False), ("thànhh", False), ("cãc", False), ("", False),
    ],
)  # fmt: skip
def test_a_syllable_is_told_by_its_build(word: str, built_so: bool) -> None:
    assert is_syllable(word) is built_so
