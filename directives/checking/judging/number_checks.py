"""Số, ký hiệu: judges how number and symbol are written and where they stand (PL.I-II.3)."""

import re
from dataclasses import dataclass

from directives.checking.judging.letters import letters_of
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.document.kinds import DocumentType
from directives.text import ascii_fold
from directives.vocabulary.words import UPPER

_NUMBER = re.compile(
    r"^(?P<word>S[ốỐ])\s*(?P<colon>:?)\s*(?P<number>\d*)(?P<dots>[\s.…_]*)(?P<before>\s*)/(?P<after>\s*)"
    r"(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?(?P<symbol>\S.*)$"
)
_JOIN = re.compile(r"\s*[-‐‑–—]\s*")
_SYMBOL = re.compile(rf"^[{UPPER}\d][\w.&]*(?:-[\w.&]+)*$")
_CODES = {kind.code: kind for kind in DocumentType if kind.code}
_PLAIN_CODES = frozenset(ascii_fold(code).upper() for code in (*_CODES, "CV"))
_KINDS = {kind.name_vi: kind for kind in DocumentType}


@dataclass(frozen=True, slots=True)
class NumberParts:
    """Các phần của số, ký hiệu: as printed, blanks kept; ``number`` is empty in a draft.

    ``symbol`` is joined by plain hyphens; ``blanks`` says that there were blanks or other dashes in its place.
    """

    line: Line
    word: str
    colon: str
    number: str
    blanks: bool
    year: str | None
    symbol: str

    @property
    def groups(self) -> tuple[str, ...]:
        """Các nhóm chữ: of the symbol."""
        return tuple(self.symbol.split("-"))


def number_parts(page: Page) -> NumberParts | None:
    """Tách số, ký hiệu: None when there is no number line or it has no slash."""
    line = page.first("number")
    match = _NUMBER.match(line.text) if line else None
    if line is None or match is None:
        return None
    if match["number"] and match["dots"].strip():
        return None  # neither a number nor a blank left for one
    symbol = _JOIN.sub("-", match["symbol"])
    gap = match["dots"] + match["before"]
    blanks = bool(match["number"] and gap) or bool(match["after"]) or symbol != match["symbol"]
    return NumberParts(line, match["word"], match["colon"], match["number"], blanks, match["year"], symbol)


@checks("F-35")
def number_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Số, ký hiệu: there, with slash and a symbol of letters; a blank number is a draft's, not an error.

    Whether a code is the right one is the matter of F-40; what codes a body has for itself and its units its head
    decides, so any group that is not all small letters passes.
    """
    line, parts = page.first("number"), number_parts(page)
    named = page.type_word is not None
    wanted = rule.expects["named" if named else "letter"]
    if line is None:
        yield rule.finding("document", "", wanted)
    elif parts is None:
        yield rule.finding(line, line.text, wanted)
    elif not _is_symbol(parts, named=named):
        yield rule.finding(line, parts.symbol, wanted, at=letters_of(line, parts.symbol))


def _is_symbol(parts: NumberParts, *, named: bool) -> bool:
    if not _SYMBOL.match(parts.symbol) or any(group.islower() for group in parts.groups):
        return False
    return len(parts.groups) > 1 or not named


@checks("F-36")
def number_has_its_zero(page: Page, rule: Rule) -> Judgements:
    """Số 0 ở trước: below ten it stands, from ten on it does not."""
    parts = number_parts(page)
    if parts and parts.number:
        wanted = str(int(parts.number)).zfill(rule.expects["digits"])
        if parts.number != wanted:
            severity = "" if len(parts.number) < len(wanted) else rule.expects["otherwise"]
            at = letters_of(parts.line, parts.number)
            yield rule.finding(parts.line, parts.number, wanted, severity, at=at)


@checks("F-37")
def number_has_no_blanks(page: Page, rule: Rule) -> Judgements:
    """Cách chữ trong số, ký hiệu: none round slash and hyphen; the gap of a draft is no fault."""
    parts = number_parts(page)
    if parts and parts.blanks:
        yield rule.finding(parts.line, parts.line.text, f"Số: {parts.number}/{parts.symbol}")


@checks("F-39")
def number_word_is_right(page: Page, rule: Rule) -> Judgements:
    """Từ "Số": small letters and a colon."""
    parts = number_parts(page)
    if parts and (parts.word != rule.expects["word"] or not parts.colon):
        seen = parts.word + parts.colon
        yield rule.finding(parts.line, seen, f"{rule.expects['word']}:", at=(0, len(parts.word)))


@checks("F-40")
def code_fits_the_type(page: Page, rule: Rule) -> Judgements:
    """Chữ viết tắt tên loại: the symbol's first group is the code of the printed type.

    A type with words of its own ("KẾ HOẠCH LIÊN TỊCH") may go on in its code ("KHLT").
    """
    parts, kind = number_parts(page), _KINDS.get(page.type_word or "")
    if parts is None or kind is None or not kind.code:
        return
    title, code = page.first("type_name"), parts.groups[0]
    longer = title is not None and len(title.text) > len(kind.name_vi) and code.startswith(kind.code)
    if code != kind.code and not longer:
        rest = parts.groups[1:] if _is_meant_as_code(code) else parts.groups
        wanted = "-".join((kind.code, *(rest or ("…",))))
        yield rule.finding(parts.line, parts.symbol, wanted, at=letters_of(parts.line, parts.symbol))


def _is_meant_as_code(group: str) -> bool:
    """Có ý là chữ viết tắt tên loại: a code, one with its marks lost (QD), or the CV which does not exist."""
    return ascii_fold(group).upper() in _PLAIN_CODES


@checks("F-41")
def letter_symbol_has_no_type(page: Page, rule: Rule) -> Judgements:
    """Ký hiệu công văn: no type code, at least two groups."""
    parts = number_parts(page)
    if parts and page.type_word is None and "letter_subject" in page.boxes:
        code = parts.groups[0]
        if code in _CODES or code in rule.expects["never"] or len(parts.groups) < 2:
            at = letters_of(parts.line, parts.symbol)
            yield rule.finding(parts.line, parts.symbol, rule.expects["form"], at=at)


@checks("F-42")
def number_has_no_year(page: Page, rule: Rule) -> Judgements:
    """Năm trong số: belongs to normative legal documents only."""
    parts = number_parts(page)
    if parts and parts.year:
        at = letters_of(parts.line, parts.year)
        yield rule.finding(parts.line, parts.line.text, f"Số: {parts.number}/{parts.symbol}", at=at)


@checks("F-43")
def number_and_date_share_a_line(page: Page, rule: Rule) -> Judgements:
    """Cùng một dòng: by the row of their table, by their paragraph, or by their height on a printed page."""
    number, day = page.first("number"), page.first("place_and_date")
    if number is None or day is None or number.index == day.index:
        return
    one, other = page.paragraph(number), page.paragraph(day)
    if one.top is not None and other.top is not None:
        apart = one.sheet != other.sheet or abs(one.top - other.top) > rule.expects["apart"]
    elif number.place == day.place == "cell" and number.cell[0] == day.cell[0]:
        apart = number.cell[1:2] != day.cell[1:2]
    elif number.place == day.place == "body" and page.header == "stacked":
        apart = True
    else:
        yield rule.unseen("number and date stand in different tables or boxes")
        return
    if apart:
        yield rule.finding(day, "khác dòng với số, ký hiệu", rule.expects["row"])
