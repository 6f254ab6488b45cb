"""Phụ lục: parts what follows the signature into annexes; texts with a letterhead of their own are none."""

import re
from collections.abc import Iterator, Sequence

from directives.checking.seeing.page import Annex, Line
from directives.checking.seeing.wording import is_state_name
from directives.conversion.layout import Layout

_LABEL = re.compile(r"^(?i:phụ lục)(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+|[A-Z]))?\s*(?:[.:–-].*)?$")
_POINTER = re.compile(r"^\((?:Ban hành )?[Kk]èm theo ")
_LABEL_LETTERS = 120
_TITLE_LINES = 6


def find_annexes(layout: Layout, after: Sequence[Line]) -> Iterator[Annex]:
    """Tìm phụ lục: one for each label, with all lines up to the next or to another letterhead."""
    starts = [place for place, line in enumerate(after) if is_annex_label(line)]
    ends = sorted({*starts, *_letterheads(after), len(after)})
    for start in starts:
        end = next(place for place in ends if place > start)
        lines = tuple(after[start:end])
        title, pointer = _head(lines)
        yield Annex(lines[0], title, pointer, lines, layout.paragraphs[lines[0].index - 1].section)


def is_annex_label(line: Line) -> bool:
    """Nhãn phụ lục: "Phụ lục", with a number or not, centred or in capitals or bold, outside tables."""
    if line.place == "cell" or len(line.text) > _LABEL_LETTERS or not _LABEL.match(line.text):
        return False
    return line.alignment == "center" or line.is_upper or line.is_(lambda run: run.bold)


def is_pointer(line: Line) -> bool:
    """Chỉ dẫn kèm theo: "(Kèm theo …)"."""
    return bool(_POINTER.match(line.text))


def _head(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """Phần đầu phụ lục: title lines and pointer; the title ends where neither capitals, bold nor centring go on."""
    title: list[Line] = []
    for line in lines[1 : _TITLE_LINES + 2]:
        if is_pointer(line):
            return tuple(title), line
        set_as_title = line.is_upper or line.is_(lambda run: run.bold) or line.alignment == "center"
        if line.place == "cell" or not set_as_title or line.text[0].isdigit():
            break
        title.append(line)
    pointer = next((line for line in lines[1 : _TITLE_LINES + 2] if is_pointer(line)), None)
    return tuple(title[:1] if pointer is None else title), pointer


def _letterheads(after: Sequence[Line]) -> Iterator[int]:
    """Phần đầu của văn bản kèm theo: where the table (or the line) of each further state name begins."""
    for place, line in enumerate(after):
        if is_state_name(line.text):
            same = (n for n, one in enumerate(after) if one.cell[0] == line.cell[0] and line.place == "cell")
            yield next(same, place)
