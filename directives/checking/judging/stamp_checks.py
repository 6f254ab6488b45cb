"""Dấu và chỉ dẫn: judges the marks of urgency, circulation, drafter, contact, secrecy, draft, and those of a copy."""

import re
from collections.abc import Sequence

from directives.checking.judging.number_checks import number_parts
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.checking.seeing.wording import CIRCULATIONS
from directives.conversion.admission import refuse_secrets
from directives.conversion.errors import SecrecyMark
from directives.document.kinds import DocumentType

_DRAFTER = re.compile(r"^[A-ZĐ]{1,6}\.?\s*\(?\d+\)?$")
_DRAFT = re.compile(r"^\W*(?:BẢN\s+)?DỰ\s+THẢO(?:\s+(?:LẦN\s+)?(?:THỨ\s+)?\d+)?\W*$", re.IGNORECASE)
_RED_AT_LEAST, _OTHERS_AT_MOST = 0xB0, 0x60  # of 0xFF: what a reader calls red


@checks("F-104")
def urgency_stamp_is_right(page: Page, rule: Rule) -> Judgements:
    """Dấu khẩn: one of three words in capitals, in a red frame of its own size, under the number."""
    sizes = rule.expects["sizes"]
    for line in page.boxes["urgency"]:
        word = line.text.upper()
        if line.text not in sizes and not word.endswith(rule.expects["old"]):
            yield rule.finding(line, line.text, " / ".join(list(sizes)[:3]))
        yield from style_findings(line, rule)
        if page.layout.kind == "word" or page.paragraph(line).box is not None:
            yield from _frame(page, line, rule, sizes.get(word))
        if not line.is_(lambda run: _is_red(run.color)):
            yield rule.finding(line, "không phải màu đỏ", rule.expects["colour"])
        number = page.first("number")
        if number is not None and number.place == "cell" == line.place and line.cell[2] != number.cell[2]:
            yield rule.finding(line, "không ở dưới số, ký hiệu", "dưới số, ký hiệu")


@checks("F-105")
def urgency_names_no_hour(page: Page, rule: Rule) -> Judgements:
    """Hỏa tốc hẹn giờ: a stamp of the older law."""
    for line in page.boxes["urgency"]:
        if line.text.upper().endswith(rule.expects["old"]):
            yield rule.finding(line, line.text, rule.expects["new"])


@checks("F-50")
def minutes_bear_no_day_in_their_head(page: Page, rule: Rule) -> Judgements:
    """Biên bản: place and day stand in the text, not in the head."""
    for line in page.boxes["place_and_date"]:
        if page.type_word == DocumentType.BIEN_BAN.name_vi:
            yield rule.finding(line, line.text, "")


@checks("F-106")
def circulation_note_is_right(page: Page, rule: Rule) -> Judgements:
    """Chỉ dẫn lưu hành: its words in capitals, bold, in a frame."""
    for line in page.boxes["circulation"]:
        if line.text not in CIRCULATIONS:
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule)
        if page.layout.kind == "word":
            yield from _frame(page, line, rule, None)


@checks("F-107")
def drafter_mark_has_its_form(page: Page, rule: Rule) -> Judgements:
    """Ký hiệu người soạn thảo: letters and number of copies."""
    for line in page.boxes["drafter_mark"]:
        if not _DRAFTER.match(line.text):
            yield rule.finding(line, line.text, rule.expects["example"])
        yield from style_findings(line, rule)


@checks("F-108")
def contact_line_is_ruled_off(page: Page, rule: Rule) -> Judgements:
    """Địa chỉ liên hệ: small upright letters on page 1, below a line as wide as the text."""
    line = page.boxes["contact"][0]
    yield from style_findings(line, rule)
    if page.layout.kind == "pdf":
        sheet = page.layout.paragraphs[line.index - 1].sheet
        if sheet not in (None, 1):
            yield rule.finding(line, f"trang {sheet}", rule.expects["page"])
    yield from _line_above(page, "contact", rule)


