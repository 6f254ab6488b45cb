"""Vị trí đoạn văn: where each paragraph of a part stands: section, table cell or text box, and how much room it has.

One walk over the part; what it gives comes in the order of ``body_paragraphs``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from directives.conversion.formatting import Styles, TableLook, W, local_name, properties_of
from directives.conversion.word_drawings import text_box
from directives.conversion.word_measures import TWIPS_PER_MM, twips, whole
from directives.conversion.word_text import FALLBACK

_P, _TBL, _TR, _TC, _BOX = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}txbxContent"
_PROPERTIES = frozenset(
    {f"{W}pPr", f"{W}rPr", f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}sectPr", f"{W}tblGrid"}
)
_CELL_MARGIN = 115.0  # twips left and right where no level says it (ECMA-376 part 1, 17.4.42)
_MOST_COLUMNS = 63  # of a table in Word
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
_SIDES = ("top", "bottom", "left", "right")
_ALIKE = {"left": "start", "right": "end"}


@dataclass(frozen=True, slots=True)
class Place:
    """Vị trí: of a paragraph; ``room`` is the width in millimetres it may fill, ``left`` from the edge of the page.

    ``box``: size of the frame drawn round it, in millimetres. ``above`` and ``below``: width of the cell whose upper
    or lower border is a line over or under this paragraph (a cell in a grid has none), ``margin`` that of the cell.
    ``span``: how many columns of the grid its cell takes; ``merged``: the cell goes on with the one above it.
    """

    kind: str = "body"
    table: int = -1
    row: int = -1
    column: int = -1
    look: TableLook | None = None
    section: int = 0
    room: float | None = None
    left: float | None = None
    box: tuple[float, float] | None = None
    above: float | None = None
    below: float | None = None
    margin: float = 0.0
    span: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Cột chữ: of a section: width and distance from the left edge of the paper in millimetres, None = not known."""

    width: float | None
    left: float | None


def column_of(section: etree._Element) -> Column:
    """Cột chữ của phần trang: unequal columns have no common width."""
    found = properties_of(section)
    size, margins, columns = found.get("pgSz", {}), found.get("pgMar", {}), found.get("cols", {})
    if "w" not in size or "left" not in margins or "right" not in margins:
        return Column(None, None)
    left = twips(margins["left"]) + (twips(margins.get("gutter")) if margins.get("gutter") else 0.0)
    width = twips(size["w"]) - left - twips(margins["right"])
    count = min(max(whole(columns.get("num"), 1), 1), 45)
    own = section.findall(f"{W}cols/{W}col")
    if own and columns.get("equalWidth", "1") in ("0", "false", "off"):
        widths = {col.get(f"{W}w") for col in own}
        return Column(_mm(twips(widths.pop())) if len(widths) == 1 else None, None)
    if count > 1:
        width = (width - (count - 1) * twips(columns.get("space", "720"))) / count
        return Column(_mm(width), None)
    return Column(_mm(width), _mm(left))


