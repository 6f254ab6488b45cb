"""Địa danh: the common noun before the name of a unit, a river, a bay (PL.II-III.1)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from directives.checking.spelling.lexicon import lexicon, named_after
from directives.checking.spelling.remark import Pattern, Remark, matches
from directives.checking.spelling.sentences import begins_sentence, capitalised, word_before
from directives.vocabulary.words import SURNAMES, UPPER

_NAME = rf"[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*){{0,3}}"


def patterns() -> tuple[Pattern, ...]:
    """Các mẫu câu: of K5, K6 (units of administration) and K8 (terrain)."""
    nouns = frozenset(noun.split()[0] for noun in lexicon()["units"]["nouns"])
    return (
        Pattern(nouns, _large_nouns),
        Pattern(nouns, _small_nouns),
        Pattern(frozenset(lexicon()["terrain"]["names"]), _terrain),
    )


def _large_nouns(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K5: in mid sentence the noun is small, save with a number, a person or an event."""
    for found in matches(_unit(), text, starts):
        noun, name = found["noun"], found["name"]
        words = name.split()
        if noun[0].islower() and noun == noun.lower():
            continue
        if (
            noun.isupper()
            or begins_sentence(text, found.start())
            or words[0] in lexicon()["units"]["other_names"]
        ):
            continue
        may_be_a_person = words[0] in SURNAMES and len(words) > 2
        part_of_name = word_before(text, found.start()) in _last_words()  # phường Phường Đúc
        if may_be_a_person or part_of_name or _person_or_event(name):
            continue
        yield Remark("K5", found.start(), found.end(), found[0], f"{noun.lower()}{found[0][len(noun) :]}")


def _small_nouns(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K6: with a number, a person or an event the noun belongs to the name."""
    for found in matches(_numbered(), text, starts):
        at = found.start()
        in_an_address = text[:at].endswith(", ")
        if in_an_address or word_before(text, at) in lexicon()["units"]["before_number"]:
            yield Remark("K6", at, found.end(), found[0], capitalised(found[0]))
    for found in matches(_unit(), text, starts):
        noun = found["noun"]
        name = _person_or_event(found["name"])
        several = word_before(text, found.start())
        if noun in lexicon()["units"]["named"] and name and not _several(several):
            end = found.start("name") + len(name)
            seen = text[found.start() : end]
            yield Remark("K6", found.start(), end, seen, capitalised(seen))


def _terrain(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K8: a terrain noun beside a name of its own is small in mid sentence."""
    for found in matches(_beside_terrain(), text, starts):
        if word_before(text, found.start()) in lexicon()["terrain"]["after"]:
            yield Remark("K8", found.start(), found.end(), found[0], found[0][0].lower() + found[0][1:])


def _several(word: str) -> bool:
    return word.isdigit() or word in lexicon()["units"]["several"]


def _person_or_event(name: str) -> str:
    """Tên người, sự kiện: the longest beginning of the name that is one; empty when none is."""
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        if (beginning := " ".join(words[:count])) in named_after():
            return beginning
    return ""


@cache
def _last_words() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun in lexicon()["units"]["nouns"])


@cache
def _unit() -> re.Pattern[str]:
    nouns = "|".join(lexicon()["units"]["nouns"])
    return re.compile(rf"(?P<noun>(?i:{nouns}))\s(?P<name>{_NAME})")


@cache
def _numbered() -> re.Pattern[str]:
    nouns = "|".join(lexicon()["units"]["numbered"])
    return re.compile(rf"(?:{nouns})\s[1-9]\d?(?=\s*(?:[,;.)]|$)|\s(?:[Qq]uận|[Tt]hành phố|T[Pp]\.?)\s)")


@cache
def _beside_terrain() -> re.Pattern[str]:
    names = lexicon()["terrain"]["names"]
    shapes = (rf"{noun.capitalize()}\s(?:{'|'.join(names[noun])})" for noun in names)
    return re.compile(rf"(?:{'|'.join(shapes)})(?!\s[{UPPER}])(?![^\W_])")
