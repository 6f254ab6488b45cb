"""Hai cột trong PDF: the letterhead and the closing, whose two halves stand side by side without any line between.

They are told by the words the law puts there (the state name, "Số:", "Nơi nhận:") and by the blank between the halves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.conversion.pdf_glyphs import PrintedLine, Word, segments
from directives.text import ascii_fold

_GAP = 8.0  # points: wider than a blank between words, narrower than the blank between two halves
_REACH = 60.0  # a half goes on below a blank no higher than this
_SIGNING_REACH = 170.0  # between the title and the name there is room for a signature
_OFF_AXIS = 15.0
_LEFT_SLACK = 45.0
_STATE = re.compile(r"CONGHOAXAHOI|CHUNGHIAVIETNAM")
_MOTTO = re.compile(r"DOCLAP.*HANHPHUC")
_COPY = re.compile(r"(?:SAOY|SAOLUC|TRICHSAO)(?:BANCHINH|BANSAO)?$")
_NUMBER = re.compile(r"^SO:?[\d./…]*.*[/:]")
_DAY = re.compile(r"NGAY.*NAM|\d+[/.-]\d+[/.-]\d{4}")
_SUBJECT = re.compile(r"^(?:V/V|VEVIEC)")
_RECIPIENTS = re.compile(r"^NOI(?:NHAN|GUI)\b:?")
_ENDS_HEAD = re.compile(r"^(?:KINHGUI|CANCU|NOINHAN|NOIGUI)")
_ENDS_CLOSING = re.compile(r"^PHULUC|CONGHOAXAHOI")


@dataclass(frozen=True, slots=True)
class Half:
    """Nửa: the lines of one half of a block; ``row`` and ``column`` as if they were cells."""

    row: int
    column: int
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Khối hai cột: rows ``first`` to ``last`` of a sheet (counted from 0, the last one left out).

    Between the halves lies the blank from ``left_end`` to ``right_start``.
    """

    kind: str  # head or closing
    first: int
    last: int
    left_end: float
    right_start: float
    halves: tuple[Half, ...]


def folded(words: Sequence[Word]) -> str:
    """Chữ rút gọn: capitals without marks and blanks, to know words by."""
    return re.sub(r"\s", "", ascii_fold("".join(word.text for word in words))).upper()


def is_state_row(row: Sequence[Word]) -> bool:
    """Hàng Quốc hiệu: whether a row of words holds the state name."""
    return _STATE.search(folded(row)) is not None


def begins_letterhead(row: Sequence[Word]) -> bool:
    """Hàng đầu: whether a row of words holds the state name, or the words of a copy that stand in its place."""
    return any(_STATE.search(text) or _COPY.match(text) for text in map(folded, segments(row, _GAP)))


def find_blocks(
    rows: Sequence[Sequence[Word]], sheet: int, edges: tuple[float, float], stops: Sequence[float]
) -> list[Block]:
    """Tìm khối hai cột: of one sheet; ``edges`` are left and right of the text, ``stops`` the y of full-width lines."""
    blocks: list[Block] = []
    place = 0
    while place < len(rows):
        block = _head(rows, place, sheet, edges) or _closing(rows, place, sheet, edges, stops)
        if block is None:
            place += 1
        else:
            blocks.append(block)
            place = block.last
    return blocks


def boxes_of(half: Half) -> list[list[PrintedLine]]:
    """Các ô trong một nửa: a line that begins with the words of a box of its own never goes on with the one above."""
    parts: list[list[PrintedLine]] = []
    for line in half.lines:
        text = folded(line.words)
        begins = any(sign.search(text) for sign in (_STATE, _MOTTO, _NUMBER, _SUBJECT))
        if begins or not parts or (half.column == 1 and _DAY.search(text)):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _head(rows: Sequence[Sequence[Word]], place: int, sheet: int, edges: tuple[float, float]) -> Block | None:
    parts = segments(rows[place], _GAP)
    middle = (edges[0] + edges[1]) / 2
    anchor = next((part for part in parts if _anchors_head(part) and _centre(part) > middle + 20), None)
    if anchor is None:
        return None
    left_rows: list[tuple[int, list[Word]]] = []
    right_rows: list[tuple[int, list[Word]]] = []
    row_of, last, bottom = 0, place, rows[place][0].baseline
    gutter, axis = anchor[0].left, _centre(anchor)
    for at in range(place, len(rows)):
        row = rows[at]
        if row[0].baseline - bottom > _REACH:
            break
        sides = [(part, _centre(part) > gutter) for part in segments(row, _GAP)]
        left = [word for part, right in sides if not right for word in part]
        right = [word for part, is_right in sides if is_right for word in part]
        if not _goes_on(left, right, left_rows, gutter, axis):
            break
        if (left and _NUMBER.match(folded(left))) or (right and _DAY.search(folded(right))):
            row_of = 1
        if left:
            left_rows.append((row_of, left))
        if right:
            right_rows.append((row_of, right))
            gutter = min(gutter, right[0].left)
        last, bottom = at + 1, row[0].baseline
    if not left_rows:
        return None
    return _block("head", (place, last), left_rows, right_rows, sheet, middle)


