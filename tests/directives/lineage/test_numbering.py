"""Số, ký hiệu: two writings of one number have one key, two numbers never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.lineage.numbering import is_number, number_key, symbol_of, year_in_number

SAME = [
    ("1848 /SNV-CCHCVTLT", "1848/SNV-CCHCVTLT", "a blank before the stroke"),
    ("05/UBND-VX", "5/ubnd-vx", "a leading nought and capitals"),
    ("6056/BNV–CCHC", "6056/BNV-CCHC", "another kind of dash"),
    ("6056/ВNV-CСНС", "6056/BNV-CCHC", "letters of the Cyrillic alphabet that look like ours"),
    ("112/UBND -NV", "112/UBND-NV", "a blank before the dash"),
    ("30/2020/NĐ-CP.", "30/2020/NĐ-CP", "the full stop of the sentence"),
    ("30/2020/NÐ-CP", "30/2020/NĐ-CP", "the Icelandic letter of old files"),
]
DIFFERENT = [
    ("12/ĐA-UBND", "12/DA-UBND", "an Đề án is no Dự án"),
    ("14/2015/QĐ-UBND", "14/QĐ-UBND", "a normative number bears its year"),
    ("100/BNV-CCHC", "1/BNV-CCHC", "noughts at the end count"),
    ("1249a/CTPH", "1249/CTPH", "a letter behind the number"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME)
def test_two_writings_of_one_number_are_one(one: str, other: str, reason: str) -> None:
    assert number_key(one) == number_key(other), reason


@pytest.mark.parametrize(("one", "other", "reason"), DIFFERENT)
def test_two_numbers_stay_two(one: str, other: str, reason: str) -> None:
    assert number_key(one) != number_key(other), reason


@pytest.mark.parametrize(
    ("number", "symbol", "year"),
    [
        ("6056/BNV-CCHC", "bnv-cchc", None),
        ("14/2015/QĐ-UBND", "qđ-ubnd", 2015),
        ("64/2025/QH15", "qh15", 2025),
        ("59-NQ/TW", "nq-tw", None),
        ("66.13/2026/NQ-CP", "nq-cp", 2026),
        ("1249a/CTPH-UBDT-BTP", "ctph-ubdt-btp", None),
        ("Luật Lưu trữ", "", None),
    ],
)
def test_a_number_tells_its_symbol_and_perhaps_its_year(number: str, symbol: str, year: int | None) -> None:
    key = number_key(number)
    assert (symbol_of(key), year_in_number(key)) == (symbol, year)


@given(st.integers(1, 99999), st.sampled_from(["UBND-NC", "QĐ-TTg", "2015/QĐ-UBND", "BNV-CCHC"]))
def test_a_key_is_its_own_key(number: int, symbol: str) -> None:
    key = number_key(f"0{number} / {symbol}")
    assert is_number(key)
    assert number_key(key) == key == number_key(f"{number}/{symbol}")
