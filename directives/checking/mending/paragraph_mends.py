"""Sửa đoạn văn: size, alignment, indent, spacing of the running text and of the head (PL.I-II.1c, 2b, 5b, 6e)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from directives.checking.mending.mends import Fault, mends
from directives.checking.seeing.page import Line
from directives.conversion.word_edits import Edit, SetLetters, SetParagraph

_POINTS_PER_MM = 72 / 25.4
_ITEM = re.compile(r"^[-–—+•*▪●○◦]")


@mends("F-28")
def head_is_single_spaced(fault: Fault) -> Iterator[Edit]:
    """Giãn dòng phần đầu: single, in all lines of the letterhead."""
    wanted = fault.rule.expects["lines"]
    done: set[int] = set()
    for line in (line for box in fault.rule.expects["boxes"] for line in fault.page.boxes.get(box, ())):
        if line.index not in done and fault.page.paragraph(line).lines != wanted:
            done.add(line.index)
            yield SetParagraph(line.index, lines=wanted)


@mends("F-57")
def letter_subject_stands_below_the_number(fault: Fault) -> Iterator[Edit]:
    """Khoảng cách trên trích yếu công văn: as the measure has it."""
    measure, line = fault.rule.measure, fault.line
    if measure is not None and measure.used is not None and line is not None:
        yield SetParagraph(line.index, space_before=measure.used)
        above = fault.page.layout.paragraphs[line.index - 2] if line.index > 1 else None
        if above is None or not above.space_after or above.place != line.place:
            return
        if (above.table, above.row, above.column) == line.cell:
            yield SetParagraph(line.index - 1, space_after=0)


@mends("F-72")
def body_gets_one_size(fault: Fault) -> Iterator[Edit]:
    """Cỡ chữ nội dung: the size most letters have where it is lawful, else the nearest lawful one."""
    measure, slack = fault.rule.measure, fault.rule.expects["tolerance"]
    if measure is None or measure.at_least is None or measure.at_most is None:
        return
    single = re.fullmatch(r"\d+(?:\.\d+)?", fault.finding.expected)
    family = _size_beside_the_head(fault)
    for line in _text(fault):
        at = line.start
        for run in _from_first_letter(line):
            noted = re.fullmatch(fault.rule.expects["note"], run[0].strip())
            if run[1] is not None and not noted:
                nearest = min(max(run[1], measure.at_least), measure.at_most)
                wanted = float(single[0]) if single else family or nearest
                if abs(run[1] - wanted) > slack:
                    yield SetLetters(line.index, at, at + len(run[0]), size=wanted)
            at += len(run[0])


@mends("F-73")
def body_is_justified(fault: Fault) -> Iterator[Edit]:
    """Canh đều hai lề: every paragraph of more than one printed line that is not."""
    wanted = fault.rule.expects["alignment"]
    for line in _running(fault):
        long = len(line.text) > fault.rule.expects["one_line"]
        if line.alignment in ("left", "right") and long and not _is_item(line):
            yield SetParagraph(line.index, alignment=wanted)


@mends("F-74", "F-75")
def first_line_is_indented(fault: Fault) -> Iterator[Edit]:
    """Lùi đầu dòng: the nearest width the law allows."""
    slack, measure = fault.rule.expects["tolerance"], fault.rule.measure
    either = fault.rule.expects.get("either")
    for line in _running(fault):
        paragraph = fault.page.paragraph(line)
        skipped = line.alignment == "right" or line.is_upper or _is_item(line)
        if skipped or paragraph.text.startswith("\t"):
            continue
        indent = paragraph.first_line / _POINTS_PER_MM
        if either is not None:
            wanted = min(either, key=lambda one: abs(one - indent))
        elif measure is not None and measure.at_least is not None and measure.at_most is not None:
            wanted = min(max(indent, measure.at_least), measure.at_most)
        else:
            return
        if abs(wanted - indent) > slack:
            yield SetParagraph(line.index, first_line=wanted * _POINTS_PER_MM)


@mends("F-76")
def paragraphs_stand_apart(fault: Fault) -> Iterator[Edit]:
    """Khoảng cách đoạn: the least that the law wants, above the paragraph."""
    measure = fault.rule.measure
    if measure is None or measure.at_least is None:
        return
    for above, line in pairwise(_running(fault)):
        if line.index != above.index + 1:
            continue
        first, second = fault.page.paragraph(above), fault.page.paragraph(line)
        same = first.style == second.style
        after = 0.0 if same and first.contextual else first.space_after
        before = 0.0 if same and second.contextual else second.space_before
        if after + before < measure.at_least - fault.rule.expects["tolerance"]:
            off = False if second.contextual else None
            yield SetParagraph(line.index, space_before=measure.at_least - after, contextual=off)


@mends("F-77")
def lines_are_spaced_lawfully(fault: Fault) -> Iterator[Edit]:
    """Giãn dòng: the nearest bound, as a multiple of a single line."""
    measure, slack = fault.rule.measure, fault.rule.expects["tolerance"]
    if measure is None or measure.at_least is None or measure.at_most is None:
        return
    for line in _running(fault):
        paragraph = fault.page.paragraph(line)
        ratio = paragraph.lines
        if ratio is None and line.sizes and paragraph.line_height is not None:
            ratio = paragraph.line_height / (fault.rule.expects["single"] * line.sizes[-1])
            allowed = fault.rule.expects.get("exact_from")
            enough = allowed is not None and paragraph.line_height >= allowed
            if ratio < measure.at_least and (paragraph.least or enough):
                continue
        if ratio is not None and not measure.at_least - slack <= ratio <= measure.at_most + slack:
            wanted = measure.at_least if ratio < measure.at_least else measure.at_most
            yield SetParagraph(line.index, lines=wanted)


def _size_beside_the_head(fault: Fault) -> float | None:
    """Cỡ chữ cùng bộ: the size of the text that goes with those of state name and motto; None when none does."""
    rule = fault.rules.get("F-131")
    heads = [fault.page.first(box) for box in ("state_name", "motto")]
    sizes = [set(line.sizes) for line in heads if line is not None]
    for state, motto, body in rule.expects["families"] if rule is not None and len(sizes) == 2 else ():
        if sizes == [{state}, {motto}]:
            return float(body)
    return None


def _text(fault: Fault) -> list[Line]:
    return [
        line
        for line in fault.page.boxes.get("body", ())
        if line.place == "body" and line.alignment != "center"
    ]


def _running(fault: Fault) -> list[Line]:
    """Đoạn nội dung: the first line of each paragraph of running text, bases among them."""
    found: list[Line] = []
    bases = [
        one for one in fault.page.boxes.get("bases", ()) if one.place == "body" and one.alignment != "center"
    ]
    for line in (*bases, *_text(fault)):
        if not found or found[-1].index != line.index:
            found.append(line)
    return found


def _from_first_letter(line: Line) -> list[tuple[str, float | None]]:
    """Đoạn chữ của dòng: words and size of each run, blanks before the first letter left out."""
    pieces = [(run.text, run.size) for run in line.runs]
    whole = "".join(text for text, _ in pieces)
    lead = len(whole) - len(whole.lstrip())
    found = []
    for text, size in pieces:
        cut = min(lead, len(text))
        lead -= cut
        if text[cut:]:
            found.append((text[cut:], size))
    return found


def _is_item(line: Line) -> bool:
    return line.numbered or bool(_ITEM.match(line.text))
