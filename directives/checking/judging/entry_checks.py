"""Tệp và dòng sổ: judges whether a numbered document says what its row in the register says (Đ.15-17; PL.IV)."""

import re

from directives.checking.findings import Finding, Place
from directives.checking.judging.number_checks import number_parts
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line
from directives.checking.seeing.registered import RegisteredDocument
from directives.text import comparison_key
from directives.vocabulary.days import DAY, day_of

_DAY = re.compile(DAY.format(""))
_COPIES = re.compile(r"\bLưu\b.*\((?P<copies>\d+)")
_ABOUT = re.compile(r"^(?:v/v|về việc)\s+")


@checks("F-47", on="entry")
def date_is_that_of_the_register(entry: RegisteredDocument, rule: Rule) -> Judgements:
    """Ngày văn bản: equals column 2; a day that is not in the calendar is told of the page itself."""
    line = entry.own_page.first("place_and_date")
    match = _DAY.search(line.text) if line else None
    day = day_of(match) if match else None
    if line is None or day is None:
        yield rule.unseen("no day can be read on the file")
    elif day != entry.row.day:
        yield _finding(rule, entry, line, f"{day:%d/%m/%Y}", f"{entry.row.day:%d/%m/%Y}")


@checks("F-120", on="entry")
def file_says_what_the_register_says(entry: RegisteredDocument, rule: Rule) -> Judgements:
    """Khớp sổ: number, symbol, type and subject; the day is the matter of F-47, the signer of F-97."""
    yield from _number_matches(entry, rule)
    page, (kind, _, subject) = entry.own_page, entry.row.columns.type_and_subject.partition(": ")
    if page.is_copy:
        return  # a copy bears neither type nor subject of its own
    if page.doc_type is None:
        yield rule.unseen("no type of document was found on the file")
    elif comparison_key(page.doc_type) != comparison_key(kind):
        line = page.first("type_name") or page.first("letter_subject")
        yield _finding(rule, entry, line, page.doc_type, kind)
    lines = page.boxes.get("subject") or page.boxes.get("letter_subject") or ()
    printed = " ".join(line.text for line in lines)
    if not lines or not subject:
        yield rule.unseen("no subject was found on the file or in the register")
    elif _about(printed) != _about(subject):
        yield _finding(rule, entry, lines[0], printed, subject)


@checks("F-97", on="entry")
def signer_is_that_of_the_register(entry: RegisteredDocument, rule: Rule) -> Judgements:
    """Người ký: column 4; a rank or degree before the name is the matter of F-96."""
    lines, registered = entry.own_page.boxes.get("signer", ()), entry.row.columns.signer
    wanted = comparison_key(registered)
    if not lines or not wanted:
        yield rule.unseen("no signer was found on the file or in the register")
    elif not any(f" {comparison_key(line.text)}".endswith(f" {wanted}") for line in lines):
        yield _finding(rule, entry, lines[-1], lines[-1].text, registered)


@checks("F-88", on="entry")
def copies_are_those_of_the_register(entry: RegisteredDocument, rule: Rule) -> Judgements:
    """Số lượng bản: the bracket behind "Lưu" and the record; unseen where one of them says nothing."""
    for line in entry.own_page.boxes.get("recipients", ()):
        match = _COPIES.search(line.text)
        if match and entry.row.archive_copies is not None:
            if int(match["copies"]) != entry.row.archive_copies:
                yield _finding(rule, entry, line, line.text, f"({entry.row.archive_copies})")
            return
    yield rule.unseen("no number of copies was found on the file or in the register")


def _number_matches(entry: RegisteredDocument, rule: Rule) -> Judgements:
    parts = number_parts(entry.own_page)
    if parts is None:
        yield rule.unseen("no number and symbol can be read on the file")
        return
    number, _, symbol = entry.row.name.partition("/")
    if parts.number.lstrip("0") != number.lstrip("0") or parts.symbol.casefold() != symbol.casefold():
        yield _finding(rule, entry, parts.line, parts.line.text, entry.row.name)


def _about(subject: str) -> str:
    """Trích yếu để so: without the words before it and the mark behind it."""
    return _ABOUT.sub("", comparison_key(subject)).rstrip(".;, ")


def _finding(
    rule: Rule, entry: RegisteredDocument, line: Line | None, seen: object, expected: object
) -> Finding:
    place = Place(rule.element, entry=entry.row.name)
    if line is not None:
        place = Place(rule.element, line.index, line.start, line.start + len(line.text), entry=entry.row.name)
    return rule.finding(place, seen, expected)
