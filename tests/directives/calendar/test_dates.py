"""Ngày tháng: the administrative form, row by row."""

from datetime import UTC, date, datetime

import pytest

from directives.calendar.dates import long_date, short_date, today

WRITTEN = [
    (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026", "05/3/2026", "day under 10, month 3"),
    (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026", "31/01/2026", "month 1"),
    (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026", "09/02/2026", "month 2"),
    (date(2021, 8, 4), "ngày 04 tháng 8 năm 2021", "04/8/2021", "the letter of An Khê"),
    (date(2021, 12, 10), "ngày 10 tháng 12 năm 2021", "10/12/2021", "the letter of Đắk Nông"),
]


@pytest.mark.parametrize(("day", "in_full", "short", "why"), WRITTEN)
def test_a_date_has_zeros_only_before_days_under_ten_and_months_one_and_two(
    day: date, in_full: str, short: str, why: str
) -> None:
    assert (long_date(day), short_date(day)) == (in_full, short), why


def test_today_is_the_day_in_vietnam_not_where_the_server_stands() -> None:
    assert today(lambda: datetime(2026, 3, 4, 17, 0, tzinfo=UTC)) == date(2026, 3, 5)
    assert today(lambda: datetime(2026, 3, 4, 16, 59, tzinfo=UTC)) == date(2026, 3, 4)


def test_a_clock_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        today(lambda: datetime(2026, 3, 4, 17, 0))
