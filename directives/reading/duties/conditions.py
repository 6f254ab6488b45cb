"""Điều kiện và nơi báo cáo: when a duty falls due, and to whom its result is sent."""

import re
from itertools import islice

from directives.reading.duties.addressees import split_names
from directives.reading.duties.phrases import Phrases

_WHEN_ASKED = re.compile(
    r"(?<!đột xuất )(?<!hoặc )(?<!và )"
    r"\b(?:khi có yêu cầu|khi được yêu cầu|theo yêu cầu đột xuất|khi cần thiết|nếu cần(?: thiết)?)\b"
    r"(?=[^.;:,]{0,60}(?:[.;]|$))"
)
#: Only at the duty's beginning does a case govern all of it; further in it is part of what is to be done.
_COURSE = r"^(?:[Tt]rong quá trình [^,;.]{0,80}?(?:,\s+|\s(?=nếu\s|khi có\s|trường hợp\s)))?"
_CASE = re.compile(
    rf"{_COURSE}(?P<case>(?:[Tt]rong )?(?:[Tt]rường hợp|[Nn]ếu có|[Nn]ếu|[Kk]hi có|[Kk]hi cử)\s[^,;.]{{3,240}}?)"
    r"(?=,|;|\.|$|\s(?:đề nghị|yêu cầu|thì)\s)"
)
_HAVING = re.compile(
    r"^(?P<case>(?:Cơ quan|Đơn vị|Địa phương)[^.;:]{0,60}? có [^.;:]{3,120}?),\s+(?:yêu cầu|đề nghị|giao)\b"
)
_ON_THINGS = re.compile(rf"{_COURSE}(?P<case>[Đđ]ối với\s(?P<thing>[^,;.:]{{3,160}})),")
_THEREFORE = re.compile(r"\sthì\s")
_SENT = re.compile(
    r"\b(?:[Bb]áo cáo(?: kết quả| tình hình)?(?: thực hiện)?(?: (?:cho|về|lên|với|tới))?|[Gg]ửi(?: báo cáo|"
    r" kết quả| danh sách| văn bản| hồ sơ)?(?: (?:về|cho|đến|tới))?|phản ánh (?:về|với|đến|cho)|"
    r"trình|(?:chính sách |kết quả |thực hiện |báo cáo )[^.;,]{0,120}?về|thông báo (?:về|cho|đến|để))\s+(?=\S)"
)
_RESULT = re.compile(r"\b(?:báo cáo|gửi|phản ánh|tổng hợp)\b[^.;]{0,160}?\b(?:về|lên|cho)\s+(?=\S)")
_WHO_ENDS = re.compile(
    r"\s*(?:[,;.(]\s*(?:qua|trước|để|tổng hợp|chậm nhất|xem xét|đồng thời|theo|định kỳ|cụ thể)|\s(?:để|trước|"
    r"tổng hợp|theo|qua|xem xét|thẩm định|về|các|những|kết quả|tình hình|phê duyệt|quyết định|chậm nhất|trong|khi|"
    r"hằng|hàng|định kỳ|phải|đúng|biết|chỉ đạo|ban hành|triển khai|xử lý|giải quyết|quy định|tại)\b|[.;():]|$)"
)


def condition_of(text: str) -> str | None:
    """Điều kiện: "khi có yêu cầu", "trường hợp …", "nếu …"; None when the duty holds in any case."""
    for pattern in (_HAVING, _CASE):
        if found := pattern.search(text):
            return found["case"]
    found = _WHEN_ASKED.search(_first_sentence(text))
    return found[0] if found else None


def _first_sentence(text: str) -> str:
    """Câu đầu: what a condition at its end can govern."""
    return re.split(r"[.;]\s", text, maxsplit=1)[0]


def case_of_things(text: str, phrases: Phrases) -> str | None:
    """Đối với sự việc: "đối với các vấn đề vượt thẩm quyền, …" is a condition where it names no body."""
    found = _ON_THINGS.match(text)
    if found is None or _THEREFORE.search(found["case"]):
        return None
    return found["case"] if not phrases.head.match(text, found.start("thing")) else None


def report_to_of(text: str, phrases: Phrases) -> str | None:
    """Nơi nhận báo cáo: the first body to which the result goes ("báo cáo UBND huyện", "gửi về Phòng Nội vụ")."""
    for pattern in (_SENT, _RESULT):
        for found in islice(pattern.finditer(text), 12):
            at = found.end()
            if not phrases.head.match(text, at) or phrases.stranger.match(text, at):
                continue
            end = _WHO_ENDS.search(text, at)
            names = split_names(text[at : end.start() if end else len(text)], phrases)
            if names and len(names[0]) < 160:
                return ", ".join(names)
    return None
