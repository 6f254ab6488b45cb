"""Số, ký hiệu: reads box 3 in every form met: blank, struck through, with a year, of the Party, with noise inside."""

import re
from typing import NamedTuple

from directives.document.kinds import DocumentType
from directives.errors import N_
from directives.reading.record import Doubt, NumberRead
from directives.vocabulary.words import TYPE_WORDS, UPPER

_TYPES = "|".join((*TYPE_WORDS, *(word.upper() for word in TYPE_WORDS)))
#: "Số", also as recognition sees it: "S6:", "Sé:"; without a colon only before a figure.
_LEAD = re.compile(rf"(?:(?:{_TYPES})\s+[Ss]ố|Số|SỐ|S[6éóôồoé]\s*(?=[:.;]))\s*(?:[:.;]\s*|(?=[\d–-]))")
_NUMBER = re.compile(
    r"(?P<number>~~[^~]{0,40}~~|[^\s/~]{0,12}?)[\s.…_]*(?:/\s*(?P<year>(?:19|20)\d\d)\s*(?=/))?/\s*"
    r"(?P<symbol>[^\W\d_][\w.&]*(?:\s?[-–/]\s?[\w.&]+|\s?&\s?\w+)*)"
)
#: Of the Party and its unions; also of two courts together, "01-TANDTC-VKSNDTC/TTLT".
_PARTY = re.compile(
    rf"(?P<number>\d{{1,5}}[a-zđ]?|[.…_\s]*)\s*[-–]\s*"
    rf"(?P<symbol>[{UPPER}][{UPPER}a-z]{{0,4}}(?:[{UPPER}]{{0,8}}-[{UPPER}]{{2,12}}){{0,3}}\s*/\s*[{UPPER}][\w.-]*)"
)
#: Of the years before 1997: "Số: 182-HĐBT", "Số: 36-TC/CN".
_OLD = re.compile(r"(?P<number>\d{1,5})\s*-\s*(?P<symbol>CP|TTg|HĐBT|CT|NĐ|TT)$")
_NO_HYPHEN = re.compile(
    rf"({'|'.join(kind.code for kind in DocumentType if kind.code)}|NĐ|TT)(UBND|HĐND|TTg|CP)$"
)
_ALONE = re.compile(r"\d{1,5}[a-zđ]?$")
_FIGURES = re.compile(r"\d+(?:\.\d+)?[a-zđA-ZĐ]?$")
_BLANK = re.compile(r"[.…_\s]*$")
_LOST_SYMBOL = re.compile(rf"^/\s*[{UPPER}][\w.&]*(?:-[\w.&]+)*$")
#: Cyrillic and Greek letters that look like Latin ones and come from other keyboards.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЅЈасеорхуіѕΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", "ABEKMHOPCTXYISJaceopxyisABEHIKMNOPTXYZ"
)


class NumberFound(NamedTuple):
    """Số tìm thấy: the box, how much of the text it takes, and what is doubtful about it."""

    read: NumberRead
    end: int
    doubts: tuple[Doubt, ...]


def number_at_start(text: str) -> NumberFound | None:
    """Số ở đầu dòng: the number and symbol with which a text begins; None when it begins otherwise.

    >>> found = number_at_start("Số: 345 /UBND -NV Tam Đường, ngày 31 tháng 3 năm 2020")
    >>> found and (found.read.normalized, found.end)
    ('345/UBND-NV', 17)
    """
    lead = _LEAD.match(text)
    if lead is None:
        return None
    party = _PARTY.match(text, lead.end())
    if party is not None:
        return _of_party(text[: party.end()], party["number"].strip(" .…_"), clean_symbol(party["symbol"]))
    old = _OLD.match(text, lead.end())
    if old is not None:
        return _of_party(text, old["number"], old["symbol"])
    found = _NUMBER.match(text, lead.end())
    if found is not None:
        symbol = _hyphenated(clean_symbol(found["symbol"]))
        return _found(text[: found.end()], found["number"], found["year"], symbol)
    alone = _ALONE.match(text, lead.end())
    if alone is not None and text[: lead.end()].rstrip().endswith(":"):
        return NumberFound(NumberRead(text.strip(), alone[0], None, None), len(text), ())
    return None


def blank_number(text: str, below: str) -> NumberFound | None:
    """Số để trống: "Số:" whose symbol stands in another cell or line ``below``."""
    lead = _LEAD.match(text)
    if lead is None or lead.end() < len(text) or not _LOST_SYMBOL.match(below):
        return None
    symbol = clean_symbol(below.lstrip("/ "))
    return NumberFound(NumberRead(f"{text} {below}", None, symbol, None), len(text), ())


def clean_symbol(symbol: str) -> str:
    """Ký hiệu sạch: without blanks, with plain hyphens, and Latin letters for those that only look so.

    >>> clean_symbol("QĐ – UВND")
    'QĐ-UBND'
    """
    return re.sub(r"\s", "", symbol).replace("–", "-").translate(_LOOKALIKES).rstrip(".-")


def _hyphenated(symbol: str) -> str:
    """Gạch nối bị mất: "QĐUBND" of a page that lost its hyphens is QĐ-UBND."""
    found = _NO_HYPHEN.match(symbol)
    return f"{found[1]}-{found[2]}" if found else symbol


def _found(text: str, number: str, year: str | None, symbol: str) -> NumberFound:
    doubts = _repairs(text, symbol)
    if _BLANK.match(number):
        return NumberFound(NumberRead(text.strip(), None, symbol, None), len(text), doubts)
    if not _FIGURES.match(number):
        said = N_("the number cannot be read with certainty: {seen}")
        doubts = (*doubts, Doubt("number", said, {"seen": number}))
        return NumberFound(NumberRead(text.strip(), None, symbol, None, True), len(text), doubts)
    whole = f"{number}/{year}" if year else number
    return NumberFound(NumberRead(text.strip(), whole, symbol, f"{whole}/{symbol}"), len(text), doubts)


def _of_party(text: str, number: str, symbol: str) -> NumberFound:
    """Số của Đảng: "12-CV/TU": joined by a hyphen."""
    whole = f"{number}-{symbol}" if number else None
    return NumberFound(
        NumberRead(text.strip(), number or None, symbol, whole), len(text), _repairs(text, symbol)
    )


def _repairs(text: str, symbol: str) -> tuple[Doubt, ...]:
    """Chỗ sửa: letters of another alphabet inside the symbol; blanks there are too common to be told."""
    if text.translate(_LOOKALIKES) == text:
        return ()
    said = N_("letters of another alphabet were read as Latin ones: {meant}")
    return (Doubt("number", said, {"meant": symbol}),)
