"""Định kỳ: how often a duty comes round: "hằng năm", "mỗi tuần 01-02 lần", "trước ngày 15 tháng 12 hằng năm"."""

import re
from typing import Any

from directives.reading.duties.phrases import Phrases
from directives.reading.record import DutyTime

_UNITS = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly", "ngày": "continuous"}
_WEEKDAYS = {
    "hai": 1, "2": 1, "ba": 2, "3": 2, "tư": 3, "4": 3, "năm": 4, "5": 4, "sáu": 5, "6": 5, "bảy": 6, "7": 6,
}  # fmt: skip
_HALF = r"(?:0?6|sáu)\s+tháng"
_EVERY = r"(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+"
_LISTED = rf"(?:{_HALF}|tuần|tháng|quý|năm|ngày)"
_EACH = re.compile(
    rf"(?:[Đđ]ịnh kỳ\s+)?{_EVERY}(?P<units>{_LISTED}(?:(?:\s*,\s*|\s+và\s+|\s*,\s*và\s+)(?:{_EVERY}|"
    rf"định kỳ\s+)?{_LISTED}\b)*)"
)
_PERIODIC_UNIT = re.compile(
    rf"[Đđ]ịnh kỳ\s+(?P<units>{_LISTED}(?:(?:\s*,\s*|\s+và\s+|\s*,\s*và\s+)(?:{_EVERY})?{_LISTED}\b)*)"
)
_HALF_YEARLY = re.compile(
    rf"\b{_HALF}\s+(?:một|1|01)\s+lần|báo cáo\s+(?:sơ kết\s+)?{_HALF}(?!\s+(?:đầu|cuối))(?P<also>\s*(?:,|và)"
    rf"\s*(?:hằng\s+|hàng\s+)?năm)?"
)
_SUMMARY = re.compile(rf"trong báo cáo (?:sơ kết )?{_HALF}(?!\s+(?:đầu|cuối))")
_BEFORE = r"(?:(?P<before>[Tt]rước|[Cc]hậm nhất|[Mm]uộn nhất|[Hh]ạn cuối)(?:\s+(?:là|vào|trước))*\s+)?"
_HOUR = r"(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{2})?,?\s*)?"
_DAY_AND_MONTH = r"(?:ngày\s*)?(?P<d>\d{1,2})(?:/|\s*tháng\s*)(?P<m>\d{1,2})"
_YEARLY_DAY = re.compile(rf"{_BEFORE}{_HOUR}{_DAY_AND_MONTH}\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm")
_ONE_DAY = r"(?:ngày\s*)?\d{1,2}(?:/|\s*tháng\s*)\d{1,2}(?!\s*[/\d])"
_YEARLY_DAYS = re.compile(
    rf"{_BEFORE}{_ONE_DAY}(?:\s*(?:của\s+)?(?:hằng|hàng|mỗi) năm)?(?:\s*(?:,\s*(?:và\s+)?|và\s+)"
    rf"(?:(?:trước|chậm nhất(?: là)?)\s+)?{_ONE_DAY}){{1,5}}\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm"
)
_SO_MANY_A_YEAR = {2: "half_yearly", 4: "quarterly"}
_EVERY_BEFORE_DAY = re.compile(
    rf"(?:[Hh]ằng|[Hh]àng) năm,?\s*\(?(?P<before>trước|chậm nhất(?: là)?(?: vào)?)\s+{_DAY_AND_MONTH}"
    r"(?!\d|\s*(?:/|năm)\s*\d)"
)
_MONTHLY_DAY = re.compile(rf"{_BEFORE}{_HOUR}ngày\s*(?P<d>\d{{1,2}})\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+tháng")
_MONTHLY_BEFORE_DAY = re.compile(
    r"(?:[Hh]ằng|[Hh]àng) tháng,?\s*\(?(?P<before>trước|chậm nhất(?: là)?(?: vào)?)\s+ngày\s*(?P<d>\d{1,2})"
    r"(?!\s*(?:/|tháng \d))"
)
_QUARTER_END = re.compile(
    rf"{_BEFORE}ngày\s*(?P<d>\d{{1,2}})\s+(?:của\s+)?tháng cuối\s+(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?quý"
)
_YEARLY_MONTH = re.compile(r"tháng\s*(?P<m>\d{1,2})\s+(?:hằng|hàng)\s+năm")
_WEEKLY_DAY = re.compile(
    r"(?:thứ|Thứ)\s+(?P<day>Hai|hai|Ba|ba|Tư|tư|Năm|năm|Sáu|sáu|Bảy|bảy|[2-7])\s+(?:của\s+)?(?P<unit>hằng|hàng|"
    r"mỗi)\s+(?P<of>tuần|tháng)"
)
_WEEKLY_THEN_DAY = re.compile(
    r"(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+tuần[^.;\w]{0,3}(?:\(|vào|trước|\d|giờ|\s){0,12}(?:thứ|Thứ)\s+(?P<day>Hai|hai|Ba|ba|Tư|"
    r"tư|Năm|năm|Sáu|sáu|Bảy|bảy|[2-7])"
)
_TIMES = re.compile(
    r"(?:(?:ít nhất|tối thiểu)\s+)?(?:mỗi|một|01|1)\s+(?P<unit>tuần|tháng|quý|năm)\s+(?:ít nhất\s+|"
    r"tối thiểu\s+)?(?P<low>\d{1,2}|một|hai)(?:\s*[-–]\s*(?P<high>\d{1,2}))?\s+lần"
)
_TIMES_PER = re.compile(
    r"(?:ít nhất|tối thiểu)?\s*(?P<low>\d{1,2})"
    r"(?:\s*[-–]\s*(?P<high>\d{1,2}))?\s+lần\s*/\s*(?:0?1\s+)?(?P<unit>tuần|tháng|quý|năm)"
)
_PERIODIC = re.compile(r"\b[Đđ]ịnh kỳ(?!\s*\()(?P<also>\s*(?:,|và|hoặc)\s*đột xuất)?")
_STEADY = re.compile(r"\b(?:[Tt]hường xuyên)(?:,? liên tục)?")
_OFTEN_AFTER = re.compile(
    r"(?:kiểm tra|giám sát|tuyên truyền|giới thiệu|đôn đốc|theo dõi|thực hiện|báo cáo|cập nhật|rà soát|liên hệ|"
    r"duy trì)\s*$"
)
_CLAUSE_START = re.compile(r"(?:^|[.;:,]\s*|\bvà\s+|\bđồng thời\s+)$")
#: What is paid, held or counted so often: no recurrence of a duty.
_RATE = re.compile(r"(?:trợ cấp|mức|lương|tiêu chí|hỗ trợ|cấp|thu|nộp|chi trả|kinh phí)\s*$")
_AT_AN_HOUR = re.compile(r"(?:trước|lúc|vào)\s+\d{1,2}\s*(?:giờ|h)(?:\s*\d{1,2})?(?:\s*phút)?,?\s*$")
_HAPPENS = re.compile(
    r"(?:báo cáo|tổ chức|được bố trí cấp|được tổ chức|bố trí kinh phí|họp|cập nhật|gửi|kiểm tra|đánh giá|"
    r"chuyển biến|chuyên biến|rà soát|tổng hợp|thực hiện)\s*$"
)


