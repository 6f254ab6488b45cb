"""Thời hạn chuyển tiếp: deadlines go up in working days, never to the draft's own day; the rest stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.drafting.timing import LeadTime, latest_day, passed_on
from directives.reading.record import DutyTime
from tests.workspaces import calendar

DAY = date(2021, 12, 10)  # a Friday
WEEKLY = {"freq": "weekly"}

#: words of the duty, its time, what the draft says, how many things there are to look at
ROWS = [
    ("Báo cáo trước ngày 24/12/2021", DutyTime("trước ngày 24/12/2021", by="2021-12-24"),
     "Báo cáo trước ngày 21/12/2021", 1),
    ("Báo cáo trước ngày 24 tháng 12 năm 2021", DutyTime("trước ngày 24 tháng 12 năm 2021", by="2021-12-24"),
     "Báo cáo trước ngày 21 tháng 12 năm 2021", 1),
    ("Báo cáo trước ngày 24/12", DutyTime("trước ngày 24/12", by="2021-12-24"),
     "Báo cáo trước ngày 21/12/2021", 1),
    ("Xong đến hết ngày 31/12/2021", DutyTime("đến hết ngày 31/12/2021", until="2021-12-31"),
     "Xong đến hết ngày 28/12/2021", 1),
    ("Xong trong quý I/2022", DutyTime("trong quý I/2022", by="2022-03-31"),
     "Xong trong quý I/2022; hoàn thành trước ngày 28/3/2022", 1),
    ("Báo cáo trước ngày 14/12/2021", DutyTime("trước ngày 14/12/2021", by="2021-12-14"),
     "Báo cáo trước ngày 14/12/2021", 1),  # no three working days are left
    ("Báo cáo trước ngày 01/12/2021", DutyTime("trước ngày 01/12/2021", by="2021-12-01"),
     "Báo cáo trước ngày 01/12/2021", 1),  # passed already
    ("Điều tra từ ngày 12 đến ngày 25/12/2021",
     DutyTime("từ ngày 12 đến ngày 25/12/2021", start="2021-12-12", until="2021-12-25"),
     "Điều tra từ ngày 12 đến ngày 25/12/2021", 0),
    ("Kiểm tra hằng tuần", DutyTime("hằng tuần", recurrence=WEEKLY), "Kiểm tra hằng tuần", 1),
    ("Trả lời trong 10 ngày kể từ ngày nhận", DutyTime("trong 10 ngày kể từ ngày nhận", relative="10 ngày"),
     "Trả lời trong 10 ngày kể từ ngày nhận", 1),
    ("Tuyên truyền", None, "Tuyên truyền", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "time", "said", "looks"), ROWS)
def test_a_deadline_goes_up_and_all_else_stays(
    text: str, time: DutyTime | None, said: str, looks: int
) -> None:
    timed = passed_on(text, time, LeadTime(3, DAY, calendar()))
    assert (timed.text, len(timed.looks)) == (said, looks)


def test_without_lead_time_nothing_moves() -> None:
    time = DutyTime("trước ngày 24/12/2021", by="2021-12-24")
    timed = passed_on("Báo cáo trước ngày 24/12/2021", time, LeadTime(0, DAY, calendar()))
    assert (timed.text, timed.looks) == ("Báo cáo trước ngày 24/12/2021", ())


def test_holidays_are_no_working_days() -> None:
    moved, _look = LeadTime(3, DAY, calendar()).moved(date(2022, 2, 8))
    assert moved == date(2022, 1, 27)  # Tết lies between


@given(st.integers(-30, 400), st.integers(0, 40))
def test_the_day_for_those_below_lies_between_the_drafts_day_and_the_superiors(ahead: int, lead: int) -> None:
    latest = DAY + timedelta(days=ahead)
    moved, look = LeadTime(lead, DAY, calendar()).moved(latest)
    assert moved == latest or DAY < moved < latest
    if moved != latest:
        assert calendar().working_days_between(moved, latest) >= lead - 1
    assert look is not None or (lead == 0 and latest > DAY)


@given(st.dates(date(2022, 1, 1), date(2030, 1, 1)), st.booleans())
def test_the_words_name_the_moved_day_as_they_named_the_first(latest: date, in_words: bool) -> None:
    from directives.calendar.dates import long_date, short_date

    words = f"trước {long_date(latest)}" if in_words else f"trước ngày {short_date(latest)}"
    time = DutyTime(words, by=latest.isoformat())
    lead = LeadTime(3, DAY, calendar())
    moved, _look = lead.moved(latest)
    wanted = f"trước {long_date(moved)}" if in_words else f"trước ngày {short_date(moved)}"
    assert passed_on(f"Nộp {words} về Sở", time, lead).text == f"Nộp {wanted} về Sở"
    assert latest_day(time) == latest