def _anchors_head(part: Sequence[Word]) -> bool:
    text = folded(part)
    return bool(_STATE.search(text) or _COPY.match(text) or _MOTTO.search(text))


def _goes_on(
    left: list[Word], right: list[Word], above: Sequence[tuple[int, list[Word]]], gutter: float, axis: float
) -> bool:
    """Còn thuộc phần đầu: whether a row still belongs to the two halves of a letterhead."""
    if left and (left[-1].right > gutter + _GAP or _ENDS_HEAD.match(folded(left))):
        return False  # a line under both halves, or one that no letterhead holds
    if right:
        text = folded(right)
        known = _DAY.search(text) or _anchors_head(right)
        if not known and abs(_centre(right) - axis) > _OFF_AXIS:
            return False
        return bool(known) or right[0].left > gutter - _LEFT_SLACK
    if not above or _NUMBER.match(folded(left)) or _SUBJECT.match(folded(left)):
        return bool(left)
    axes = sorted(_centre(words) for _, words in above)
    near_axis = abs(_centre(left) - axes[len(axes) // 2]) <= _OFF_AXIS
    return near_axis or any(abs(words[0].left - left[0].left) <= 2 for _, words in above)


def _closing(
    rows: Sequence[Sequence[Word]], place: int, sheet: int, edges: tuple[float, float], stops: Sequence[float]
) -> Block | None:
    parts = segments(rows[place], _GAP)
    label = _RECIPIENTS.match(folded(parts[0])) is not None and parts[0][0].left < edges[0] + _LEFT_SLACK
    pair = len(parts) == 2 and parts[1][0].left - parts[0][-1].right > 3 * _GAP and all(map(_is_title, parts))
    if not (label or pair):
        return None
    start = place if pair or len(parts) > 1 else _raised(rows, place, edges)
    middle = (edges[0] + edges[1]) / 2
    left_rows: list[tuple[int, list[Word]]] = []
    right_rows: list[tuple[int, list[Word]]] = []
    row_of, last, bottom = 0, start, rows[start][0].baseline
    signing = pair
    for at in range(start, len(rows)):
        row = rows[at]
        baseline = row[0].baseline
        between = any(bottom < stop < baseline for stop in stops)
        if between or baseline - bottom > _SIGNING_REACH or _ENDS_CLOSING.search(folded(row)):
            break
        parts = segments(row, _GAP)
        if signing and _RECIPIENTS.match(folded(parts[0])):
            signing, row_of = False, 1
        left, right = _sides(parts, edges, middle, signing=signing)
        if left and left[-1].right > edges[0] + 0.75 * (edges[1] - edges[0]):
            break  # text over both halves
        if left:
            left_rows.append((row_of, left))
        if right:
            right_rows.append((row_of, right))
        last, bottom = at + 1, baseline
    if not left_rows or not (right_rows or label):
        return None
    return _block("closing", (start, last), left_rows, right_rows, sheet, middle)


def _sides(
    parts: Sequence[list[Word]], edges: tuple[float, float], middle: float, *, signing: bool
) -> tuple[list[Word], list[Word]]:
    """Hai bên: below the recipients' label what begins at the left edge is left; of two who sign, by the middle."""
    left: list[Word] = []
    right: list[Word] = []
    for part in parts:
        begins_left = part[0].left <= edges[0] + _LEFT_SLACK or bool(left and part[-1].right < middle)
        on_left = _centre(part) < middle if signing else begins_left
        (left if on_left and not right else right).extend(part)
    return left, right


def _raised(rows: Sequence[Sequence[Word]], place: int, edges: tuple[float, float]) -> int:
    """Quyền hạn ở hàng trên: the first of the rows right above the label which hold only a title on the right."""
    while place and rows[place][0].baseline - rows[place - 1][0].baseline < 2.2 * rows[place][0].size:
        above = rows[place - 1]
        if above[0].left < edges[0] + 0.3 * (edges[1] - edges[0]) or not _is_title(above):
            break
        place -= 1
    return place


def _is_title(part: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in part)
    return text.isupper() and sum(letter.isalpha() for letter in text) >= 4 and not text.endswith(":")


def _centre(part: Sequence[Word]) -> float:
    return (part[0].left + part[-1].right) / 2


_Rows = Sequence[tuple[int, list[Word]]]


def _block(kind: str, rows: tuple[int, int], left: _Rows, right: _Rows, sheet: int, middle: float) -> Block:
    left_end = max(words[-1].right for _, words in left)
    right_start = min((words[0].left for _, words in right), default=max(middle, left_end))
    return Block(kind, *rows, min(left_end, right_start), right_start, _halves(left, right, sheet))


def _halves(left: _Rows, right: _Rows, sheet: int) -> tuple[Half, ...]:
    """Các ô: by row and column, in the order in which cells are read."""
    found = []
    for row in (0, 1):
        for column, rows in enumerate((left, right)):
            lines = tuple(PrintedLine(tuple(words), sheet) for at, words in rows if at == row)
            if lines:
                found.append(Half(row, column, lines))
    return tuple(found)
