"""Luật được nêu bằng tên: laws, codes, ordinances and the Constitution cited by their title, without number."""

import re
from collections.abc import Sequence

from directives.reading.citing.mentions import Mention
from directives.reading.citing.patterns import DATE, LAW_TYPES, Patterns, iso_day
from directives.vocabulary.words import UPPER

_LAW = "(?:Bộ luật|Luật|Pháp lệnh)"
#: A bill is no law yet; a faculty, a journal or a firm of law is none.
_NOT_CITED = re.compile(
    r"(?:[Dd]ự (?:án|thảo)|xây dựng|soạn thảo|[Đđ]ại học|Khoa|Trường|Tạp chí|Báo|Công ty|ngành|Hội|Đoàn|Viện)"
    r"(?:\s+các)?\s+$"
)
_CONSTITUTION = re.compile(
    r"\s+(nước\s+(?i:cộng h(?:òa|oà) xã hội chủ nghĩa) Việt Nam)|(?=\s+(?:năm\s+)?(?:19|20)\d{2}\b)"
)
_AMENDING = re.compile(r"\s+(?i:sửa đổi|bổ sung)(?:,\s*bổ sung)?(?:\s+một số\s+\w+)?(?:\s+của)?(?![^\W_])")
#: "… một số điều của Luật A, Luật B và Luật C": all of them are amended by the one law.
_LISTED_LAWS = re.compile(
    rf"\s+(?:{_LAW}\s[^,]{{2,80}}?,\s+){{0,6}}{_LAW}\s[^,]{{2,80}}?\svà\s+(?P<last>{_LAW}\s)"
)
_CLAUSE = re.compile(r"[;:.()“”\"\n|\[\]]")
_DATED_END = re.compile(r"\s*,?\s+(?:ngày\s*\d|năm\s+(?:19|20)\d{2}|được\s+Quốc hội)")
_FIRST_WORD = re.compile(rf"\s+(?=[{UPPER}])")
_WORD = re.compile(r"[^\s,]+|,")
_ENDED = re.compile(rf"\s*(?:$|[;:.,()“”\"\n|\]/\[]|\d|(?:và|về|của)(?![^\W_])|[{UPPER}])")
_REVISED = re.compile(r"\s*\((?:sửa đổi|Sửa đổi)[^)]{0,40}\)")
_YEAR = re.compile(r"\s*,?\s*(?:năm\s+)?((?:19|20)\d{2})(?![\d/])")
_DAY = re.compile(r"\s*[,(]?\s*(?:được thông qua\s+)?ngày\s*" + DATE.format(""))
_ADOPTED = re.compile(
    r"\s*(?:đã\s+)?được\s+(?P<issuer>Quốc hội|Ủy ban [Tt]hường vụ Quốc hội)[^;.]{0,100}?thông qua\s+(?:vào\s+)?ngày\s*"
    + DATE.format("")
)
_BY_PARLIAMENT = re.compile(r"\s+của\s+(Quốc hội|Ủy ban [Tt]hường vụ Quốc hội)(?![^\W_])")
_LONGEST = 260


def titled_mentions(text: str, numbered: Sequence[Mention], words: Patterns, *, basis: bool) -> list[Mention]:
    """Lần nhắc bằng tên: laws without number in a text; ``basis``: whether it is a line of legal bases, where a
    title that nobody has heard of is believed to its end.
    """
    found: list[Mention] = []
    spans = iter(numbered)
    span = next(spans, None)
    done = 0
    for kind in words.types.finditer(text):
        name = " ".join(kind[0].split())
        while span and span.end <= kind.start():
            span = next(spans, None)
        inside = bool(span and span.start <= kind.start())
        if name not in LAW_TYPES or inside or kind.start() < done:
            continue
        if _NOT_CITED.search(text[max(0, kind.start() - 30) : kind.start()]):
            continue
        limit = min(len(text), kind.end() + _LONGEST, span.start if span else len(text))
        law = _law(text, kind, name, limit, words, basis=basis)
        if law:
            found.append(law)
            done = law.end
    return found


def _law(
    text: str, kind: re.Match[str], name: str, limit: int, words: Patterns, *, basis: bool
) -> Mention | None:
    clause = _CLAUSE.search(text, kind.end(), limit)
    end = _title_end(text, kind.end(), clause.start() if clause else limit, name, words, basis=basis)
    if end is None:
        return None
    title = " ".join(text[kind.start() : end].split()).rstrip(" ,-")
    at, year, day, issuer = end, None, None, None
    revised = _REVISED.match(text, at)
    at = revised.end() if revised else at
    if found := _YEAR.match(text, at):
        year, at = int(found[1]), found.end()
    if parliament := _BY_PARLIAMENT.match(text, at):
        issuer, at = parliament[1], parliament.end()
    if dated := _DAY.match(text, at) or _ADOPTED.match(text, at):
        issuer = dated.groupdict().get("issuer") or issuer
        at = dated.end()
    if revised and year is None and dated is None:
        return None  # a bill that revises the law which is in force
    day, impossible = iso_day(dated) if dated else (None, None)
    year = year or (int(day[:4]) if day else None)
    return Mention(name, title, day, issuer, kind.start(), at, title=title, year=year, impossible=impossible)


def _title_end(text: str, at: int, stop: int, name: str, words: Patterns, *, basis: bool) -> int | None:
    """Hết tên luật: where the title ends which begins at a place; None when there is none."""
    if name == "Hiến pháp":
        constitution = _CONSTITUTION.match(text, at)
        return constitution.end() if constitution else None
    dated = _DATED_END.search(text, at, stop)
    if amending := _AMENDING.match(text, at, stop):
        if dated:
            return dated.start()
        listed = _LISTED_LAWS.match(text, amending.end(), stop)
        begin = listed.start("last") if listed else amending.end()
        return _guessed_end(text, begin, stop, words, whole=listed is None)
    known = words.law_title.match(text, _skip_blanks(text, at))
    if known and known.end() <= stop:
        behind = _skip_blanks(text, known.end())
        if _ENDED.match(text, known.end()) or words.after_law_title.match(text, behind):
            return known.end()
    if not basis and not _FIRST_WORD.match(text, at):
        return None
    return _guessed_end(text, at, stop, words, whole=basis or dated is not None)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _guessed_end(text: str, at: int, stop: int, words: Patterns, *, whole: bool) -> int | None:
    """Tên luật chưa biết: up to a word that no title has; a comma or "và" ends it too, unless the ``whole`` is sure."""
    end = at
    for word in _WORD.finditer(text, at, stop):
        if words.after_law_title.match(text, word.start()):
            break
        rest = text[word.end() : word.end() + 40].lstrip()
        joins = word[0] in (",", "và")
        if joins and (not whole or words.types.match(rest) or rest.startswith(("các ", "những "))):
            break
        kind = None if joins else words.types.match(text, word.start())
        if kind and end > at and kind[0] not in LAW_TYPES:
            break
        end = word.end()
    return end if end > at else None
