"""Đoạn văn trong PDF: from printed lines to paragraphs, with what their places say of alignment, indents, spacing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from directives.conversion.layout import Paragraph, Run
from directives.conversion.pdf_glyphs import SINGLE, Look, PrintedLine

MM = 25.4 / 72
_NEAR = 2.5  # points within which two places are one
_INDENTED = 6.0
_MARK = re.compile(r"^(?:[-–—+•*▪]|\(?\d{1,3}[.)]|\(?[a-zđ]\)|[IVXLC]{1,6}\.|Điều \d)(?:\s|$)")
_TIGHT = 0.98  # of a single line: closer lines have a fixed height
#: Of a single line: farther apart, two lines are two paragraphs; sooner where the second begins with a number or dash.
_LOOSEST, _LOOSE_MARKED = 2.3, 1.2


@dataclass(frozen=True, slots=True)
class Room:
    """Khoang chữ: where lines run: the text block, a cell, a frame. Lengths in points from the left of the sheet.

    ``axis`` is the line about which centred words stand, ``edge`` where left-aligned ones begin; None = not known.
    ``sure``: how wide it is, is known; of a column without lines round it only its axis tells that.
    """

    left: float
    right: float
    place: str = "body"
    cell: tuple[int, int, int] = (-1, -1, -1)
    box: tuple[float, float] | None = None
    axis: float | None = None
    edge: float | None = None
    sure: bool = True

    @property
    def middle(self) -> float:
        """Trục giữa: the one known, else halfway between both sides."""
        return self.axis if self.axis is not None else (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Group:
    """Nhóm dòng: the printed lines of one paragraph, and where they run."""

    lines: tuple[PrintedLine, ...]
    room: Room


@dataclass(frozen=True, slots=True)
class Habits:
    """Nếp trình bày: how the paragraphs of more than one line are set, which is supposed of those of one line too."""

    alignment: str = "left"
    first_left: float | None = None


def grouped(lines: Sequence[PrintedLine], room: Room) -> list[Group]:
    """Gom dòng thành đoạn: a line goes on with the one above where its first word had no room up there."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, room):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Group(tuple(group), room) for group in groups]


def habits_of(groups: Iterable[Group]) -> Habits:
    """Tìm nếp: over the groups of the text block."""
    several = [group for group in groups if len(group.lines) > 1 and group.room.place == "body"]
    kinds = Counter(alignment_of(group, Habits()) for group in several)
    firsts = Counter(
        round(group.lines[0].left)
        for group in several
        if group.lines[0].left - group.lines[1].left > _INDENTED
    )
    plain = {kind: count for kind, count in kinds.items() if kind in ("both", "left")}
    return Habits(
        max(plain, key=lambda kind: plain[kind], default="left"),
        float(max(firsts, key=lambda left: firsts[left])) if firsts else None,
    )


def _continues(group: Sequence[PrintedLine], line: PrintedLine, room: Room) -> bool:
    last, first = group[-1], group[0]
    word = line.words[0]
    blank = 0.25 * last.size
    longer = blank + word.right - word.left
    centred = abs(last.centre - room.middle) <= _NEAR and last.left - room.left > _INDENTED
    if centred:
        fits = last.width + longer <= room.right - room.left - _NEAR
    else:
        fits = last.right + longer <= room.right - _NEAR
    if fits or line.text.startswith(("- ", "– ")) or _is_rule(last) or _is_rule(line):
        return False
    if (centred or room.place != "body") and last.looks.isdisjoint(line.looks):
        return False
    if last.sheet != line.sheet:
        return not _MARK.match(line.text) and line.left - room.left < _INDENTED
    pitch = line.baseline - last.baseline
    if (
        len(group) > 1
        and abs(pitch - (last.baseline - group[-2].baseline)) > _NEAR
        and group[-2].sheet == last.sheet
    ):
        return False
    marked = _MARK.match(line.text) is not None
    if pitch > (_LOOSE_MARKED if marked else _LOOSEST) * SINGLE * last.size:
        return False
    if abs(line.centre - room.middle) <= _NEAR and centred:
        return True
    again_indented = (
        line.left - room.left > _INDENTED and abs(line.left - first.left) <= 1 and len(group) == 1
    )
    if again_indented and room.place == "body":
        return False
    return not (marked and line.left - room.left > _INDENTED)


def _is_rule(line: PrintedLine) -> bool:
    return not any(letter.isalnum() for letter in line.text)


def alignment_of(group: Group, habits: Habits) -> str:
    """Căn lề: what the places of the lines say; of one line, its room's axis, else the habit of the text."""
    lines, room = group.lines, group.room
    if room.place != "body":
        return _alignment_in_cell(group)
    axis = all(abs(line.centre - room.middle) <= _NEAR for line in lines)
    if axis and lines[-1].left - room.left > 2 * _INDENTED and not _is_usual(lines, habits):
        return "center"
    if len(lines) == 1:
        ends = room.right - lines[0].right <= _NEAR and lines[0].left > room.middle
        return "right" if ends else habits.alignment
    if all(abs(room.right - line.right) <= _NEAR for line in lines[:-1]):
        return "both"
    lefts = [line.left for line in lines[1:]]
    ragged_left = max(lefts) - min(lefts) > _NEAR or abs(lines[0].left - lefts[0]) > 3 * _INDENTED
    same_right = max(line.right for line in lines) - min(line.right for line in lines) <= _NEAR
    return "right" if same_right and ragged_left else "left"


