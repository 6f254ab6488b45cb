"""Mã phiếu: serials of a block, and square codes in which a wrong letter is found."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.forms.answer_names import answer_code_of, answer_name
from sipas_engine.forms.serials import (
    BadSerial,
    FormCode,
    UnreadFormCode,
    checked_serials,
    read_form_code,
    serial_block,
)

CODES = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,15}", fullmatch=True)


@given(CODES, CODES, CODES)
def test_what_a_square_code_says_is_read_back(campaign: str, version: str, serial: str) -> None:
    code = FormCode(campaign, version, serial)
    assert read_form_code(f" {code.payload}\n") == code


@given(st.data())
def test_a_wrong_letter_is_found(data: st.DataObject) -> None:
    payload = FormCode("ld-2026", "P2023-1a2b3c", "LD-00042").payload
    place = data.draw(st.integers(0, len(payload) - 1))
    other = data.draw(
        st.sampled_from(string.digits + string.ascii_letters).filter(lambda one: one != payload[place])
    )
    with pytest.raises(UnreadFormCode):
        read_form_code(payload[:place] + other + payload[place + 1 :])


@pytest.mark.parametrize("text", ["", "LD-00042", "https://vi.example/1", "VT2|a|b|c|AAAA", "VT1|a|b|AAAA"])
def test_any_other_code_is_refused(text: str) -> None:
    with pytest.raises(UnreadFormCode):
        read_form_code(text)


def test_the_numbers_of_a_block_have_one_length() -> None:
    assert serial_block("LD-", 99_999, 2) == ("LD-099999", "LD-100000")


@pytest.mark.parametrize(
    ("serials", "problems", "reason"),
    [
        (["LD-1", "LD-1", "LD-2"], 2, "both rows of a serial given twice are named"),
        (["Phiếu 1"], 1, "accents and blanks are lost by scanners and file names"),
        ([""], 1, "a row without a serial"),
        (["A" * 33], 1, "too long to be written by hand"),
        (["LD|1"], 1, "the sign between the fields of the square code"),
    ],
)
def test_serials_that_cannot_be_used_are_all_named(serials: list[str], problems: int, reason: str) -> None:
    with pytest.raises(BadSerial) as refusal:
        checked_serials(serials, file="mau.csv", first_row=2)
    assert len(refusal.value.problems) == problems, reason
    assert all(problem.where.startswith("mau.csv:") for problem in refusal.value.problems)


@given(st.text(min_size=1, max_size=12))
def test_the_name_of_an_answer_leads_back_to_its_code(code: str) -> None:
    assert answer_code_of(answer_name(code)) == code


@given(st.text(min_size=1, max_size=12))
def test_the_name_of_an_answer_is_a_name_in_xml(code: str) -> None:
    allowed = set(string.ascii_letters + string.digits + "_-")
    assert set(answer_name(code)) <= allowed
