"""Thang đôn đốc: days of rungs worked out by hand over Tết, swapped days and fixed days off; to whom a rung writes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.followup.ladders import Superiors, rung_day, rung_reached
from directives.followup.plan import Recipient, Rung
from tests.workspaces import calendar

DAYS = """
    2022-01-25   0  2022-01-25  on the day itself
    2022-01-25   1  2022-01-26  the next day
    2022-01-25   3  2022-01-28  26, 27, 28
    2022-01-25   5  2022-02-08  Tết 31/1 to 4/2: 7/2 is the fourth, 8/2 the fifth
    2022-01-25  -3  2022-01-20  24, 21, 20: before the due day
    2024-04-26   1  2024-05-02  29/4 is swapped for 4/5, 30/4 and 1/5 are holidays
    2024-05-03   1  2024-05-04  the Saturday that is worked instead
    2024-05-03   2  2024-05-06  then Monday
    2021-12-25   0  2021-12-27  a fixed day on a Saturday: nothing goes out before Monday
    2026-02-13   3  2026-02-25  Tết 16/2 to 20/2: 23, 24, 25
    2026-08-21   1  2026-08-22  the Saturday that is worked for 31/8
    2026-08-28   1  2026-09-03  31/8 swapped, 1 and 2/9 holidays
"""
ROWS = [row.split(maxsplit=3) for row in DAYS.strip().splitlines()]


@pytest.mark.parametrize(("due", "after", "day", "reason"), ROWS)
def test_a_rung_is_reached_on_its_working_day(due: str, after: str, day: str, reason: str) -> None:
    found = rung_day(Rung(int(after)), date.fromisoformat(due), calendar())
    assert found.isoformat() == day, reason


LADDER = (Rung(1), Rung(3, Recipient.SUPERIOR), Rung(5, Recipient.CHAIRMAN))


@pytest.mark.parametrize(
    ("day", "number", "reason"),
    [
        ("2022-01-25", 0, "the due day: nobody is late"),
        ("2022-01-26", 1, "one working day late"),
        ("2022-01-27", 1, "still the first"),
        ("2022-01-28", 2, "three late: the superior"),
        ("2022-02-02", 2, "Tết counts for nothing"),
        ("2022-02-07", 2, "four late"),
        ("2022-02-08", 3, "five late: the chairman"),
        ("2022-06-01", 3, "and never higher than the ladder"),
    ],
)
def test_the_highest_rung_that_was_reached(day: str, number: int, reason: str) -> None:
    reached = rung_reached(LADDER, date(2022, 1, 25), calendar(), date.fromisoformat(day))
    assert (reached.number if reached else 0) == number, reason


@given(st.dates(date(2021, 1, 1), date(2026, 12, 1)), st.integers(-5, 15))
def test_a_rung_day_is_a_working_day_on_which_the_rung_counts_as_reached(due: date, after: int) -> None:
    day = rung_day(Rung(after), due, calendar())
    assert calendar().is_working_day(day)
    assert rung_reached((Rung(after),), due, calendar(), day) is not None


PROVINCE = {"xa": "tinh", "so": "tinh", "mttq": "tinh"}


@pytest.mark.parametrize(
    ("to", "unit", "issuer", "office", "reason"),
    [
        (Recipient.UNIT, "xa", "so", "xa", "the unit itself"),
        (Recipient.SUPERIOR, "xa", "so", "huyen", "the office above it"),
        (Recipient.CHAIRMAN, "xa", "so", "tinh", "its province's committee"),
        (
            Recipient.SUPERIOR,
            "mttq",
            "so",
            "tinh",
            "nobody stands above a body outside: its province hears of it",
        ),
        (Recipient.SUPERIOR, "xa", "huyen", "xa", "the office above is the one that writes: to the unit"),
        (Recipient.CHAIRMAN, "xa", "tinh", "xa", "the chairman's own office writes to the unit"),
        (Recipient.UNIT, "so", "so", "", "nobody writes to itself"),
        (Recipient.SUPERIOR, "so", "so", "tinh", "its own delay goes up"),
        (Recipient.CHAIRMAN, "bnv", "so", "bnv", "an office of the nation answers for itself"),
    ],
)
def test_to_whom_a_rung_writes(to: Recipient, unit: str, issuer: str, office: str, reason: str) -> None:
    above = Superiors({"xa": "huyen", "so": "tinh"}, lambda name: PROVINCE.get(name, ""), issuer)
    assert above.recipient(to, unit) == office, reason