def read_recurrence(text: str, phrases: Phrases) -> DutyTime | None:
    """Đọc định kỳ: the firmest recurrence of a duty's words; None when it comes once.

    A rate or a kind of thing ("trợ cấp hàng tháng", "trợ giúp thường xuyên") is no recurrence.
    """
    return (
        read_recurrence_on_days(text)
        or read_recurrence_on_a_day(text)
        or _so_often(text)
        or _each(text, phrases)
        or _loosely(text, phrases)
    )


def read_recurrence_on_days(text: str) -> DutyTime | None:
    """Đọc định kỳ nhiều ngày trong năm: "trước ngày 05/6 và trước ngày 05/12 hằng năm" comes twice a year.

    ``by_day`` where all fall on the same day of their months; the words keep the days themselves.
    """
    found = _YEARLY_DAYS.search(text)
    if found is None:
        return None
    days = [tuple(map(int, pair)) for pair in re.findall(r"(\d{1,2})(?:/|\s*tháng\s*)(\d{1,2})", found[0])]
    if not all(1 <= day <= 31 and 1 <= month <= 12 for day, month in days):
        return None
    same = days[0][0] if len({day for day, _ in days}) == 1 else None
    freq = _SO_MANY_A_YEAR.get(len(days), "periodic")
    return _time(found[0], freq=freq, by_day=same, before=bool(found["before"]))


