"""Cơ quan ban hành được nêu: where the name of an issuer ends that stands behind "của", or before a verb."""

import re
from collections.abc import Iterator

from directives.reading.citing.patterns import DATE, Patterns
from directives.vocabulary.words import UPPER

#: How far the name of one issuer is followed, in letters.
_LONGEST = 180
_ABBREVIATION = re.compile(rf"\s*\([{UPPER}&]{{2,12}}\)")
_HARD_END = re.compile(rf"[;:“”\"\n\[\]|]|(?<![{UPPER}])\)|\((?![{UPPER}&]{{2,12}}\))|(?<!TP)(?<!Tp)\.")
_WORD = re.compile(r"[^\s,]+|,")
_TERM = re.compile(r"\s+[Kk]hóa\s+[IVXL\d]+")
_GOES_ON = re.compile(rf"\s*-|\s+[{UPPER}]")
_WITH = re.compile(rf"\s+và\s+(?=[{UPPER}])")
_TITLE_WORD = re.compile(r"(?:về|Về|V/v|Ban hành|Sửa đổi|Bổ sung|Phê duyệt|Triển khai)(?![^\W_])")
#: Words behind which a word that else names a type belongs to the name of an agency: "Sở Kế hoạch và Đầu tư".
_NAMED_BY = re.compile(
    r"(?:^|\s)(?:Bộ|Sở|Phòng|Vụ|Cục|Ban|Viện|Chi cục|Tổng cục|ban|trưởng|tâm|hội|cục|Tổ|và|-)$"
)
_AND = re.compile(r"và\s+")
_LIST_GOES_ON = re.compile(
    rf",\s+[{UPPER}][^\s,]*(?:\s[^\s,;.]+){{0,4}}?(?:,\s+[{UPPER}][^\s,]*(?:\s[^\s,;.]+){{0,4}}?){{0,2}}\s+và\s+[{UPPER}]"
)
_GAVE = re.compile(
    r"(?P<verb>\s+(?:đã\s+|vừa\s+|cũng\s+)?(?:ban hành|ký ban hành|phát hành|có|gửi|ra)\s+(?:các\s+)?)$"
)
_SAID = re.compile(
    r"(?:đ[ềê] nghị|ý kiến|kiến nghị|chỉ đạo|báo cáo|yêu cầu|kết luận|hướng dẫn)\s[^,;.]{0,60}?\bcủa\s+$"
)
_SAID_FAR = re.compile(r"(?:đề nghị|ý kiến|kiến nghị|báo cáo)\s")
_AT = re.compile(r"(?P<verb>\s+(?:tại|theo)\s+(?:các\s+)?|\s*\((?:các\s+)?)$")
_MEMBER = re.compile(rf"các\s+(Bộ|Sở|Ban|Cục|Phòng)\s*:\s*([{UPPER}][^,;:()]{{2,60}}?)\s*\($")
_DAY_BEFORE = re.compile(r"(?:^|[\s(])[Nn]gày\s*" + DATE.format("") + r"\s*,?\s+(?:của\s+)?$")
_LEAD = 240
_VERB = 40  # longest verb with the words before it, in letters


def issuer_at(text: str, at: int, words: Patterns) -> tuple[str | None, int]:
    """Tên cơ quan: of the issuer whose name begins at a place, and where it ends; None when none begins there."""
    closed = words.closed_issuer.match(text, at)
    if closed:
        term = _TERM.match(text, closed.end())
        end = term.end() if term else closed.end()
        both = _WITH.match(text, end)
        joint = (
            both
            and words.issuer_head.match(text, both.end())
            and not _names_document(text, both.end(), words)
        )
        if not joint and not _GOES_ON.match(text, end):
            return _plain(text[at:end]), end
    if not (text[at : at + 1].isupper() or words.issuer_head.match(text, at)):
        return None, at
    end = _end_of_name(text, at, words)
    name = _plain(text[at:end])
    return (name, end) if len(name) > 1 else (None, at)


