"""Thời hạn: a sentence of a duty and the time it sets, as a table; the document is of 20 May 2026."""

from datetime import date
from typing import Any

import pytest

from directives.reading.duties.days import Calendar
from directives.reading.duties.deadlines import read_time
from directives.reading.duties.phrases import phrases
from directives.reading.lexicon import lexicon

ISSUED = date(2026, 5, 20)


def time_of(text: str, *, whole: bool = False) -> tuple[dict[str, Any] | None, list[str]]:
    calendar = Calendar(issued=ISSUED)
    time = read_time(text, phrases(lexicon()), calendar, whole=whole)
    doubts = [doubt.template.format(**doubt.fields) for doubt in calendar.doubts]
    return (time.to_json() if time else None), doubts


FIXED = [
    ("Báo cáo trước ngày 15/12/2026.", {"by": "2026-12-15"}, "latest day"),
    ("Gửi chậm nhất ngày 05 tháng 6 năm 2026.", {"by": "2026-06-05"}, "latest day in words"),
    ("hoàn thành xong trước 15/12/2026", {"by": "2026-12-15"}, "without the word ngày"),
    ("hạn cuối ngày 20/7/2026", {"by": "2026-07-20"}, "hạn cuối"),
    ("trước 17 giờ 00 ngày 25/6/2026", {"by": "2026-06-25"}, "an hour before the day"),
    ("trước 17h00' ngày 25/6/2026", {"by": "2026-06-25"}, "an hour in short"),
    ("gửi trước ngày27 tháng 6năm 2026", {"by": "2026-06-27"}, "blanks lost at the source's line ends"),
    ("hoàn thành trong tháng 5/2026", {"by": "2026-05-31"}, "last day of the month"),
    ("trong quý III/2026", {"by": "2026-09-30"}, "last day of the quarter"),
    ("Quý II, III/2026", {"by": "2026-09-30"}, "last day of the last quarter"),
    ("hoàn thành trước tháng 10/2026", {"by": "2026-09-30"}, "before a month begins"),
    ("hoàn thành trong năm 2026", {"by": "2026-12-31"}, "last day of the year"),
    ("Đến năm 2030, 100% hồ sơ", {"by": "2030-12-31"}, "a target's year"),
    ("từ ngày 12 đến ngày 25/12/2026", {"from": "2026-12-12", "until": "2026-12-25"}, "month said once"),
    ("từ ngày 28/12 đến ngày 05/01/2027", {"from": "2026-12-28", "until": "2027-01-05"}, "over the new year"),
    (
        "từ nay đến hết ngày 30/6/2026",
        {"from": "2026-05-20", "by": "2026-06-30"},
        "from the letter's own day",
    ),
    ("từ nay đến hết tháng 6/2026", {"from": "2026-05-20", "by": "2026-06-30"}, "to the month's end"),
    ("Từ năm 2026 đến năm 2031", {"from": "2026-01-01", "until": "2031-12-31"}, "years"),
    ("cả năm 2026", {"from": "2026-01-01", "until": "2026-12-31"}, "a whole year"),
    ("vào tháng 12 năm 2026", {"from": "2026-12-01", "until": "2026-12-31"}, "some time in a month"),
    ("kéo dài đến hết ngày 31/12/2026", {"until": "2026-12-31"}, "until"),
    ("bắt đầu từ ngày 01/7/2026", {"from": "2026-07-01"}, "from"),
]

