"""Bố cục nội dung: judges parts, chapters, divisions, the order of điều, khoản, điểm, and the end mark (PL.I-II.6đ)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directives.checking.judging.enclosed_checks import enclosed_texts
from directives.checking.judging.geometry import is_centred
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.document.levels import LEFT_OUT, POINT_LETTERS, point_letter, roman

_HEADING = re.compile(r"^(?P<word>(?i:phần|chương|mục|tiểu mục))\s+(?P<number>[IVXLC]+|\d+)\.?$")
_ARTICLE = re.compile(r"^Điều\s+(?P<number>\d+)\s*\.")
_SECTION = re.compile(r"^(?P<number>[IVX]+)\. ?(?=\S)")
_CLAUSE = re.compile(r"^(?P<number>\d{1,3})\. (?!\d)")
_POINT = re.compile(r"^(?P<letter>[a-zđ]{1,2})\) ")
_LETTERED = re.compile(r"^[ABCDĐEGHKLMNOPQRSTUY]\. ")
_PLACES = {point_letter(place): place for place in range(1, 2 * len(POINT_LETTERS) + 1)}
_ROMANS = {roman(number): number for number in range(1, 200)}


@dataclass(frozen=True, slots=True)
class _Printed:
    """Dòng như in ra: a line's words with the number that Word puts before them; ``counted`` is "" when it is typed.

    ``known`` is false where Word counts and what it prints cannot be told.
    """

    line: Line
    text: str
    counted: str
    known: bool


@checks("F-78", "F-79")
def headings_stand_as_they_should(page: Page, rule: Rule) -> Judgements:
    """Phần, chương, mục, tiểu mục: label in normal case above its title in capitals, both bold and centred."""
    body = list(_printed(page))
    for place, one in enumerate(body):
        heading = _HEADING.match(one.text)
        if heading and heading["word"].lower() in rule.expects["words"]:
            yield from _heading(page, one.line, heading, rule)
            below = body[place + 1] if place + 1 < len(body) else None
            if below is not None and not _HEADING.match(below.text) and not _ARTICLE.match(below.text):
                if not below.line.is_upper:
                    yield rule.finding(below.line, below.text[:80], below.text.upper()[:80])
                yield from _centred_bold(page, below.line, rule)
        elif not rule.expects["roman"] and _is_roman_section(one) and not _is_bold_upper(one.line):
            yield rule.finding(one.line, one.text[:80], f"{one.text.upper()[:80]} (đậm)")


@checks("F-80")
def articles_run_on(page: Page, rule: Rule) -> Judgements:
    """Điều: bold, counted through the whole text; each attached text or annex begins anew."""
    last, gap = 0, False
    for one in _printed(page):
        article = _ARTICLE.match(one.text)
        if article:
            number = int(article["number"])
            if number not in (1, last + 1) and not gap:
                yield rule.finding(one.line, f"Điều {number}.", f"Điều {last + 1}.")
            if not one.counted and not _begins_bold(one.line, article.end()):
                yield rule.finding(one.line, f"{article[0]}: không đậm", f"{article[0]} (đậm)")
            last, gap = number, False
        gap = gap or one.text == LEFT_OUT


@checks("F-81")
def clauses_and_points_run_on(page: Page, rule: Rule) -> Judgements:
    """Mục La Mã, khoản, điểm: counted anew under each parent; after a number that cannot be told nothing is said."""
    section = clause = point = 0
    gap = False
    for one in _printed(page):
        if not one.known or one.text == LEFT_OUT:
            gap = True
            continue
        text = one.text
        if _ARTICLE.match(text) or _HEADING.match(text) or _LETTERED.match(text):
            clause = point = 0
            section = section if _ARTICLE.match(text) else 0
        elif found := _SECTION.match(text):
            number = _ROMANS.get(found["number"], 0)
            if number not in (1, section + 1) and not gap and _is_roman_section(one):
                yield rule.finding(one.line, f"{found['number']}.", f"{roman(section + 1)}.")
            section, clause, point = number, 0, 0
        elif found := _CLAUSE.match(text):
            number = int(found["number"])
            if number not in (1, clause + 1) and not gap:
                yield rule.finding(one.line, f"{number}.", f"{clause + 1}.")
            clause, point = number, 0
        elif found := _POINT.match(text):
            place = _PLACES.get(found["letter"], 0)
            if place not in (1, point + 1) and not gap:
                yield rule.finding(one.line, f"{found['letter']})", f"{point_letter(point + 1)})")
            point = place or point + 1
        else:
            continue
        gap = False


@checks("F-82")
def body_ends_with_its_mark(page: Page, rule: Rule) -> Judgements:
    """Dấu kết thúc: ./. right after the last word, of the document and of each text in articles that goes with it."""
    mark = rule.expects["mark"]
    for line in (*page.boxes["body_end"], *_ends(page)):
        if not line.text.endswith(mark) or line.text.removesuffix(mark).endswith((" ", ".")):
            yield rule.finding(line, f"…{line.text[-20:]}", mark)


def _ends(page: Page) -> Iterator[Line]:
    """Dòng cuối: of each attached text and annex that is written in articles; a table or a form ends without a mark."""
    for text in (*enclosed_texts(page), *(annex.lines for annex in page.annexes)):
        if text[-1].place == "body" and any(_ARTICLE.match(line.text) for line in text):
            yield text[-1]


def _printed(page: Page) -> Iterator[_Printed]:
    """Các dòng ngoài bảng: as printed; what is quoted (a provision as amended) counts by itself and is left out."""
    quoted = 0
    for line in page.lines:
        if line.place != "body":
            continue
        inside = quoted > 0
        quoted = max(0, quoted + line.text.count("“") - line.text.count("”"))
        if not inside:
            yield _as_printed(page, line)


def _as_printed(page: Page, line: Line) -> _Printed:
    number = page.layout.paragraphs[line.index - 1].number if line.numbered else ""
    begins = not page.layout.paragraphs[line.index - 1].text[: line.start].strip()
    if not line.numbered or not begins:
        return _Printed(line, line.text, "", True)
    return _Printed(line, f"{number} {line.text}".strip(), number, bool(number))


def _is_roman_section(one: _Printed) -> bool:
    """Mục La Mã: "I. …" set off by capitals or bold letters; otherwise it may be any item of a list."""
    found = _SECTION.match(one.text)
    if found is None or found["number"] not in _ROMANS:
        return False
    return one.line.is_upper or one.line.is_(lambda run: run.bold)


def _is_bold_upper(line: Line) -> bool:
    return line.is_upper and line.is_(lambda run: run.bold)


def _heading(page: Page, line: Line, heading: re.Match[str], rule: Rule) -> Judgements:
    number = heading["number"]
    counted = int(number) if number.isdigit() else _ROMANS.get(number, 0)
    label = f"{heading['word'].capitalize()} {roman(counted) if rule.expects['roman'] else counted}"
    if heading.string != label:
        yield rule.finding(line, heading.string, label)
    yield from _centred_bold(page, line, rule)


def _centred_bold(page: Page, line: Line, rule: Rule) -> Judgements:
    if is_centred(page, line) is False:
        yield rule.finding(line, f"{line.text[:60]}: không ở giữa dòng", "giữa dòng")
    yield from style_findings(line, rule)


def _begins_bold(line: Line, length: int) -> bool:
    """Đầu dòng đậm: whether the first so many letters are bold."""
    for run in line.runs:
        if length <= 0:
            break
        if run.text.strip() and not run.bold:
            return False
        length -= len(run.text)
    return True
