"""Chỗ để trống: judges what a draft or a template left behind in a document that has its number."""

import re
from collections.abc import Iterator

from directives.checking.judging.number_checks import number_parts
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.checking.spelling.sentences import word_before
from directives.document.levels import LEFT_OUT

#: Nobody prints these on purpose: signs of a template, a field of Word that points nowhere, a merge field.
_MACHINE_SIGN = re.compile(r"\{\{|\}\}|\{%|%\}|Error! (?:Reference|Bookmark)|#REF!|«[A-Za-z0-9_]+»")
#: Room to fill in. In an annex it may belong to a form; "v.v…" and one "…" after a word are ordinary writing.
_ROOM = re.compile(
    r"\.{5,}|…{2,}|_{4,}|\[\s*(?:…|\.{3,})?\s*\]|(?<![^\W_])x{3,}(?![^\W_])|(?<![^\W_])X{4,}(?![^\W_])"
    r"|(?:ngày|tháng)\s*(?:…|\.{3,})\s*(?=tháng|năm)|số\s*:?\s*(?:…|\.{3,})\s*(?=/)"
)
_XXX = re.compile(r"(?<![^\W_])XXX(?![^\W_])")
_ARTICLE = re.compile(r"Điều \d+\.")
_ENCLOSED = re.compile(r"(?i:phụ lục|mẫu|biểu)(?![^\W_])")
_BOXES = ("subject", "letter_subject", "addressees_label", "addressees", "bases", "body")


@checks("F-130")
def nothing_is_left_to_fill_in(page: Page, rule: Rule) -> Judgements:
    """Chỗ để trống: room to fill in is sought in the main text, signs of a machine everywhere.

    In an extract (trích sao) a line of its own says what was left out of the copied document, also at its end.
    """
    parts = number_parts(page)
    if not (parts and parts.number):
        return
    for line, sign in (*_signs(page.lines), *_room(page, rule)):
        if line.text.removesuffix("./.") == LEFT_OUT and page.copy is not None:
            continue
        yield rule.finding(line, sign[0], "", at=sign.span())


def _signs(lines: tuple[Line, ...]) -> Iterator[tuple[Line, re.Match[str]]]:
    for line in lines:
        sign = _MACHINE_SIGN.search(line.text)
        if sign:
            yield line, sign


def _room(page: Page, rule: Rule) -> Iterator[tuple[Line, re.Match[str]]]:
    for line in (*(line for box in _BOXES for line in page.boxes.get(box, ())), *_attached_articles(page)):
        sign = _ROOM.search(line.text) or _unknown(line.text, rule)
        if sign and not _MACHINE_SIGN.search(line.text):
            yield line, sign


def _attached_articles(page: Page) -> Iterator[Line]:
    """Văn bản kèm theo: what stands below the signature in articles is text of the document, not a form of it."""
    body = page.boxes.get("body", ())
    end = body[-1].index if body else 0
    in_articles = False
    for line in page.lines:
        if line.index > end and line.place == "body":
            in_articles = bool(_ARTICLE.match(line.text)) or (in_articles and not _ENCLOSED.match(line.text))
            if in_articles:
                yield line


def _unknown(text: str, rule: Rule) -> re.Match[str] | None:
    """XXX: letters in place of what is not known yet, unless they are thirty in Roman numbers."""
    found = _XXX.search(text)
    return found if found and word_before(text, found.start()) not in rule.expects["numbered"] else None
