"""Hàng chữ của trang: words of a page become rows from top to bottom; writing of signatures is set aside.

Lengths are in points, y runs downwards.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from directives.conversion.page_words import Page, PageWord
from directives.conversion.pdf_drawings import Grid
from directives.conversion.pdf_glyphs import Look, Word

_SAME_ROW, _SAME_ROW_SEEN = 0.3, 0.45  # of the size: baselines of one row; of words seen by a machine
_APART = 3.0  # of the size: a blank so wide ends what was drawn in one go
_SIGNED = re.compile(
    r"^(?:Người ký|Được ký bởi|Đã ký bởi|Ký bởi|Ký số bởi|Digitally signed by|Signed by|"
    r"Signature (?:Not )?(?:Valid|Verified))\b",
    re.IGNORECASE,
)
_SIGNED_TOO = re.compile(
    r"^(?:E-?mail|Cơ quan|Tổ chức|Chức vụ|Thời gian ký|Ngày ký|Giờ ký|Ký ngày|Thời điểm ký|"
    r"Date|Reason|Location|Lý do|Địa điểm)\s*:"
    r"|^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s+\d{1,2}:\d{2}|^[+-]\d\d:?\d\d$|^\S+@\S+\.\S+$",
    re.IGNORECASE,
)
_STAMP_PITCH = 2.2  # of the size: lines of a signature's writing follow one another so closely
_SAME_SIZE = 0.25  # of the size
_SPACED = re.compile(r"^\w$")
_LEAST_SPACED = 4


@dataclass(frozen=True, slots=True)
class Row:
    """Hàng: words which stand side by side, left to right; ``number`` counts the rows of the page from 1."""

    words: tuple[Word, ...]
    number: int

    @property
    def text(self) -> str:
        """Chữ của hàng: words with single blanks."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class PageRows:
    """Các hàng của trang: outside ruled tables, those inside by table, and what signatures wrote onto the page."""

    page: Page
    rows: tuple[Row, ...]
    tables: tuple[tuple[Grid, tuple[Row, ...]], ...]
    stamps: tuple[str, ...]


def rows_of_page(page: Page) -> PageRows:
    """Xếp hàng: of one page."""
    stamps, words = _without_stamps(page.words)
    tables = [grid for grid in page.grids if not grid.is_frame]
    slack = _SAME_ROW_SEEN if page.recognised else _SAME_ROW
    numbered = [
        Row(tuple(_unspaced(row)), number)
        for number, row in enumerate(_rows([_word(word) for word in _marked(words)], slack), start=1)
    ]
    outside: list[Row] = []
    inside: dict[int, list[Row]] = {}
    for row in numbered:
        parts: dict[int, list[Word]] = {}
        for word in row.words:
            held = next((place for place, grid in enumerate(tables) if grid.holds(word)), -1)
            parts.setdefault(held, []).append(word)
        for held, part in parts.items():
            (outside if held < 0 else inside.setdefault(held, [])).append(Row(tuple(part), row.number))
    return PageRows(
        page,
        tuple(outside),
        tuple((tables[place], tuple(rows)) for place, rows in sorted(inside.items())),
        tuple(stamps),
    )


def drawn_lines(words: Iterable[PageWord]) -> Iterator[list[PageWord]]:
    """Dòng theo thứ tự vẽ: words drawn one after another on one baseline, as far as no wide blank parts them."""
    line: list[PageWord] = []
    for word in words:
        if line and (
            abs(word.baseline - line[-1].baseline) > 0.5 * word.size
            or not -word.size < word.left - line[-1].right < _APART * word.size
        ):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _without_stamps(words: Sequence[PageWord]) -> tuple[list[str], list[PageWord]]:
    """Bỏ chữ của chữ ký số: it lies over sentences, but was drawn in one go; what goes on with it goes with it."""
    stamps: list[list[str]] = []
    kept: list[PageWord] = []
    last: list[PageWord] | None = None
    for line in drawn_lines(words):
        text = " ".join(word.text for word in line)
        follows = last is not None and _follows(last, line)
        if _SIGNED.match(text):
            stamps.append([text])
            last = line
        elif last is not None and (_SIGNED_TOO.match(text) or follows):
            stamps[-1].append(text)
            last = line
        else:
            kept.extend(line)
            last = None
    return ["; ".join(stamp) for stamp in stamps], kept


def _follows(above: Sequence[PageWord], line: Sequence[PageWord]) -> bool:
    pitch = line[0].baseline - above[0].baseline
    return (
        abs(line[0].size - above[0].size) <= _SAME_SIZE
        and abs(line[0].left - above[0].left) <= above[0].size
        and 0 < pitch <= _STAMP_PITCH * above[0].size
    )


def _marked(words: Iterable[PageWord]) -> Iterator[PageWord]:
    """Dấu chú thích: a raised number behind a word is written in brackets and stays with the word."""
    last: PageWord | None = None
    for word in words:
        if word.note and last is not None:
            last = replace(last, text=f"{last.text}[{word.text}]", right=word.right)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _word(word: PageWord) -> Word:
    return Word(((word.text, Look("", word.size, False, False)),), word.left, word.right, word.baseline)


def _rows(words: Iterable[Word], slack: float) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.left)):
        if rows and word.baseline - rows[-1][0].baseline <= slack * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _unspaced(row: Sequence[Word]) -> list[Word]:
    """Chữ giãn cách: "Q U Y Ế T   Đ Ị N H" as two words; the wider blanks part them."""
    if len(row) < _LEAST_SPACED or not all(_SPACED.match(word.text) for word in row):
        return list(row)
    gaps = sorted(after.left - before.right for before, after in pairwise(row))
    wide = 1.6 * gaps[len(gaps) // 2] + 0.5
    words = [row[0]]
    for before, after in pairwise(row):
        if after.left - before.right > wide:
            words.append(after)
        else:
            pieces = ((words[-1].text + after.text, words[-1].pieces[0][1]),)
            words[-1] = replace(words[-1], pieces=pieces, right=after.right)
    return words
