"""Tên người: names of persons, titles before them, foreign names by sound (PL.II-II, V.3)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from directives.checking.spelling.lexicon import lexicon
from directives.checking.spelling.remark import Pattern, Remark, matches
from directives.checking.spelling.sentences import capitalised
from directives.vocabulary.names import is_name
from directives.vocabulary.words import SURNAMES, UPPER

_SURE_NAME = 3  # syllables: "bí thư Đoàn Thanh niên" names no person
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")


def patterns() -> tuple[Pattern, ...]:
    """Các mẫu câu: of K3 (persons), K4 (foreign names) and K12 (titles)."""
    addresses = frozenset(
        word.split()[0].removeprefix("đ/") for word in lexicon()["persons"]["forms_of_address"]
    )
    titles = frozenset(title.lower().split()[0] for title in lexicon()["posts"]["titles"])
    return (
        Pattern(addresses, _persons),
        Pattern(
            frozenset(name.lower().split("-")[0] for name in lexicon()["foreign"]["names"]), _foreign_names
        ),
        Pattern(titles, _titles),
    )


def _persons(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K3: behind a form of address and a surname, a syllable of a name that stands small between two capitals."""
    for found in matches(_person(), text, starts):
        words = found["name"].split(" ")
        count = _name_length(words)
        if count:
            seen = " ".join(words[:count])
            expected = " ".join(capitalised(word) for word in words[:count])
            if seen != expected:
                yield Remark("K3", found.start("name"), found.start("name") + len(seen), seen, expected)


def _name_length(words: list[str]) -> int:
    """Số âm tiết: how many of the words are surely the name; 0 when that is not sure."""
    persons = lexicon()["persons"]
    if words[0][0].isupper():
        large = [place for place, word in enumerate(words) if word[0].isupper()]
        inner = [word for word in words[1 : large[-1]] if word[0].islower()]
        return large[-1] + 1 if inner and all(word in persons["middle"] for word in inner) else 0
    sure = len(words) > 2 and words[1].lower() in persons["sure_middle"]
    return 3 if sure else 0


def _foreign_names(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K4: one capital, at the head of the name."""
    for found in matches(_HYPHENED, text, starts):
        right = _foreign().get(found[0].lower())
        if right is not None and found[0] != right and not found[0].isupper():
            yield Remark("K4", found.start(), found.end(), found[0], right)


def _titles(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K12: a title is written large before the name of the person who bears it."""
    for found in matches(_titled(), text, starts):
        words = found["name"].split(" ")
        named = any(is_name(" ".join(words[:count])) for count in range(len(words), _SURE_NAME - 1, -1))
        right = _title_words()[found["title"].lower()]
        if named and found["title"] != right and not found["title"].isupper():
            yield Remark("K12", found.start(), found.end("title"), found["title"], right)


@cache
def _person() -> re.Pattern[str]:
    forms = "|".join(lexicon()["persons"]["forms_of_address"])
    surnames = "|".join(SURNAMES)
    return re.compile(
        rf"(?i:{forms})(?:\s\((?:bà|ông)\))?:?\s(?P<name>(?i:{surnames})(?:\s[^\W\d_]+){{1,3}})"
    )


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(sorted(lexicon()["posts"]["titles"], key=len, reverse=True))
    capital = rf"[{UPPER}][^\W\d_]*"
    return re.compile(rf"(?P<title>(?i:{titles}))\s(?P<name>{capital}(?:\s{capital}){{2,4}})")


@cache
def _title_words() -> Mapping[str, str]:
    return {title.lower(): title for title in lexicon()["posts"]["titles"]}


@cache
def _foreign() -> Mapping[str, str]:
    return {name.lower(): name for name in lexicon()["foreign"]["names"]}
