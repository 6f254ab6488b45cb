"""Bản trình bày của PDF: the measures which a PDF shows, as a layout. Runs inside the child process only."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from directives.conversion.errors import NoTextLayer
from directives.conversion.layout import (
    Concealed,
    Layout,
    Paragraph,
    Picture,
    Scan,
    Section,
    Sheet,
    SignatureMark,
    Stroke,
)
from directives.conversion.limits import Limits
from directives.conversion.pdf_columns import Block, boxes_of, find_blocks
from directives.conversion.pdf_drawings import Grid, Rule
from directives.conversion.pdf_glyphs import PrintedLine, rows_of
from directives.conversion.pdf_margins import (
    BareSheet,
    RawSheet,
    bare_sheets,
    full_rules,
    section_of,
    text_edges,
)
from directives.conversion.pdf_paragraphs import (
    MM,
    Group,
    Habits,
    Room,
    column_room,
    grouped,
    habits_of,
    paragraph_of,
)
from directives.conversion.pdf_pictures import PlacedPicture
from directives.conversion.pdf_sheets import opened, raw_sheets, scans_of, version_of
from directives.conversion.pdf_signatures import signatures_of

_FEW_LETTERS = 40  # a page that is a picture and has fewer letters than this is a scan
_STROKE_BELOW = 24.0  # points below its line within which a rule belongs to it
_PADDING = 5.4  # points: what Word leaves between the line of a cell and its words
_STAMP_BELOW = 60.0
_LEAST_PICTURE = 60.0  # points: a smaller picture hides no words
_COPY_MARK = re.compile(r"\b(?:sao y|sao lục|trích sao)\b", re.IGNORECASE)


def read_pdf_layout(content: bytes, limits: Limits) -> Layout:
    """Đọc PDF: everything the rules look at. Raises EncryptedFile, BrokenFile, TooManyPages, ArchiveBomb, NoTextLayer.

    A scan is refused, unless a digital signature marks it as an electronic copy: then its scans and signatures are
    all there is to see.
    """
    logging.disable(logging.CRITICAL)  # the library logs each fault it finds; what matters we say once
    document = opened(content, limits)
    sheets = list(raw_sheets(document))
    scans = tuple(scan for sheet in sheets for scan in scans_of(sheet))
    signatures = tuple(signatures_of(document))
    version = version_of(document, content)
    scanned = [sheet for sheet in sheets if _letters(sheet) < _FEW_LETTERS and any(scans_of(sheet))]
    if scanned or not any(_letters(sheet) for sheet in sheets):
        if scans and any(_COPY_MARK.search(line.text) for mark in signatures for line in mark.lines):
            return _scanned_copy(sheets, version, scans, signatures)
        raise NoTextLayer(pages=len(scanned) or len(sheets), total=len(sheets))
    bare = bare_sheets(sheets)
    papers = [list(group) for _, group in groupby(bare, key=lambda one: _paper(one.raw))]
    flow = _Flow()
    for number, paper in enumerate(papers):
        flow.add(paper, number)
    return Layout(
        sections=tuple(section_of(paper) for paper in papers),
        paragraphs=tuple(flow.paragraphs),
        margins_text=tuple(dict.fromkeys(text for sheet in bare for text in sheet.margins)),
        kind="pdf",
        concealed=tuple(flow.concealed),
        sheets=tuple(_sheet(sheet) for sheet in bare),
        pdf_version=version,
        scans=scans,
        signatures=signatures,
    )


def _scanned_copy(
    sheets: Sequence[RawSheet], version: str, scans: tuple[Scan, ...], signatures: tuple[SignatureMark, ...]
) -> Layout:
    papers = [next(group) for _, group in groupby(sheets, key=_paper)]
    return Layout(
        tuple(
            Section(round(one.width * MM, 2), round(one.height * MM, 2), None, None, None, None, True, ())
            for one in papers
        ),
        (), (), kind="pdf", sheets=tuple(Sheet(round(s.width * MM, 2), round(s.height * MM, 2), "") for s in sheets),
        pdf_version=version, scans=scans, signatures=signatures,
    )  # fmt: skip


def _letters(sheet: RawSheet) -> int:
    words = [word for row in sheet.rows for word in row] + list(sheet.framed)
    return sum(
        letter.isalpha() for text in (*(word.text for word in words), *sheet.turned) for letter in text
    )


def _paper(sheet: RawSheet) -> tuple[float, float]:
    return round(sheet.width), round(sheet.height)


def _sheet(sheet: BareSheet) -> Sheet:
    raw, number = sheet.raw, sheet.number
    return Sheet(
        round(raw.width * MM, 2),
        round(raw.height * MM, 2),
        number.text if number else "",
        round(number.baseline * MM, 2) if number else None,
        round(number.centre * MM, 2) if number else None,
    )


@dataclass(slots=True)
class _Flow:
    """Dòng chảy của văn bản: paragraphs in reading order, the running text of one sheet going on in the next."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    concealed: list[Concealed] = field(default_factory=list)
    tables: int = 0

    def add(self, sheets: Sequence[BareSheet], section: int) -> None:
        """Thêm các tờ: of one paper in a row."""
        left, right, _, _ = text_edges(sheets)
        edges = (left, right) if right else (0.0, sheets[0].raw.width)
        room = Room(*edges)
        parts: list[list[Group] | Rule] = []
        running: list[PrintedLine] = []
        below: dict[int, list[list[Group] | Rule]] = {}

        def close() -> None:
            groups = grouped(running, room)
            for place, group in enumerate(groups):
                parts.append([group])
                sheet = group.lines[0].sheet
                following = groups[place + 1].lines[0].sheet if place + 1 < len(groups) else sheet + 1
                if following > sheet and sheet in below:
                    parts.extend(below.pop(sheet))
            running.clear()

        for sheet in sheets:
            foot = sheet.contact[0][0].baseline if sheet.contact else sheet.raw.height
            rules = [rule for rule in full_rules(sheet, edges) if rule.at < foot]
            if sheet.contact:
                lines = [PrintedLine(row, sheet.raw.index) for row in sheet.contact]
                above = rules[-1:]
                rules = rules[:-1]
                below[sheet.raw.index] = [*above, grouped(lines, room)]
            for item in self._items(sheet, edges, rules):
                if isinstance(item, PrintedLine):
                    running.append(item)
                else:
                    close()
                    parts.append(item)
        close()
        parts.extend(part for rest in below.values() for part in rest)
        habits = habits_of(group for part in parts if isinstance(part, list) for group in part)
        strokes = _strokes(sheets, parts, edges)
        pictures = _pictures(sheets, parts)
        self._write(parts, habits, section, strokes, pictures)

    def _write(
        self,
        parts: Sequence[list[Group] | Rule],
        habits: Habits,
        section: int,
        strokes: dict[int, list[Rule]],
        pictures: dict[int, list[PlacedPicture]],
    ) -> None:
        above: Group | None = None
        for part in parts:
            if isinstance(part, Rule):
                self.paragraphs.append(_ruled(part, section))
                continue
            for group in part:
                same = above is not None and above.room == group.room
                paragraph = paragraph_of(group, above if same else None, habits, section)
                own = [stroke for line in group.lines for stroke in strokes.get(id(line), ())]
                shown = [picture for line in group.lines for picture in pictures.get(id(line), ())]
                self.paragraphs.append(
                    replace(
                        paragraph,
                        strokes=tuple(_stroke(rule, group.room) for rule in own),
                        pictures=tuple(map(_picture, shown)),
                    )
                )
                if any(picture.right - picture.left >= _LEAST_PICTURE for picture in shown):
                    self.concealed.append(Concealed("picture", len(self.paragraphs)))
                above = group

    def _items(
        self, sheet: BareSheet, edges: tuple[float, float], rules: Sequence[Rule]
    ) -> Iterator[PrintedLine | list[Group] | Rule]:
        """Các phần của tờ: from top to bottom: lines of running text, blocks in halves, tables, full-width rules."""
        index = sheet.raw.index
        blocks = find_blocks(sheet.rows, index, edges, [rule.at for rule in rules])
        in_block = {row for block in blocks for row in range(block.first, block.last)}
        placed: list[tuple[float, PrintedLine | list[Group] | Rule]] = [
            (row[0].baseline, PrintedLine(row, index))
            for place, row in enumerate(sheet.rows)
            if place not in in_block
        ]
        grids = list(sheet.raw.drawings.grids)
        for block in blocks:
            stamps = [grid for grid in grids if _is_stamp(grid, block, sheet)]
            grids = [grid for grid in grids if grid not in stamps]
            top = sheet.rows[block.first][0].baseline
            placed.append((top, self._block(block, stamps, sheet, edges)))
        for grid in grids:
            groups = self._grid(grid, sheet)
            if groups:
                placed.append((grid.box[1], groups))
        placed += [(rule.at, rule) for rule in rules]
        yield from (item for _, item in sorted(placed, key=lambda one: one[0]))

    def _block(
        self, block: Block, stamps: Sequence[Grid], sheet: BareSheet, edges: tuple[float, float]
    ) -> list[Group]:
        """Khối hai cột: its halves as cells of one table, a stamp in the left one at its end."""
        table = self.tables
        self.tables += 1
        groups: list[Group] = []
        for half in block.halves:
            lines = [
                line
                for one in block.halves
                if one.column == half.column and (block.kind == "head" or one.row == half.row)
                for line in one.lines
            ]
            sides = (
                (edges[0], block.right_start - _PADDING)
                if half.column == 0
                else (block.left_end + _PADDING, edges[1])
            )
            room = column_room(lines, *sides, (table, half.row, half.column))
            for lines_of_box in boxes_of(half):
                groups += grouped(lines_of_box, room)
            if (half.row, half.column) == (1, 0):
                groups += [group for stamp in stamps for group in _framed(stamp, sheet, room.cell)]
        return groups

    def _grid(self, grid: Grid, sheet: BareSheet) -> list[Group]:
        """Bảng kẻ hoặc khung: each cell a room of its own; a single frame is a box."""
        if grid.is_frame:
            return _framed(grid, sheet, None)
        cells: dict[tuple[int, int], tuple[float, float, list[PrintedLine]]] = {}
        for words in rows_of(word for word in sheet.raw.framed if grid.holds(word)):
            for word in words:
                row, column, left, right = grid.cell(word)
                _, _, lines = cells.setdefault((row, column), (left, right, []))
                if lines and abs(lines[-1].baseline - word.baseline) < 0.3 * word.size:
                    lines[-1] = PrintedLine((*lines[-1].words, word), sheet.raw.index)
                else:
                    lines.append(PrintedLine((word,), sheet.raw.index))
        table = self.tables
        self.tables += 1
        groups = []
        for (row, column), (left, right, lines) in sorted(cells.items(), key=lambda item: item[0]):
            room = Room(left + _PADDING, right - _PADDING, "cell", (table, row, column))
            groups += grouped(lines, room)
        return groups


