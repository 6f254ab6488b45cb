"""Số bằng chữ: as a clerk writes sums of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.number_words import LARGEST, in_words

WORDS = [
    (0, "không"),
    (5, "năm"),
    (10, "mười"),
    (15, "mười lăm"),
    (21, "hai mươi mốt"),
    (55, "năm mươi lăm"),
    (101, "một trăm linh một"),
    (1_000, "một nghìn"),
    (1_001, "một nghìn không trăm linh một"),
    (50_000, "năm mươi nghìn"),
    (600_000, "sáu trăm nghìn"),
    (1_050_000, "một triệu không trăm năm mươi nghìn"),
    (2_000_000_000, "hai tỷ"),
]


@pytest.mark.parametrize(("number", "words"), WORDS)
def test_a_number_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_numbers_never_share_their_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_cannot_be_said_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        in_words(number)
