"""Điều khoản thi hành: who proposed a decision, from when it holds, who carries it out."""

import re
from collections.abc import Sequence

from directives.reading.record import DateRead, Effective
from directives.vocabulary.days import DAY, day_of
from directives.vocabulary.words import UPPER

_PROPOSED = re.compile(
    r"^(?:Theo|Xét) đề nghị của (?P<who>.+?)\s*(?:tại (?:Tờ trình|Công văn|Văn bản|Báo cáo).*)?[;.,]?$"
)
_EFFECTIVE = re.compile(
    rf"\bnày (?:chính thức )?có hiệu lực(?: thi hành)?\s+(?P<text>(?:kể\s+)?từ\s+"
    rf"(?:ngày\s+(?P<event>ký|thông qua|ban hành)|{DAY.format('f')})"
    rf"(?:\s+đến\s+(?:hết\s+)?{DAY.format('u')})?)"
)
_IMPLEMENT = re.compile(
    r"^(?:Điều \d+\.\s*|\d+\.\s*)?(?P<who>(?:(?!\. ).)+?),?\s+"
    r"(?:chịu trách nhiệm|có trách nhiệm|căn cứ|chiểu)\s+"
    r"(?:tổ chức\s+)?(?:thi hành|thực hiện|Quyết định|Nghị quyết)"
)
_NEXT_ACTOR = (
    r"(?=(?:các|Các|Thủ trưởng|Chủ tịch|Giám đốc|Bộ trưởng|Chánh|Trưởng|Vụ trưởng|Cục trưởng|"
    r"Ủy ban|UBND|Sở|Tổng|Hội|Bộ)\b)"
)
_SEPARATOR = re.compile(rf";\s*(?:và\s+)?|,\s*(?:và\s+)?(?=[{UPPER}]|các\b)|\s+và\s+{_NEXT_ACTOR}")
_SET_PHRASE = re.compile(r"[Ss]ở, [Bb]an, [Nn]gành(?:, [Đđ]oàn thể)?")
_HELD = "\N{SINGLE LOW-9 QUOTATION MARK} "  # stands for the comma inside a set phrase while splitting
_ADOPTED = re.compile(
    rf"^(?:Nghị quyết|Luật|Bộ luật|Pháp lệnh) này\b.*?(?P<text>thông qua\s+{DAY.format('')})"
)


def read_proposers(paragraphs: Sequence[str]) -> tuple[str, ...] | None:
    """Cơ quan đề nghị: from "Theo đề nghị của …"; None when the document has no such line."""
    found = [m["who"].strip() for m in map(_PROPOSED.match, paragraphs) if m]
    return tuple(found) or None


def read_effective(paragraphs: Sequence[str], issued: str | None) -> Effective | None:
    """Hiệu lực: "từ ngày ký" and "từ ngày thông qua" mean the document's own date."""
    for paragraph in paragraphs:
        found = _EFFECTIVE.search(paragraph)
        if found:
            start = day_of(found, "f")
            until = day_of(found, "u")
            first = issued if found["event"] else (start.isoformat() if start else None)
            return Effective(found["text"], first, until.isoformat() if until else None)
    return None


def read_implementers(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Nơi thi hành: those named before "chịu trách nhiệm thi hành …", from the last such sentence."""
    for paragraph in reversed(paragraphs):
        found = _IMPLEMENT.match(paragraph)
        if found:
            return tuple(split_actors(found["who"]))
    return ()


def split_actors(text: str) -> list[str]:
    """Tách chủ thể: a list of agencies or posts; a comma before a small letter joins, save before "các".

    >>> split_actors("Chánh Văn phòng, các cơ quan, tổ chức có liên quan")
    ['Chánh Văn phòng', 'các cơ quan, tổ chức có liên quan']
    """
    if ":" in text:  # "UBND các huyện: A, B và C" is one addressee with its members named
        return [text.strip(" .,;:")]
    whole = _SET_PHRASE.sub(lambda m: m[0].replace(", ", _HELD), text)
    parts = (part.replace(_HELD, ", ").strip(" .,;:") for part in _SEPARATOR.split(whole))
    return [part for part in parts if part]


def adoption_date(paragraphs: Sequence[str]) -> DateRead | None:
    """Ngày thông qua: the date of a resolution that bears none in its head."""
    for paragraph in reversed(paragraphs):
        found = _ADOPTED.search(paragraph)
        day = day_of(found) if found else None
        if found and day:
            return DateRead(found["text"], day.isoformat(), day.year)
    return None
