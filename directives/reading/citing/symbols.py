"""Số, ký hiệu: the numbers by which documents are cited, with the slips of writing repaired."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from directives.vocabulary.agencies import agency_names
from directives.vocabulary.words import UPPER

#: Letters of other alphabets that look like those of symbols; one for one, so that places in the text stay.
_LOOKALIKES = str.maketrans(
    "АВЕЗКМНОРСТУХавеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοÐƉð–—‑‐−",
    "ABE3KMHOPCTYXaBeopcyxABEZHIKMNOPTYXoĐĐđ-----",
)
_LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
#: One group of letters between the strokes: capitals and figures, few small letters ("TTg", "KTn"), a dot or "&"
#: within; a word glued behind ("NĐ-CPvề") does not belong to it.
_GROUP = (
    rf"[{UPPER}](?:Tg|Tr|yĐ|Đi|[{UPPER}0-9]|\s?&\s?(?=[{UPPER}])|\.(?=[{UPPER}0-9](?![{_LOWER}]))"
    rf"|[a-zđ]{{1,2}}(?![{_LOWER}]))*+"
)
_LEAD = re.compile(r"(?<![\w/])(?<![\d][.,:\-])(?<![^\W\d_]-)\d{1,5}(?:\.\d{1,3})?(?!\d)")
_LETTER = re.compile(r"\s?(?:[a-zđ](?=\s?[/-])|[A-ZĐ](?=\s?/))")
_YEAR = re.compile(r"\s?/\s?((?:19|20)\d{2})(?=\s?[/-]\s?[^\W\d_])")
_STROKE = re.compile(r"\s?[/-]\s?")
_CODE_BEHIND_BLANK = re.compile(rf"\s(?=(?:QĐ|KH|HD|NQ|CT|TB|BC|KL|CV|TTr|QyĐ|CTr)\s?/\s?[{UPPER}]{{2}})")
_GROUP_GOES_ON = re.compile(rf"\s([{UPPER}]{{2,5}})(?=\s*,?\s+(?:ngày|của)\s)")
_GROUP_AT = re.compile(_GROUP)
_PLAIN_GROUP = re.compile(rf"[{UPPER}]{{2}}|CP|TW|UB")
_FOOTNOTE = re.compile(
    r"\s?(?:\[\d{1,3}\]|\(\d{1,2}\)(?=\s*(?:ngày|của|[,;]))|[¹²³⁰-⁹]+|(?<=\s)\d(?=\s+ngày\b))"
)
#: Issuers behind which a figure is the mark of a footnote: none of them has a term of office in its symbol.
_NEVER_NUMBERED = re.compile(r"(?<=[-/])(CP|TTg|CTN|TW|UBND|HĐND|VPCP|B[A-ZĐ]{1,8})\d{1,2}$")
_ISSUERS = frozenset(("CP", "TTg", "UBND", "HĐND", "VPCP"))
_NORMATIVE = re.compile(r"^\d[\d.]*[a-zđA-ZĐ]?/((?:19|20)\d{2})/")


@dataclass(frozen=True, slots=True)
class Numbered:
    """Số tìm được: a document's number as the law writes it, and where it stands in the text."""

    number: str
    start: int
    end: int


def without_lookalikes(text: str) -> str:
    """Bỏ chữ giống: letters of other alphabets as the Latin ones they look like, dashes as "-"; letter for letter.

    >>> without_lookalikes("QÐ–UBND")
    'QĐ-UBND'
    """
    return text.translate(_LOOKALIKES)


def numbers_in(text: str) -> Iterator[Numbered]:
    """Các số, ký hiệu: every number with a symbol in a text without look-alikes, in order; linear in its length.

    >>> [found.number for found in numbers_in("số 138 /BC- BNV, số 18-NQ/TW, số 30/2020/NĐ-CP1 ngày 24/7")]
    ['138/BC-BNV', '18-NQ/TW', '30/2020/NĐ-CP']
    """
    at = 0
    while lead := _LEAD.search(text, at):
        found = _number_at(text, lead)
        if found:
            yield found
        at = found.end if found else lead.end()


