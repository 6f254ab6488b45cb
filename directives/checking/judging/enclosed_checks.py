"""Văn bản kèm theo và phụ lục: judges what follows the signature (PL.I-III.1; PL.III, mẫu 1.3)."""

import re
from collections.abc import Sequence

from directives.checking.judging.letterhead_checks import number_parts
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.observe import is_number, is_place_and_date, is_state_name
from directives.checking.seeing.page import Line, Page
from directives.document.levels import roman

_LABEL = re.compile(r"^(?i:phụ lục)(?:\s+(?P<number>[IVXLC]+|\d+|[A-Z]))?\.?$")
_POINTER = re.compile(r"^\(Kèm theo ", re.IGNORECASE)
_CITED = re.compile(r"số (?P<number>\d+/\S+) ngày")
_HEAD_LINES = 14
_POINTER_WITHIN = 6


@checks("F-99")
def annex_label_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Nhãn phụ lục: normal case, bold, on a line of its own."""
    for line in _labels(page):
        if not line.text.startswith("Phụ lục"):
            yield rule.finding(line, line.text, line.text.capitalize())
        yield from style_findings(line, rule)


@checks("F-100")
def annexes_are_counted(page: Page, rule: Rule) -> Judgements:
    """Số phụ lục: Roman and in order from two annexes on; a single one has none."""
    labels = _labels(page)
    for place, line in enumerate(labels, start=1):
        wanted = roman(place) if len(labels) > 1 else ""
        found = _LABEL.match(line.text)
        if found and (found["number"] or "") != wanted:
            yield rule.finding(line, line.text, f"Phụ lục {wanted}".strip())


@checks("F-101")
def annex_title_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Tên phụ lục: capitals, bold, below the label."""
    for line in _labels(page):
        below = _below(page, line)
        if not below:
            yield rule.finding(line, "", "tên phụ lục")
            continue
        title = below[0]
        if title.text != title.text.upper() and not title.is_(lambda run: run.caps):
            yield rule.finding(title, title.text, title.text.upper())
        yield from style_findings(title, rule)


@checks("F-102")
def annex_points_to_its_document(page: Page, rule: Rule) -> Judgements:
    """Chỉ dẫn kèm theo: in italics; a number that is filled in is the document's own."""
    for line in _labels(page):
        pointer = _pointer(_below(page, line)[:_POINTER_WITHIN])
        if pointer is None:
            yield rule.finding(line, "", "(Kèm theo …)")
            continue
        yield from style_findings(pointer, rule)
        cited, own = _CITED.search(pointer.text), number_parts(page)
        if cited and own and own.number and cited["number"] != f"{own.number}/{own.symbol}":
            yield rule.finding(pointer, cited["number"], f"{own.number}/{own.symbol}")


@checks("F-111")
def attached_text_has_its_head(page: Page, rule: Rule) -> Judgements:
    """Văn bản kèm theo quyết định: its head has neither number nor day, and it says what it goes with."""
    after = page.boxes["after"]
    for place, line in enumerate(after):
        if not is_state_name(line):
            continue
        head = after[max(0, place - 4) : place + _HEAD_LINES]
        if _pointer(head) is None:
            yield rule.finding(line, "", "(Kèm theo Quyết định …)")
        for one in head:
            if is_number(one) or (is_place_and_date(one) and not _POINTER.match(one.text)):
                yield rule.finding(one, one.text, "")


def _labels(page: Page) -> list[Line]:
    return [line for line in page.boxes["after"] if line.place == "body" and _LABEL.match(line.text)]


def _below(page: Page, line: Line) -> Sequence[Line]:
    after = page.boxes["after"]
    return [one for one in after[after.index(line) + 1 :] if one.place == "body"]


def _pointer(lines: Sequence[Line]) -> Line | None:
    return next((line for line in lines if _POINTER.match(line.text)), None)
