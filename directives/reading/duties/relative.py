"""Thời hạn tương đối: times counted from an event that has no day: "trong 10 ngày làm việc kể từ ngày nhận được …"."""

import re

from directives.reading.duties.phrases import Phrases
from directives.reading.record import DutyTime

_SPAN = r"\d{1,3}\s+(?:giờ|ngày|tuần|tháng|năm)(?:\s+làm việc)?"
_TO_END = r"(?:,?\s+(?:kể |tính |trước |sau )?(?:từ|khi|thời điểm)\s[^.;,()]{1,220})?"
_WITHIN = re.compile(
    rf"(?:[Tt]rong (?:thời hạn|thời gian|vòng)?\s*(?:không quá\s+|tối đa\s+(?:là\s+)?)?|"
    rf"[Cc]hậm nhất(?: là)?(?: trong| sau)?\s+|[Kk]hông quá\s+|[Tt]ối đa (?:là\s+|không quá\s+)?|"
    rf"[Ss]au\s+){_SPAN}{_TO_END}"
)
_SINCE = re.compile(rf"\b{_SPAN}\s+(?:kể |tính )từ (?:ngày|khi|thời điểm)\s[^.;,()]{{1,220}}")
_EVENT_DAY = re.compile(
    r"(?:[Tt]rước (?:ngày|khi|thời điểm)|[Cc]ùng với thời điểm|[Cc]ho đến khi|[Nn]gay sau khi)\s+(?!ký\b|"
    r"ban hành\b|\d)[^\W\d_][^.;()]{3,220}?(?=[.;,()]|$)"
)
_FROM_EVENT = re.compile(
    r"(?:kể )?từ ngày (?!ký\b|ban hành\b|thông qua\b|được thông qua\b|\d)[^\W\d_][^.;,()]{3,220}"
)
_AFTER = re.compile(r"^Sau khi\s+[^.;,()]{3,160}(?=,)")
_HANDED_IN_WHEN = re.compile(
    r"(?:nộp|xuất trình|trình|gửi)\s[^.;,]{3,100}?\s"
    r"(?P<when>khi (?!có\b|cần|được yêu cầu|cử\b)[^.;,()]{5,160})(?=[.;,]|$)"
)
_WHEN_ACTING = re.compile(
    r"^(?:Trường hợp [^,;.]{3,120}, )?(?P<when>[Kk]hi (?:cơ quan|đơn vị|tổ chức|người) [^;.]{5,160}?)"
    r"(?=, [^,;.]{3,60} (?:phải )?(?:nộp|xuất trình|gửi)\s)"
)
_IN_FORCE = re.compile(r"này có hiệu lực|có hiệu lực thi hành$")


def read_relative(text: str, phrases: Phrases) -> DutyTime | None:
    """Đọc thời hạn tương đối: in its own words; None when none is stated. The days of a law's effect are none."""
    for pattern in (_WITHIN, _SINCE, _AFTER, _EVENT_DAY, _FROM_EVENT):
        for found in pattern.finditer(text):
            said = found[0].strip(" ,")
            if (_IN_FORCE.search(said) and pattern is not _EVENT_DAY) or "này có hiệu lực" in said:
                continue
            if pattern is _WITHIN and re.match(r"[Ss]au\s|[Tt]rong\s+\d", said) and not _counts(said):
                continue
            before = text[max(0, found.start() - 60) : found.start()]
            if phrases.past.search(before):
                continue
            return DutyTime(said, relative=said)
    for pattern in (_HANDED_IN_WHEN, _WHEN_ACTING):
        if when := pattern.search(text):
            said = when["when"].strip()
            return DutyTime(said, relative=said)
    return None


def _counts(said: str) -> bool:
    """Có mốc tính: "sau 05 ngày kể từ …", "trong 10 ngày làm việc"; "trong 5 năm" alone is no deadline."""
    return bool(re.search(r"từ|khi|làm việc|giờ", said)) or bool(re.match(r"[Ss]au", said))
