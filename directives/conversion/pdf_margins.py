"""Lề trong PDF: page numbers, running heads and feet are told from the text; what is left shows the margins."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from directives.conversion.layout import PageNumber, Section
from directives.conversion.pdf_columns import begins_letterhead, folded, is_state_row
from directives.conversion.pdf_drawings import Drawings, Rule
from directives.conversion.pdf_glyphs import DESCENT, Look, PrintedLine, Word, segments
from directives.conversion.pdf_pictures import PlacedPicture

MM = 25.4 / 72
_HEAD_ZONE, _FOOT_ZONE = 0.14, 0.88  # of the height: where running heads and feet are looked for
_ZONE_ROWS = 4
_NUMBER = re.compile(r"^[-–(\[\s]*(?:TRANG)?(?P<number>\d{1,4}|[IVXL]{1,6})(?:/\d{1,4})?[-–)\]\s]*$")
_APART = 12.0  # points of blank between a running head and the page number beside it
_MIDDLE = 5 / MM  # a number so near to the axis is in the middle
_VERY_FOOT, _FOOT_BLANK = 0.93, 40.0  # of the height; points
_FULL_WIDTH = 0.6
_NEAR = 1.5
_GOOD_PART = 0.25
_FOUND_TWICE = 0.3  # of the sheets, and at least two: lines at the same place are running heads


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Tờ thô: what was drawn on one page; ``rows`` are the words outside frames and tables."""

    index: int
    width: float
    height: float
    rows: tuple[tuple[Word, ...], ...]
    framed: tuple[Word, ...]
    turned: tuple[str, ...]
    drawings: Drawings
    pictures: tuple[PlacedPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """Số trang đã in: as it is written, with its place and look."""

    text: str
    area: str
    baseline: float
    centre: float
    look: Look
    around: str


@dataclass(frozen=True, slots=True)
class BareSheet:
    """Tờ không kể lề: the rows of the text, what stood in the margins, and the page number."""

    raw: RawSheet
    rows: tuple[tuple[Word, ...], ...]
    margins: tuple[str, ...]
    contact: tuple[tuple[Word, ...], ...]
    number: PrintedNumber | None


def bare_sheets(sheets: Sequence[RawSheet]) -> list[BareSheet]:
    """Bỏ lề: of all sheets together, since what repeats at its place is a running head or foot."""
    places = Counter(
        key for sheet in sheets for key in {_key(area, row) for area, row in _margin_rows(sheet)}
    )
    enough = max(2, round(_FOUND_TWICE * len(sheets)))
    running = {key for key, count in places.items() if count >= enough}
    return [_bare(sheet, running) for sheet in sheets]


def _margin_rows(sheet: RawSheet) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """Các hàng ở lề: the first and last few of a sheet; a letterhead ends those above it."""
    for row in sheet.rows[:_ZONE_ROWS]:
        if row[0].baseline > _HEAD_ZONE * sheet.height or begins_letterhead(row):
            break
        yield "header", row
    for row in sheet.rows[::-1][:_ZONE_ROWS]:
        if row[0].baseline < _FOOT_ZONE * sheet.height:
            break
        yield "footer", row


def _key(area: str, row: Sequence[Word]) -> tuple[str, str, int]:
    return area, re.sub(r"\d+", "", folded(row)), round(row[0].baseline / 6)


def _bare(sheet: RawSheet, running: set[tuple[str, str, int]]) -> BareSheet:
    number: PrintedNumber | None = None
    aside: list[tuple[Word, ...]] = []
    above = _rows_above_letterhead(sheet)
    for area, row in _margin_rows(sheet):
        repeated = _key(area, row) in running
        printed = _number(row, area, whole=not repeated)
        if printed is not None and number is None and (repeated or _outermost(sheet, row, area, aside)):
            number = printed
            aside.append(row)
        elif repeated or row in above:
            aside.append(row)
    contact = tuple(row for row in _below_last_rule(sheet) or _far_below(sheet) if row not in aside)
    rows = tuple(row for row in sheet.rows if row not in aside and row not in contact)
    texts = tuple(PrintedLine(row, sheet.index).text for row in aside)
    return BareSheet(sheet, rows, (*texts, *sheet.turned), contact, number)


def _rows_above_letterhead(sheet: RawSheet) -> list[tuple[Word, ...]]:
    """Hàng trên phần đầu: what stands apart above the state name is no part of the letterhead's rows."""
    state = next((row for row in sheet.rows[: _ZONE_ROWS + 1] if begins_letterhead(row)), None)
    if state is None:
        return []
    return [row for row in sheet.rows if state[0].baseline - row[0].baseline > 1.5 * state[0].size]


def _below_last_rule(sheet: RawSheet) -> tuple[tuple[Word, ...], ...]:
    """Dưới đường kẻ cuối trang: the lines below a rule over the width of the text at the foot of the sheet."""
    rules = [
        rule
        for rule in sheet.drawings.strokes
        if rule.at > 0.8 * sheet.height and rule.length > _FULL_WIDTH * 0.8 * sheet.width
    ]
    rule = max(rules, key=lambda rule: rule.at, default=None)
    return tuple(row for row in sheet.rows if rule is not None and row[0].baseline > rule.at)


def _far_below(sheet: RawSheet) -> tuple[tuple[Word, ...], ...]:
    """Tách hẳn khỏi chữ phía trên: broad lines at the very foot of the sheet, below a blank no paragraph leaves."""
    for place in range(len(sheet.rows) - 1, 0, -1):
        row, above = sheet.rows[place], sheet.rows[place - 1]
        if row[0].baseline < _VERY_FOOT * sheet.height or row[-1].right - row[0].left < sheet.width / 4:
            break
        if row[0].baseline - above[0].baseline > _FOOT_BLANK:
            return sheet.rows[place:]
    return ()


def _outermost(sheet: RawSheet, row: tuple[Word, ...], area: str, aside: Sequence[tuple[Word, ...]]) -> bool:
    rows = sheet.rows if area == "header" else sheet.rows[::-1]
    return next((one for one in rows if one not in aside), None) == row


def _number(row: tuple[Word, ...], area: str, *, whole: bool) -> PrintedNumber | None:
    """Số trang trên hàng: alone on it, or (in a running head) apart from its other words."""
    parts = segments(row, _APART)
    for part in parts:
        text = " ".join(word.text for word in part)
        found = _NUMBER.match(folded(part))
        if (
            found
            and (len(parts) == 1 or not whole)
            and not (len(parts) == 1 and text.isalpha() and len(text) > 4)
        ):
            centre = (part[0].left + part[-1].right) / 2
            around = re.sub(rf"{found['number']}", "", text, count=1, flags=re.IGNORECASE).strip()
            return PrintedNumber(
                found["number"], area, part[0].baseline, centre, part[0].pieces[0][1], around
            )
    return None


def text_edges(sheets: Iterable[BareSheet]) -> tuple[float, float, bool, bool]:
    """Mép chữ: left and right of the text block of sheets of one paper; and whether several lines share each."""
    rows = [row for sheet in sheets for row in sheet.rows]
    if not rows:
        return 0.0, 0.0, False, False
    different = {folded(row): row for row in rows}.values()  # a line printed twice ends twice at one place
    left, left_sure = _shared(sorted(row[0].left for row in different))
    right, right_sure = _shared(sorted((row[-1].right for row in different), reverse=True))
    return left, right, left_sure, right_sure


def _shared(places: Sequence[float]) -> tuple[float, bool]:
    """Mép chung: the outermost place; one that a good part of the lines share counts before a line that sticks out."""
    for place in places:
        near = sum(abs(place - other) <= _NEAR for other in places)
        if near >= 2 and (place == places[0] or near >= max(3, len(places) * _GOOD_PART)):
            return place, True
    return places[0], False


def section_of(sheets: Sequence[BareSheet]) -> Section:
    """Phần trang: of sheets of one paper in a row; a margin of which only the least is seen is named ``at_most``."""
    first = sheets[0].raw
    left, right, left_sure, right_sure = text_edges(sheets)
    tops = [PrintedLine(sheet.rows[0], sheet.raw.index).top for sheet in sheets if _begins_with_text(sheet)]
    bottoms = [
        sheet.raw.height - sheet.rows[-1][0].baseline - DESCENT * sheet.rows[-1][0].size
        for sheet in sheets
        if sheet.rows
    ]
    open_sides = [
        "bottom"
    ]  # a page ends where its last whole line does, short of the margin by what one more line lacks
    if not any(is_state_row(row) for sheet in sheets for row in sheet.rows[:1]) and len(tops) < 3:
        open_sides.append("top")
    open_sides += [side for side, sure in (("left", left_sure), ("right", right_sure)) if not sure]
    return Section(
        width=_mm(first.width),
        height=_mm(first.height),
        top=_mm(min(tops)) if tops else None,
        bottom=_mm(min(bottoms)) if bottoms else None,
        left=_mm(left) if right else None,
        right=_mm(first.width - right) if right else None,
        first_page_differs=True,
        page_numbers=tuple(_page_numbers(sheets, (left + right) / 2)),
        number_format=_format(sheets),
        at_most=tuple(open_sides),
    )


def _begins_with_text(sheet: BareSheet) -> bool:
    """Đầu tờ là chữ: no table or frame stands above its first line."""
    if not sheet.rows:
        return False
    first = sheet.rows[0][0].baseline
    return not any(grid.box[1] < first and not grid.is_frame for grid in sheet.raw.drawings.grids)


def _page_numbers(sheets: Sequence[BareSheet], middle: float) -> Iterator[PageNumber]:
    """Số trang: that of the first page of the file, and each look and place of the others once."""
    seen = set()
    for sheet in sheets:
        number = sheet.number
        if number is None:
            continue
        pages = "first" if sheet.raw.index == 1 else "default"
        look = number.look
        printed = PageNumber(
            number.area, pages, _side(number.centre, middle, sheet.raw.width), look.size, look.bold, look.italic,
            number.around,
        )  # fmt: skip
        if printed not in seen:
            seen.add(printed)
            yield printed


def _side(centre: float, middle: float, width: float) -> str:
    if abs(centre - middle) <= _MIDDLE or abs(centre - width / 2) <= _MIDDLE:
        return "center"
    return "right" if centre > width / 2 else "left"


def _format(sheets: Sequence[BareSheet]) -> str:
    numbers = [sheet.number.text for sheet in sheets if sheet.number]
    return "upperRoman" if numbers and not any(number.isdigit() for number in numbers) else ""


def full_rules(sheet: BareSheet, edges: tuple[float, float]) -> list[Rule]:
    """Đường kẻ hết chiều ngang: those of the sheet that run over most of the text's width."""
    return [rule for rule in sheet.raw.drawings.strokes if rule.length > _FULL_WIDTH * (edges[1] - edges[0])]


def _mm(points: float) -> float:
    return round(points * MM, 2)
