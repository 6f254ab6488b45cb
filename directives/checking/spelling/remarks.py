"""Nhận xét về một dòng: all that is written otherwise than it should be, found in one scan and remembered by text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from directives.checking.spelling import (
    citation_patterns,
    day_patterns,
    name_patterns,
    place_patterns,
    sentence_patterns,
)
from directives.checking.spelling.remark import Pattern, Remark
from directives.checking.spelling.spellings import first_words, looked_up

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_OR_HYPHEN = re.compile(r"[.?!…][\"”’')\]]*\s+[^\W\d_]|[-–;]")


@lru_cache(maxsize=8192)
def remarks(text: str) -> tuple[Remark, ...]:
    """Nhận xét: in the order of the letters; of two that touch, the one by the lexicon, then the first one.

    Nothing is said of a line in capitals. Documents share many of their lines, so that each is judged once.
    """
    small = text.lower()
    if text.isupper() or len(small) != len(text):
        return ()
    words = _WORD.findall(small)
    present = _signal_words().intersection(words)
    marked = _SENTENCE_OR_HYPHEN.search(text) is not None
    if not present and not marked:
        return ()
    found: list[Remark] = []
    if not present.isdisjoint(first_words()):
        found.extend(looked_up(text, words, [match.span() for match in _WORD.finditer(small)]))
    for pattern in _patterns():
        if not present.isdisjoint(pattern.words) or (marked and not pattern.words):
            found.extend(pattern.look(text))
    return tuple(sorted(_apart(found), key=lambda remark: remark.start)) if found else ()


def _apart(found: list[Remark]) -> Iterator[Remark]:
    """Không chồng nhau: one mistake is remarked once."""
    taken: list[Remark] = []
    for remark in found:
        if all(remark.end <= other.start or other.end <= remark.start for other in taken):
            taken.append(remark)
            yield remark


@cache
def _patterns() -> tuple[Pattern, ...]:
    rooms = (citation_patterns, place_patterns, name_patterns, day_patterns, sentence_patterns)
    return tuple(pattern for room in rooms for pattern in room.patterns())


@cache
def _signal_words() -> frozenset[str]:
    return first_words().union(*(pattern.words for pattern in _patterns()))
