"""Dấu mục: how an item of the body is marked (Điều, I., 1., 1.1., a), -, +) and how lines are made ready for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.vocabulary.words import UPPER

#: Ranks of families: a smaller one stands above. Bullets take the order in which they are first used.
PART, ARTICLE, CAPITAL, ROMAN, NUMBER, LETTER, LETTER_NUMBER, BULLET = 0, 1, 2, 3, 4, 9, 10, 20

_START = rf"(?=\s|[{UPPER}\"“(])"
_ARTICLE = re.compile(r"^(?P<label>Điều \d{1,3}[a-z]?)\s*(?:\\?[.:]|$)\s*(?P<text>.*)$")
_PART = re.compile(
    r"^(?P<label>(?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC) (?:(?:thứ|THỨ) [^\W\d_]+|[IVX]+|\d+))\b[.:]?\s*(?P<text>.*)$"
)
_CAPITAL = re.compile(rf"^(?P<label>[A-H])\s?[.)/]\s*(?P<text>[{UPPER}].*)$")
_ROMAN = re.compile(rf"^(?P<label>[IVX]{{1,6}})\s?[.)/:–-]{_START}\s*(?P<text>\S.*)$")
_NUMBER = re.compile(
    rf"^\(?(?P<label>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\s?(?:\\?[.)/:]{_START}|\\?[.)/:]?\s?[-–]\s|\.[-–]\s?)"
    rf"\s*(?P<text>\S.*)$"
)
_DEEP_NUMBER = re.compile(rf"^(?P<label>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+(?P<text>[{UPPER}].*)$")
_BARE_NUMBER = re.compile(rf"^(?P<label>\d{{1,2}})\s+(?P<text>[{UPPER}].*)$")
_LETTER_NUMBER = re.compile(r"^(?P<letter>[a-zđ])\.?(?P<label>\d{1,2})\s?[.)]\s*(?P<text>\S.*)$")
_LETTER = re.compile(rf"^\(?(?P<label>[a-zđ])\s?(?:\)|[./]{_START}|\s[-–]\s)\s*(?P<text>\S.*)$")
_BULLET = re.compile(r"^(?P<label>[-–—•●▪◦+*\uf0b7\uf02d])\s*(?P<text>(?=.*\w).+)$")
_ALONE = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})\\?\.?$|^[a-zđ]\)$")

_GLUED = re.compile(
    rf"(?<=[.;:])\s+(?=(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}\\?[.)]|[a-zđ]\)|[-–+])\s+[{UPPER}])"
)
_GLUED_ARTICLE = re.compile(rf"^(Điều \d{{1,3}}\\?[.:] [^.;:]{{3,90}}?)\s+(?=1\\?\.\s+[{UPPER}])")
_ENDED = re.compile(r"[.;:!?…](?:[\"”)])?$|/\.?$")
_CUT_REFERENCE = re.compile(
    r"^(?:Điều|khoản|Khoản|điểm|Điểm|Mục|Chương|Phần) (?:\d+|[IVX]+|[a-zđ])\b(?!\s*\\?[.:])"
)
_HYPHENED = re.compile(r"^[-–]\s[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Dấu của một mục: its rank among the families, its label and what stands after it."""

    rank: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """Dòng nội dung: one logical line and the source's lines, from ``line`` to ``last``, where it stands."""

    text: str
    line: int
    last: int


def mark_of(text: str, expected: int | None) -> Mark | None:
    """Dấu đầu dòng: the mark with which a line begins; None for a plain paragraph.

    ``expected``: the number which would be next; only with it "2 Đánh giá …" is an item without a dot.
    """
    for pattern, rank in ((_ARTICLE, ARTICLE), (_PART, PART), (_ROMAN, ROMAN), (_CAPITAL, CAPITAL)):
        if found := pattern.match(text):
            return Mark(rank, found["label"], found["text"].strip())
    if found := _NUMBER.match(text) or _DEEP_NUMBER.match(text):
        return Mark(NUMBER + found["label"].count("."), found["label"], found["text"].strip())
    if found := _LETTER_NUMBER.match(text):
        return Mark(LETTER_NUMBER, found["label"], found["text"].strip())
    if found := _LETTER.match(text):
        return Mark(LETTER, found["label"], found["text"].strip())
    if found := _BULLET.match(text):
        sign = {"–": "-", "—": "-", "\uf02d": "-", "+": "+", "*": "*"}.get(found["label"], found["label"])
        return Mark(BULLET, sign, found["text"].strip())
    bare = _BARE_NUMBER.match(text)
    if bare and expected is not None and int(bare["label"]) == expected:
        return Mark(NUMBER, bare["label"], bare["text"].strip())
    return None


def body_lines(lines: Sequence[str], start: int, end: int) -> list[BodyLine]:
    """Dòng đã chuẩn bị: items glued on one line parted, a mark alone joined with its text, cut sentences mended."""
    ready: list[BodyLine] = []
    waiting: BodyLine | None = None
    for number in range(start, end):
        text = " ".join(lines[number].split())
        begun = number
        if waiting:
            text, begun, waiting = f"{waiting.text} {text}", waiting.line, None
        if _ALONE.match(text) and number + 1 < end:
            waiting = BodyLine(text, begun, number)
            continue
        if ready and _goes_on(ready[-1].text, text):
            ready[-1] = BodyLine(f"{ready[-1].text} {text}", ready[-1].line, number)
        elif text.strip("|* "):
            ready.append(BodyLine(text, begun, number))
    return [BodyLine(piece, one.line, one.last) for one in ready for piece in _parted(one.text)]


def _goes_on(last: str, text: str) -> bool:
    """Câu bị cắt: whether a line only continues the sentence which the one before left open."""
    if _ENDED.search(last) or "|" in text or "|" in last or len(last) < 40:
        return False
    if _HYPHENED.match(text):
        return text[2].islower()
    return bool(_CUT_REFERENCE.match(text)) or (text[0].islower() and not mark_of(text, None))


def _parted(text: str) -> Iterator[str]:
    if "|" in text:
        yield text
        return
    text = _GLUED_ARTICLE.sub(r"\1" + "\n", text)
    mark = mark_of(text, None)
    if mark and NUMBER <= mark.rank < LETTER:  # "4. Thời hạn nộp hồ sơ 4.1. Thời hạn …"
        text = re.sub(rf"\s+(?={re.escape(mark.label)}\.1[.)]\s)", "\n", text, count=1)
    yield from _GLUED.sub("\n", text).split("\n")
