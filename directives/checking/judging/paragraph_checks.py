"""Đoạn văn: judges size, alignment, indent and spacing of the running text (PL.I-II.6e).

Headings (centred), tables and lists have looks of their own. Paragraphs with one and the same fault make one finding,
at the first of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Line, Page
from directives.conversion.layout import Paragraph

_MM_PER_POINT = 25.4 / 72
_ITEM = re.compile(r"^[-–—+•*▪●○◦]")
_ALIGNMENTS = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}


@dataclass(frozen=True, slots=True)
class _Fault:
    """Lỗi của một đoạn: where, what is seen and expected; a severity only where it is not the rule's own."""

    line: Line
    seen: str
    expected: str
    severity: str = ""


@checks("F-72")
def body_has_one_lawful_size(page: Page, rule: Rule) -> Judgements:
    """Cỡ chữ nội dung: within the bounds and the same throughout; the typed number of a note may be smaller."""
    measure, slack = rule.measure, rule.expects["tolerance"]
    letters: Counter[float] = Counter()
    found: list[tuple[Line, float]] = []
    for line in _text(page.boxes["body"]):
        for size, count in _sizes(line, rule.expects["note"]):
            letters[size] += count
            found.append((line, size))
    if not letters or measure is None or measure.at_least is None or measure.at_most is None:
        return
    low, high = measure.at_least, measure.at_most
    lawful = [(count, size) for size, count in letters.items() if low - slack <= size <= high + slack]
    most = max(lawful)[1] if lawful else None
    wanted = f"{low:g} - {high:g}" if most is None else f"{most:g}"
    others = ((line, size) for line, size in found if most is None or abs(size - most) > slack)
    yield from _gathered(rule, (_Fault(line, f"{size:g}", wanted) for line, size in others))


@checks("F-73")
def body_is_justified(page: Page, rule: Rule) -> Judgements:
    """Canh đều hai lề: where a paragraph fills more than one printed line."""
    wanted = rule.expects["alignment"]
    faults = (
        _Fault(line, _ALIGNMENTS[line.alignment], "canh đều hai lề")
        for line in _running(page)
        if line.alignment != wanted
        and line.alignment in _ALIGNMENTS
        and len(line.text) > rule.expects["one_line"]
        and not _is_item(line)
    )
    yield from _gathered(rule, faults)


@checks("F-74", "F-75")
def first_line_is_indented(page: Page, rule: Rule) -> Judgements:
    """Lùi đầu dòng: one of two widths, or between two; how far a typed tab goes the file does not tell."""
    paragraphs = [
        (line, page.layout.paragraphs[line.index - 1])
        for line in _running(page)
        if line.alignment != "right" and not line.is_upper and not _is_item(line)
    ]
    if any(paragraph.text.startswith("\t") for _, paragraph in paragraphs):
        yield rule.unseen("some paragraphs begin with a typed tab, whose width is not known")
    yield from _gathered(rule, _indents(paragraphs, rule))


@checks("F-76")
def paragraphs_stand_apart(page: Page, rule: Rule) -> Judgements:
    """Khoảng cách đoạn: below the one and above the next; an empty paragraph between them is space enough."""
    measure = rule.measure
    if measure is None or measure.at_least is None:
        return
    least = measure.at_least
    faults: list[_Fault] = []
    for above, line in pairwise(_running(page)):
        if line.index != above.index + 1:
            continue
        first, second = (page.layout.paragraphs[one.index - 1] for one in (above, line))
        if first.sheet != second.sheet:
            continue  # at the top of a printed page no space is seen
        gap = _gap(first, second)
        if gap < least - rule.expects["tolerance"]:
            faults.append(_Fault(line, f"{_number(gap)} pt", f"{_number(least)} pt"))
    yield from _gathered(rule, faults)


