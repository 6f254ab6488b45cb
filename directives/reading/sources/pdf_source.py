"""Nguồn PDF: pages of words become lines in reading order: letterhead and closing as boxes, tables, paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directives.conversion.page_words import Page
from directives.conversion.pdf_columns import Block, Half, find_blocks
from directives.conversion.pdf_drawings import Grid
from directives.errors import N_
from directives.reading.record import Doubt
from directives.reading.sources.pdf_margins import BarePage, bare_pages
from directives.reading.sources.pdf_paragraphs import Line, Paragraph, joined, paragraphs_of
from directives.reading.sources.pdf_rows import Row, rows_of_page

_NOTHING_SAID = re.compile(r"^[\s\-_–—=*.~|]+$")
_TRAILING_RULE = re.compile(r"\s*[-_]{4,}$")
_SUBJECT = re.compile(r"^(?:V/v|Về việc)\b", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[-–+•*]|Lưu|Nơi nhận)", re.IGNORECASE)
_ITEM_ENDED = re.compile(r"[;.:]$")
_NEAR_EDGE = 3.0
_SHARED_BY = 3


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Dòng có chỗ: one logical line, page and row (from 1) of its first word."""

    text: str
    page: int
    row: int


@dataclass(frozen=True, slots=True)
class PagedText:
    """Văn bản theo trang: lines in reading order; ``aside``: what stands in the margins of pages, each once."""

    lines: tuple[PlacedLine, ...]
    notes: tuple[Doubt, ...]
    aside: tuple[str, ...] = ()


def text_of_pages(pages: Sequence[Page]) -> PagedText:
    """Đọc các trang: all their lines; signatures' writing and what cannot be read is told as a doubt."""
    sheets = [rows_of_page(page) for page in pages]
    flow = _Flow()
    bare = bare_pages(sheets)
    for page in bare:
        flow.add(page)
    flow.close()
    lines = tuple(line for line in flow.lines if not _NOTHING_SAID.match(line.text))
    notes = [
        Doubt("signature", N_("page {page}: written over the text by a digital signature: {seen}"),
              {"page": sheet.page.number, "seen": stamp})
        for sheet in sheets for stamp in sheet.stamps
    ]  # fmt: skip
    notes += [
        Doubt("lines", N_("page {page}: {count} letters have no meaning as text"),
              {"page": page.number, "count": page.unknown})
        for page in pages if page.unknown and not page.recognised
    ]  # fmt: skip
    aside = dict.fromkeys(row.text for page in bare for row in page.margins)
    return PagedText(lines, tuple(notes), tuple(aside))


class _Flow:
    """Dòng chảy: running text goes on over page breaks; boxes and tables end it."""

    def __init__(self) -> None:
        self.lines: list[PlacedLine] = []
        self._running: list[Line] = []
        self._waiting: list[PlacedLine] = []  # footnotes, until the sentence which they would cut is whole

    def add(self, page: BarePage) -> None:
        """Thêm trang: its blocks, tables and rows from top to bottom."""
        number = page.source.page.number
        room = _room(page.rows, page.source.page.width)
        words = [list(row.words) for row in page.rows]
        blocks = {block.first: block for block in find_blocks(words, number, room, ())}
        tables = sorted(page.source.tables, key=lambda table: table[0].box[1])
        place = 0
        while place < len(page.rows):
            row = page.rows[place]
            while tables and tables[0][0].box[1] < row.words[0].baseline:
                self._table(*tables.pop(0), number)
            block = blocks.get(place)
            if block is None:
                self._running.append(Line(row.words, number, row.number, room))
                place += 1
            else:
                self.close()
                self._block(block, page.rows, number)
                place = block.last
        for grid, rows in tables:
            self._table(grid, rows, number)
        self._waiting += [PlacedLine(text, number, at) for text, at in page.footnotes]
        if not self._running:
            self._notes()

    def close(self) -> None:
        """Kết thúc đoạn chảy: its paragraphs, and footnotes behind the one that ran over their page's end."""
        for paragraph in paragraphs_of(self._running):
            while self._waiting and paragraph.page > self._waiting[0].page:
                self.lines.append(self._waiting.pop(0))
            self._say(paragraph.text, paragraph.page, paragraph.row)
        self._running.clear()
        self._notes()

    def _notes(self) -> None:
        self.lines += self._waiting
        self._waiting.clear()

    def _say(self, text: str, page: int, row: int) -> None:
        said = " ".join(_TRAILING_RULE.sub("", text).split())
        if said:
            self.lines.append(PlacedLine(said, page, row))

    def _block(self, block: Block, rows: Sequence[Row], page: int) -> None:
        at = {id(word): row.number for row in rows[block.first : block.last] for word in row.words}
        columns = sorted(block.halves, key=lambda half: (half.column, half.row))
        for half in columns:
            for paragraph in _in_half(block.kind, half, page, at):
                self._say(paragraph.text, paragraph.page, paragraph.row)

    def _table(self, grid: Grid, rows: Sequence[Row], page: int) -> None:
        self.close()
        cells: dict[int, dict[int, str]] = {}
        first: dict[int, int] = {}
        for row in rows:
            for word in row.words:
                at, column, _, _ = grid.cell(word)
                line = cells.setdefault(at, {})
                line[column] = f"{line[column]} {word.text}" if column in line else word.text
                first.setdefault(at, row.number)
        for at in sorted(cells):
            self._say(" | ".join(cells[at][column] for column in sorted(cells[at])), page, first[at])


def _in_half(kind: str, half: Half, page: int, at: dict[int, int]) -> Iterator[Paragraph]:
    """Các ô trong một nửa: a subject and a recipient may run over several lines; names and titles are lines alone."""
    current: Paragraph | None = None
    for line in half.lines:
        text = " ".join(word.text for word in line.words)
        row = at[id(line.words[0])]
        if kind == "head":
            goes_on = current is not None and bool(_SUBJECT.match(current.text))
        else:
            goes_on = (
                half.column == 0 and current is not None and _listed(current.text)
                and not _ITEM.match(text) and not _ITEM_ENDED.search(current.text)
            )  # fmt: skip
        if current is not None and goes_on:
            current.text = joined(current.text, text)
            continue
        if current is not None:
            yield current
        current = Paragraph(text, page, row)
    if current is not None:
        yield current


def _listed(text: str) -> bool:
    return bool(_ITEM.match(text))


def _room(rows: Sequence[Row], width: float) -> tuple[float, float]:
    """Mép chữ: left and right of the text of a page; an edge which several lines share counts before one line's."""
    lefts = sorted(row.words[0].left for row in rows)
    rights = sorted((row.words[-1].right for row in rows), reverse=True)
    return _edge(lefts, 0.0), _edge(rights, width)


def _edge(places: Sequence[float], otherwise: float) -> float:
    for place in places:
        if sum(abs(place - other) <= _NEAR_EDGE for other in places) >= min(_SHARED_BY, len(places)):
            return place
    return places[0] if places else otherwise
