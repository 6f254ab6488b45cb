"""Ngày làm việc: the announced calendar of 2017 to 2026, and counting in it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.calendar.day_list import parse_day_list, written
from directives.calendar.errors import DayOutsideCalendar, InvalidDayList
from directives.calendar.working_days import WorkingCalendar, load_calendar

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
    ('[[day]]\ndate = "2026-06-15"\nworks = false\nbasis = "x"', "day[1]: needs", "a date as text"),
    (
        '[[day]]\ndate = 2026-06-15T00:00:00\nworks = false\nbasis = "x"',
        "day[1]: needs",
        "a date with a time",
    ),
    ('[[day]]\ndate = 2026-06-15\nworks = 0\nbasis = "x"', "day[1]: needs", "0 is not false"),
    ('[[day]]\ndate = 2026-06-15\nworks = true\nbasis = " "', "day[1]: needs", "no document named"),
    (
        '[[day]]\ndate = 2026-06-15\nworks = true\nbasis = "a"\n' * 2,
        "day[2]: 2026-06-15 stands twice",
        "twice",
    ),
    (
        '[[day]]\ndate = 2026-06-15\nworks = true\nbasis = "a"\nanounced_on = 2026-06-01',
        "day[1]: the name “anounced_on” is not known",
        "misspelt",
    ),
    (
        "announced_on = 2026-06-01\nday = []",
        "announced_on: announced_on and announced_by need announced_to",
        "announced, but not up to when",
    ),
    ("day = 3", "day: no rows [[day]]", "no list"),
    ("[[day", "the file is not TOML: Expected", "no TOML"),
]


@pytest.mark.parametrize(("content", "said", "why"), BAD_LISTS)
def test_a_wrong_list_of_days_is_refused_whole(tmp_path: Path, content: str, said: str, why: str) -> None:
    local = tmp_path / "days.toml"
    local.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidDayList) as refused:
        load_calendar(local)
    assert refused.value.where == "days.toml", why
    (problem,) = refused.value.problems
    found = ": ".join(filter(None, (problem.where, problem.template.format(**problem.fields))))
    assert found.startswith(said), why


@given(DAYS, st.integers(-60, 60).filter(bool))
def test_counting_forth_and_back_agree(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(day, end) == count


def counted_one_by_one(calendar: WorkingCalendar, start: date, end: date) -> int:
    """Đếm từng ngày: the plain loop, which the fast way has to equal."""
    sign = 1 if start <= end else -1
    span = abs((end - start).days)
    return sign * sum(calendar.is_working_day(start + timedelta(days=sign * n)) for n in range(1, span + 1))


@given(DAYS, DAYS, st.sampled_from([CALENDAR, CALENDAR.known_on(date(2025, 12, 24))]))
def test_counting_by_years_equals_counting_day_by_day(
    start: date, end: date, calendar: WorkingCalendar
) -> None:
    assert calendar.working_days_between(start, end) == counted_one_by_one(calendar, start, end)


@given(DAYS, st.integers(-500, 500))
def test_adding_by_years_equals_adding_day_by_day(day: date, count: int) -> None:
    step, left, slow = (1 if count > 0 else -1), abs(count), day
    while left:
        slow += timedelta(days=step)
        left -= CALENDAR.is_working_day(slow)
    assert CALENDAR.add_working_days(day, count) == slow


#: What was known of 2 and 10 January 2026, which a letter of 25/12/2025 swapped.
KNOWN = [
    (
        "2025-12-24",
        True,
        False,
        "2025-12-31",
        "the letter is not there yet: as the library has it; 2026 is open",
    ),
    ("2025-12-25", False, True, "2026-12-31", "the letter's own day"),
    ("2026-06-01", False, True, "2026-12-31", "ever after"),
    ("2017-04-10", True, False, "2017-12-31", "years before: the year itself counts as announced"),
]


@pytest.mark.parametrize(("day", "friday_works", "saturday_works", "to", "why"), KNOWN)
def test_the_calendar_as_it_was_known_on_a_day(
    day: str, friday_works: bool, saturday_works: bool, to: str, why: str
) -> None:
    known = CALENDAR.known_on(date.fromisoformat(day))
    assert known.is_working_day(date(2026, 1, 2)) is friday_works, why
    assert known.is_working_day(date(2026, 1, 10)) is saturday_works, why
    assert known.announced_to.isoformat() == to, why


def test_a_later_announcement_changes_a_day_and_what_was_known_before_stays(tmp_path: Path) -> None:
    rows = [("false", "01/TB", "2027-01-05"), ("true", "02/TB (thay 01/TB)", "2027-02-05")]
    local = tmp_path / "lich.toml"
    local.write_text(
        "announced_to = 2027-12-31\nannounced_by = '01/TB'\nannounced_on = 2027-01-05\n"
        + "".join(
            f"[[day]]\ndate = 2027-03-15\nworks = {works}\nbasis = '{basis}'\nannounced_on = {on}\n"
            for works, basis, on in rows
        ),
        encoding="utf-8",
    )
    calendar, monday = load_calendar(local), date(2027, 3, 15)
    days = [date(2027, 1, 4), date(2027, 1, 5), date(2027, 2, 5)]
    assert [calendar.known_on(day).is_working_day(monday) for day in days] == [True, False, True]
    assert [calendar.known_on(day).is_provisional(monday) for day in days] == [True, False, False]
    assert len({calendar.known_on(day).data_version for day in days}) == 3
    again = parse_day_list(written(calendar.rows[-2:], calendar.horizons), file="lich.toml")
    assert (again.rows, again.horizons) == (calendar.rows[-2:], calendar.horizons[-1:])


@given(DAYS)
def test_people_are_back_at_work_within_ten_days(day: date) -> None:
    assert any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range(10))