def _is_usual(lines: Sequence[PrintedLine], habits: Habits) -> bool:
    """Thụt như các đoạn khác: one line that begins where paragraphs begin is centred by chance only."""
    return len(lines) == 1 and habits.first_left is not None and abs(lines[0].left - habits.first_left) <= 1


def _alignment_in_cell(group: Group) -> str:
    lines, room = group.lines, group.room
    if room.axis is not None and all(abs(line.centre - room.axis) <= _NEAR for line in lines):
        return "center"
    if len(lines) > 1:
        if all(abs(line.centre - room.middle) <= _NEAR for line in lines):
            return "center"
        if all(abs(room.right - line.right) <= _NEAR for line in lines[:-1]) and room.edge is None:
            return "both"
    elif room.axis is None and room.edge is None and abs(lines[0].centre - room.middle) <= _NEAR:
        return "center"
    return "left"


def column_room(lines: Sequence[PrintedLine], left: float, right: float, cell: tuple[int, int, int]) -> Room:
    """Khoang của một cột: its axis or its left edge, whichever more of its lines share."""
    axis, on_axis = _most_shared([line.centre for line in lines])
    edge, on_edge = _most_shared([line.left for line in lines])
    if on_axis >= on_edge and len(lines) > 1 and on_axis > 1:
        half = max(min(axis - left, right - axis), max(line.width for line in lines) / 2)
        return Room(axis - half, axis + half, "cell", cell, axis=axis)
    if on_edge > 1:
        return Room(min(left, edge), right, "cell", cell, edge=edge)
    return Room(left, right, "cell", cell, sure=False)


def _most_shared(places: Sequence[float]) -> tuple[float, int]:
    """Chỗ chung: the place most of them share within a slack, and how many do."""
    best = max(places, key=lambda one: sum(abs(one - other) <= _NEAR for other in places))
    near = [other for other in places if abs(best - other) <= _NEAR]
    return sum(near) / len(near), len(near)


def paragraph_of(group: Group, above: Group | None, habits: Habits, section: int) -> Paragraph:
    """Lập đoạn văn: with all that its place on the page tells; ``above`` is the group before it in its room."""
    lines, room = group.lines, group.room
    alignment = alignment_of(group, habits)
    runs = _runs(lines)
    pitch = _pitch(lines)
    ratio = round(pitch / (SINGLE * lines[0].size), 2) if pitch is not None else None
    centred = alignment in ("center", "right")
    edge = room.left if room.edge is None else room.edge
    rest = min((line.left for line in lines[1:]), default=edge)
    return Paragraph(
        text="".join(run.text for run in runs),
        runs=runs,
        alignment=alignment,
        space_before=_space(group, above, pitch),
        space_after=0.0,
        ruled=False,
        numbered=False,
        place=room.place,
        table=room.cell[0],
        row=room.cell[1],
        column=room.cell[2],
        left_indent=0.0 if centred else _clear(rest - edge),
        first_line=0.0 if centred else _clear(lines[0].left - rest),
        lines=ratio if ratio is not None and ratio >= _TIGHT else None,
        line_height=round(pitch, 1) if pitch is not None and ratio is not None and ratio < _TIGHT else None,
        room=round((room.right - room.left) * MM, 1) if room.sure else None,
        section=section,
        box=room.box,
        sheet=lines[0].sheet,
        top=round(lines[0].top * MM, 2),
        left=round(lines[0].left * MM, 2),
        printed_lines=len(lines),
    )


def _clear(length: float) -> float:
    """Bỏ sai số: lengths below a point are none."""
    return round(length, 1) if abs(length) > 1 else 0.0


def _pitch(lines: Sequence[PrintedLine]) -> float | None:
    """Khoảng cách dòng: the smallest between two lines of one sheet; None for a single line."""
    pitches = [
        below.baseline - above.baseline for above, below in pairwise(lines) if above.sheet == below.sheet
    ]
    return min(pitches) if pitches else None


def _space(group: Group, above: Group | None, pitch: float | None) -> float:
    """Khoảng cách đoạn: what is left of the way from the line above after one line of this; in half points."""
    if above is None or above.lines[-1].sheet != group.lines[0].sheet:
        return 0.0
    way = group.lines[0].baseline - above.lines[-1].baseline
    usual = pitch or _pitch(above.lines) or SINGLE * group.lines[0].size
    return round(max(way - usual, 0.0) * 2) / 2


def _runs(lines: Sequence[PrintedLine]) -> tuple[Run, ...]:
    """Các đoạn chữ: of all lines, parted by one blank each; marks without letters say no font."""
    pieces: list[tuple[str, Look]] = []
    for line in lines:
        if pieces:
            pieces.append((" ", pieces[-1][1]))
        pieces.extend(line.pieces())
    joined: list[tuple[str, Look]] = []
    for text, look in pieces:
        if joined and joined[-1][1] == look:
            joined[-1] = (joined[-1][0] + text, look)
        else:
            joined.append((text, look))
    return tuple(_run(unicodedata.normalize("NFC", text), look) for text, look in joined)


def _run(text: str, look: Look) -> Run:
    fonts = (look.font,) if any(letter.isalnum() for letter in text) else ()
    return Run(text, fonts, look.size, look.bold, look.italic, look.underline, False, look.color)
