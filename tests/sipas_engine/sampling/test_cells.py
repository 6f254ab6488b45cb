"""Ô của danh sách: births and telephones as offices write them; what is unclear stays unread."""

from datetime import date

import pytest

from sipas_engine.sampling.cells import is_of_age, lost_its_zero, read_birth, read_phone

BIRTHS = [
    ("1985", 1985, None, "a year"),
    ("02/09/1985", 1985, date(1985, 9, 2), "dd/mm/yyyy"),
    ("2-9-1985", 1985, date(1985, 9, 2), "single digits, dashes"),
    ("02.09.1985", 1985, date(1985, 9, 2), "dots"),
    ("1985-09-02 00:00:00", 1985, date(1985, 9, 2), "what a database exports"),
    ("09/1985", 1985, None, "month and year"),
    ("00/00/1985", 1985, None, "day and month not known"),
    ("../../1985", 1985, None, "dots for what is not known"),
    ("31292", 1985, date(1985, 9, 2), "a spreadsheet's number"),
]
UNREAD = [
    "",
    "2/9/85",
    "31/02/1985",
    "12/13/1985",
    "khoảng 1985",
    "85",
    "1",
    "0912345678",
    "32/01/1985",
]


@pytest.mark.parametrize(("text", "year", "day", "why"), BIRTHS, ids=[row[3] for row in BIRTHS])
def test_a_birth_is_read(text: str, year: int, day: date | None, why: str) -> None:
    born = read_birth(text)
    assert born is not None
    assert (born.year, born.day) == (year, day), why


@pytest.mark.parametrize("text", UNREAD)
def test_what_could_be_read_in_two_ways_is_not_read(text: str) -> None:
    assert read_birth(text) is None


AGES = [
    ("2008", None, "born in the year of the eighteenth birthday: not certain"),
    ("2007", True, "a year earlier"),
    ("2009", False, "a year later"),
    ("01/09/2008", True, "eighteen on the very day"),
    ("02/09/2008", False, "eighteen on the next day"),
]


@pytest.mark.parametrize(("text", "of_age", "why"), AGES, ids=[row[2] for row in AGES])
def test_age_is_told_on_the_day_of_the_survey(text: str, of_age: bool | None, why: str) -> None:
    born = read_birth(text)
    assert born is not None
    assert is_of_age(born, date(2026, 9, 1), 18) is of_age, why


PHONES = [
    ("0912345678", "0912345678", "as it should be"),
    ("0912 345 678", "0912345678", "blanks"),
    ("0912.345.678", "0912345678", "dots"),
    ("(0912) 345-678", "0912345678", "brackets and a dash"),
    ("+84912345678", "0912345678", "the country's number"),
    ("84 912 345 678", "0912345678", "the country's number without its sign"),
    ("0084912345678", "0912345678", "the country's number as it is dialled"),
    ("02633822222", "02633822222", "a landline"),
    ("+842633822222", "02633822222", "a landline with the country's number"),
    ("912345678", None, "the zero lost: not mended in silence"),
    ("01234567890", None, "a number of eleven digits as until 2018"),
    ("0912345678; 0987654321", None, "two numbers"),
    ("091234567", None, "a digit short"),
    ("không có", None, "words"),
]


@pytest.mark.parametrize(("text", "number", "why"), PHONES, ids=[row[2] for row in PHONES])
def test_a_telephone_number_is_read(text: str, number: str | None, why: str) -> None:
    assert read_phone(text) == number, why


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("912345678", True),
        ("912 345 678", True),
        ("2633822222", True),
        ("12345", False),
        ("0912345678", False),
    ],
)
def test_a_lost_zero_is_noticed(text: str, lost: bool) -> None:
    assert lost_its_zero(text) is lost
