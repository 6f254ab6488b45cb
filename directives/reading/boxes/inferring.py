"""Suy ra: the issuer, or the subject, of a document on which it is not printed, where the text leaves one answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directives.reading.lexicon import Lexicon
from directives.reading.unit_names import UNIT_NOUNS, is_unit_of
from directives.vocabulary.words import TYPE_WORDS, UPPER

_NAME = rf"[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?(?:\s[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?){{0,3}}"
_NOUNS = "|".join(sorted(UNIT_NOUNS, key=len, reverse=True))
_COMMITTEE = r"(?i:UBND|Ủy ban nhân dân)"
_WHOLE = re.compile(rf"{_COMMITTEE} (?P<noun>(?i:{_NOUNS}))(?: (?P<name>{_NAME}))?")
_UNIT = re.compile(rf"(?P<noun>(?i:{_NOUNS})) (?P<name>{_NAME})")
_PORTAL = re.compile(
    rf"^(?:{'|'.join(TYPE_WORDS)})\s+(?:số\s+)?[^\s/]*/\S+\s+(?:năm\s+\d{{4}}\s+)?(?:về\s+(?:việc\s+)?)?"
    r"(?P<subject>\S.*?)(?:\s+do\s+(?:(?!\sdo\s).){3,120}\sban hành)?$"
)
_PLANNED = re.compile(
    rf"\b(?:ban hành|xây dựng)\s+(?i:{'|'.join(TYPE_WORDS)})\s+(?P<subject>[^.;:]{{20,300}}?)"
    r"(?=\s*\((?:sau|gọi)|,?\s+(?:cụ thể\s+)?như sau|,?\s+với các nội dung|\s*[.;:]|,\s+cụ thể|\s*$)"
)
_CLAUSE = re.compile(r"[.;:,]\s+|^\s*")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_LAST_LINES = 5
_FIRST_LINES = 6


@dataclass(frozen=True, slots=True)
class Inferred:
    """Điều suy ra: the value in running text, and from what it follows."""

    value: str
    inferred_from: str


def inferred_committee(
    body: Sequence[str], place: str | None, named_above: str | None, words: Lexicon
) -> Inferred | None:
    """UBND nào: the people's committee that speaks, told by its own sentences, the place line and ``named_above``.

    ``named_above``: the authority, the subject and the signature, where a territory may be named in full.
    """
    above = _WHOLE.search(named_above or "")
    if above is not None and above["name"]:
        return Inferred(_committee(above["noun"], above["name"]), f"“{above[0]}”")
    speaking = list(_speaking(body, words))
    for found in speaking:
        if found["name"] and not _of_another(found["name"], place, body):
            return Inferred(_committee(found["noun"], found["name"]), f"“{found[0]}”")
    nouns = [found["noun"].lower() for found in (*speaking, *([above] if above else []))]
    if place is None:
        return None
    for noun in dict.fromkeys(nouns):
        if is_unit_of(noun, place):
            return Inferred(_committee(noun, place), f"“UBND {noun}”, “{place}”")
    text = " ".join((named_above or "", *body))
    beside = {
        found["noun"].lower() for found in _UNIT.finditer(text) if _starts_with(found["name"], place)
    } | {
        found["noun"].lower() for found in _UNIT.finditer(text.title()) if _starts_with(found["name"], place)
    }
    if len(beside) == 1:
        noun = next(iter(beside))
        return Inferred(_committee(noun, place), f"“{noun} {place}”")
    return None


def inferred_agency(body: Sequence[str], code: str, words: Lexicon) -> Inferred | None:
    """Cơ quan nào: the agency that speaks in the body's first or last sentences, if its initials are the symbol's."""
    for line in (*reversed(body[-_LAST_LINES:]), *body[:_FIRST_LINES]):
        plain = _BRACKETED.sub("", line)
        for verb in _verbs(words).finditer(plain):
            clause = _CLAUSE.split(plain[: verb.start()])[-1].strip()
            parts = clause.split()
            for n in range(len(parts)):
                name = " ".join(parts[n:])
                if name[:1].isupper() and _initials(name) == code.upper():
                    return Inferred(name, f"“{name} {verb[0].strip()}”")
    return None


def portal_subject(title: str) -> Inferred | None:
    """Trích yếu ở tiêu đề: what a portal's own title line says the document is about."""
    found = _PORTAL.match(title)
    if found is None or len(found["subject"]) < 15:
        return None
    return Inferred(found["subject"], f"“{title}”")


def opening_subject(body: Sequence[str]) -> Inferred | None:
    """Trích yếu ở câu mở đầu: "UBND tỉnh ban hành Kế hoạch …", where a portal lost the lines above."""
    for line in body[:_FIRST_LINES]:
        found = None if line.rstrip().endswith(";") else _PLANNED.search(line)  # a basis tells of another
        if found is not None:
            return Inferred(found["subject"].strip(), f"“{found[0].strip()}”")
    return None


def _speaking(body: Sequence[str], words: Lexicon) -> Iterator[re.Match[str]]:
    """Câu tự xưng: the committee right before a verb of its own act, last sentences first."""
    for line in (*reversed(body[-_LAST_LINES:]), *body[:_FIRST_LINES]):
        for found in _WHOLE.finditer(line):
            behind = line[found.end() :]
            if _verbs(words).match(behind):
                yield found


def _of_another(name: str, place: str | None, body: Sequence[str]) -> bool:
    """Của nơi khác: a committee named in full which is neither that of the place line nor speaks at the end."""
    return place is not None and not _starts_with(name, place) and not any(name in line for line in body[-2:])


def _committee(noun: str, name: str) -> str:
    return f"UBND {noun.lower()} {name}"


def _starts_with(name: str, place: str) -> bool:
    return name.casefold() == place.casefold() or name.casefold().startswith(f"{place.casefold()} ")


def _initials(name: str) -> str:
    """Chữ đầu: of every word, abbreviations whole, "và" left out: Văn phòng Chính phủ = VPCP."""
    parts = (part.strip(",-") for part in name.split() if part not in ("và", "-"))
    return "".join(part if part.isupper() and len(part) > 1 else part[:1].upper() for part in parts if part)


@lru_cache(maxsize=8)
def _verbs(words: Lexicon) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, words.phrases("speaking_verbs")))
    return re.compile(rf"\s+(?:{verbs})(?!\w)")