def _framed(grid: Grid, sheet: BareSheet, cell: tuple[int, int, int] | None) -> list[Group]:
    left, top, right, bottom = grid.box
    lines = [
        PrintedLine(tuple(row), sheet.raw.index)
        for row in rows_of(word for word in sheet.raw.framed if grid.holds(word))
    ]
    box = (round((right - left) * MM, 1), round((bottom - top) * MM, 1))
    room = Room(left, right, "box" if cell is None else "cell", cell or (-1, -1, -1), box)
    return grouped(lines, room)


def _is_stamp(grid: Grid, block: Block, sheet: BareSheet) -> bool:
    """Dấu dưới số, ký hiệu: a frame in the left half of the letterhead or right below it."""
    left, top, right, _ = grid.box
    first, last = sheet.rows[block.first][0].baseline, sheet.rows[block.last - 1][0].baseline
    return (
        grid.is_frame
        and block.kind == "head"
        and (left + right) / 2 < block.right_start
        and first < top < last + _STAMP_BELOW
    )


def _strokes(
    sheets: Sequence[BareSheet], parts: Sequence[list[Group] | Rule], edges: tuple[float, float]
) -> dict[int, list[Rule]]:
    """Gán đường kẻ: each shorter rule to the line right above it, by the identity of the line."""
    lines = _lines(parts)
    found: dict[int, list[Rule]] = {}
    for sheet in sheets:
        full = full_rules(sheet, edges)
        for rule in sheet.raw.drawings.strokes:
            if rule in full:
                continue
            above = [
                line
                for line in lines
                if line.sheet == sheet.raw.index
                and 0 < rule.at - line.baseline <= _STROKE_BELOW
                and min(rule.end, line.right) - max(rule.start, line.left)
                > 0.4 * min(rule.length, line.width)
            ]
            if above:
                found.setdefault(id(max(above, key=lambda line: line.baseline)), []).append(rule)
    return found


