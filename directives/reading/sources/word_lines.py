"""Dòng của tệp Word: a layout's paragraphs in reading order: boxes one by one, rows of tables, automatic numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from directives.conversion.layout import Layout, Paragraph
from directives.conversion.legacy_fonts import Encoding, from_font, old_fonts
from directives.errors import N_
from directives.reading.record import Doubt
from directives.reading.sources.places import Above, Line, Place
from directives.reading.sources.tables import Row, is_layout, table_lines

_BULLETS = "-–+"  # printed as they are; every other sign of a list becomes a dash
_DEEPEST = 20  # tables within tables; what lies deeper is read as plain paragraphs


@dataclass(frozen=True, slots=True)
class Told:
    """Chỗ nghi ngờ kèm nơi: a doubt and where it arose; the number of its line is known once the lines are joined."""

    doubt: Doubt
    place: Place | None = None


def word_lines(layout: Layout) -> tuple[list[Line], list[Told]]:
    """Dòng của văn bản Word: raw lines (their place counts paragraphs from 1), and what was doubtful about them."""
    fonts = old_fonts((run.text, font) for one in layout.paragraphs for run in one.runs for font in run.fonts)
    story = _Story(layout.paragraphs, fonts)
    lines = [line for line in story.lines() if line.text.strip()]
    return lines, [*_told(layout, fonts)]


def _told(layout: Layout, fonts: Mapping[str, Encoding]) -> Iterator[Told]:
    if layout.revisions:
        said = N_("{count} revisions are not accepted yet: inserted words were read, deleted ones were not")
        yield Told(Doubt("lines", said, {"count": layout.revisions}))
    if layout.concealed:
        said = N_("{count} pictures or embedded objects may hold words; those were not read")
        yield Told(Doubt("lines", said, {"count": len(layout.concealed)}))
    for font, encoding in fonts.items():
        said = N_(
            "text in the old font {font} ({encoding}) was turned into Unicode: compare it with the original"
        )
        first = next(
            n for n, one in enumerate(layout.paragraphs, 1) if any(font in run.fonts for run in one.runs)
        )
        yield Told(Doubt("lines", said, {"font": font, "encoding": encoding.name}), Place(0, first))
    for place, one in enumerate(layout.paragraphs, start=1):
        if one.numbered and not one.number and one.text.strip():
            said = N_("Word prints an automatic number before this line which cannot be told")
            yield Told(Doubt("lines", said), Place(0, place))


@dataclass(slots=True)
class _Cell:
    """Ô: its lines; ``span`` columns wide; ``merged`` with the cell above."""

    span: int = 1
    merged: bool = False
    lines: list[Line] = field(default_factory=list)


def _spread(rows: Sequence[Sequence[_Cell]]) -> list[Row]:
    """Trải ô gộp: every cell at its column of the grid; one merged with that above says what that says."""
    above: dict[int, list[Line]] = {}
    result: list[Row] = []
    for row in rows:
        spread: list[list[Line]] = []
        for cell in row:
            lines = above.get(len(spread), []) if cell.merged and not cell.lines else cell.lines
            above[len(spread)] = lines
            spread += [lines, *([] for _ in range(cell.span - 1))]
        result.append(spread)
    return result


class _Story:
    """Mạch văn: the paragraphs, and where each table ends."""

    def __init__(self, paragraphs: Sequence[Paragraph], fonts: Mapping[str, Encoding]) -> None:
        self._paragraphs = paragraphs
        self._fonts = fonts
        self._last = {one.table: place for place, one in enumerate(paragraphs)}

    def lines(self) -> Iterator[Line]:
        """Các dòng: of the whole document."""
        place = 0
        while place < len(self._paragraphs):
            table = self._paragraphs[place].table
            if table < 0:
                boxes = self._boxes_after(place)
                for at in (
                    *boxes,
                    place,
                ):  # a box floats: its words go before those of the paragraph that anchors it
                    yield from self._paragraph(at)
                place += 1 + len(boxes)
            else:
                yield from table_lines(self._rows(table, place, 0))
                place = self._last[table] + 1

    def _boxes_after(self, place: int) -> range:
        end = place + 1
        while (
            end < len(self._paragraphs)
            and self._paragraphs[end].place == "box"
            and self._paragraphs[end].table < 0
        ):
            end += 1
        return range(place + 1, end if self._paragraphs[place].place != "box" else place + 1)

    def _rows(self, table: int, start: int, depth: int) -> list[Row]:
        rows: dict[int, dict[int, _Cell]] = {}
        cell = _Cell()
        place = start
        while place <= self._last[table]:
            one = self._paragraphs[place]
            if one.table == table:
                cell = rows.setdefault(one.row, {}).setdefault(one.column, _Cell(one.span, one.merged))
            elif one.table >= 0 and depth < _DEEPEST:
                cell.lines += table_lines(self._rows(one.table, place, depth + 1))
                place = min(self._last[one.table], self._last[table]) + 1
                continue
            cell.lines += (line for line in self._paragraph(place) if line.text.strip())
            place += 1
        ordered = [[row[column] for column in sorted(row)] for _, row in sorted(rows.items())]
        plain: list[Row] = [[cell.lines for cell in row] for row in ordered]
        return plain if is_layout(plain) else _spread(ordered)

    def _paragraph(self, place: int) -> Iterator[Line]:
        one = self._paragraphs[place]
        text = "".join(self._shown(one))
        if not text.strip():
            return
        label = one.number.strip() if one.numbered else ""
        if label and not any(sign.isalnum() or sign in _BULLETS for sign in label):
            label = "-"
        for count, piece in enumerate(text.split("\n")):
            above = Above.EDGE if one.place == "box" or (one.numbered and not count) else Above.LINE
            shown = f"{label} {piece.lstrip()}" if label and not count else piece
            yield Line(shown, Place(0, place + 1), above)

    def _shown(self, paragraph: Paragraph) -> Iterator[str]:
        for run in paragraph.runs:
            font = next((name for name in run.fonts if name in self._fonts), None)
            text = run.text if font is None else from_font(run.text, font, self._fonts[font])
            yield text.upper() if run.caps else text
