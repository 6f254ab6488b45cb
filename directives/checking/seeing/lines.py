"""Dòng: from the paragraphs of a layout to the lines that are printed, one value each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from directives.checking.seeing.page import TABS, Line
from directives.checking.seeing.wording import (
    DRAWN_RULE,
    is_authority,
    is_motto,
    is_place_and_date,
    is_post,
    is_recipients_label,
    is_state_name,
)
from directives.conversion.layout import Paragraph, Run
from directives.vocabulary.names import is_name

_GAP = re.compile(r"\t[\t \xa0]*|[ \xa0]{3,}")
_STATE_AND_MOTTO = re.compile(r"^(\s*CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM)\s+Độc\b", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:\(?[\dIVXLC]{1,5}|[a-zđ])[.)]*$")


def lines_of(paragraphs: Iterable[Paragraph]) -> tuple[Line, ...]:
    """Các dòng: in reading order; a typed rule is none.

    A paragraph is parted at its line breaks, and at the tabs (or wide gaps) which set one half of a letterhead or of
    the closing beside the other.
    """
    lines: list[Line] = []
    closing = False
    for index, paragraph in enumerate(paragraphs, start=1):
        for start, end, alignment in _pieces(paragraph, closing):
            line = _line(paragraph, index, start, end, alignment)
            if line is not None:
                closing = closing or is_recipients_label(line.text)
                lines.append(line)
    return tuple(lines)


def _pieces(paragraph: Paragraph, closing: bool) -> Iterator[tuple[int, int, str]]:
    """Các phần: first and next-to-last letter and alignment of each line in a paragraph's text."""
    start = 0
    text = paragraph.text
    for words in text.split("\n") if "\n" in text else (text,):
        end = start + len(words)
        gaps = list(_GAP.finditer(words.strip())) if paragraph.place != "cell" or "\t" in words else []
        parts = _columns(words, gaps, closing) if gaps else ()
        if parts:
            for first, last in parts:
                yield start + first, start + last, TABS
        elif (joined := _STATE_AND_MOTTO.match(words)) is not None:
            yield start, start + joined.end(1), paragraph.alignment
            yield start + joined.end(1), end, paragraph.alignment
        else:
            yield start, end, paragraph.alignment
        start = end + 1


def _columns(words: str, gaps: Sequence[re.Match[str]], closing: bool) -> tuple[tuple[int, int], ...]:
    """Hai nửa: where the words of a left and a right half lie, () when the gaps do not part such halves."""
    before = len(words) - len(words.lstrip())
    for gap in gaps:
        left, right = words[: before + gap.start()].strip(), words[before + gap.end() :].strip()
        if left and right and not _COUNTED.match(left) and _stands_right(right, closing):
            return (0, before + gap.start()), (before + gap.end(), len(words))
    return ()


def _stands_right(text: str, closing: bool) -> bool:
    """Thuộc nửa phải: whether words are those of the right half of a letterhead or of the closing."""
    if is_state_name(text) or is_motto(text) or is_authority(text) or is_post(text):
        return True
    return is_name(text) if closing else is_place_and_date(text)


def _line(paragraph: Paragraph, index: int, start: int, end: int, alignment: str) -> Line | None:
    written = paragraph.text[start:end]
    text = written.replace("\xa0", " ").strip()
    if not text or DRAWN_RULE.match(text):
        return None
    whole = end - start == len(paragraph.text)
    return Line(
        text,
        paragraph.runs if whole else tuple(_cut(paragraph.runs, start, end)),
        alignment,
        index,
        paragraph.numbered,
        (paragraph.table, paragraph.row, paragraph.column),
        paragraph.place,
        start + len(written) - len(written.lstrip()),
    )


def _cut(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """Cắt: the parts of the runs between two letters of the paragraph's text."""
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        at += len(run.text)
        if first < last:
            yield replace(run, text=run.text[first:last])
