"""Cách viết cố định: finds the names of the lexicon in a line and compares them letter by letter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directives.checking.spelling.lexicon import Spelling, spellings
from directives.checking.spelling.remark import Remark
from directives.checking.spelling.sentences import begins_sentence, word_before, word_behind
from directives.text import old_tone_placement

_WORD = re.compile(r"[^\W_]+")
#: Open syllables have their mark on either vowel; the lexicon has the older place, a document may have both.
_NEW_PLACEMENT = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "ủy": "uỷ",
    "úy": "uý",
    "ùy": "uỳ",
}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Entry:
    spelling: Spelling
    words: tuple[str, ...]  # in small letters
    shape: tuple[str, ...]  # as the law writes them
    gaps: tuple[str, ...]  # what stands between two words, without blanks


def looked_up(
    text: str, words: Sequence[str], spans: Sequence[Span], places: Sequence[int]
) -> Iterator[Remark]:
    """Tra từ điển: a remark on each name of the lexicon that is written otherwise, longest names first.

    ``words`` are the line's words in small letters, ``spans`` where they stand, ``places`` which of them may begin
    a name.
    """
    index = _by_first_word()
    free = 0
    for place in places:
        if place < free:
            continue
        for entry in index.get(words[place], ()):
            count = len(entry.words)
            if tuple(words[place : place + count]) == entry.words and _joined(text, spans, place, entry):
                start, end = spans[place][0], spans[place + count - 1][1]
                remark = _remark(text, start, end, entry)
                if remark is not None:
                    yield remark
                if remark is not None or _stands(text, start, end, entry):
                    free = place + count
                    break


def first_words() -> frozenset[str]:
    """Từ đầu: the words, in small letters, with which a name of the lexicon begins."""
    return frozenset(_by_first_word())


def _remark(text: str, start: int, end: int, entry: _Entry) -> Remark | None:
    seen = text[start:end]
    if seen.isupper() or not _meant(text, start, end, entry):
        return None
    expected = _rewritten(seen, entry)
    if entry.spelling.free_head or (expected[0].islower() and begins_sentence(text, start)):
        expected = seen[0] + expected[1:]  # whether a sentence begins large is another rule's question
    if seen == expected or (entry.spelling.where == "head_only" and seen[1:] != expected[1:]):
        return None
    full = entry.spelling.every_syllable and _every_syllable(seen)
    return Remark(entry.spelling.rule, start, end, seen, expected, "" if full else entry.spelling.severity)


def _stands(text: str, start: int, end: int, entry: _Entry) -> bool:
    """Đúng rồi: the longest name is there and right, so that no shorter one within it is looked for."""
    return text[start:end] == _rewritten(text[start:end], entry)


def _meant(text: str, start: int, end: int, entry: _Entry) -> bool:
    spelling = entry.spelling
    words = _WORD.findall(text[start:end])
    large = [word[0].isupper() for word in words]
    if begins_sentence(text, start) and not entry.shape[0][0].isupper():
        large[0] = False
    match spelling.where:
        case "named":
            meant = any(large)
        case "headed":
            meant = large[0]
        case "tailed":
            meant = large[0] and any(large[1:])
        case _:
            meant = True
    if spelling.mid_only and begins_sentence(text, start) and not any(large[1:]):
        return False
    before, behind = word_before(text, start), word_behind(text, end)
    return (
        meant
        and (not spelling.after or before in spelling.after)
        and before not in spelling.not_after
        and behind not in spelling.not_before
    )


def _every_syllable(seen: str) -> bool:
    """Hoa mọi âm tiết: Ủy Ban Nhân Dân; the one mistake that cannot be another way to read the name."""
    words = [word for word in _WORD.findall(seen) if word.lower() != "và"]
    return all(word[0].isupper() for word in words)


def _rewritten(seen: str, entry: _Entry) -> str:
    """Viết lại: the same letters, blanks and tone marks with the capitals of the law's own writing."""
    shapes = iter(entry.shape)

    def word(found: re.Match[str]) -> str:
        shape = next(shapes)
        return "".join(
            letter.upper() if like.isupper() else letter.lower()
            for letter, like in zip(found[0], shape, strict=True)
        )

    return _WORD.sub(word, seen)


def _joined(text: str, spans: Sequence[Span], place: int, entry: _Entry) -> bool:
    return all(
        text[spans[place + n][1] : spans[place + n + 1][0]].replace(" ", "").replace("–", "-") == gap
        for n, gap in enumerate(entry.gaps)
    )


@cache
def _by_first_word() -> Mapping[str, tuple[_Entry, ...]]:
    index: dict[str, list[_Entry]] = {}
    for spelling in spellings():
        shape = tuple(_WORD.findall(spelling.name))
        gaps = tuple(gap.replace(" ", "") for gap in _WORD.split(spelling.name)[1:-1])
        for words in _placements(tuple(word.lower() for word in shape)):
            index.setdefault(words[0], []).append(_Entry(spelling, words, shape, gaps))
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for word, entries in index.items()
    }


def _placements(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Hai kiểu bỏ dấu: every writing of the words by the place of the tone mark."""
    if not words:
        yield ()
        return
    first = old_tone_placement(words[0])
    both = {first, *(first.replace(old, new) for old, new in _NEW_PLACEMENT.items() if first.endswith(old))}
    for rest in _placements(words[1:]):
        for word in sorted(both):
            yield (word, *rest)
