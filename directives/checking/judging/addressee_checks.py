"""Kính gửi: judges who is addressed and how (PL.I-II.9)."""

import re
from collections.abc import Iterator

from directives.checking.judging.geometry import MM_PER_POINT
from directives.checking.judging.style_checks import style_findings
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page

_BARE = re.compile(r"^Kính gửi\s*:?$")
_LABEL = re.compile(r"^Kính gửi\s*(?P<colon>:?)")
_DASHED = re.compile(r"^[-–—]\s")
_BULLETS = ("", "-", "–", "—")
_PRIVATE = "\ue000"  # signs of symbol fonts lie from here on: what they look like nobody knows


@checks("F-60")
def letter_names_its_addressee(page: Page, rule: Rule) -> Judgements:
    """Kính gửi: every công văn has it, and every tờ trình; a báo cáo only if it goes to a superior."""
    if "addressees_label" in page.boxes:
        return
    wanted = rule.expects["form"]
    if page.type_word is None and "letter_subject" in page.boxes:
        yield rule.finding("document", "", wanted)
    elif page.type_word in rule.expects["also"]:
        yield rule.finding("document", "", wanted, rule.expects["otherwise"])
    elif page.type_word in rule.expects["unsure"]:
        yield rule.unseen("whether this goes to a superior the document does not say")


@checks("F-61")
def order_names_no_addressee(page: Page, rule: Rule) -> Judgements:
    """Kính gửi thừa: decisions, plans, directives and notices have none."""
    for line in page.boxes["addressees_label"]:
        if page.type_word in rule.expects["types"]:
            yield rule.finding(line, line.text, "")


@checks("F-62")
def addressees_have_their_style(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ Kính gửi: the label with its colon, and the first of the names that looks otherwise."""
    label = page.boxes["addressees_label"][0]
    match = _LABEL.match(label.text)
    if match and not match["colon"]:
        yield rule.finding(label, match[0], rule.expects["colon"], at=match.span())
    for line in (label, *page.boxes.get("addressees", ())):
        found = list(style_findings(line, rule))
        yield from found
        if found:
            return


@checks("F-63")
def one_addressee_is_on_the_line(page: Page, rule: Rule) -> Judgements:
    """Gửi một nơi: on the line of the label; a single line below it that is moved in or centred is an addressee too."""
    label = page.boxes["addressees_label"][0]
    if not _BARE.match(label.text):
        return
    items = page.boxes.get("addressees", ())
    alone = items[0] if len(items) == 1 else None
    if not items:
        alone = _name_below(page, label, rule.expects["letters"], rule.expects["indent"])
    if alone is not None:
        name = alone.text.lstrip("-–— ").rstrip(";. ")
        yield rule.finding(alone, alone.text[:80], f"Kính gửi: {name[:80]}")


def _name_below(page: Page, label: Line, letters: int, indent: float) -> Line | None:
    """Tên ở dòng dưới: a short line right below the label, moved in, with another kind of line below it."""
    place = page.lines.index(label)
    below = [line for line in page.lines[place + 1 : place + 3] if line.place == label.place]
    moved = [_is_moved_in(page, line, indent) and len(line.text) <= letters for line in below]
    return below[0] if moved[:1] == [True] and moved[1:2] != [True] else None


def _is_moved_in(page: Page, line: Line, indent: float) -> bool:
    if line.text.endswith((":", ",")) or line.text.isupper():
        return False
    return line.alignment == "center" or page.paragraph(line).left_indent * MM_PER_POINT >= indent


@checks("F-64")
def addressees_are_a_list(page: Page, rule: Rule) -> Judgements:
    """Kính gửi nhiều nơi: dash, semicolon, full stop at the last."""
    items = page.boxes["addressees"]
    if len(items) < 2:
        return
    for number, line in enumerate(items, start=1):
        mark = rule.expects["last"] if number == len(items) else rule.expects["between"]
        end = len(line.text)
        if not line.text.endswith(mark):
            yield rule.finding(line, line.text[-60:], f"…{mark}", at=(end - 1, end))
        bullet = page.paragraph(line).number
        dashed = line.numbered and (bullet in _BULLETS or bullet[0] >= _PRIVATE)
        if not dashed and not _DASHED.match(line.text):
            yield rule.finding(line, (bullet + " " + line.text).strip()[:60], rule.expects["dash"], at=(0, 1))


@checks("F-65")
def dashes_stand_in_one_column(page: Page, rule: Rule) -> Judgements:
    """Gạch đầu dòng thẳng hàng: by indents, or by where they are printed; centred lines have no such column."""
    items = page.boxes["addressees"]
    places = list(_places(page, items))
    if len(items) > 1 and len(places) < len(items):
        yield rule.unseen("tabs, blanks or centring set these lines, whose width is not known")
    if not places:
        return
    first = places[0][1]
    for line, left in places[1:]:
        if abs(left - first) > rule.expects["tolerance"]:
            yield rule.finding(line, f"{left:.1f} mm", f"{first:.1f} mm", at=(0, 1))
            return


def _places(page: Page, items: tuple[Line, ...]) -> Iterator[tuple[Line, float]]:
    """Chỗ bắt đầu: of each line, in millimetres from the edge of its room, where that can be told."""
    for line in items:
        paragraph = page.paragraph(line)
        if line.cell != items[0].cell:
            continue
        if paragraph.left is not None:
            yield line, paragraph.left
        elif line.alignment in ("left", "both") and not paragraph.text[:1].isspace() and not line.start:
            yield line, (paragraph.left_indent + paragraph.first_line) * MM_PER_POINT