def read_recurrence_on_a_day(text: str) -> DutyTime | None:
    """Đọc định kỳ vào ngày: "ngày 20 hằng tháng", "trước ngày 15 tháng 12 hằng năm"; None when no such day is set."""
    for pattern in (_YEARLY_DAY, _EVERY_BEFORE_DAY):
        if found := pattern.search(text):
            month, day = int(found["m"]), int(found["d"])
            if 1 <= month <= 12 and 1 <= day <= 31:
                return _time(
                    found[0], freq="yearly", by_month=month, by_day=day, before=bool(found["before"])
                )
    for pattern, freq in (
        (_MONTHLY_DAY, "monthly"),
        (_MONTHLY_BEFORE_DAY, "monthly"),
        (_QUARTER_END, "quarterly"),
    ):
        if (found := pattern.search(text)) and 1 <= int(found["d"]) <= 31:
            return _time(found[0], freq=freq, by_day=int(found["d"]), before=bool(found["before"]))
    if found := _WEEKLY_DAY.search(text):
        freq = "weekly" if found["of"] == "tuần" else "monthly"
        return _time(found[0], freq=freq, weekday=_WEEKDAYS[found["day"].lower()])
    if found := _WEEKLY_THEN_DAY.search(text):
        return _time(found[0], freq="weekly", weekday=_WEEKDAYS[found["day"].lower()])
    if (found := _YEARLY_MONTH.search(text)) and 1 <= int(found["m"]) <= 12:
        return _time(found[0], freq="yearly", by_month=int(found["m"]))
    return None


def _so_often(text: str) -> DutyTime | None:
    for pattern in (_TIMES, _TIMES_PER):
        if found := pattern.search(text):
            low = {"một": 1, "hai": 2}.get(found["low"]) or int(found["low"])
            high = int(found["high"]) if found["high"] else None
            return _time(found[0], freq=_UNITS[found["unit"]], times_min=low, times_max=high)
    return None


def _each(text: str, phrases: Phrases) -> DutyTime | None:
    found = min(
        (
            one
            for pattern in (_EACH, _PERIODIC_UNIT, _SUMMARY, _HALF_YEARLY)
            if (one := _first(pattern, text, phrases))
        ),
        key=lambda one: one.start(),
        default=None,
    )
    if found is None:
        return None
    named = found.groupdict()
    units = _frequencies(named["units"]) if named.get("units") else ["half_yearly"]
    also = units[1:] or (["yearly"] if named.get("also") else [])
    ending = text[found.end() : found.end() + 90].partition(".")[0]
    asked = bool(re.search(r"đột xuất|khi có yêu cầu", ending))
    return _time(found[0], freq=units[0], also=also or None, also_on_request=asked or None)


def _first(pattern: re.Pattern[str], text: str, phrases: Phrases) -> re.Match[str] | None:
    return next(
        (one for one in pattern.finditer(text) if pattern is not _EACH or _recurs(text, one, phrases)), None
    )


def _recurs(text: str, found: re.Match[str], phrases: Phrases) -> bool:
    """Có lặp lại: the words say when to act: at a clause's start, after a verb of acting, or before one."""
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 40]
    if (
        _AT_AN_HOUR.search(before)
        or found[0].lower().startswith("định kỳ")
        or _CLAUSE_START.search(before)
        or _HAPPENS.search(before)
    ):
        return True
    if _RATE.search(before):
        return False
    ends = not after.strip() or after.lstrip()[0] in ".;,"
    return bool(phrases.verb.match(after.lstrip(" ,"))) or (ends and _acts_last(before, phrases))


def _acts_last(before: str, phrases: Phrases) -> bool:
    """Động từ đứng trước: "… tổ chức khảo sát hằng quý": the last words are a verb of acting."""
    last = [verb for verb in phrases.verb.finditer(before.rstrip()) if not verb["noun"]]
    if not last or last[-1].end() != len(before.rstrip()):
        return False
    return not before[: last[-1].start()].endswith("được ")  # "kết quả được công bố hằng năm" tells what is


def _loosely(text: str, phrases: Phrases) -> DutyTime | None:
    for found in _PERIODIC.finditer(text):
        asked = bool(found["also"]) and "hoặc" not in found[0]
        return _time(found[0], freq="periodic", also_on_request=asked or None)
    for found in _STEADY.finditer(text):
        after = text[found.end() :].lstrip(" ,")
        before = text[max(0, found.start() - 30) : found.start()]
        if phrases.opening_verb.match(after) or _OFTEN_AFTER.search(before) or not after.strip(" ."):
            return _time(found[0], freq="continuous")
    return None


def _frequencies(units: str) -> list[str]:
    named = [
        "half_yearly" if "6" in found or "sáu" in found else _UNITS[found]
        for found in re.findall(_LISTED, units)
    ]
    return list(dict.fromkeys(named))


def _time(text: str, **parts: Any) -> DutyTime:
    return DutyTime(text.strip(" ,;"), recurrence={key: value for key, value in parts.items() if value})
