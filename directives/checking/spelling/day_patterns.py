"""Ngày, tháng, năm: weekdays and months in words, lunar years, Tết, ranks of orders (PL.II-V.2, V.8)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from directives.checking.spelling.lexicon import lexicon
from directives.checking.spelling.remark import Pattern, Remark, matches
from directives.checking.spelling.sentences import begins_sentence, capitalised, word_before, word_behind

_TET = re.compile(r"tết(?![^\W_])")
_CYCLE = 60  # years: the first stem goes with the first branch, and so on


def patterns() -> tuple[Pattern, ...]:
    """Các mẫu câu: of K15 (days and months in words), K16 (Tết), K17 (ranks) and K18 (lunar years)."""
    return (
        Pattern(frozenset(("thứ",)), _weekdays),
        Pattern(frozenset(("tháng",)), _months),
        Pattern(frozenset(("tết",)), _tet),
        Pattern(frozenset(("huân", "huy")), _ranks),
        Pattern(frozenset(stem.lower() for stem in lexicon()["lunar"]["stems"]), _lunar_years),
    )


def _weekdays(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K15: thứ Hai; only where a weekday is meant for sure, not the second of a row."""
    table = lexicon()["weekdays"]
    for found in matches(_weekday(), text, starts):
        before, behind = word_before(text, found.start()), text[found.end() :].lstrip().lower()
        sure = (
            before in table["before"]
            or behind.startswith(tuple(table["behind"]))
            or _up_to(text, found.start())
        )
        word = found["word"] if begins_sentence(text, found.start()) else found["word"].lower()
        expected = f"{word}{found['gap']}{found['day'].capitalize()}"
        if sure and found[0] != expected:
            yield Remark("K15", found.start(), found.end(), found[0], expected)


def _up_to(text: str, at: int) -> bool:
    """Từ thứ … đến thứ …: the second of the two."""
    return bool(re.search(r"(?i)thứ\s\w+\s+đến\s+$", text[:at]))


def _months(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K15: tháng Tám; not tháng năm, which may be "month and year"."""
    for found in matches(_month(), text, starts):
        before, behind = word_before(text, found.start()), word_behind(text, found.end())
        if before in lexicon()["months"]["after"] and behind in lexicon()["months"]["behind"]:
            first, rest = found["month"][0].upper(), found["month"][1:].lower()
            expected = f"{found['word'].lower()}{found['gap']}{first}{rest}"
            if found[0] != expected:
                yield Remark("K15", found.start(), found.end(), found[0], expected)


def _tet(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K16: Tết alone stands for tết Nguyên đán."""
    table = lexicon()["tet"]
    for found in matches(_TET, text, starts):
        alone = word_behind(text, found.end()) not in table["not_before"]
        if alone and word_before(text, found.start()) in table["after"]:
            yield Remark("K16", found.start(), found.end(), found[0], "Tết")


def _ranks(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K17: the rank of an order has a capital."""
    for found in matches(_rank(), text, starts):
        rank = found["rank"]
        if rank[0].islower():
            yield Remark("K17", found.start("rank"), found.end("rank"), rank, capitalised(rank))


def _lunar_years(text: str, starts: Sequence[int]) -> Iterator[Remark]:
    """K18: both syllables of a lunar year; small ones only where a year is spoken of."""
    for found in matches(_lunar_year(), text, starts):
        right = _year_names().get(found[0].lower())
        of_a_year = word_before(text, found.start()) in lexicon()["lunar"]["after"]
        if right and found[0] != right and of_a_year and not found[0].isupper():
            yield Remark("K18", found.start(), found.end(), found[0], right)


@cache
def _weekday() -> re.Pattern[str]:
    days = "|".join(lexicon()["weekdays"]["names"])
    return re.compile(rf"(?P<word>[Tt]hứ)(?P<gap>\s)(?P<day>(?i:{days}))(?![^\W_])")


@cache
def _month() -> re.Pattern[str]:
    months = "|".join(lexicon()["months"]["names"])
    return re.compile(rf"(?P<word>[Tt]háng)(?P<gap>\s)(?P<month>(?i:{months}))(?![^\W_])")


@cache
def _rank() -> re.Pattern[str]:
    ranks = "|".join(lexicon()["ranks"]["names"])
    return re.compile(
        rf"(?:[Hh]uân|[Hh]uy) chương\s[^,;.()]{{2,30}}?\shạng\s(?P<rank>(?i:{ranks}))(?![^\W_])"
    )


@cache
def _lunar_year() -> re.Pattern[str]:
    table = lexicon()["lunar"]
    return re.compile(rf"(?i)(?:{'|'.join(table['stems'])})\s(?:{'|'.join(table['branches'])})(?![^\W_])")


@cache
def _year_names() -> Mapping[str, str]:
    stems, branches = lexicon()["lunar"]["stems"], lexicon()["lunar"]["branches"]
    names = (f"{stems[n % len(stems)]} {branches[n % len(branches)]}" for n in range(_CYCLE))
    return {name.lower(): name for name in names}
