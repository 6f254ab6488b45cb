"""Bố cục nội dung: judges parts, chapters, divisions, and the order of điều, khoản, điểm (PL.I-II.6đ)."""

import re

from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.document.levels import LEFT_OUT, POINT_LETTERS, point_letter, roman

_HEADING = re.compile(r"^(?P<word>(?i:phần|chương|mục|tiểu mục))\s+(?P<number>[IVXLC]+|\d+)\.?$")
_ARTICLE = re.compile(r"^Điều\s+(?P<number>\d+)\s*\.")
_CLAUSE = re.compile(r"^(?P<number>\d{1,3})\. (?!\d)")
_POINT = re.compile(r"^(?P<letter>[a-zđ]{1,2})\) ")
_SECTION = re.compile(r"^[IVXLC]+\. ")
_PLACES = {point_letter(place): place for place in range(1, 2 * len(POINT_LETTERS) + 1)}


@checks("F-78", "F-79")
def headings_stand_as_they_should(page: Page, rule: Rule) -> Judgements:
    """Phần, chương, mục, tiểu mục: label in normal case above its title in capitals, both bold and centred."""
    body = _body(page)
    for place, line in enumerate(body):
        heading = _HEADING.match(line.text)
        if not heading or heading["word"].lower() not in rule.expects["words"]:
            continue
        number = _counted(heading["number"])
        wanted = roman(number) if rule.expects["roman"] else str(number)
        label = f"{heading['word'].capitalize()} {wanted}"
        if line.text != label:
            yield rule.finding(line, line.text, label)
        yield from _centred_bold(line, rule)
        title = body[place + 1] if place + 1 < len(body) else None
        if title is not None and not _HEADING.match(title.text) and not _ARTICLE.match(title.text):
            if title.text != title.text.upper() and not title.is_(lambda run: run.caps):
                yield rule.finding(title, title.text, title.text.upper())
            yield from _centred_bold(title, rule)


@checks("F-80")
def articles_run_on(page: Page, rule: Rule) -> Judgements:
    """Điều: bold, counted through the whole text; each attached text or annex begins anew."""
    last, gap = 0, False
    for line in _body(page):
        article = _ARTICLE.match(line.text)
        if article:
            number = int(article["number"])
            if number not in (1, last + 1) and not gap:
                yield rule.finding(line, f"Điều {number}.", f"Điều {last + 1}.")
            if not _begins_bold(line, article.end()):
                yield rule.finding(line, f"{article[0]}: không đậm", "đậm")
            last, gap = number, False
        gap = gap or line.text == LEFT_OUT


@checks("F-81")
def clauses_and_points_run_on(page: Page, rule: Rule) -> Judgements:
    """Khoản, điểm: counted anew under each parent; where Word counts by itself nothing can be said."""
    body = _body(page)
    if any(line.numbered for line in body):
        return
    clause = point = 0
    gap = False
    for line in body:
        if _ARTICLE.match(line.text) or _HEADING.match(line.text) or _SECTION.match(line.text):
            clause = point = 0
        elif found := _CLAUSE.match(line.text):
            number = int(found["number"])
            if number not in (1, clause + 1) and not gap:
                yield rule.finding(line, f"{number}.", f"{clause + 1}.")
            clause, point = number, 0
        elif found := _POINT.match(line.text):
            place = _PLACES.get(found["letter"], 0)
            if place not in (1, point + 1) and not gap:
                yield rule.finding(line, f"{found['letter']})", f"{point_letter(point + 1)})")
            point = place
        gap = line.text == LEFT_OUT


def _body(page: Page) -> list[Line]:
    return [line for line in page.lines if line.place == "body"]


def _counted(number: str) -> int:
    if number.isdigit():
        return int(number)
    return next((n for n in range(1, 200) if roman(n) == number), 0)


def _centred_bold(line: Line, rule: Rule) -> Judgements:
    if line.alignment != "center":
        yield rule.finding(line, f"{line.text[:60]}: {line.alignment or 'left'}", "giữa dòng")
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
