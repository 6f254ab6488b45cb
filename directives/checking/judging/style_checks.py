"""Kiểu chữ của các ô: judges size, weight and slant of a box's lines against its measure."""

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import SURE_SHARE, Line, Page

_SIZE_SLACK = 0.25  # points
_WORDS = {"bold": ("đậm", "không đậm"), "italic": ("nghiêng", "đứng")}


@checks("F-21", "F-24", "F-38", "F-48", "F-56", "F-62", "F-84")
def box_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Kiểu chữ: each line of the box; a size that no level of the document says is not judged."""
    for line in page.boxes.get(rule.needs or "", ()):
        yield from style_findings(line, rule)


@checks("F-30")
def issuer_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Tên cơ quan ban hành: the last line of box 2; lines above may belong to the parent body."""
    for line in page.boxes["issuer"][-1:]:
        if not line.is_upper:
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule)


@checks("F-51")
def type_name_has_its_style(page: Page, rule: Rule) -> Judgements:
    """Tên loại: capitals, bold, upright."""
    for line in page.boxes["type_name"]:
        if not line.is_upper:
            yield rule.finding(line, line.text, line.text.upper())
        yield from style_findings(line, rule)


@checks("F-83")
def recipients_label_is_right(page: Page, rule: Rule) -> Judgements:
    """Từ "Nơi nhận:": there, on its own line, with colon, bold italic 12."""
    label = page.first("recipients_label")
    if label is None:
        yield rule.finding("document", "", rule.expects["text"])
        return
    if label.text != rule.expects["text"]:
        yield rule.finding(label, label.text, rule.expects["text"])
    yield from style_findings(label, rule)


def style_findings(line: Line, rule: Rule) -> Judgements:
    """Lỗi kiểu chữ: at most one finding a line, naming all that differs."""
    seen, wanted = [], []
    shares = {"bold": line.share(lambda run: run.bold), "italic": line.share(lambda run: run.italic)}
    for name, share in shares.items():
        held = share >= SURE_SHARE
        if name in rule.expects and rule.expects[name] != held:
            yes, no = _WORDS[name]
            seen.append(yes if held else no)
            wanted.append(yes if rule.expects[name] else no)
    measure = rule.measure
    if measure is not None and line.sizes:
        low = measure.at_least if measure.at_least is not None else measure.used
        high = measure.at_most if measure.at_most is not None else measure.used
        if any(not low - _SIZE_SLACK <= size <= high + _SIZE_SLACK for size in line.sizes):
            seen.append(", ".join(f"{size:g}" for size in line.sizes))
            wanted.append(f"{low:g}" if low == high else f"{low:g} - {high:g}")
    if seen:
        yield rule.finding(line, f"{line.text[:60]}: {', '.join(seen)}", ", ".join(wanted))