class Places:
    """Các vị trí: walks over a part and tells where each paragraph stands."""

    def __init__(self, styles: Styles, columns: list[Column]) -> None:
        self._styles = styles
        self._columns = columns or [Column(None, None)]
        self._section = 0
        self._tables = 0
        self._table_styles: dict[str | None, tuple[frozenset[str], dict[str, float]]] = {}

    def walk(self, part: etree._Element) -> Iterator[tuple[etree._Element, Place]]:
        """Đi qua: every paragraph with its place, in document order."""
        return self._below(part, self._in_section())

    def _in_section(self) -> Place:
        column = self._columns[min(self._section, len(self._columns) - 1)]
        return Place(section=self._section, room=column.width, left=column.left)

    def _below(self, element: etree._Element, place: Place) -> Iterator[tuple[etree._Element, Place]]:
        for child in element:
            tag = child.tag
            if tag == _P:
                if place.section != self._section:
                    place = self._in_section()
                yield child, place
                if _holds_paragraphs(child):
                    yield from self._below(child, place)
                if place.kind == "body" and child.find(f"{W}pPr/{W}sectPr") is not None:
                    self._section = min(self._section + 1, len(self._columns) - 1)
            elif tag == _TBL:
                if place.section != self._section:
                    place = self._in_section()
                yield from self._table(child, place)
            elif tag == _BOX:
                room, box = text_box(child)
                inner = Place(kind="box", section=place.section, room=room, box=box)
                yield from self._below(child, inner)
            elif tag not in _PROPERTIES and tag != FALLBACK and isinstance(tag, str):
                yield from self._below(child, place)

    def _table(self, table: etree._Element, place: Place) -> Iterator[tuple[etree._Element, Place]]:
        layout = _Table(table, self._tables, place, self._styles)
        self._tables += 1
        yield from self._rows(table, layout, place)

    def _rows(
        self, holder: etree._Element, table: "_Table", place: Place
    ) -> Iterator[tuple[etree._Element, Place]]:
        for child in holder:
            if child.tag == _TR:
                row = table.next_row(child)
                yield from self._cells(child, row, place)
            elif child.tag not in _PROPERTIES and child.tag != FALLBACK and isinstance(child.tag, str):
                yield from self._rows(child, table, place)

    def _cells(
        self, holder: etree._Element, row: "_Row", place: Place
    ) -> Iterator[tuple[etree._Element, Place]]:
        for child in holder:
            if child.tag == _TC:
                yield from self._cell(child, row.next_cell(child))
            elif child.tag not in _PROPERTIES and child.tag != FALLBACK and isinstance(child.tag, str):
                yield from self._cells(child, row, place)

    def _cell(self, cell: etree._Element, place: Place) -> Iterator[tuple[etree._Element, Place]]:
        if place.above is None and place.below is None:
            yield from self._below(cell, place)
            return
        own = cell.findall(_P)
        ends = (own[0], own[-1]) if own else (None, None)
        for paragraph, found in self._below(cell, place):
            yield (
                paragraph,
                replace(
                    found,
                    above=found.above if paragraph is ends[0] else None,
                    below=found.below if paragraph is ends[1] else None,
                ),
            )


