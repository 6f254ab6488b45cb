"""Sửa dấu câu: marks at the end of bases, addressees, recipients and of the body (PL.I-II.6a, 9d)."""

import re
from collections.abc import Iterator

from directives.checking.mending.mends import Fault, mends
from directives.checking.mending.rewriting import rewritten
from directives.checking.seeing.page import Line
from directives.conversion.word_edits import Edit, SetParagraph

_ARCHIVE = re.compile(
    r"^(?P<dash>[-–—+•*]?)\s*Lưu\s*[:;,.]?\s*VT\s*(?:[,;:.]\s*(?P<rest>.*?)|(?P<copies>\(\d+\)))?[\s.;,]*$"
)
_DASH = re.compile(r"^[-–—+•*]?\s*")
_END = re.compile(r"[\s.,;:]*$")


@mends("F-64", "F-85")
def items_end_rightly(fault: Fault) -> Iterator[Edit]:
    """Dấu câu của danh sách: semicolon between, full stop at the last; a dash before each."""
    lines, wanted = fault.whole_lines, fault.finding.expected
    if not lines:
        return
    if wanted.startswith("-"):
        yield from rewritten(fault.page, lines[0], "- ", _span(_DASH.match(lines[0].text)))
    elif wanted[-1:] in (";", "."):
        yield from _ended(fault, lines[-1], wanted[-1])


@mends("F-65")
def dashes_stand_in_one_column(fault: Fault) -> Iterator[Edit]:
    """Gạch đầu dòng: each as far in as the first."""
    lines = fault.page.boxes.get("addressees", ())
    if not lines:
        return
    first = fault.page.paragraph(lines[0])
    column = first.alignment, first.left_indent, first.first_line
    for line in lines[1:]:
        one = fault.page.paragraph(line)
        if not line.start and (one.alignment, one.left_indent, one.first_line) != column:
            yield SetParagraph(line.index, alignment=column[0], left_indent=column[1], first_line=column[2])


@mends("F-67", "F-68")
def bases_end_rightly(fault: Fault) -> Iterator[Edit]:
    """Dấu câu của căn cứ: the mark that the rule expects."""
    if fault.line is not None and fault.finding.expected in (";", ".", ","):
        yield from _ended(fault, fault.line, fault.finding.expected)


@mends("F-82")
def body_gets_its_end_mark(fault: Fault) -> Iterator[Edit]:
    """Dấu kết thúc: right after the last word, in place of the marks that stand there."""
    line = fault.line
    if line is not None and not line.text.endswith((":", "…")):
        kept = line.text.rstrip(" ./;,")
        yield from rewritten(fault.page, line, fault.rule.expects["mark"], (len(kept), len(line.text)))


@mends("F-87")
def archive_line_gets_its_marks(fault: Fault) -> Iterator[Edit]:
    """Dòng Lưu: dash, colon, comma, full stop; its words are left as they are."""
    lines = fault.whole_lines
    if len(lines) != 1:
        return
    found = _ARCHIVE.match(lines[0].text)
    if found:
        dash = "" if lines[0].numbered or not found["dash"] else "- "
        rest = f", {found['rest']}" if found["rest"] else f" {found['copies']}" if found["copies"] else ""
        yield from rewritten(fault.page, lines[0], f"{dash}Lưu: VT{rest}.")


def _ended(fault: Fault, line: Line, mark: str) -> Iterator[Edit]:
    yield from rewritten(fault.page, line, mark, _span(_END.search(line.text)))


def _span(found: re.Match[str] | None) -> tuple[int, int]:
    return found.span() if found else (0, 0)
