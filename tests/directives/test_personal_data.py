"""Che dữ liệu cá nhân: a telephone number keeps its ends only, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.personal_data import masked_phone


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0912345123", "09xx xxx 123"),
        ("0912 345 123", "09xx xxx 123"),
        ("+84 912.345.123", "84xx xxxx 123"),
        ("02633812345", "02xx xxxx 345"),
        ("0912", "xx12"),
        ("12", "12"),
        ("không có", ""),
        ("", ""),
    ],
)
def test_a_number_is_shown_as_its_ends(written: str, shown: str) -> None:
    assert masked_phone(written) == shown


@given(st.from_regex(r"0[0-9]{9,14}", fullmatch=True))
def test_of_a_whole_number_five_digits_are_seen_at_most(number: str) -> None:
    assert sum(one.isdigit() for one in masked_phone(number)) == 5
