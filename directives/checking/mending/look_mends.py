"""Sửa kiểu chữ: size, weight, slant, capitals, place in the middle, of lines whose words are set by the law."""

from collections.abc import Iterator
from typing import Any

from directives.checking.mending.mends import CASE, Fault, mends
from directives.checking.mending.rewriting import letters_only, rewritten
from directives.checking.seeing.page import SURE_SHARE, TABS, Line
from directives.conversion.word_edits import Edit, SetLetters, SetParagraph
from directives.rulebook.regimes import Measure

_SLACK = 0.25  # points
_RED = "FF0000"
_IN_BOLD = " (đậm)"
_MIDDLE = ("giữa dòng", "giữa ô", "canh giữa")


@mends(
    "F-21", "F-24", "F-29", "F-30", "F-38", "F-48", "F-51", "F-53", "F-56", "F-66", "F-71", "F-78", "F-79",
    "F-84", "F-90", "F-99", "F-101", "F-102", "F-106", "F-107", "F-108", "F-112",
    frees=(CASE,),
)  # fmt: skip
def line_gets_its_look(fault: Fault) -> Iterator[Edit]:
    """Kiểu chữ: what the rule says of it; capitals where they are wanted, small letters only in set words."""
    for line in fault.whole_lines:
        yield from look(fault, line)
    if fault.line is not None:
        yield from _case(fault, fault.line)


@mends("F-95")
def signer_gets_its_look(fault: Fault) -> Iterator[Edit]:
    """Họ tên người ký: its look; how a name in capitals is written in small letters nobody but a person knows."""
    if fault.line is not None:
        yield from look(fault, fault.line)


@mends("F-104", frees=(CASE,))
def stamp_gets_its_look(fault: Fault) -> Iterator[Edit]:
    """Dấu khẩn: capitals, look and colour; its frame is left to a person."""
    line = fault.line
    if line is None:
        return
    if fault.finding.expected == fault.rule.expects.get("colour"):
        yield SetLetters(line.index, line.start, line.start + len(line.text), color=_RED)
        return
    yield from look(fault, line)
    if line.text.upper() in fault.rule.expects["sizes"]:
        yield from rewritten(fault.page, line, line.text.upper())


@mends("F-26")
def motto_loses_its_underline(fault: Fault) -> Iterator[Edit]:
    """Gạch chân Tiêu ngữ: taken off; the line of its own is F-25's matter."""
    if fault.line is not None:
        yield _letters(fault.line, underline=False)


@mends("F-80")
def article_begins_bold(fault: Fault) -> Iterator[Edit]:
    """Điều: its word and number in bold; a number out of order is left to a person."""
    line = fault.line
    if line is not None and fault.finding.expected.endswith(_IN_BOLD):
        words = line.text.split(".", 1)[0]
        yield SetLetters(line.index, line.start, line.start + len(words) + 1, bold=True)


def look(fault: Fault, line: Line) -> Iterator[Edit]:
    """Kiểu chữ của một dòng: only what differs from the rule."""
    wanted: dict[str, Any] = {}
    expects = fault.rule.expects
    shares = {"bold": line.share(lambda run: run.bold), "italic": line.share(lambda run: run.italic)}
    for name, share in shares.items():
        if name in expects and expects[name] != (share >= SURE_SHARE):
            wanted[name] = expects[name]
    size = lawful_size(fault, line, fault.rule.measure)
    if size is not None:
        wanted["size"] = size
    if wanted:
        yield _letters(line, **wanted)
    off_middle = expects.get("centred") or fault.finding.expected in _MIDDLE
    if off_middle and line.alignment not in ("center", TABS):
        yield SetParagraph(line.index, alignment="center", first_line=0, left_indent=0, right_indent=0)


def lawful_size(fault: Fault, line: Line, measure: Measure | None) -> float | None:
    """Cỡ chữ đúng: None when all its sizes are lawful; the smaller bound where the text is set small, else the larger.

    So the sizes of a document stay of one family (12, 13, 13 or 13, 14, 14).
    """
    if measure is None or not line.sizes:
        return None
    low = measure.at_least if measure.at_least is not None else measure.used
    high = measure.at_most if measure.at_most is not None else measure.used
    if low is None or high is None or all(low - _SLACK <= one <= high + _SLACK for one in line.sizes):
        return None
    return low if _is_set_small(fault) else high


def _is_set_small(fault: Fault) -> bool:
    """Bộ cỡ nhỏ: whether most letters of the running text are of the smaller lawful size."""
    rule = fault.rules.get("F-72")
    measure = rule.measure if rule is not None else None
    if measure is None or measure.at_least is None:
        return False
    small = total = 0
    for line in fault.page.boxes.get("body", ()):
        for run in line.runs:
            total += len(run.text)
            small += len(run.text) if run.size is not None and run.size <= measure.at_least + _SLACK else 0
    return small * 2 > total


def _case(fault: Fault, line: Line) -> Iterator[Edit]:
    """Chữ hoa, chữ thường: set words as the rule expects them; else capitals only where all are to be capitals."""
    wanted = fault.finding.expected.removesuffix(_IN_BOLD)
    if letters_only(wanted) == letters_only(line.text) and wanted != line.text:
        yield from rewritten(fault.page, line, wanted)
    elif (fault.rule.expects.get("upper") or _is_start_in_capitals(wanted, line)) and not line.is_upper:
        yield from rewritten(fault.page, line, line.text.upper())


def _is_start_in_capitals(wanted: str, line: Line) -> bool:
    return bool(wanted) and wanted == line.text.upper()[: len(wanted)] and len(wanted) > 1


def _letters(line: Line, **look: Any) -> SetLetters:
    return SetLetters(line.index, line.start, line.start + len(line.text), **look)
