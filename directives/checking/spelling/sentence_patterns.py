"""Câu và dấu câu: capitals that a sentence asks for or forbids, words set in honour, hyphens (PL.II-I, V.1, V.4)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from directives.checking.spelling.lexicon import lexicon
from directives.checking.spelling.remark import Pattern, Remark
from directives.checking.spelling.sentences import word_behind

_NEXT_SENTENCE = re.compile(r"(?P<word>\S+)(?P<mark>[.?!])[\"”’')\]]*\s+(?P<next>[^\W\d_]+)")
#: Words that bear a full stop without ending a sentence.
_ABBREVIATION = re.compile(r"^[\W_]*(?:[^\W\d_]{1,4}|\S*[.]\S*|\S*[/&]\S*)$")


def patterns() -> tuple[Pattern, ...]:
    """Các mẫu câu: of K1, K2 and K20 (any line with such marks), and K11 (words set in honour)."""
    marks: frozenset[str] = frozenset()
    return (
        Pattern(frozenset(("nhân", "nhà", "đảng")), _honoured),
        Pattern(marks, _sentences),
        Pattern(marks, _capitals_behind_marks),
        Pattern(marks, _hyphens),
    )


def _sentences(text: str) -> Iterator[Remark]:
    """K1: what follows a full stop, a question or an exclamation mark begins large.

    Not behind abbreviations, numbers of items and "...".
    """
    for found in _NEXT_SENTENCE.finditer(text):
        word, following = found["word"], found["next"]
        if following[0].isupper() or following[0] == following[0].upper():
            continue
        if found["mark"] == "." and (_ends_no_sentence(word) or word.endswith(".")):
            continue
        start = found.start("next")
        yield Remark("K1", start, found.end("next"), following, following[0].upper() + following[1:])


def _ends_no_sentence(word: str) -> bool:
    bare = word.lstrip("“\"'‘([")
    if bare.isdigit():
        return len(bare) < 4  # a year may end a sentence, a smaller number may be that of an item
    large_or_short = bare[:1].isupper() or len(bare) < 3
    return bool(_ABBREVIATION.match(bare)) and (large_or_short or not bare.isalpha())


def _capitals_behind_marks(text: str) -> Iterator[Remark]:
    """K2: a comma or a semicolon asks for no capital; only words that begin no name."""
    for found in _behind_mark().finditer(text):
        if text[found.end()].islower() and word_behind(text, found.end("word")) not in _table()["names"]:
            yield Remark("K2", found.start("word"), found.end("word"), found["word"], found["word"].lower())


def _honoured(text: str) -> Iterator[Remark]:
    for shape, right in _in_honour():
        for found in shape.finditer(text):
            yield Remark("K11", found.start("word"), found.end("word"), found["word"], right)


def _hyphens(text: str) -> Iterator[Remark]:
    """K20: one blank on each side of the hyphen between two words of equal rank."""
    for found in _pair().finditer(text):
        if found["gap"] not in (" - ", " – "):
            seen = found[0]
            yield Remark("K20", found.start(), found.end(), seen, seen.replace(found["gap"], " - "))


@cache
def _pair() -> re.Pattern[str]:
    pairs = lexicon()["pairs"]
    first, second = "|".join(pairs["first"]), "|".join(pairs["second"])
    return re.compile(rf"(?<![^\W_])(?i:{first})(?P<gap>\s*[-–]\s*)(?i:{second})(?![^\W_])")


def _table() -> Mapping[str, list[str]]:
    table: Mapping[str, list[str]] = lexicon()["sentences"]
    return table


@cache
def _behind_mark() -> re.Pattern[str]:
    words = "|".join(word.capitalize() for word in _table()["joining"])
    return re.compile(rf"(?<=[,;]\s)(?P<word>{words})\s(?=[^\W\d_])")


@cache
def _in_honour() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Viết hoa vì trân trọng: where people, State and Party are spoken of, and what that should read."""
    people = "|".join(_table()["before_people"])
    state = "|".join(_table()["before_state"])
    return (
        (re.compile(rf"(?<![^\W_])(?:{people})\s(?P<word>nhân dân)(?![^\W_])(?!\stệ)"), "Nhân dân"),
        (
            re.compile(rf"(?<![^\W_])(?:(?i:đảng)(?:\svà|,)|{state})\s(?P<word>nhà nước)(?![^\W_])"),
            "Nhà nước",
        ),
        (re.compile(r"(?<![^\W_])(?P<word>đảng)(?=(?:\svà|,)\s[Nn]hà nước(?![^\W_]))"), "Đảng"),
        (re.compile(r"(?<=của\s)(?P<word>đảng)(?=\s*[,;.]|\sta(?![^\W_]))"), "Đảng"),
    )
