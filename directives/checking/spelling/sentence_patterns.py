"""Câu và dấu câu: capitals that a sentence asks for or forbids, words set in honour, hyphens (PL.II-I, V.1, V.4)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from directives.checking.spelling.lexicon import lexicon
from directives.checking.spelling.remark import Pattern, Remark, matches
from directives.checking.spelling.sentences import capitalised, word_behind
from directives.text import ascii_fold

_NEXT_SENTENCE = re.compile(r"(?P<mark>[.?!])[\"”’')\]]*\s+(?P<next>[^\W\d_]+)")
_HYPHEN = re.compile(r"[-–]")
#: In small letters; what stands around decides.
_IN_HONOUR = re.compile(r"(?:nhân dân|nhà nước|đảng)(?![^\W_])")
_VOWEL = re.compile(r"[aeiouy]")


def patterns() -> tuple[Pattern, ...]:
    """Các mẫu câu: of K1, K2 and K20 (any line with such marks), and K11 (words set in honour)."""
    marks: frozenset[str] = frozenset()
    return (
        Pattern(frozenset(("nhân", "nhà", "đảng")), _honoured),
        Pattern(marks, _sentences),
        Pattern(marks, _capitals_behind_marks),
        Pattern(marks, _hyphens),
    )


def _sentences(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K1: what follows a full stop, a question or an exclamation mark begins large.

    Not behind abbreviations, numbers of items and "...".
    """
    for found in _NEXT_SENTENCE.finditer(text):
        word = text[: found.start()].rsplit(None, 1)[-1] if found.start() else ""
        following = found["next"]
        item = text[found.end("next") : found.end("next") + 1] in (")", "/") and len(following) <= 2
        if item or not following[0].islower():
            continue
        if found["mark"] == "." and (_ends_no_sentence(word) or word.endswith(".")):
            continue
        start = found.start("next")
        yield Remark("K1", start, found.end("next"), following, following[0].upper() + following[1:])


def _ends_no_sentence(word: str) -> bool:
    """Chữ viết tắt, số thứ tự: their full stop is a part of them; a year may end a sentence."""
    bare = word.lstrip("“\"'‘([")
    if bare.isdigit():
        return len(bare) < 4
    return (
        len(bare) < 3 or not bare.isalpha() or bare.isupper() or not _VOWEL.search(ascii_fold(bare.lower()))
    )


def _capitals_behind_marks(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K2: a comma or a semicolon asks for no capital; only words that begin no name."""
    for found in _behind_mark().finditer(text):
        if text[found.end()].islower() and word_behind(text, found.end("word")) not in _table()["names"]:
            yield Remark("K2", found.start("word"), found.end("word"), found["word"], found["word"].lower())


def _honoured(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K11: people, State and Party where they stand alone."""
    for found in matches(_IN_HONOUR, text, starts):
        before = f" {text[: found.start()].lower()}"
        behind = text[found.end() :]
        match found[0]:
            case "nhân dân":
                alone = before.endswith(_before("people")) and not behind.startswith(" tệ")
            case "nhà nước":
                alone = before.endswith(_before("state"))
            case _:
                with_state = re.match(r"(?: và|,) [Nn]hà nước(?![^\W_])", behind)
                of_it = before.endswith(" của ") and re.match(r"\s*(?:[,;.]|ta(?![^\W_]))", behind)
                alone = bool(with_state or of_it)
        if alone:
            yield Remark("K11", found.start(), found.end(), found[0], capitalised(found[0]))


def _hyphens(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K20: one blank on each side of the hyphen between two words of equal rank."""
    small = text.lower()
    for hyphen in _HYPHEN.finditer(text):
        left, right = text[: hyphen.start()], text[hyphen.end() :]
        begin, end = len(left.rstrip()), hyphen.end() + len(right) - len(right.lstrip())
        if text[begin : hyphen.start()] == text[hyphen.end() : end] == " ":
            continue
        first = next((word for word in _pairs("first") if small.endswith(word, 0, begin)), "")
        second = next((word for word in _pairs("second") if small.startswith(word, end)), "")
        if first and second:
            start, stop = begin - len(first), end + len(second)
            expected = f"{text[start:begin]} - {text[end:stop]}"
            yield Remark("K20", start, stop, text[start:stop], expected)


@cache
def _pairs(side: str) -> tuple[str, ...]:
    return tuple(lexicon()["pairs"][side])


def _table() -> Mapping[str, list[str]]:
    table: Mapping[str, list[str]] = lexicon()["sentences"]
    return table


@cache
def _behind_mark() -> re.Pattern[str]:
    words = "|".join(word.capitalize() for word in _table()["joining"])
    return re.compile(rf"[,;]\s(?P<word>{words})\s(?=[^\W\d_])")


@cache
def _before(whom: str) -> tuple[str, ...]:
    return tuple(f" {words} " for words in _table()[f"before_{whom}"])