class _Table:
    """Bảng: the widths, borders and style of one table."""

    def __init__(self, table: etree._Element, number: int, place: Place, styles: Styles) -> None:
        self.number = number
        self._styles = styles
        self._direct = properties_of(table.find(f"{W}tblPr"))
        self.style = self._direct.get("tblStyle", {}).get("val") or styles.default("table")
        grid = table.find(f"{W}tblGrid")
        self.grid = (
            [twips(col.get(f"{W}w")) for col in grid.iterchildren(f"{W}gridCol")] if grid is not None else []
        )
        self.place = place
        self._table = table
        self._rows = 0
        self.margins = {
            side: next(
                (twips(m[side]) for m in self._margin_levels if side in m),
                _CELL_MARGIN,
            )
            for side in ("left", "right")
        }

    @cached_property
    def row_count(self) -> int:
        """Số hàng: of the table, those in content controls with them."""
        return sum(1 for _ in self._table.iterchildren(_TR)) or 1

    @cached_property
    def parts(self) -> frozenset[str]:
        """Phần riêng: what the style and the table together make look otherwise."""
        return frozenset(
            part.get(f"{W}type", "")
            for style in self._styles.lineage(self.style)
            for part in style.iterchildren(f"{W}tblStylePr")
        )

    @cached_property
    def flags(self) -> dict[str, bool]:
        """Tùy chọn kiểu bảng: which of the special parts are switched on."""
        look = self._direct.get("tblLook", {})
        bits = int(look["val"], 16) if _is_hex(look.get("val", "")) else 0
        return {
            name: look[name] not in ("0", "false", "off") if name in look else bool(bits & bit)
            for name, bit in _LOOK_BITS.items()
        }

    @cached_property
    def borders(self) -> dict[str, bool]:
        """Đường viền: by side whether the table draws one; ``insideH`` and ``insideV`` between its cells."""
        found: dict[str, bool] = {}
        levels = [
            style.find(f"{W}tblPr/{W}tblBorders") for style in reversed(self._styles.lineage(self.style))
        ]
        for level in [*levels, self._table.find(f"{W}tblPr/{W}tblBorders")]:
            found |= drawn_sides(level)
        return found

    @cached_property
    def has_borders(self) -> bool:
        """Có viền: whether anything in the table draws a border."""
        return any(self.borders.values()) or next(self._table.iter(f"{W}tcBorders"), None) is not None

    @property
    def _margin_levels(self) -> Iterator[dict[str, str]]:
        own = [self._table.find(f"{W}tblPr/{W}tblCellMar")]
        own += [style.find(f"{W}tblPr/{W}tblCellMar") for style in self._styles.lineage(self.style)]
        for level in own:
            yield margins_of(level)

    @cached_property
    def width(self) -> float:
        """Bề rộng bảng: in twips, 0 when it is not known."""
        said = self._direct.get("tblW", {})
        room = (self.place.room or 0.0) * TWIPS_PER_MM
        return share(said, room) or sum(self.grid)

    @cached_property
    def left(self) -> float | None:
        """Mép trái: of the table from the left edge of the page, in twips."""
        if self.place.left is None or "tblpPr" in self._direct:
            return None
        start, room = self.place.left * TWIPS_PER_MM, (self.place.room or 0.0) * TWIPS_PER_MM
        side = self._direct.get("jc", {}).get("val", "left")
        if side == "center":
            return start + (room - self.width) / 2
        if side in ("right", "end"):
            return start + room - self.width
        return start + twips(self._direct.get("tblInd", {}).get("w"))

    def next_row(self, row: etree._Element) -> "_Row":
        """Hàng sau: the cells of the next row."""
        self._rows += 1
        return _Row(self, row, self._rows - 1)