def _end_of_name(text: str, at: int, words: Patterns) -> int:
    stop = at + _LONGEST
    hard = _HARD_END.search(text, at, stop)
    stop = hard.start() if hard else min(stop, len(text))
    with_comma = [(m.start(), m.end()) for m in words.unbroken_name.finditer(text, at, stop)]
    end = at
    for word in _WORD.finditer(text, at, stop):
        inside = any(first < word.start() < last for first, last in with_comma)
        if word.start() > at and not inside and _is_over(text, word, text[at:end], words):
            break
        end = word.end()
    return end


def _is_over(text: str, word: re.Match[str], so_far: str, words: Patterns) -> bool:
    """Hết tên: whether the name of the issuer is over before this word."""
    at = word.start()
    if word[0] == ",":
        goes_on = _LIST_GOES_ON.match(text, at)
        next_at = at + 1 + (len(text[at + 1 :]) - len(text[at + 1 :].lstrip())) if goes_on else at
        return not goes_on or bool(words.issuer_head.match(text, next_at) or words.types.match(text, next_at))
    if both := _AND.match(text, at):
        following = text[both.end() : both.end() + 1]
        if following.isupper():
            return _names_document(text, both.end(), words)
        return not words.name_after_and.match(text, both.end())
    if word[0][0].isupper():
        if _NAMED_BY.search(so_far):
            return False
        return bool(_TITLE_WORD.match(text, at) or words.types.match(text, at))
    return bool(words.after_issuer.match(text, at))


def _names_document(text: str, at: int, words: Patterns) -> bool:
    """Tên loại có số: a type with its number, not the second half of an agency's name ("Kế hoạch và Đầu tư")."""
    kind = words.types.match(text, at)
    return bool(
        kind
        and re.match(r"\s+(?:số\b|\d)|\s+[^;.,]{0,80}?\bsố\s*:?\s*\d", text[kind.end() : kind.end() + 120])
    )


def issuer_before(
    text: str, at: int, floor: int, words: Patterns
) -> tuple[str | None, re.Match[str] | None, int]:
    """Cơ quan nêu trước: who issued what is named at a place, with the day before it, and where that begins.

    "Ngày 07/12/2021 UBND tỉnh ban hành Công văn …", "đề nghị của Sở Nội vụ tại Tờ trình …",
    "ý kiến của Bộ Tài chính (công văn …".
    """
    floor = max(floor, at - _LEAD)
    lead = text[floor:at]
    member = _MEMBER.search(lead) if lead.rstrip().endswith("(") else None
    if member:
        return _plain(f"{member[1]} {member[2]}"), None, floor + member.start(2)
    near = max(0, len(lead) - _VERB)
    gave = _GAVE.search(lead, near)
    asked = None if gave else _AT.search(lead, near)
    verb = gave or asked
    if verb is None:
        return None, None, at
    for head in _heads(lead, verb.start(), words):
        name, end = issuer_at(lead[: verb.start("verb")], head, words)
        if name and not lead[end : verb.start("verb")].strip():
            if asked and not _was_asked(text[max(0, at - 3 * _LEAD) : floor + head], verb):
                return None, None, at
            day = _DAY_BEFORE.search(lead, 0, head)
            return name, day, floor + (day.start() + (not lead[day.start()].isalpha()) if day else head)
    return None, None, at


def _heads(lead: str, stop: int, words: Patterns) -> Iterator[int]:
    for head in words.issuer_head.finditer(lead, 0, stop):
        if head[0][0].isupper() and (head.start() == 0 or not lead[head.start() - 1].isalnum()):
            yield head.start()


def _was_asked(lead: str, verb: re.Match[str]) -> bool:
    """Có đề nghị: the words stand in what the issuer asked, said or reported, not in a remark on somebody else."""
    if "(" in verb["verb"]:
        return bool(_SAID_FAR.search(lead))
    return bool(_SAID.search(lead) or re.search(r"đ[ềê] nghị của\s+$", lead))


def _plain(name: str) -> str:
    """Tên gọn: single blanks, and without the abbreviation which the text introduces in brackets."""
    return " ".join(_ABBREVIATION.sub("", name).split()).strip(" ,-(")
