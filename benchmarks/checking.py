"""Kiểm tra thể thức: one page read and judged by every rule, against python-docx opening the same file and walking it.

Ours sees what python-docx does not (styles resolved, lines, numbers, text boxes, page numbers) and judges it; the peer
only looks at what a checker on top of it would have to ask for. Both have the file in memory and a warm process.
"""

import io
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import chain
from typing import Any

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from benchmarks.measure import Result, Work, compare
from benchmarks.rendering import letter
from directives.checking.checker import check_layout
from directives.conversion.limits import limits
from directives.conversion.package import Package
from directives.conversion.word_links import refuse_links
from directives.conversion.word_reader import read_package
from directives.rendering.render import render

_TIMES = 40
_NAME = "cong-van.docx"


def check_file() -> Result:
    """Một tệp: our công văn with a real letter's words, from its bytes to the report; and the peer's walk over it."""
    content = render(letter()).content
    if _checked(content) == 0 or _walked(content) == 0:
        raise AssertionError("nothing was judged or nothing was walked over")

    def ours() -> int:
        for _ in range(_TIMES):
            _checked(content)
        return _TIMES

    def theirs() -> int:
        for _ in range(_TIMES):
            _walked(content)
        return _TIMES

    return compare("check_file", "files/s", Work(ours), f"python-docx {version('python-docx')}", Work(theirs))


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield check_file


def _checked(content: bytes) -> int:
    package = Package(content, limits())
    refuse_links(package)
    layout = read_package(package)
    check_layout(layout, _NAME)
    return len(layout.paragraphs)


def _walked(content: bytes) -> int:
    """Duyệt: every paragraph, table cell and run, and what a checker asks of each; no style is resolved for it."""
    document = docx.Document(io.BytesIO(content))
    margins: list[Any] = []
    for section in document.sections:
        _ = section.page_width, section.page_height, section.top_margin, section.bottom_margin
        _ = section.left_margin, section.right_margin, section.different_first_page_header_footer
        margins += [part for part in (section.header, section.footer) if not part.is_linked_to_previous]
    count = 0
    for paragraph in chain(_paragraphs(document), *(part.paragraphs for part in margins)):
        count += 1
        form = paragraph.paragraph_format
        _ = paragraph.style, form.alignment, form.first_line_indent, form.left_indent, form.right_indent
        _ = form.space_before, form.space_after, form.line_spacing
        for run in paragraph.runs:
            _ = run.text, run.font.name, run.font.size, run.font.bold, run.font.italic, run.font.underline
    return count


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block