RECURRING = [
    ("báo cáo trước ngày 15 tháng 12 hằng năm",
     {"freq": "yearly", "by_month": 12, "by_day": 15, "before": True}, "a day every year"),
    ("gửi về Sở trước ngày 28 hàng tháng", {"freq": "monthly", "by_day": 28, "before": True}, "a day every month"),
    ("ngày 20 hằng tháng", {"freq": "monthly", "by_day": 20}, "on the day"),
    ("trước ngày 20 của tháng cuối quý", {"freq": "quarterly", "by_day": 20, "before": True}, "quarter's end"),
    ("vào thứ Sáu hằng tuần", {"freq": "weekly", "weekday": 5}, "a day every week"),
    ("Hằng tuần, vào thứ Sáu, báo cáo tiến độ", {"freq": "weekly", "weekday": 5}, "the day behind the week"),
    ("phối hợp khảo sát hằng quý.", {"freq": "quarterly"}, "behind a verb at the end"),
    ("báo cáo trước ngày 05/6 và trước ngày 05/12 hằng năm",
     {"freq": "half_yearly", "by_day": 5, "before": True}, "two days a year"),
    ("báo cáo trước ngày 20/3, 20/6, 20/9 và 20/12 hằng năm",
     {"freq": "quarterly", "by_day": 20, "before": True}, "four days a year"),
    ("gửi trước ngày 15/6, ngày 20/12 hằng năm", {"freq": "half_yearly", "before": True}, "two unlike days"),
    ("hằng tuần (trước 10 giờ thứ Năm)", {"freq": "weekly", "weekday": 4}, "the day in brackets"),
    ("kiểm tra ít nhất mỗi tuần 01-02 lần", {"freq": "weekly", "times_min": 1, "times_max": 2}, "so many times"),
    ("ít nhất 01 lần/tháng", {"freq": "monthly", "times_min": 1}, "times written with a stroke"),
    ("tự đánh giá chuyển biến hàng tháng, quý", {"freq": "monthly", "also": ["quarterly"]}, "two rhythms"),
    ("định kỳ 6 tháng, năm báo cáo", {"freq": "half_yearly", "also": ["yearly"]}, "half a year"),
    ("báo cáo định kỳ và đột xuất", {"freq": "periodic", "also_on_request": True}, "no rhythm said"),
    ("báo cáo trước 17 giờ hằng ngày", {"freq": "continuous"}, "every day at an hour"),
    ("Thường xuyên kiểm tra, đôn đốc", {"freq": "continuous"}, "all the time"),
]  # fmt: skip

RELATIVE = [
    ("trong 10 ngày làm việc kể từ ngày nhận được Công văn này", "a span after an event"),
    ("không quá 02 giờ làm việc kể từ thời điểm tiếp nhận hồ sơ", "hours"),
    ("sau 05 ngày kể từ ngày kết thúc hội nghị", "after an event"),
    ("chậm nhất 05 ngày trước khi tổ chức", "before an event"),
    ("trước thời điểm cơ quan thông báo việc kiểm tra", "an event without a span"),
]

WHEN = [
    # sentence, relative, reason
    ("người nộp thuế xuất trình chứng từ khi đăng ký tờ khai.", "khi đăng ký tờ khai", "handed in when"),
    ("Trường hợp khai điện tử, khi cơ quan thuế kiểm tra hồ sơ, người khai nộp chứng từ giấy.",
     "khi cơ quan thuế kiểm tra hồ sơ", "when another acts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relative", "why"), WHEN, ids=[row[2] for row in WHEN])
def test_what_is_handed_in_when_something_is_done_is_due_then(text: str, relative: str, why: str) -> None:
    time, _ = time_of(text)
    assert time is not None
    assert time["relative"] == relative


def test_a_year_stands_in_for_a_day_that_is_blank() -> None:
    calendar = Calendar(year=2019)
    time = read_time("Gửi danh sách trước ngày 15/5", phrases(lexicon()), calendar)
    assert time is not None
    assert time.by == "2019-05-15"
    assert [doubt.fields["year"] for doubt in calendar.doubts] == [2019]


