"""Mẫu câu: the patterns, made of a lexicon, by which citations and provisions are read; made once for each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from directives.reading.lexicon import Lexicon

DATE = (
    r"(?P<{0}d>\d{{1,2}})\s*(?:tháng\s*(?P<{0}m>\d{{1,2}})\s*năm\s*(?P<{0}y>\d{{4}})"
    r"|\s?(?P<{0}mark>[/.-])\s?(?P<{0}m2>\d{{1,2}})\s?(?P={0}mark)\s?(?P<{0}y2>\d{{4}}|20\s\d\d(?=\s+của\s)))(?!\d)"
)
"""Mẫu ngày: a day in words or figures, also where blanks were lost; ``DATE.format("x")`` prefixes the names."""

LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
"""Văn bản luật: types that are cited by their title where their number is not given (NĐ 30/2020, PL.I-II.6b)."""

_ABBREVIATED = {
    "nđ": "Nghị định", "qđ": "Quyết định", "tt": "Thông tư", "ttlt": "Thông tư liên tịch", "nq": "Nghị quyết",
    "ct": "Chỉ thị", "kh": "Kế hoạch", "cv": "Công văn", "vb": "Văn bản", "tb": "Thông báo",
}  # fmt: skip
_END = r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Mẫu câu: compiled of the lists of one lexicon; ``names``: a type as written in small letters -> its name."""

    types: re.Pattern[str]
    names: dict[str, str]
    no_document: re.Pattern[str]
    closed_issuer: re.Pattern[str]
    issuer_head: re.Pattern[str]
    after_issuer: re.Pattern[str]
    opens_abstract: re.Pattern[str]
    name_after_and: re.Pattern[str]
    unbroken_name: re.Pattern[str]
    law_title: re.Pattern[str]
    after_law_title: re.Pattern[str]
    actor_head: re.Pattern[str]
    actor: re.Pattern[str]


@cache
def patterns(words: Lexicon) -> Patterns:
    """Mẫu câu của một bộ từ ngữ: compiled once."""
    named = words.phrases("cited_types")
    types = _any((*named, *map(str.upper, _ABBREVIATED)))
    things = _any(words.phrases("numbered_things"))
    return Patterns(
        types=re.compile(rf"(?<![^\W_])(?<![Pp]háp )(?i:{types}){_END}"),
        names={name.casefold(): name for name in named} | _ABBREVIATED,
        no_document=re.compile(rf"(?<![^\W_])(?i:{things})\s+(?:số\s*:?\s*)?$"),
        closed_issuer=re.compile(rf"(?:{_any(words.phrases('closed_issuers'))}){_END}"),
        issuer_head=re.compile(rf"(?:{_any(words.phrases('issuer_heads'), first_letter=True)}){_END}"),
        after_issuer=re.compile(rf"(?:{_any(words.phrases('after_issuer'))}){_END}"),
        opens_abstract=re.compile(rf"\s*,?\s*(?i:{_any(words.phrases('abstract_openers'))}){_END}"),
        name_after_and=re.compile(rf"(?:{_any(words.phrases('names_after_and'))}){_END}"),
        unbroken_name=re.compile(_any(words.phrases("unbroken_names"))),
        law_title=re.compile(rf"(?i:{_any(words.phrases('law_titles'))}){_END}"),
        after_law_title=re.compile(rf"(?:{_any(words.phrases('after_law_title'))}){_END}"),
        actor=re.compile(rf"(?:{_any((*words.phrases('issuer_heads'), *words.phrases('agents')))}){_END}"),
        actor_head=re.compile(rf"(?:{_any(words.phrases('actor_heads'), first_letter=True)}){_END}"),
    )


def iso_day(found: re.Match[str], prefix: str = "") -> tuple[str | None, str | None]:
    """Ngày ISO: of a match of ``DATE``; else the words of a day that no calendar has."""
    year, month = (found[f"{prefix}{part}"] or found[f"{prefix}{part}2"] for part in "ym")
    try:
        return date(int(year.replace(" ", "")), int(month), int(found[f"{prefix}d"])).isoformat(), None
    except ValueError:
        return None, " ".join(found[0].split()).lstrip(",( ")


def _any(phrases: Iterable[str], *, first_letter: bool = False) -> str:
    """Một trong: the phrases with any blanks between words; ``first_letter``: in both cases. None: nothing fits."""
    shaped = []
    for phrase in phrases:
        escaped = r"\s+".join(map(re.escape, phrase.split()))
        if first_letter:
            escaped = f"[{phrase[0].upper()}{phrase[0].lower()}]{escaped[1:]}"
        shaped.append(escaped)
    return "|".join(shaped) or r"(?!)"