@checks("F-77")
def lines_are_spaced_lawfully(page: Page, rule: Rule) -> Judgements:
    """Giãn dòng: as a multiple of a single line; a fixed height is compared with that of the letters."""
    measure = rule.measure
    if measure is None or measure.at_least is None or measure.at_most is None:
        return
    low, high, slack = measure.at_least, measure.at_most, rule.expects["tolerance"]
    wanted = f"{_number(low)} - {_number(high)} dòng"
    faults: list[_Fault] = []
    for line in _running(page):
        paragraph = page.layout.paragraphs[line.index - 1]
        ratio = _line_ratio(paragraph, line, rule)
        if ratio is None or low - slack <= ratio <= high + slack:
            continue
        height = paragraph.line_height
        seen = f"{_number(ratio)} dòng" if height is None else f"{_number(height)} pt"
        faults.append(_Fault(line, seen, wanted, rule.expects["too_narrow"] if ratio < low else ""))
    yield from _gathered(rule, faults)


def _text(lines: Iterable[Line]) -> list[Line]:
    """Chữ nội dung: the lines that are no headings and stand in no table."""
    return [line for line in lines if line.place == "body" and line.alignment != "center"]


def _running(page: Page) -> list[Line]:
    """Đoạn nội dung: the first line of each paragraph of running text, legal bases among them."""
    found: list[Line] = []
    for line in _text((*page.boxes.get("bases", ()), *page.boxes["body"])):
        if not found or found[-1].index != line.index:
            found.append(line)
    return found


def _sizes(line: Line, note: str) -> Iterator[tuple[float, int]]:
    """Cỡ chữ: each size of a line that is said, with its letters; a note's number does not count."""
    for run in line.runs:
        words = run.text.strip()
        if words and run.size is not None and not re.fullmatch(note, words):
            yield run.size, len(words)


def _is_item(line: Line) -> bool:
    """Mục của danh sách: dashed by hand or by Word; what Word counts in digits or letters may hang as well."""
    return line.numbered or bool(_ITEM.match(line.text))


def _indents(paragraphs: Iterable[tuple[Line, Paragraph]], rule: Rule) -> Iterator[_Fault]:
    slack, measure = rule.expects["tolerance"], rule.measure
    either = rule.expects.get("either")
    for line, paragraph in paragraphs:
        if paragraph.text.startswith("\t"):
            continue
        indent = paragraph.first_line * _MM_PER_POINT
        if either is not None:
            right = any(abs(indent - one) <= slack for one in either)
            wanted = " hoặc ".join(f"{_number(one)} mm" for one in either)
        elif measure is not None and measure.at_least is not None and measure.at_most is not None:
            right = measure.at_least - slack <= indent <= measure.at_most + slack
            wanted = f"{_number(measure.at_least)} - {_number(measure.at_most)} mm"
        else:
            continue
        if not right:
            yield _Fault(line, f"{_number(indent)} mm", wanted)


def _gap(above: Paragraph, below: Paragraph) -> float:
    """Khoảng cách: Word leaves out what adjoins a paragraph of the same style where a style says so."""
    same = above.style == below.style
    after = 0.0 if same and above.contextual else above.space_after
    before = 0.0 if same and below.contextual else below.space_before
    return after + before


def _line_ratio(paragraph: Paragraph, line: Line, rule: Rule) -> float | None:
    """Giãn dòng: as a multiple of a single line; None where the size of the letters is not said or nothing is wrong."""
    if paragraph.line_height is None:
        return paragraph.lines
    if not line.sizes:
        return None
    ratio: float = paragraph.line_height / (rule.expects["single"] * line.sizes[-1])
    allowed = rule.expects.get("exact_from")
    if ratio < 1 and (paragraph.least or (allowed is not None and paragraph.line_height >= allowed)):
        return None
    return ratio


def _gathered(rule: Rule, faults: Iterable[_Fault]) -> Judgements:
    """Gộp: one finding for all paragraphs with the same fault."""
    groups: dict[tuple[str, str, str], list[_Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.seen, fault.expected, fault.severity), []).append(fault)
    for same in groups.values():
        first = same[0]
        count = len({fault.line.index for fault in same})
        seen = first.seen if count == 1 else f"{first.seen} ({count} đoạn, từ đoạn {first.line.index})"
        yield rule.finding(first.line, seen, first.expected, first.severity)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
