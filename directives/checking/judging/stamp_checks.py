"""Dấu và chỉ dẫn: judges urgency stamp, circulation note, drafter's mark, and the words of a copy."""

import re

from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.observe import DRAWN_RULE, URGENCIES
from directives.checking.seeing.page import Page
from directives.document.kinds import DocumentType

_MARK = re.compile(r"^[A-ZĐ]{1,6}\.?\s*\(?\d+\)?$")
_ABOVE = 3  # the rule of a copy may have an empty paragraph or two below it


@checks("F-104")
def urgency_is_one_of_three(page: Page, rule: Rule) -> Judgements:
    """Dấu khẩn: its words and look; size and colour of the box a paragraph does not say."""
    for line in page.boxes["urgency"]:
        if line.text not in URGENCIES and not line.text.upper().endswith("HẸN GIỜ"):
            yield rule.finding(line, line.text, " / ".join(URGENCIES[:3]))
        yield from style_findings(line, rule)


@checks("F-105")
def urgency_names_no_hour(page: Page, rule: Rule) -> Judgements:
    """Hỏa tốc hẹn giờ: a stamp of the older law."""
    for line in page.boxes["urgency"]:
        if line.text.upper().endswith("HẸN GIỜ"):
            yield rule.finding(line, line.text, "HỎA TỐC")


@checks("F-50")
def minutes_bear_no_day_in_their_head(page: Page, rule: Rule) -> Judgements:
    """Biên bản: place and day stand in the text, not in the head."""
    for line in page.boxes["place_and_date"]:
        if page.type_word == DocumentType.BIEN_BAN.name_vi:
            yield rule.finding(line, line.text, "")


@checks("F-106")
def circulation_note_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Chỉ dẫn lưu hành: capitals, bold."""
    for line in page.boxes["circulation"]:
        if line.text != line.text.upper():
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule)


@checks("F-107")
def drafter_mark_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Ký hiệu người soạn thảo: letters and number of copies."""
    for line in page.boxes["drafter_mark"]:
        if not _MARK.match(line.text):
            yield rule.finding(line, line.text, "PL.(300)")
        yield from style_findings(line, rule)


@checks("F-112")
def copy_is_called_and_ruled_off(page: Page, rule: Rule) -> Judgements:
    """Hình thức sao: capitals, bold, below a line as wide as the text."""
    for line in page.boxes["copy_label"]:
        if line.text != line.text.upper() and not line.is_(lambda run: run.caps):
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule)
        paragraphs = page.layout.paragraphs
        first = next(n for n, one in enumerate(paragraphs) if one.table == line.cell[0])
        above = paragraphs[max(0, first - _ABOVE) : first]
        if not any(one.ruled or DRAWN_RULE.match(one.text) for one in above):
            yield rule.finding(line, "", "đường kẻ nét liền hết bề ngang vùng trình bày")


@checks("F-113")
def copy_has_no_old_words(page: Page, rule: Rule) -> Judgements:
    """Từ cũ: three kinds of copy are known, and each has one name."""
    for line in page.boxes["copy_label"]:
        if line.text.upper() in rule.expects["old"]:
            yield rule.finding(line, line.text, "SAO Y")
