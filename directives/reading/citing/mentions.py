"""Lần nhắc: every place of a paragraph where a numbered document is cited, with its type, day and issuer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from directives.reading.citing.issuers import issuer_at, issuer_before
from directives.reading.citing.patterns import DATE, LAW_TYPES, Patterns, iso_day
from directives.reading.citing.symbols import (
    Numbered,
    code_in,
    issuing_letters,
    numbers_in,
    type_codes,
    year_in,
)

#: "số" also as recognition damages it.
_NO = r"(?:[Ss][ốôổồỗóòõo]|SỐ)"
_DIRECT = re.compile(rf"\s*[:\-]?\s*(?:{_NO}\s*[:.]?\s*)?")
_ISSUED_BY = re.compile(
    r"\s+(?:của|do)\s+(?P<issuer>[^;:()\d]{3,120}?)\s*(?:,?\s+ngày\s*"
    + DATE.format("")
    + r")?\s*,?\s+số\s*:?\s*"
)
_DATED = re.compile(r"\s*,?\s*(?:đề\s+|ký\s+)?ngày\s*" + DATE.format("") + r"\s*,?\s+số\s*:?\s*")
_FAR = re.compile(r"[^;.()]{0,150}\ssố\s*:?\s*")
_TITLE = re.compile(r"\s+(?!số\b)(?P<title>[^;:“”\"]{2,250}?)\s*,?\s*(?:(?<=\s)số\s*:?\s*)?")
_AMENDING = re.compile(r"\s+(?:sửa đổi|bổ sung|Sửa đổi|Bổ sung)\b[^;:“”\"]{0,220}$")
_TAIL_DAY = re.compile(
    r"\s*[,(]?\s*(?:(?:được\s+)?(?:ký|ban hành|thông qua|đề)\s+)?(?:ngày\s*)?" + DATE.format("")
)
_BLANK_DAY = re.compile(
    r"\s*,?\s*(?:ngày[\s.…_]*)?(?:tháng[\s.…_]*\d{0,2}[\s.…_]*)?(?:năm\s*)?(?:(?:19|20)\d{2})?(?=\s*[,)]?\s*(?:của|do)\s)"
)
_OF = re.compile(r"\s*[,)]?\s*(?:của|do)\s+")
_LATER_DAY = re.compile(r"\s*,?\s*(?:ban hành\s+|ký\s+)?ngày\s*" + DATE.format(""))
_JOINED = re.compile(r"[\s,;)]*(?:và|cùng|hoặc)?\s*(?:các\s+)?(?:số\s*:?\s*)?")
_CHAINED = re.compile(r"(?:[,;]|\bvà)\s*(?:số\s*:?\s*)?$")
_SENTENCE_END = re.compile(r"\.\s|\n")
_COORDINATE = re.compile(r"(?:,|\bvà)\s*(?:các\s+)?$")
_WINDOW = 300


@dataclass(frozen=True, slots=True)
class Mention:
    """Lần nhắc: one citation as one place has it; ``title`` and ``year`` of a law as they stand beside its number.

    ``joined``: only a comma or "và" parts it from the one before; ``nested``: it stands in what that one is about;
    ``ahead``: day or issuer stand before the type; ``bare``: neither stands behind the number; ``impossible``: the
    words of a day which the calendar lacks.
    """

    type: str
    number: str
    date: str | None
    issuer: str | None
    start: int
    end: int
    title: str | None = None
    year: int | None = None
    joined: bool = False
    nested: bool = False
    ahead: bool = False
    bare: bool = False
    impossible: str | None = None


@dataclass(frozen=True, slots=True)
class _Introduced:
    type: str
    start: int
    title: str | None = None
    issuer: str | None = None
    day: re.Match[str] | None = None


def numbered_mentions(text: str, words: Patterns) -> list[Mention]:
    """Lần nhắc có số: of a text without look-alikes, in order; days and issuers shared along chains."""
    kinds = list(words.types.finditer(text))
    found: list[Mention] = []
    passed = 0
    for number in numbers_in(text):
        while passed < len(kinds) and kinds[passed].end() <= number.start:
            passed += 1
        floor = found[-1].end if found else 0
        before = [m for m in kinds[max(0, passed - 4) : passed] if m.start() >= floor]
        mention = _mention(text, number, before, found, words)
        if mention:
            found.append(mention)
    return _shared(found)


def _mention(
    text: str, number: Numbered, kinds: Sequence[re.Match[str]], found: Sequence[Mention], words: Patterns
) -> Mention | None:
    last = found[-1] if found else None
    introduced = _introduced(text, number, kinds, words) or _inferred(text, number, found, words)
    if introduced is None or words.no_document.search(text[max(0, introduced.start - 40) : introduced.start]):
        return None
    day, impossible, issuer, end = _tail(text, number.end, words)
    if introduced.day and day is None:
        day, impossible = iso_day(introduced.day)
    issuer = issuer or introduced.issuer
    start, ahead = introduced.start, False
    if issuer is None:
        floor = last.end if last else 0
        issuer, early, began = issuer_before(text, introduced.start, floor, words)
        if early and day is None:
            day, impossible = iso_day(early)
        if issuer and early:
            start, ahead = began, True
    joined = last is not None and bool(_JOINED.fullmatch(text, last.end, start))
    return Mention(
        introduced.type, number.number, day, issuer, start, end, title=introduced.title, joined=joined, ahead=ahead,
        bare=end == number.end, impossible=impossible,
    )  # fmt: skip


def _introduced(
    text: str, number: Numbered, kinds: Sequence[re.Match[str]], words: Patterns
) -> _Introduced | None:
    """Có tên loại đứng trước: the nearest type before the number, when what stands between lets it be its type."""
    for i in range(len(kinds), 0, -1):
        if i < len(kinds) and kinds[i - 1][0] not in LAW_TYPES:
            continue  # "Luật Ban hành văn bản … số": a type's name may stand in the title of a law
        introduced = _introduced_by(text, number, kinds[:i], words)
        if introduced:
            return introduced
    return None


def _introduced_by(
    text: str, number: Numbered, kinds: Sequence[re.Match[str]], words: Patterns
) -> _Introduced | None:
    kind = kinds[-1]
    if number.start - kind.end() > _WINDOW:
        return None
    code = code_in(number.number)
    if _says_what_it_does(text, kinds, code):
        kind = kinds[-2]
    name = words.names[" ".join(kind[0].split()).casefold()]
    if _DIRECT.fullmatch(text, kinds[-1].end(), number.start):
        return _Introduced(name, _amending_start(text, kinds) if name in LAW_TYPES else kind.start())
    if kind[0].casefold() != name.casefold():
        return None  # an abbreviation stands before its number and nowhere else
    if name in LAW_TYPES:
        title = _TITLE.fullmatch(text, kind.end(), number.start)
        if title and (code in ("QH", "UBTVQH", "PL", "L") or issuing_letters(number.number) == "CTN"):
            return _Introduced(name, _amending_start(text, kinds), title=" ".join(title["title"].split()))
        return None
    issued = _ISSUED_BY.fullmatch(text, kind.end(), number.start)
    if issued:
        issuer, _ = issuer_at(text, issued.start("issuer"), words)
        return _Introduced(name, kind.start(), issuer=issuer, day=issued if issued["d"] else None)
    dated = _DATED.fullmatch(text, kind.end(), number.start)
    if dated:
        return _Introduced(name, kind.start(), day=dated)
    agrees = code is not None and name in type_codes()[code]
    if agrees and _FAR.fullmatch(text, kind.end(), number.start):
        return _Introduced(name, kind.start())
    return None


def _says_what_it_does(text: str, kinds: Sequence[re.Match[str]], code: str | None) -> bool:
    """Công văn hướng dẫn: a type in small letters right behind a type says what that letter does."""
    if len(kinds) < 2 or not kinds[-1][0].islower() or text[kinds[-2].end() : kinds[-1].start()] != " ":
        return False
    return kinds[-2][0].casefold() in ("công văn", "văn bản") and code is None


def _amending_start(text: str, kinds: Sequence[re.Match[str]]) -> int:
    """Luật sửa đổi: "Luật sửa đổi, bổ sung một số điều của Luật …" begins with its first word."""
    for kind in reversed(kinds[:-1]):
        if kind[0] in LAW_TYPES and _AMENDING.match(text, kind.end(), kinds[-1].start()):
            return kind.start()
    return kinds[-1].start()


def _inferred(text: str, number: Numbered, found: Sequence[Mention], words: Patterns) -> _Introduced | None:
    """Không có tên loại đứng trước: the next of a chain, or the type which the symbol itself names."""
    code = code_in(number.number)
    if words.no_document.search(text[max(0, number.start - 40) : number.start]):
        return None
    between = text[found[-1].end : number.start] if found else ""
    if found and _CHAINED.search(between) and not _SENTENCE_END.search(between):
        for one in reversed(found[-4:]):
            alike = issuing_letters(one.number) == issuing_letters(number.number)
            if code_in(one.number) == code and (alike or one is found[-1]):
                return _Introduced(one.type, number.start, issuer=one.issuer if alike else None)
    if code in (None, "QH", "UBTVQH", "L", "PL", "HĐ", "DA", "TC", "PA"):
        return None
    return _Introduced(type_codes()[code][0], number.start) if code else None


def _tail(text: str, at: int, words: Patterns) -> tuple[str | None, str | None, str | None, int]:
    """Phần sau số: the day, the words of an impossible day, the issuer, and where all that ends."""
    day = impossible = issuer = None
    found = _TAIL_DAY.match(text, at)
    if found:
        (day, impossible), at = iso_day(found), found.end()
    elif blank := _BLANK_DAY.match(text, at):
        at = blank.end()
    of = _OF.match(text, at)
    named = words.closed_issuer.match(text, at + 1) if found and of is None else None
    if named and text[at] == " " and words.opens_abstract.match(text, named.end()):
        return day, impossible, named[0], named.end()  # "ngày … Chính phủ quy định": "của" was left out
    if of:
        issuer, end = issuer_at(text, of.end(), words)
        at = end if issuer else at
    if found is None and (later := _LATER_DAY.match(text, at)):
        (day, impossible), at = iso_day(later), later.end()
    return day, impossible, issuer, at


def _shared(found: list[Mention]) -> list[Mention]:
    """Chung ngày, chung cơ quan: "số 12/… và số 13/… ngày … của …" says both of either, if their symbols let it."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        one, following = shared[i], shared[i + 1]
        if following.joined and issuing_letters(one.number) == issuing_letters(following.number):
            day = one.date
            if day is None and one.impossible is None and one.bare:
                fits = following.date and year_in(one.number) in (None, int(following.date[:4]))
                day = following.date if fits else None
            shared[i] = replace(one, date=day, issuer=one.issuer or following.issuer)
    for i in range(1, len(shared)):
        before, one = shared[i - 1], shared[i]
        if one.joined and one.issuer is None and _first_letters(one) == _first_letters(before):
            shared[i] = replace(one, issuer=before.issuer)
    return shared


def _first_letters(one: Mention) -> str:
    """Chữ viết tắt cơ quan chính: "SNV" of "1494/TTr-SNV" and of "2231/SNV-CCHC"."""
    return issuing_letters(one.number).split("-")[0]
