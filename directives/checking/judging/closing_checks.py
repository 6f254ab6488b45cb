"""Nội dung và phần cuối: judges bases, end mark, recipients, signature, leftovers of a draft."""

import re

from directives.checking.judging.letterhead_checks import number_parts
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.document.kinds import DocumentType

_DECISIONS = (DocumentType.QUYET_DINH.name_vi, DocumentType.NGHI_QUYET.name_vi)
_ARCHIVE = re.compile(r"^(?:- )?Lưu: VT(?:, [^;]+)?\.$")
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\. \S")
_LOOSE_AUTHORITY = re.compile(r"^(?P<letters>T\W?M|K\W?T|T\W?L|T\W?U\W?Q|Q)(?:\W|$)")
_LEFTOVER = re.compile(r"\.{5,}|…{2,}|\{\{|\}\}|\[\s*\]|\b[xX]{3,}\b")


@checks("F-67", "F-68")
def bases_end_rightly(page: Page, rule: Rule) -> Judgements:
    """Dấu câu của căn cứ: in decisions and resolutions, where they stand one below the other."""
    bases = page.boxes["bases"]
    if page.type_word not in _DECISIONS:
        return
    for number, line in enumerate(bases, start=1):
        mark = rule.expects["last"] if number == len(bases) else ";"
        if not line.text.endswith(mark):
            yield rule.finding(line, f"…{line.text[-20:]}", mark)


@checks("F-82")
def body_ends_with_its_mark(page: Page, rule: Rule) -> Judgements:
    """Dấu kết thúc: ./. right after the last word of the body."""
    for line in page.boxes["body_end"]:
        mark = rule.expects["mark"]
        if not line.text.endswith(mark) or line.text.removesuffix(mark).endswith((" ", ".")):
            yield rule.finding(line, f"…{line.text[-20:]}", mark)


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
    """Nơi nhận đầu tiên: the addressees of a letter, the article of a decision."""
    first = page.boxes["recipients"][0]
    text = first.text.lstrip("- ").strip()
    if page.type_word is None and page.doc_type == DocumentType.CONG_VAN.name_vi:
        if not text.startswith("Như trên"):
            yield rule.finding(first, first.text, "- Như trên;")
    elif page.type_word in _DECISIONS and not re.match(r"Như Điều \d", text):
        yield rule.finding(first, first.text, "- Như Điều …;")


@checks("F-87")
def archive_line_is_right(page: Page, rule: Rule) -> Judgements:
    """Dòng Lưu: last of the recipients, VT first."""
    last = page.boxes["recipients"][-1]
    if not _ARCHIVE.match(last.text):
        yield rule.finding(last, last.text, "- Lưu: VT, ….")


@checks("F-89")
def authority_prefix_is_right(page: Page, rule: Rule) -> Judgements:
    """Chữ tắt quyền hạn: known letters, a full stop, one blank."""
    for line in page.boxes["authority"]:
        loose = _LOOSE_AUTHORITY.match(line.text)
        if loose and not _AUTHORITY.match(line.text):
            letters = re.sub(r"\W", "", loose["letters"])
            yield rule.finding(line, line.text, f"{letters}. …")


@checks("F-91")
def collective_is_signed_for(page: Page, rule: Rule) -> Judgements:
    """Thay mặt tập thể: a collective body's own name never stands without TM."""
    for line in page.boxes["authority"]:
        if line.text.startswith(tuple(rule.expects["collectives"])):
            yield rule.finding(line, line.text, f"TM. {line.text}")


@checks("F-92")
def deputy_follows_for(page: Page, rule: Rule) -> Judgements:
    """Ký thay: the line below KT. names a deputy."""
    lines = page.boxes["authority"]
    for position, line in enumerate(lines):
        if line.text.startswith("KT."):
            below = lines[position + 1].text if position + 1 < len(lines) else ""
            if not below.startswith(tuple(rule.expects["deputies"])):
                yield rule.finding(line, below, "PHÓ …")


@checks("F-96")
def signer_bears_no_degree(page: Page, rule: Rule) -> Judgements:
    """Học hàm, học vị: none before the signer's name."""
    for line in page.boxes["signer"]:
        degrees = [word for word in re.split(r"[.\s]+", line.text) if word in rule.expects["titles"]]
        if degrees:
            yield rule.finding(line, line.text, f"không ghi {', '.join(degrees)}")


@checks("F-110")
def draft_mark_is_gone(page: Page, rule: Rule) -> Judgements:
    """Dấu dự thảo: may stay while there is no number yet."""
    parts = number_parts(page)
    if parts and parts.number:
        for line in page.lines:
            if line.text.upper() in rule.expects["marks"]:
                yield rule.finding(line, line.text, "")


@checks("F-130")
def nothing_is_left_to_fill_in(page: Page, rule: Rule) -> Judgements:
    """Chỗ để trống: dotted leaders and template signs in the body of a numbered document, tables left out."""
    parts = number_parts(page)
    if parts and parts.number:
        for line in page.lines:
            left = _LEFTOVER.search(line.text) if line.place == "body" else None
            if left:
                yield rule.finding(line, line.text[:80], "")
