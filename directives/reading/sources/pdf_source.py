"""Nguồn PDF: pages of words become lines in reading order: letterhead and closing as boxes, tables, paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from directives.conversion.page_words import Page
from directives.conversion.pdf_columns import Block, find_blocks, is_state_row
from directives.conversion.pdf_drawings import Grid
from directives.conversion.pdf_glyphs import PrintedLine
from directives.errors import N_
from directives.reading.record import Doubt
from directives.reading.sources.pdf_margins import BarePage, bare_pages
from directives.reading.sources.pdf_paragraphs import Line, Paragraph, joined, paragraphs_of
from directives.reading.sources.pdf_rows import Row, rows_of_page

_NOTHING_SAID = re.compile(r"^[\s\-_–—=*.~|]+$")
_TRAILING_RULE = re.compile(r"\s*[-_]{4,}$")
_BULLET = re.compile(r"^[•▪●■◆➢✓]\s*")
_SUBJECT = re.compile(r"^(?:V/v|Về việc)\b", re.IGNORECASE)
_OTHER_BOX = re.compile(r"^(?:Kính gửi|Căn cứ|Số\s*:)", re.IGNORECASE)
_STATE_BEGUN = re.compile(r"^CỘNG\s+H(?:ÒA|OÀ)\s(?!.*NAM$)")
_STATE_REST = re.compile(r"^(?:(?:CHỦ )?NGHĨA )?(?:VIỆT )?NAM$")
_RECIPIENTS = re.compile(r"\bNơi nhận\s*:")
_ITEM = re.compile(r"^(?:[-–+•*]|Lưu|Nơi nhận)", re.IGNORECASE)
_ITEM_ENDED = re.compile(r"[;.:]$")
_NEAR_EDGE = 3.0
_SHARED_BY = 3
_FEW_ROWS = 25


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
    for page, room in zip(bare, _rooms(bare), strict=True):
        flow.add(page, room)
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
    notes += [
        Doubt("lines", N_("page {page}: stamped in red: {seen}"), {"page": page.number, "seen": "; ".join(page.stamps)})
        for page in pages if page.stamps
    ]  # fmt: skip
    aside = dict.fromkeys(row.text for page in bare for row in page.margins)
    aside |= dict.fromkeys(stamp for page in pages for stamp in page.stamps)
    return PagedText(lines, tuple(notes), tuple(aside))


class _Flow:
    """Dòng chảy: running text goes on over page breaks; boxes and tables end it."""

    def __init__(self) -> None:
        self.lines: list[PlacedLine] = []
        self._running: list[Line] = []
        self._waiting: list[PlacedLine] = []  # footnotes, until the sentence which they would cut is whole

    def add(self, page: BarePage, room: tuple[float, float]) -> None:
        """Thêm trang: its blocks, tables and rows from top to bottom."""
        number = page.source.page.number
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
                place = _last_of_subject(block, page.rows)
                self._block(block, page.rows[:place], number)
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
        said = _BULLET.sub("- ", _TRAILING_RULE.sub("", text).strip())
        if said:
            above = self.lines[-1] if self.lines else None
            if above is not None and _STATE_BEGUN.match(above.text) and _STATE_REST.match(said):
                self.lines[-1] = replace(above, text=joined(above.text, said))
            else:
                self.lines.append(PlacedLine(said, page, row))

    def _block(self, block: Block, rows: Sequence[Row], page: int) -> None:
        at = {id(word): row.number for row in rows[block.first :] for word in row.words}
        more = [PrintedLine(row.words, page) for row in rows[block.last :]]
        columns: dict[int, list[PrintedLine]] = {0: [], 1: []}
        for half in sorted(block.halves, key=lambda half: half.row):
            columns[half.column].extend(half.lines)
        columns[0].extend(more)
        for column, lines in columns.items():
            for paragraph in _in_half(block.kind, column, lines, at):
                self._say(paragraph.text, page, paragraph.row)

    def _table(self, grid: Grid, rows: Sequence[Row], page: int) -> None:
        self.close()
        if _lays_out(rows):
            for text, at in _cells_one_by_one(grid, rows):
                self._say(text, page, at)
            return
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


def _last_of_subject(block: Block, rows: Sequence[Row]) -> int:
    """Hết trích yếu: the row behind a head, and behind the lines of a subject that goes on below its right half."""
    end = block.last
    left = [line for half in block.halves if half.column == 0 for line in half.lines]
    if block.kind != "head" or not any(_SUBJECT.match(_words(line)) for line in left):
        return end
    while end < len(rows):
        row, above = rows[end].words, rows[end - 1].words
        close = row[0].baseline - above[0].baseline < 2 * row[0].size
        if not close or row[-1].right > block.right_start or _OTHER_BOX.match(rows[end].text):
            break
        end += 1
    return end


def _in_half(
    kind: str, column: int, lines: Sequence[PrintedLine], at: Mapping[int, int]
) -> Iterator[Paragraph]:
    """Các ô trong một nửa: a subject and a recipient may run over several lines; names and titles are lines alone."""
    current: Paragraph | None = None
    for line in lines:
        text = _words(line)
        if current is not None and not text.isupper() and _goes_on(kind, column, current.text, text):
            current.text = joined(current.text, text)
        else:
            if current is not None:
                yield current
            current = Paragraph(text, line.sheet, at[id(line.words[0])])
    if current is not None:
        yield current


def _goes_on(kind: str, column: int, above: str, text: str) -> bool:
    if kind == "head":
        return bool(_SUBJECT.match(above))
    return (
        column == 0 and not _ITEM.match(text) and bool(_ITEM.match(above)) and not _ITEM_ENDED.search(above)
    )


def _words(line: PrintedLine) -> str:
    return " ".join(word.text for word in line.words)


def _lays_out(rows: Sequence[Row]) -> bool:
    """Bảng chỉ để xếp chỗ: a ruled table that holds the letterhead or the closing is none."""
    return any(is_state_row(row.words) or _RECIPIENTS.search(row.text) for row in rows)


def _cells_one_by_one(grid: Grid, rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """Từng ô: the lines of each cell, cells in the order of reading."""
    cells: dict[tuple[int, int], dict[int, list[str]]] = {}
    for row in rows:
        for word in row.words:
            at, column, _, _ = grid.cell(word)
            cells.setdefault((at, column), {}).setdefault(row.number, []).append(word.text)
    for _, lines in sorted(cells.items()):
        for at, words in lines.items():
            yield " ".join(words), at


def _rooms(pages: Sequence[BarePage]) -> list[tuple[float, float]]:
    """Mép chữ các trang: each its own; a page of few rows is as wide as the fullest one of its paper."""
    own = [_room(page.rows, page.source.page.width) for page in pages]
    rooms = []
    for page, (left, right) in zip(pages, own, strict=True):
        if len(page.rows) < _FEW_ROWS:
            width = round(page.source.page.width)
            alike = [place for place, other in enumerate(pages) if round(other.source.page.width) == width]
            fullest = own[max(alike, key=lambda place: len(pages[place].rows))]
            left, right = min(left, fullest[0]), max(right, fullest[1])
        rooms.append((left, right))
    return rooms


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