NO_TIME = [
    ("Theo Công văn số 12/UBND-VX ngày 12/12/2026 của UBND tỉnh.", "the date of a cited document"),
    ("Kế hoạch này có hiệu lực từ ngày 01/01/2027", "the effect of a document"),
    ("số liệu tính đến ngày 15/11/2026", "up to when figures are counted"),
    ("số liệu từ ngày 15/12/2025 đến ngày 14/12/2026", "the span of figures"),
    ("đã đóng bảo hiểm xã hội trước ngày 01/7/2026 để làm căn cứ", "what is over"),
    ("hồ sơ tiếp nhận trước ngày 01/7/2025 thì tiếp tục", "a day before the document's own"),
    ("hỗ trợ hàng tháng 500.000 đồng", "a rate"),
    ("chi phí hỗ trợ hằng quý;", "a rate at the end"),
    ("kết quả được công bố hàng năm, các cơ quan xây dựng mục tiêu", "what is done by others"),
    ("nộp lại hồ sơ khi có yêu cầu", "a condition"),
    ("đối tượng trợ giúp thường xuyên và người khác", "a kind of person"),
    ("coi đây là nhiệm vụ trọng tâm thường xuyên của mỗi cơ quan", "how much it matters"),
    ("nguồn kinh phí hàng năm của đơn vị", "a budget"),
    ("điện thoại 0262.3812.345", "a telephone number"),
    ("dự toán 204.700.000 đồng", "money"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FIXED, ids=[row[2] for row in FIXED])
def test_a_day_or_period_is_read(text: str, expected: dict[str, str], why: str) -> None:
    time, _ = time_of(text)
    assert time is not None
    assert {key: time[key] for key in ("by", "from", "until") if time[key]} == expected
    assert time["recurrence"] is None
    assert time["relative"] is None


@pytest.mark.parametrize(("text", "expected", "why"), RECURRING, ids=[row[2] for row in RECURRING])
def test_a_recurrence_is_read(text: str, expected: dict[str, Any], why: str) -> None:
    time, _ = time_of(text)
    assert time is not None
    assert time["recurrence"] == expected
    assert (time["by"], time["from"], time["until"]) == (None, None, None)


@pytest.mark.parametrize(("text", "why"), RELATIVE, ids=[row[1] for row in RELATIVE])
def test_a_time_counted_from_an_event_keeps_its_words(text: str, why: str) -> None:
    time, _ = time_of(text)
    assert time is not None
    assert time["relative"] == text
    assert time["by"] is None


@pytest.mark.parametrize(("text", "why"), NO_TIME, ids=[row[1] for row in NO_TIME])
def test_not_every_date_is_a_deadline(text: str, why: str) -> None:
    assert time_of(text)[0] is None


ALONE = [
    ("Ngày 09/11/2026", "2026-11-09", "a day"),
    ("Tháng 9/2026", "2026-09-30", "a month"),
    ("Năm 2026", "2026-12-31", "a year"),
]


@pytest.mark.parametrize(("text", "by", "why"), ALONE, ids=[row[2] for row in ALONE])
def test_a_cell_that_holds_only_a_time_needs_no_words_of_time(text: str, by: str, why: str) -> None:
    time, _ = time_of(text, whole=True)
    assert time is not None
    assert time["by"] == by
    assert time_of(f"Nêu tại mục {text} này")[0] is None


DOUBTED = [
    ("gửi trước ngày 01/6", "2026-06-01", "the year of 01/6 was taken to be 2026"),
    ("gửi trước ngày 10 tháng 02", "2027-02-10", "the year of 10 tháng 02 was taken to be 2027"),
    ("báo cáo năm 2027 gửi trước ngày 15/6", "2027-06-15", "the year of 15/6 was taken to be 2027"),
    ("Báo cáo trước ngày 31/9/2026.", None, "no calendar has the day 31/9/2026"),
]


@pytest.mark.parametrize(("text", "by", "doubt"), DOUBTED)
def test_what_is_concluded_or_impossible_is_said(text: str, by: str | None, doubt: str) -> None:
    time, doubts = time_of(text)
    assert time is not None
    assert time["by"] == by
    assert doubts == [doubt]
