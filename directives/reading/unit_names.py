"""Tên đơn vị hành chính: which names of tỉnh, huyện, xã are known, and which one a damaged name was meant to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from directives.org.loading import load_chart
from directives.org.units import Level
from directives.text import ascii_fold, comparison_key
from directives.vocabulary.words import UPPER

_LEVELS = {
    "tỉnh": (Level.PROVINCE,),
    "thành phố": (Level.PROVINCE, Level.DISTRICT),
    "tp": (Level.PROVINCE, Level.DISTRICT),
    "huyện": (Level.DISTRICT,),
    "quận": (Level.DISTRICT,),
    "thị xã": (Level.DISTRICT,),
    "xã": (Level.COMMUNE,),
    "phường": (Level.COMMUNE,),
    "thị trấn": (Level.COMMUNE,),
    "đặc khu": (Level.COMMUNE,),
}
UNIT_NOUNS = tuple(noun for noun in _LEVELS if noun != "tp")
"""Danh từ chung: the kinds of administrative units."""

_NAME = rf"[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?"
_UNIT = re.compile(
    rf"(?<!\w)(?P<noun>(?i:thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã|TP))\s?\.?\s*"
    rf"(?P<name>{_NAME}(?:(?:\s|\s?[-–]\s?){_NAME}){{0,4}})"
)
_LETTERS = re.compile(r"[^\w]")
_SURE = 2  # words of a name; a single syllable has too many neighbours


@dataclass(frozen=True, slots=True)
class _Names:
    """Tên của một cấp: keys without blanks, and the one name that has given letters without marks."""

    known: frozenset[str]
    by_letters: dict[str, str]


def unit_repairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Tên đơn vị cần sửa: where a unit's name stands in the text (start, end), and the known name it was meant to be.

    Only a name whose marks differ from those of the single known name with its letters; unknown names stay.
    """
    for found in _UNIT.finditer(text):
        levels = _LEVELS[comparison_key(found["noun"])]
        ends = _word_ends(found["name"])
        named = [found["name"][:end] for end in reversed(ends)]
        if any(_key(name) in _names(level).known for name in named for level in levels):
            continue
        meant = (
            (name, known)
            for number, name in enumerate(named)
            if len(ends) - number >= _SURE
            for level in levels
            if (known := _names(level).by_letters.get(_letters(name)))
        )
        for name, known in meant:
            start = found.start("name")
            yield start, start + len(name), known.upper() if name.isupper() else known
            break


def unit_meant(name: str) -> str | None:
    """Tên được hiểu là: the known unit meant by a name standing alone; None when it is right or unknown."""
    if any(_key(name) in _names(level).known for level in _TIERS):
        return None
    if " " not in name.strip():
        return None
    candidates = (_names(level).by_letters.get(_letters(name)) for level in _TIERS[:2])
    return next((known for known in candidates if known), None)


def is_unit(name: str, *, large: bool = False) -> bool:
    """Là tên đơn vị: whether a name is that of an administrative unit of any day; ``large``: of a tỉnh or huyện."""
    return any(_key(name) in _names(level).known for level in (_TIERS[:2] if large else _TIERS))


def is_unit_of(noun: str, name: str) -> bool:
    """Là tỉnh, là huyện…: whether a unit of that kind has, or once had, the name."""
    return any(_key(name) in _names(level).known for level in _LEVELS.get(noun.lower(), ()))


_TIERS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


@cache
def _names(level: Level) -> _Names:
    names = {unit.name for unit in load_chart().unit_rows() if unit.level is level}
    by_letters: dict[str, dict[str, str]] = {}
    for name in sorted(names):
        by_letters.setdefault(_letters(name), {})[_key(name)] = name
    unique = {letters: next(iter(row.values())) for letters, row in by_letters.items() if len(row) == 1}
    return _Names(frozenset(map(_key, names)), unique)


def _key(name: str) -> str:
    return _LETTERS.sub("", comparison_key(name))


def _letters(name: str) -> str:
    return _LETTERS.sub("", ascii_fold(name).casefold())


def _word_ends(name: str) -> list[int]:
    return [found.end() for found in re.finditer(r"[^\s–-]+", name)]
