"""Nơi nhận: judges the list of recipients."""

import re

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.document.kinds import DocumentType

_ARCHIVE = re.compile(r"^(?:- )?Lưu: VT(?:, [^;]+)?\.$")


@checks("F-85")
def recipients_are_a_list(page: Page, rule: Rule) -> Judgements:
    """Dấu câu nơi nhận: a line that goes on below is judged by its last line."""
    items = page.boxes["recipients"]
    for number, line in enumerate(items, start=1):
        mark = "." if number == len(items) else ";"
        if not line.text.endswith(mark):
            yield rule.finding(line, line.text, f"…{mark}")


@checks("F-86")
def first_recipient_points_up(page: Page, rule: Rule) -> Judgements:
    """Nơi nhận đầu tiên: the addressees where some are named, the article of a decision."""
    first = page.boxes["recipients"][0]
    text = first.text.lstrip("-–— ").strip()
    is_letter = page.type_word is None and page.doc_type == DocumentType.CONG_VAN.name_vi
    if page.type_word in rule.expects["types"]:
        if not re.match(r"Như (?:các )?Điều \d", text):
            yield rule.finding(first, first.text, rule.expects["decision"])
    elif (is_letter or "addressees_label" in page.boxes) and not text.startswith("Như trên"):
        yield rule.finding(first, first.text, rule.expects["letter"])


@checks("F-87")
def archive_line_is_right(page: Page, rule: Rule) -> Judgements:
    """Dòng Lưu: last of the recipients, VT first."""
    last = page.boxes["recipients"][-1]
    if not _ARCHIVE.match(last.text):
        yield rule.finding(last, last.text, "- Lưu: VT, ….")