class _Row:
    """Hàng: goes from cell to cell."""

    def __init__(self, table: _Table, row: etree._Element, number: int) -> None:
        self._table, self._row, self._number = table, row, number
        before = row.find(f"{W}trPr/{W}gridBefore")
        self._column = max(whole(before.get(f"{W}val"), 0), 0) if before is not None else 0
        self._cells = 0
        self._left = table.left + sum(table.grid[: self._column]) if table.left is not None else None

    def next_cell(self, cell: etree._Element) -> Place:
        """Ô sau: where its paragraphs stand. A span wider than the grid ends with the grid."""
        table, number = self._table, self._cells
        found = properties_of(cell.find(f"{W}tcPr"))
        span = max(whole(found.get("gridSpan", {}).get("val"), 1), 1)
        columns = table.grid[self._column : self._column + span]
        width = share(found.get("tcW", {}), table.width) or sum(columns)
        own = margins_of(cell.find(f"{W}tcPr/{W}tcMar")) if "tcMar" in found else {}
        left = twips(own["left"]) if "left" in own else table.margins["left"]
        right = twips(own["right"]) if "right" in own else table.margins["right"]
        start = self._left
        last = (
            self._column + span >= len(table.grid)
            if table.grid
            else next(cell.itersiblings(_TC), None) is None
        )
        self._cells += 1
        self._column = min(self._column + span, len(table.grid) + 1)
        self._left = self._left + width if self._left is not None else None
        place = Place(
            kind="cell",
            table=table.number,
            row=self._number,
            column=number,
            look=self._look(number, last),
            section=table.place.section,
            room=_mm(width - left - right) if width else None,
            left=_mm(start + left) if start is not None and width else None,
            margin=_mm(left),
            span=min(span, _MOST_COLUMNS),
            merged="vMerge" in found and found["vMerge"].get("val", "continue") != "restart",
        )
        return self._bordered(place, cell, _mm(width), last) if table.has_borders and width else place

    def _look(self, number: int, last: bool) -> TableLook | None:
        table = self._table
        if table.style is None:
            return None
        if not table.parts:
            return TableLook(table.style)
        flags, row = table.flags, self._number
        first_row, last_row = flags["firstRow"] and row == 0, flags["lastRow"] and row == table.row_count - 1
        first_column, last_column = flags["firstColumn"] and number == 0, flags["lastColumn"] and last
        bands = (row - flags["firstRow"]) % 2, (number - flags["firstColumn"]) % 2
        parts = {
            "wholeTable": True,
            f"band{bands[1] + 1}Vert": not flags["noVBand"] and not (first_column or last_column),
            f"band{bands[0] + 1}Horz": not flags["noHBand"] and not (first_row or last_row),
            "firstCol": first_column,
            "lastCol": last_column,
            "firstRow": first_row,
            "lastRow": last_row,
            "nwCell": first_row and first_column,
            "neCell": first_row and last_column,
            "swCell": last_row and first_column,
            "seCell": last_row and last_column,
        }
        return TableLook(
            table.style, tuple(part for part, holds in parts.items() if holds and part in table.parts)
        )

    def _bordered(self, place: Place, cell: etree._Element, width: float, last: bool) -> Place:
        """Viền ô: a border above or below that is a line, not one side of a grid; a lone box with all four."""
        table, borders = self._table, self._table.borders
        edge = {
            "top": borders.get("top" if self._number == 0 else "insideH", False),
            "bottom": borders.get("bottom" if self._number == table.row_count - 1 else "insideH", False),
            "left": borders.get("left" if place.column == 0 else "insideV", False),
            "right": borders.get("right" if last else "insideV", False),
        } | drawn_sides(cell.find(f"{W}tcPr/{W}tcBorders"))
        if all(edge[side] for side in _SIDES):
            height = self._row.find(f"{W}trPr/{W}trHeight")
            if table.row_count > 1 or self._row.findall(_TC) != [cell] or height is None:
                return place
            return replace(place, box=(width, _mm(twips(height.get(f"{W}val")))))
        if edge["left"] or edge["right"]:
            return place
        return replace(place, above=width if edge["top"] else None, below=width if edge["bottom"] else None)


def drawn_sides(borders: etree._Element | None) -> dict[str, bool]:
    """Các cạnh có viền: by side, those that are said to be drawn or not."""
    found = {}
    for side in borders if borders is not None else ():
        if isinstance(side.tag, str):
            name = local_name(side.tag)
            name = {"start": "left", "end": "right"}.get(name, name)
            found[name] = side.get(f"{W}val", "none") not in ("none", "nil")
    return found


def margins_of(element: etree._Element | None) -> dict[str, str]:
    """Lề ô: left and right as they are written, "start" and "end" by the names of old."""
    found = {}
    for side, alike in _ALIKE.items():
        for name in (side, alike):
            margin = element.find(f"{W}{name}") if element is not None else None
            if margin is not None:
                found[side] = margin.get(f"{W}w", "0")
    return found


def share(said: dict[str, str], of: float) -> float:
    """Bề rộng được ghi: in twips; a share in per cent is one of ``of``; 0 when nothing is said."""
    kind, value = said.get("type", "dxa"), said.get("w", "")
    if value.endswith("%"):
        return of * twips(value[:-1]) / 100
    if kind == "pct":
        return of * twips(value) / 5000
    return twips(value) if kind == "dxa" else 0.0


def _holds_paragraphs(paragraph: etree._Element) -> bool:
    inner = paragraph.iter(_P)
    next(inner)
    return next(inner, None) is not None


def _is_hex(value: str) -> bool:
    return 0 < len(value) <= 8 and all(sign in "0123456789abcdefABCDEF" for sign in value)


def _mm(value: float) -> float:
    return round(value / TWIPS_PER_MM, 2)
