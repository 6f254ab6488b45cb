"""Tìm không dấu: words in any order, with or without accents; an accent that is written must be there."""

import re
import unicodedata
from collections.abc import Iterable

from directives.text import normalise, old_tone_placement

_MARKS = re.compile("[\u0300-\u036f]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
#: Đ is a letter of its own, not a d with a mark; here its bar counts as one.
_BAR = "\u0335"


def folded(*texts: str) -> str:
    """Bỏ dấu để tìm: the words of all texts without capitals, accents and signs, a blank before each word.

    >>> folded("Số 1848/SNV-CCHC", "Đắk Nông")
    ' so 1848 snv cchc dak nong '
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFD", normalise(" ".join(texts)).casefold())).replace(
        "đ", "d"
    )
    return f" {_BETWEEN_WORDS.sub(' ', plain).strip()} "


def words_of(asked: str) -> tuple[str, ...]:
    """Các từ cần tìm: as they were typed, in composed letters; signs between them do not count."""
    plain = old_tone_placement(normalise(asked).casefold())
    return tuple(word for word in _BETWEEN_WORDS.split(plain) if word)


def matches(asked: Iterable[str], text: str) -> bool:
    """Khớp: whether each word begins a word of the text; every accent of the asked word must stand there.

    >>> matches(words_of("nong dak"), "tỉnh Đắk Nông"), matches(words_of("đak"), "Đắk"), matches(["đăk"], "Dak")
    (True, True, False)
    """
    there = [_letters(word) for word in words_of(text)]
    return all(any(_begins(word, _letters(one)) for word in there) for one in asked)


def _begins(word: list[tuple[str, frozenset[str]]], asked: list[tuple[str, frozenset[str]]]) -> bool:
    return len(asked) <= len(word) and all(
        wanted == letter and accents <= marks
        for (letter, marks), (wanted, accents) in zip(word, asked, strict=False)
    )


def _letters(word: str) -> list[tuple[str, frozenset[str]]]:
    """Các chữ cái: each base letter with its marks."""
    letters: list[tuple[str, frozenset[str]]] = []
    for character in unicodedata.normalize("NFD", word.replace("đ", f"d{_BAR}")):
        if letters and (unicodedata.combining(character)):
            base, marks = letters[-1]
            letters[-1] = (base, marks | {character})
        else:
            letters.append((character, frozenset()))
    return letters
