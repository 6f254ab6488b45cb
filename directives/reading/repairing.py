"""Sửa lỗi nhận dạng: words that character recognition damaged, meant back by what stands around them.

A word is repaired only where the words beside it leave one reading: a known phrase (names of agencies, the lexicon's
``steady`` phrases) of which it is the single word that differs, and differs by little; or the name of an
administrative unit that differs from the known one by its marks alone. Whatever is not so told stays as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from directives.reading.lexicon import Lexicon
from directives.reading.unit_names import unit_repairs
from directives.text import ascii_fold, comparison_key
from directives.vocabulary.agencies import agency_names
from directives.vocabulary.syllables import is_syllable

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8  # words of a phrase
_SURE = 3  # words of a phrase beside which a real word may still be another one

Words = tuple[str, ...]


class Repair(NamedTuple):
    """Chỗ đã sửa: what was seen, and what it was taken to mean."""

    seen: str
    meant: str


@dataclass(frozen=True, slots=True)
class _Phrases:
    known: frozenset[Words]
    by_hole: dict[tuple[Words, int], tuple[str, ...]]
    by_fold: dict[Words, Words]


def repaired(text: str, words: Lexicon) -> str:
    """Đã sửa: the text with damaged words as they were meant; all else letter for letter as it was.

    >>> from directives.reading.lexicon import lexicon
    >>> repaired("Bureau điện thị xã; Công TTĐT", lexicon())
    'Bưu điện thị xã; Cổng TTĐT'
    """
    return with_repairs(text, words)[0]


@lru_cache(maxsize=4096)
def with_repairs(text: str, words: Lexicon) -> tuple[str, tuple[Repair, ...]]:
    """Đã sửa, kèm chỗ sửa: the repaired text, and each word that was taken for another one."""
    done: list[Repair] = []
    for seen, meant in words.slips:
        pattern = rf"(?<!\w){re.escape(seen)}(?!\w)"
        if re.search(pattern, text):
            text = re.sub(pattern, meant, text)
            done.append(Repair(seen, meant))
    tokens = list(_WORD.finditer(text))
    meant_at = dict(_meant([token[0] for token in tokens], _phrases(words)))
    pieces, end = [], 0
    for place, meant in sorted(meant_at.items()):
        token = tokens[place]
        cased = _cased(meant, token[0])
        pieces += [text[end : token.start()], cased]
        end = token.end()
        done.append(Repair(token[0], cased))
    text = "".join([*pieces, text[end:]])
    for start, stop, known in reversed(list(unit_repairs(text))):
        done.append(Repair(text[start:stop], known))
        text = text[:start] + known + text[stop:]
    return text, tuple(done)


def _meant(seen: list[str], phrases: _Phrases) -> Iterator[tuple[int, str]]:
    """Chữ được hiểu là: place and meant word, of each word which a phrase around it tells to be another one."""
    keys = tuple(comparison_key(word) for word in seen)
    settled = _settled(keys, phrases)
    for size in range(min(_LONGEST, len(keys)), 1, -1):
        for start in range(len(keys) - size + 1):
            window = keys[start : start + size]
            if any(place in settled for place in range(start, start + size)) and window in phrases.known:
                continue
            whole = phrases.by_fold.get(tuple(map(ascii_fold, window))) if size >= _SURE else None
            if whole and whole != window and not settled.intersection(range(start, start + size)):
                settled.update(range(start, start + size))
                yield from ((start + n, word) for n, word in enumerate(whole) if word != window[n])
                continue
            for hole in range(size):
                place = start + hole
                if place in settled:
                    continue
                rest = (*window[:hole], *window[hole + 1 :])
                fits = phrases.by_hole.get((rest, hole), ())
                if size < _SURE and settled.intersection(range(start, start + size)):
                    continue  # the word beside it belongs to another phrase: "khối hợp tác xã"
                near = [word for word in fits if _may_be(seen[place], word)]
                if len(near) == 1:
                    settled.add(place)
                    yield place, near[0]


def _settled(keys: Words, phrases: _Phrases) -> set[int]:
    """Đã rõ: the places of words that stand in a known phrase as they should."""
    return {
        place
        for size in range(2, min(_LONGEST, len(keys)) + 1)
        for start in range(len(keys) - size + 1)
        if keys[start : start + size] in phrases.known
        for place in range(start, start + size)
    }


def _may_be(seen: str, meant: str) -> bool:
    """Có thể là: whether recognition may have made ``seen`` of ``meant`` (of two words, when it lost the blank)."""
    if comparison_key(seen) == meant or (seen.isupper() and len(seen) > 1 and not _has_vowel(seen)):
        return False
    a, b = ascii_fold(seen).casefold(), ascii_fold(meant).casefold()
    if a == b:
        return True
    if " " in b:
        return not is_syllable(seen) and _one_apart(a, b.replace(" ", ""), or_same=True)
    if is_syllable(seen):
        return len(b) > 2 and len(a) != len(b) and _one_apart(a, b)  # another letter makes another word
    framed = a[0] == b[0] and a[-1] == b[-1] and len(b) > 1
    return _one_apart(a, b) or (framed and (_inside(b, a) or (_inside(a, b) and len(b) - len(a) <= 2)))


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in ascii_fold(word).casefold())


def _one_apart(a: str, b: str, *, or_same: bool = False) -> bool:
    """Khác một chữ: one letter is another, too many, or missing."""
    if a == b:
        return or_same
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    first = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[first + (len(a) == len(b)) :] == b[first + 1 :]


def _inside(short: str, long: str) -> bool:
    """Nằm trong: the letters of ``short`` stand in ``long`` in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _cased(meant: str, seen: str) -> str:
    if seen.isupper() and len(seen) > 1:
        return meant.upper()
    return meant[0].upper() + meant[1:] if seen[0].isupper() else meant


@lru_cache(maxsize=8)
def _phrases(words: Lexicon) -> _Phrases:
    known = {
        tuple(_WORD.findall(comparison_key(name))) for name in (*agency_names(), *words.phrases("steady"))
    }
    by_hole: dict[tuple[Words, int], set[str]] = {}
    folds: dict[Words, set[Words]] = {}
    for phrase in known:
        folds.setdefault(tuple(map(ascii_fold, phrase)), set()).add(phrase)
        for hole, word in enumerate(phrase):
            by_hole.setdefault(((*phrase[:hole], *phrase[hole + 1 :]), hole), set()).add(word)
        for hole in range(len(phrase) - 1 if len(phrase) >= _SURE else 0):
            joined = " ".join(phrase[hole : hole + 2])
            by_hole.setdefault(((*phrase[:hole], *phrase[hole + 2 :]), hole), set()).add(joined)
    return _Phrases(
        frozenset(known),
        {key: tuple(sorted(row)) for key, row in by_hole.items()},
        {key: next(iter(row)) for key, row in folds.items() if len(row) == 1},
    )