@checks("F-109")
def no_secrecy_mark_is_borne(page: Page, rule: Rule) -> Judgements:
    """Dấu độ mật: on a page that was given directly; a file which bears one is refused before any rule is asked."""
    head = page.lines[: rule.expects["within"]]
    for line in (*head, *(line for line in page.lines if line.place == "box" and line not in head)):
        try:
            refuse_secrets([line.text])
        except SecrecyMark:
            yield rule.finding(line, line.text, rule.expects["instead"])


@checks("F-110")
def draft_mark_is_gone(page: Page, rule: Rule) -> Judgements:
    """Dấu dự thảo: in the head, a text box or the margins; it may stay while there is no number yet."""
    parts = number_parts(page)
    if not parts or not parts.number:
        return
    head = [
        line for place, line in enumerate(page.lines) if place < rule.expects["within"] or line.place == "box"
    ]
    for line in head:
        if _DRAFT.match(line.text):
            yield rule.finding(line, line.text, "")
    for text in page.layout.margins_text:
        if _DRAFT.match(text.strip()):
            yield rule.finding("document", text.strip(), "")


@checks("F-112")
def copy_is_called_and_ruled_off(page: Page, rule: Rule) -> Judgements:
    """Hình thức sao: capitals, bold, below a line as wide as the text."""
    for line in page.boxes["copy_label"]:
        if not line.is_upper:
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule)
    yield from _line_above(page, "copy_label", rule)


@checks("F-113")
def copy_has_no_old_words(page: Page, rule: Rule) -> Judgements:
    """Từ cũ: three kinds of copy are known, and each has one name."""
    for line in page.boxes["copy_label"]:
        new = rule.expects["old"].get(line.text.upper())
        if new:
            yield rule.finding(line, line.text, new)


def _frame(page: Page, line: Line, rule: Rule, size: Sequence[float] | None) -> Judgements:
    """Khung viền: there, and of its size where the law gives one; of a shape's own frame the file may say nothing."""
    paragraph = page.layout.paragraphs[line.index - 1]
    if paragraph.box is None:
        if line.place == "box":
            yield rule.unseen(f"the frame round {line.text} is a shape whose size is not told")
        else:
            yield rule.finding(line, f"{line.text}: không có khung", "khung viền đơn")
        return
    if size is not None and any(
        abs(seen - wanted) > rule.expects["tolerance"]
        for seen, wanted in zip(paragraph.box, size, strict=True)
    ):
        yield rule.finding(line, _by(paragraph.box), _by(size))


def _line_above(page: Page, box: str, rule: Rule) -> Judgements:
    """Đường kẻ phía trên: as wide as the room for the text; a border fills its paragraph."""
    stroke = page.strokes.get(box)
    line = page.boxes[box][0]
    if stroke is None:
        yield rule.finding(line, "không có đường kẻ", rule.expects["line"])
        return
    room = _text_width(page, line)
    if stroke.width is not None and room is not None and stroke.width < rule.expects["share"] * room:
        yield rule.finding(line, f"đường kẻ {stroke.width:.0f} mm", f"{rule.expects['line']} ({room:.0f} mm)")


def _text_width(page: Page, line: Line) -> float | None:
    """Bề ngang vùng trình bày: between the margins of the line's section, in millimetres."""
    place = page.layout.paragraphs[line.index - 1].section
    if place >= len(page.layout.sections):
        return None
    section = page.layout.sections[place]
    if section.width is None or section.left is None or section.right is None:
        return None
    return section.width - section.left - section.right


def _by(size: Sequence[float]) -> str:
    return " x ".join(f"{length:.1f}".removesuffix(".0") for length in size) + " mm"


def _is_red(colour: str) -> bool:
    """Màu đỏ: much red, little else; without a colour letters are black."""
    if len(colour) != 6:
        return False
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return red >= _RED_AT_LEAST and max(green, blue) <= _OTHERS_AT_MOST
