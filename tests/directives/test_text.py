"""Chữ tiếng Việt: spellings that must meet, and those that must stay apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.text import (
    ascii_fold,
    comparison_key,
    normalise,
    old_tone_placement,
    shown_name,
    slug,
    sort_key,
)

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằầèềìòồờùừỳýỷỹỵ -'’ÐĐ012")

SAME_NAME = [
    ("hoà", "hòa", "tone on either vowel of oa"),
    ("Khoẻ", "khỏe", "oe, and a capital"),
    ("THUỶ", "thủy", "uy, all capitals"),
    ("Phú Thuỵ", "Phú Thụy", "a name of two words"),
    ("qùy", "quỳ", "after q the mark belongs to y"),
    ("Đắk R’lấp", "Đắk R'Lấp", "curved and straight apostrophe"),
    ("Ðắk Nông", "Đắk Nông", "Icelandic eth of old files"),
    ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu", "en dash and hyphen"),
    ("Xã  Đắk Lao ", "xã Đắk Lao", "double blank"),
    (unicodedata.normalize("NFD", "Đắk Nông"), "Đắk Nông", "decomposed letters"),
]
OTHER_NAME = [
    ("Cẩm Giang", "Cẩm Giàng", "two communes of one province"),
    ("Sơn Hà", "Sơn Hạ", "tone is part of the name"),
    ("Lý Sơn", "Lí Sơn", "i and y are two official spellings"),
    ("HĐ", "HD", "codes: hợp đồng, hướng dẫn"),
    ("Ba Tơ", "Ba Tô", "two communes which fold to the same ASCII"),
]
PLACED_ONCE = ["toàn", "hoàn", "giếng", "quý", "quỳ", "huỳnh", "khuỷu", "thuế", "của", "mùa", "xoèn"]

SORTED = {
    "letters before tones": ["An", "Ánh", "Ân", "Bắc", "Đạt", "Ơn", "Yến"],
    "order of tones": ["ma", "mà", "mả", "mã", "má", "mạ"],
    "đ after d, ă after a, ơ after ô": ["da", "dạ", "đa", "ô", "ơ"],
    "tones decide only when letters are equal": ["Hà An", "Ha Bình", "Hà Bình"],
    "blank, hyphen, digit, letter": ["Bảo Lâm", "Bảo Lâm 1", "Bảo Lâm 2", "Bảo Lộc", "Bảo-", "Bảo2", "Bảoa"],
    "districts of Đắk Nông": ["Cư Jút", "Đắk Glong", "Đắk Mil", "Đắk R'lấp", "Đắk Song", "Gia Nghĩa"],
}


@pytest.mark.parametrize(("one", "other", "why"), SAME_NAME)
def test_two_writings_of_one_name_compare_equal(one: str, other: str, why: str) -> None:
    assert comparison_key(one) == comparison_key(other), why


@pytest.mark.parametrize(("one", "other", "why"), OTHER_NAME)
def test_different_names_stay_different(one: str, other: str, why: str) -> None:
    assert comparison_key(one) != comparison_key(other), why


@pytest.mark.parametrize("word", PLACED_ONCE)
def test_a_word_with_one_tone_placement_is_left_alone(word: str) -> None:
    assert old_tone_placement(word) == word


@pytest.mark.parametrize("why", SORTED)
def test_vietnamese_order(why: str) -> None:
    backwards = SORTED[why][::-1]
    assert sorted(backwards, key=sort_key) == SORTED[why]


def test_folding_maps_d_with_stroke_and_drops_every_mark() -> None:
    assert ascii_fold("ĐẮK R'LẤP, Thừa Thiên - Huế, Ưỡn") == "DAK R'LAP, Thua Thien - Hue, Uon"


def test_a_slug_parts_words_at_blanks_hyphens_and_apostrophes() -> None:
    assert [slug(name) for name in ("Đắk R'lấp", "Bà Rịa - Vũng Tàu", "Phường B’Lao")] == [
        "dak-r-lap",
        "ba-ria-vung-tau",
        "phuong-b-lao",
    ]


def test_normalising_repairs_look_alikes_and_keeps_the_writing() -> None:
    assert normalise("Ðội  HOÀ ð") == "Đội  HOÀ đ"


@given(VIETNAMESE)
def test_keys_and_normal_form_are_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert comparison_key(comparison_key(text)) == comparison_key(text)
    assert comparison_key(unicodedata.normalize("NFD", text)) == comparison_key(text)


@given(st.lists(VIETNAMESE))
def test_order_does_not_depend_on_the_form_of_unicode(texts: list[str]) -> None:
    composed = sorted((normalise(t) for t in texts), key=sort_key)
    decomposed = sorted((unicodedata.normalize("NFD", t) for t in texts), key=sort_key)
    assert [normalise(t) for t in decomposed] == composed


NAMES = [
    ("thư số 5.docx", "thư số 5.docx", "an honest name"),
    ("thu\u202ecod.exe", "thu\\u202ecod.exe", "read from right to left it would end in .doc"),
    ("a\nb\x1b[31m.docx", "a\\u000ab\\u001b[31m.docx", "a line break and a colour of the screen"),
    ("x\udcff.docx", "x\\udcff.docx", "a byte that is no UTF-8"),
]


@pytest.mark.parametrize(("name", "shown", "why"), NAMES, ids=[row[2] for row in NAMES])
def test_what_acts_in_a_name_is_written_out(name: str, shown: str, why: str) -> None:
    assert shown_name(name) == shown, why