def _number_at(text: str, lead: re.Match[str]) -> Numbered | None:
    digits, at = lead[0], lead.end()
    if letter := _LETTER.match(text, at):
        digits, at = digits + letter[0].strip(), letter.end()
    year = _YEAR.match(text, at)
    if year:
        digits, at = f"{digits}/{year[1]}", year.end()
    groups: list[str] = []
    if not year and _CODE_BEHIND_BLANK.match(text, at):  # "số 84 QĐ/TWĐTN", as the Youth Union writes
        code = _GROUP_AT.match(text, at + 1)
        if code:
            groups, at = ["-", code[0]], code.end()
    while stroke := _STROKE.match(text, at):
        group = _GROUP_AT.match(text, stroke.end())
        spaced = stroke[0][0].isspace() and stroke[0][-1].isspace()
        if not group or (spaced and (len(groups) > 2 or not _PLAIN_GROUP.match(group[0]))):
            break
        if any(mark.isspace() for mark in stroke[0]) and _starts_word(text, group):
            break
        groups += [stroke[0].strip(), re.sub(r"\s", "", group[0]).rstrip(".")]
        at = group.end() - (len(group[0]) - len(group[0].rstrip(".")))
    if not groups or (groups[0] == "-" and year):
        return None
    rest = _GROUP_GOES_ON.match(text, at)
    if rest and groups[-1] + rest[1] in _letters_of_agencies():  # "TT-BGD ĐT"
        groups[-1], at = groups[-1] + rest[1], rest.end()
    symbol = "".join(groups)
    unmarked = _NEVER_NUMBERED.sub(r"\1", symbol) if len(groups) > 2 or year else symbol
    if footnote := _FOOTNOTE.match(text, at):
        at = footnote.end()
    return Numbered(digits + _with_hyphen(unmarked, normative=bool(year)), lead.start(), at)


def _starts_word(text: str, group: re.Match[str]) -> bool:
    """Chữ đầu một từ: what follows a blank and goes on in small letters is a word, no group of a symbol."""
    return len(group[0]) == 1 and group.end() < len(text) and text[group.end()].isalpha()


def _with_hyphen(symbol: str, *, normative: bool) -> str:
    """Gạch nối bị mất: "NĐCP" of a page where the line broke behind the hyphen is NĐ-CP."""
    letters = symbol[1:]
    if letters.isalpha():
        code = next((code for code in _codes_longest_first() if letters.startswith(code)), "")
        issuer = letters[len(code) :]
        if code not in ("", "QH", "UBTVQH") and (issuer in _ISSUERS or (normative and len(issuer) >= 2)):
            return f"{symbol[0]}{code}-{issuer}"
    return symbol


def year_in(number: str) -> int | None:
    """Năm trong số: of a normative number ("30/2020/NĐ-CP"); administrative numbers bear none."""
    found = _NORMATIVE.match(number)
    return int(found[1]) if found else None


def code_in(number: str) -> str | None:
    """Chữ viết tắt tên loại: the first letters of the symbol where they are the code of a type; None otherwise.

    >>> code_in("445/BC-UBPLTP15"), code_in("57/2014/QH13"), code_in("7137/UBND-NC"), code_in("18-NQ/TW")
    ('BC', 'QH', None, 'NQ')
    """
    symbol = re.sub(r"^\d[\d.]*[a-zđA-ZĐ]?(?:/(?:19|20)\d{2})?[/-]", "", number)
    first = re.split(r"[-/.]", symbol, maxsplit=1)[0].rstrip("0123456789")
    if first in ("QH", "UBTVQH"):
        return first if symbol[len(first) :].isdigit() and symbol != first else None
    return first if first in type_codes() and first != symbol else None


def issuing_letters(number: str) -> str:
    """Chữ viết tắt cơ quan: the symbol without number, year, code of the type and term of office."""
    symbol = re.sub(r"^\d[\d.]*[a-zđA-ZĐ]?(?:/(?:19|20)\d{2})?[/-]", "", number)
    code = code_in(number)
    if code and code not in ("QH", "UBTVQH"):
        symbol = symbol[len(code) + 1 :]
    return symbol.rstrip("0123456789")


def same_number(number: str) -> str:
    """Khóa của số: equal for two writings of one number ("01/NQ-CP", "1/NQ-CP")."""
    return number.casefold().lstrip("0")


@cache
def type_codes() -> dict[str, tuple[str, ...]]:
    """Tên loại theo chữ viết tắt: code -> names which a document with it may bear, the usual one first."""
    text = (files("directives.reading") / "data" / "type_codes.toml").read_text(encoding="utf-8")
    return {code: tuple(names) for code, names in tomllib.loads(text).items()}


@cache
def _letters_of_agencies() -> frozenset[str]:
    """Chữ viết tắt cơ quan đã biết: first letters of the words of known agencies, "và" left out."""
    named = (re.findall(r"[^\W\d_]+", name) for name in agency_names())
    return frozenset("".join(word[0].upper() for word in words if word != "và") for words in named)


@cache
def _codes_longest_first() -> tuple[str, ...]:
    return tuple(sorted(type_codes(), key=len, reverse=True))
