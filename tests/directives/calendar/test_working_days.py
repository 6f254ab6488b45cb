"""Ngày làm việc: the announced calendar of 2017 to 2026, and counting in it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.calendar.errors import DayOutsideCalendar, InvalidDayList
from directives.calendar.working_days import load_calendar

CALENDAR = load_calendar()
DAYS = st.dates(date(2017, 1, 1), date(2027, 12, 31))

ANNOUNCED = [
    ("2017-01-26", False, "Tết Đinh Dậu"),
    ("2017-09-04", False, "Quốc khánh 2017 fell on a Saturday: made up on Monday"),
    ("2018-12-31", False, "swapped for 05/01/2019"),
    ("2019-01-05", True, "Saturday worked for 31/12/2018, across New Year"),
    ("2020-04-02", False, "Giỗ Tổ 10/3 âm lịch"),
    ("2020-09-01", True, "Quốc khánh had one day off until 2020"),
    ("2021-09-03", False, "Quốc khánh has two days off since 2021"),
    ("2024-04-29", False, "swapped for 04/5/2024"),
    ("2024-05-04", True, "Saturday worked for 29/4/2024"),
    ("2025-11-24", True, "no holiday before Nghị quyết 28/2026/QH16"),
    ("2026-01-02", False, "12729/VPCP-KGVX: swapped, unknown to the library"),
    ("2026-01-10", True, "12729/VPCP-KGVX: Saturday worked for 02/01/2026"),
    ("2026-04-27", False, "Giỗ Tổ fell on a Sunday: made up on Monday"),
    ("2026-08-22", True, "Saturday worked for 31/8/2026"),
    ("2026-11-24", False, "Ngày Văn hóa Việt Nam"),
    ("2026-11-21", False, "an ordinary Saturday"),
]
COUNTED = [
    ("2026-11-20", 5, "2026-11-30", "24/11 is off"),
    ("2026-11-21", 1, "2026-11-23", "from a Saturday: Monday is the first day"),
    ("2026-11-30", -5, "2026-11-20", "the same five, backwards"),
    ("2025-12-31", 1, "2026-01-05", "01/01 and the swapped 02/01 are off"),
    ("2026-01-09", 1, "2026-01-10", "the worked Saturday counts"),
    ("2026-02-13", 1, "2026-02-23", "over Tết"),
    ("2021-12-25", 0, "2021-12-25", "none: the day itself, though a Saturday"),
]


@pytest.mark.parametrize(("day", "works", "why"), ANNOUNCED)
def test_the_announced_calendar(day: str, works: bool, why: str) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is works, why


@pytest.mark.parametrize(("day", "count", "last", "why"), COUNTED)
def test_working_days_are_counted_from_the_next_day(day: str, count: int, last: str, why: str) -> None:
    start, end = date.fromisoformat(day), date.fromisoformat(last)
    assert CALENDAR.add_working_days(start, count) == end, why
    assert CALENDAR.working_days_between(start, end) == count, why


def test_a_deadline_on_a_day_off_moves_either_way_as_the_office_chooses() -> None:
    saturday, tuesday_off = date(2026, 11, 21), date(2026, 11, 24)
    assert CALENDAR.roll_back(saturday) == date(2026, 11, 20)
    assert CALENDAR.roll_forward(tuesday_off) == date(2026, 11, 25)
    assert (
        CALENDAR.roll_back(date(2026, 11, 23))
        == CALENDAR.roll_forward(date(2026, 11, 23))
        == date(2026, 11, 23)
    )


def test_days_after_the_announcement_are_provisional() -> None:
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))


@pytest.mark.parametrize("year", [1900, 2100])
def test_a_year_without_lunar_calendar_is_refused(year: int) -> None:
    with pytest.raises(DayOutsideCalendar, match=f"{year}-06-01"):
        CALENDAR.is_working_day(date(year, 6, 1))


def test_a_province_adds_its_own_day_and_the_version_tells(tmp_path: Path) -> None:
    local = tmp_path / "lam-dong.toml"
    local.write_text('[[day]]\ndate = 2026-06-15\nworks = false\nbasis = "123/UBND-NC"\n', encoding="utf-8")
    calendar = load_calendar(local)
    assert CALENDAR.is_working_day(date(2026, 6, 15))
    assert not calendar.is_working_day(date(2026, 6, 15))
    assert not calendar.is_working_day(date(2026, 1, 2)), "the shipped rows stay"
    assert calendar.data_version != CALENDAR.data_version
    assert calendar.data_version.startswith(CALENDAR.data_version)


BAD_LISTS = [
    ('[[day]]\ndate = "2026-06-15"\nworks = false\nbasis = "x"', "day 1: needs", "a date as text"),
    ('[[day]]\ndate = 2026-06-15T00:00:00\nworks = false\nbasis = "x"', "day 1: needs", "a date with a time"),
    ('[[day]]\ndate = 2026-06-15\nworks = 0\nbasis = "x"', "day 1: needs", "0 is not false"),
    ('[[day]]\ndate = 2026-06-15\nworks = true\nbasis = " "', "day 1: needs", "no document named"),
    (
        '[[day]]\ndate = 2026-06-15\nworks = true\nbasis = "a"\n' * 2,
        "day 2: 2026-06-15 stands twice",
        "twice",
    ),
    ("day = 3", "no rows", "no list"),
    ("[[day", "Expected", "no TOML"),
]


@pytest.mark.parametrize(("content", "said", "why"), BAD_LISTS)
def test_a_wrong_list_of_days_is_refused_whole(tmp_path: Path, content: str, said: str, why: str) -> None:
    local = tmp_path / "days.toml"
    local.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidDayList, match=said) as refused:
        load_calendar(local)
    assert refused.value.where == "days.toml", why


@given(DAYS, st.integers(-60, 60).filter(bool))
def test_counting_forth_and_back_agree(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(day, end) == count


@given(DAYS)
def test_people_are_back_at_work_within_ten_days(day: date) -> None:
    assert any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range(10))