def _pictures(
    sheets: Sequence[BareSheet], parts: Sequence[list[Group] | Rule]
) -> dict[int, list[PlacedPicture]]:
    """Gán hình: each to the last line above its middle, else to the first of its sheet; scans are none."""
    lines = _lines(parts)
    found: dict[int, list[PlacedPicture]] = {}
    for sheet in sheets:
        own = [line for line in lines if line.sheet == sheet.raw.index]
        for picture in sheet.raw.pictures:
            area = (picture.right - picture.left) * (picture.bottom - picture.top)
            if not own or area > 0.5 * sheet.raw.width * sheet.raw.height:
                continue
            middle = (picture.top + picture.bottom) / 2
            above = [line for line in own if line.baseline <= middle] or own[:1]
            found.setdefault(id(max(above, key=lambda line: line.baseline)), []).append(picture)
    return found


def _lines(parts: Sequence[list[Group] | Rule]) -> list[PrintedLine]:
    return [line for part in parts if isinstance(part, list) for group in part for line in group.lines]


def _ruled(rule: Rule, section: int) -> Paragraph:
    """Đường kẻ hết chiều ngang: stands for itself, as an empty paragraph with a line does in Word."""
    stroke = Stroke("drawing", False, round(rule.length * MM, 1), 0.0)
    return Paragraph(
        "", (), "left", 0.0, 0.0, False, False, "body", -1, -1, -1, section=section, strokes=(stroke,),
        top=round(rule.at * MM, 2), left=round(rule.start * MM, 2),
    )  # fmt: skip


def _stroke(rule: Rule, room: Room) -> Stroke:
    return Stroke("drawing", False, round(rule.length * MM, 1), round((rule.start - room.left) * MM, 1))


def _picture(picture: PlacedPicture) -> Picture:
    return Picture(
        picture.format,
        round((picture.right - picture.left) * MM, 1),
        round((picture.bottom - picture.top) * MM, 1),
        picture.pixels,
        picture.transparent,
        picture.hue,
        round(picture.left * MM, 1),
    )
