"""Điều khoản thi hành: who proposed a decision, from when it holds, who carries it out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from directives.reading.citing.actors import split_actors
from directives.reading.citing.patterns import DATE, iso_day
from directives.reading.citing.repeals import tells_of_another
from directives.reading.lexicon import Lexicon
from directives.reading.record import DateRead, Effective

_PROPOSED = re.compile(
    r"(?:[-–+]\s*)?(?:Theo|Xét)(?:\s+lời)?\s+đ[ềê] nghị\s+"
    r"(?:(?:của\s+)?(?P<who>(?!tại\s).+?)|tại\s+[^;]{3,120}?\s+của\s+(?P<author>.+?))"
    r"\s*(?:(?:,?\s+tại\s|\s*\(|,?\s+về việc\s|,?\s+theo\s+[A-ZĐ]|,\s+[A-ZĐ][^,;]{3,90}?\s+ban hành\s).*)?[;.,]?$"
)
_EVENT = r"(?:được\s+)?(?:ký(?:\s+ban hành|,?\s+ban hành)?|thông qua|ban hành|công bố)"
_EFFECTIVE = re.compile(
    r"\bnày\b[^.;]{0,250}?\bcó\s+(?:hiệu lực|giá trị)(?:\s+thi hành|\s+áp dụng)?,?\s+(?P<text>"
    rf"(?:(?:kể\s+)?từ\s+(?:ngày\s+)?(?:(?P<event>{_EVENT})(?![^\W_])|{DATE.format('f')})"
    rf"|sau\s+(?P<days>\d{{1,3}})(?:\s*\([^)]{{0,40}}\))?\s+ngày,?\s+kể\s+từ\s+ngày\s+(?P<counted>{_EVENT})(?![^\W_]))"
    rf"(?:\s+(?:và\s+)?(?:đến|cho đến)\s+(?:hết\s+)?(?:ngày\s+)?{DATE.format('u')})?)"
)
_ARTICLE = re.compile(r"(?:Điều\s+\d+|[IVX]+\.)")
_MARKER = re.compile(r"(?:Điều\s+\d+\s?[.:]?\s*|\d+\s?\\?[.)]\s*|[a-zđ]\)\s*|[-–+•]\s*){1,3}")
_ACT = r"(?i:Quyết định|Nghị quyết|Nghị định|Thông tư(?:\s+liên tịch)?|Pháp lệnh|Luật|Quy chế|Chỉ thị)"
_DOING = (
    r"(?:(?:tổ chức|triển khai|hướng dẫn|chỉ đạo|phối hợp|đôn đốc|theo dõi|kiểm tra|chủ trì|thực hiện|thi hành|và|việc|"
    r"nghiêm túc|,)\s*){0,10}"
)
#: "chịu trách nhiệm thi hành Quyết định này", "căn cứ Quyết định thi hành"; not a charge for one matter among others.
_CHARGE = re.compile(
    rf",?\s*(?:(?:chịu|có) trách nhiệm\s+{_DOING}(?<=[nh]\s)"
    rf"(?:(?:các\s+)?nội dung\s+(?:của\s+)?)?{_ACT}\s+(?:này|nêu trên)"
    rf"|(?:chịu|có) trách nhiệm\s+{_DOING}(?<=[nh])\s*(?:[./;]|$)"
    rf"|(?:chiểu|căn cứ)(?:\s+theo)?\s+{_ACT}\s+(?:này\s+)?(?:để\s+)?(?:tổ chức\s+)?(?:thi hành|thực hiện)"
    rf"|\s(?:tổ chức\s+)?thi hành\s+{_ACT}\s+này\s*\.?/?\.?$)"
)
_SENTENCE = re.compile(r"(?<!TP)(?<!Tp)\.\s+(?=\S)|(?<=\s)\d+\\?\.\s+|\n")
_ADOPTED = re.compile(
    r"(?:Nghị quyết|Luật|Bộ luật|Pháp lệnh) này\b.*?(?P<text>thông qua\s+(?:vào\s+)?(?:ngày\s*)?"
    + DATE.format("")
    + ")"
)
#: Longest list of those who carry out, in letters.
_LONGEST = 3000


def read_proposers(paragraphs: Sequence[str], words: Lexicon | None = None) -> tuple[str, ...] | None:
    """Cơ quan đề nghị: from "Theo đề nghị của …"; None when the document has no such line."""
    found = [m["who"] or m["author"] for m in map(_PROPOSED.match, paragraphs) if m]
    return tuple(one for who in found for one in split_actors(who, words)) or None


def read_effective(paragraphs: Sequence[str], issued: str | None, own_type: str = "") -> Effective | None:
    """Hiệu lực: "từ ngày ký" and "từ ngày thông qua" mean the document's own date.

    ``own_type``: the key of the document's own type; what is said of another ("Luật này") is not taken.
    """
    for paragraph in paragraphs:
        for found in _EFFECTIVE.finditer(paragraph):
            before = paragraph[max(0, found.start() - 60) : found.start() + 3]
            if tells_of_another(before, own_type):
                continue
            return Effective(found["text"], _first_day(found, issued), _day(found, "u"))
    return None


def _first_day(found: re.Match[str], issued: str | None) -> str | None:
    if found["event"]:
        return issued
    if found["counted"]:
        start = date.fromisoformat(issued) if issued else None
        return (start + timedelta(days=int(found["days"]))).isoformat() if start else None
    return _day(found, "f")


def _day(found: re.Match[str], prefix: str) -> str | None:
    return iso_day(found, prefix)[0] if found[f"{prefix}d"] else None


def read_implementers(paragraphs: Sequence[str], words: Lexicon | None = None) -> tuple[str, ...]:
    """Nơi thi hành: those named before "chịu trách nhiệm thi hành …", in the last article which says so."""
    for article in reversed(list(_articles(paragraphs))):
        named = [who for at, line in enumerate(article) for who in _charged(line, article[:at])]
        actors = dict.fromkeys(actor for who in named for actor in split_actors(who, words))
        if actors:
            return tuple(actors)
    return ()


def _articles(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    held: list[str] = []
    for paragraph in paragraphs:
        if _ARTICLE.match(paragraph) and held:
            yield held
            held = []
        held.append(paragraph)
    if held:
        yield held


def _charged(line: str, before: Sequence[str]) -> Iterator[str]:
    """Ai chịu trách nhiệm: the words before each charge of a line; lines of a list before it where it begins there."""
    begin = 0
    for charge in _CHARGE.finditer(line):
        if charge.start() < begin:
            continue
        ends = [m.end() for m in _SENTENCE.finditer(line, begin, charge.start())]
        who = line[ends[-1] if ends else begin : charge.start()]
        marker = _MARKER.match(who)
        who = who[marker.end() :] if marker else who
        if not who.strip() or who.strip()[0].islower():
            who = "; ".join((*_listed(before), who))
        begin = charge.end()
        if who.strip() and len(who) <= _LONGEST and " này" not in who and not who.startswith("Giao "):
            yield who


def _listed(before: Sequence[str]) -> Iterator[str]:
    """Danh sách nhiều dòng: the lines of the article up to the one that charges them, without numbers and dashes."""
    for line in before:
        marker = _MARKER.match(line)
        bare = line[marker.end() :] if marker else line
        if bare.rstrip().endswith((";", ",")):
            yield bare.rstrip(" ;,")


def adoption_date(paragraphs: Sequence[str]) -> DateRead | None:
    """Ngày thông qua: the date of a resolution that bears none in its head."""
    for paragraph in reversed(paragraphs):
        found = _ADOPTED.match(paragraph)
        day = iso_day(found)[0] if found else None
        if found and day:
            return DateRead(found["text"], day, int(day[:4]))
    return None
