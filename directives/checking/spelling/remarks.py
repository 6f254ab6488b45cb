"""Nhận xét về một dòng: all that is written otherwise than it should be, found in one scan and remembered by text."""

import re
from collections.abc import Iterator, Mapping
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
from directives.vocabulary.words import UPPER

_WORD = re.compile(r"[^\W_]+")
#: Marks without which no sentence begins wrongly and no pair is joined wrongly.
_MARKS = re.compile(rf"[.?!][\"”’')\]]*\s+[^\W\d_]|[,;]\s[{UPPER}]|[-–]")


@lru_cache(maxsize=8192)
def remarks(text: str) -> tuple[Remark, ...]:
    """Nhận xét: in the order of the letters; of two that touch, the one by the lexicon, then the first one.

    Nothing is said of a line in capitals. Documents share many of their lines, so that each is judged once.
    """
    small = text.lower()
    if text.isupper() or len(small) != len(text):
        return ()
    words = _WORD.findall(small)
    by_word = _patterns_by_word()
    places = [place for place, word in enumerate(words) if word in by_word]
    marked = _MARKS.search(text) is not None
    if not places and not marked:
        return ()
    found: list[Remark] = []
    if places:
        spans = [match.span() for match in _WORD.finditer(small)]
        found.extend(looked_up(text, words, spans, places))
        starts: dict[Pattern, list[int]] = {}
        for place in places:
            for pattern in by_word[words[place]]:
                starts.setdefault(pattern, []).append(spans[place][0])
        for pattern in starts:
            found.extend(pattern.look(text, starts[pattern]))
    if marked:
        for pattern in by_word[""]:
            found.extend(pattern.look(text, ()))
    return tuple(sorted(_apart(found), key=lambda remark: remark.start)) if found else ()


def _apart(found: list[Remark]) -> Iterator[Remark]:
    """Không chồng nhau: one mistake is remarked once."""
    taken: list[Remark] = []
    for remark in found:
        if all(remark.end <= other.start or other.end <= remark.start for other in taken):
            taken.append(remark)
            yield remark


@cache
def _patterns_by_word() -> Mapping[str, tuple[Pattern, ...]]:
    """Mẫu câu theo từ: the words at which to look; "" for the patterns that look at every line with marks."""
    rooms = (citation_patterns, place_patterns, name_patterns, day_patterns, sentence_patterns)
    found: dict[str, list[Pattern]] = {word: [] for word in first_words()}
    for pattern in (pattern for room in rooms for pattern in room.patterns()):
        for word in pattern.words or ("",):
            found.setdefault(word, []).append(pattern)
    return {word: tuple(patterns) for word, patterns in found.items()}
