"""Tìm không dấu: words in any order; an accent that is written must be there, one that is not may be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.register.search import folded, matches, words_of

TEXT = "1848/SNV-CCHCVTLT Công văn: đo lường sự hài lòng tại Đắk R’Lấp, Hòa Bình; ông Nguyễn Thị Thúy"

ASKED = [
    ("do luong hai long", True, "no accents at all"),
    ("long hai luong do", True, "in any order"),
    ("đo lường", True, "with all accents"),
    ("ĐO LƯỜNG", True, "in capitals"),
    ("đo lương", True, "with some accents"),
    ("dô lường", False, "an accent that is not there"),
    ("đo lưởng", False, "another tone"),
    ("đăk", True, "the letter without its tone"),
    ("đâk", False, "another letter"),
    ("đắk", True, "the letters as they are"),
    ("dak rlap", False, "the apostrophe parts two words"),
    ("dak r lap", True, "signs between words do not count"),
    ("hoà bình", True, "the mark on the other vowel"),
    ("hòa bình", True, "the mark where the law puts it"),
    ("thuý", True, "likewise at the end of a name"),
    ("1848", True, "the number"),
    ("1848/snv", True, "number and the beginning of the symbol"),
    ("848", False, "the middle of a word"),
    ("ngu", True, "the beginning of a word"),
    ("nguyen thi thuy", True, "a name"),
    ("nguyen lan", False, "one of the words is missing"),
    ("%", True, "no word at all asks for nothing"),
]


@pytest.mark.parametrize(("asked", "found", "reason"), ASKED)
def test_what_is_asked_is_found_or_not(asked: str, found: bool, reason: str) -> None:
    assert matches(words_of(asked), TEXT) is found, reason
    assert matches(words_of(unicodedata.normalize("NFD", asked)), TEXT) is found, "decomposed as well"


@given(st.text(min_size=1), st.text())
def test_every_word_of_a_text_finds_it_with_and_without_accents(text: str, more: str) -> None:
    whole = f"{text} {more}"
    assert matches(words_of(text), whole)
    for word in folded(text).split():
        assert f" {word}" in folded(whole)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
