"""Phần cuối: finds boxes 7, 9b and 12: recipients, authority and name of the signer, the drafter's mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.checking.seeing.lists import list_below
from directives.checking.seeing.page import TABS, Boxes, Line
from directives.checking.seeing.wording import (
    is_authority,
    is_item,
    is_post,
    is_recipients_label,
    is_state_name,
)
from directives.vocabulary.names import is_name

_DRAFTER = re.compile(r"^[A-ZĐ]{1,6}\.?\s*\(\d+\)$")
_NOWHERE = (-1, -1, -1)
_SIGNING_LINES = 10
_MARK_LETTERS = 25
_COLUMNS, _CELLS = 4, 10  # a larger table lists persons and posts, nobody signs in it
_CAPITALISED = re.compile(r"^(?:[^\W\d_][\w'’.-]*\s+){1,6}[^\W\d_][\w'’-]*$")


@dataclass(frozen=True, slots=True)
class Closing:
    """Phần cuối: its boxes, and where it begins and ends among the lines (``end`` is the first line after it)."""

    boxes: Boxes
    begin: int
    end: int


def find_closing(lines: Sequence[Line]) -> Closing:
    """Tìm phần cuối: from the recipients or the signature; empty at the end of the lines when neither is there."""
    boxes: Boxes = {}
    label = next((line for line in lines if is_recipients_label(line.text)), None)
    used: list[Line] = []
    if label is not None:
        boxes["recipients_label"] = (label,)
        used.append(label)
        listed = list_below(lines, label)
        if listed.items:
            boxes["recipients"] = listed.items
        used += listed.lines
        mark = _drafter_mark(lines, label, listed.lines)
        if mark is not None:
            boxes["drafter_mark"] = (mark,)
            used.append(mark)
    signing = _signing(lines, label)
    _sign(signing, boxes)
    used += [*boxes.get("authority", ()), *boxes.get("signer", ())]
    if not used:
        return Closing(boxes, len(lines), len(lines))
    tables = {line.cell[0] for line in used if line.cell != _NOWHERE}
    taken = {id(line) for line in used}
    begin = next(n for n, line in enumerate(lines) if id(line) in taken)
    end = (
        max(n for n, line in enumerate(lines) if n >= begin and (id(line) in taken or line.cell[0] in tables))
        + 1
    )
    if "authority" in boxes and "signer" not in boxes and end < len(lines) and is_name(lines[end].text):
        boxes["signer"] = (lines[end],)  # the name stands below the table
        end += 1
    if end < len(lines):
        boxes["after"] = tuple(lines[end:])
    return Closing(boxes, begin, end)


def _signing(lines: Sequence[Line], label: Line | None) -> Sequence[Line]:
    """Các dòng ký: beside the recipients in their table, or near them; without recipients, from the authority on."""
    if label is not None and label.place == "cell":
        table = [line for line in lines if line.cell[0] == label.cell[0]]
        beside = [line for line in table if line.cell[1] >= label.cell[1] and line.cell[2] != label.cell[2]]
        beside = beside or [line for line in table if line.cell[1] < label.cell[1]]  # two sign above it
        if beside:
            return beside
    start = _authority_at(lines, label)
    if start is None:
        return ()
    if lines[start].place == "cell":
        home, row, _ = lines[start].cell
        return [line for line in lines if line.cell[0] == home and line.cell[1] >= row]
    found: list[Line] = []
    for line in lines[start:]:
        if is_recipients_label(line.text) or is_item(line.text) or line.text[0].islower():
            continue
        if is_state_name(line.text) or line.place != lines[start].place or len(found) == _SIGNING_LINES:
            break
        found.append(line)
        if is_name(line.text):
            break
    return found


def _authority_at(lines: Sequence[Line], label: Line | None) -> int | None:
    """Chỗ bắt đầu ký: the authority line nearest to the recipients, or the first which a name follows."""
    at = lines.index(label) if label is not None else None
    places = [n for n, line in enumerate(lines) if is_authority(line.text) or is_post(_shown(line))]
    if at is not None:
        near = [n for n in places if at - _SIGNING_LINES <= n <= at + 2 * _SIGNING_LINES]
        below = [n for n in near if n > at]
        return min(below or near, default=None)
    for place in places:
        if any(is_name(line.text) for line in lines[place + 1 : place + _SIGNING_LINES]):
            table = {line.cell[1:] for line in lines if line.cell[0] == lines[place].cell[0] != -1}
            if max((column for _, column in table), default=0) < _COLUMNS and len(table) <= _CELLS:
                return place
    return None


def _sign(signing: Sequence[Line], boxes: Boxes) -> None:
    """Tách phần ký: the lines in capitals, and under each column's the name."""
    names: list[Line] = []
    capitals: list[Line] = []
    for column in dict.fromkeys(line.cell[2] for line in signing):
        below = [line for line in signing if line.cell[2] == column]
        name = next((line for line in reversed(below) if _is_signer(line, last=line is below[-1])), None)
        if name is not None:
            names.append(name)
            below = below[: below.index(name)]
        above = [line for line in below if _shown(line).isupper() or is_authority(line.text)]
        capitals += above or [line for line in below if name is not None and line.text[0] != "("]
    if capitals:
        boxes["authority"] = tuple(capitals)
    if names:
        boxes["signer"] = tuple(names)


def _is_signer(line: Line, *, last: bool) -> bool:
    """Họ tên người ký: a known surname begins it (a degree may stand before), or it is the last line and so written."""
    words = line.text.split()
    shown = [word.title() for word in words] if line.text.isupper() else words
    if any(is_name(" ".join(shown[-n:])) for n in (2, 3, 4, 5) if n <= len(shown)):
        return not (is_authority(line.text) or is_post(line.text))
    capitalised = bool(_CAPITALISED.match(line.text)) and all(word[0].isupper() for word in words)
    return last and capitalised and not line.text.isupper()


def _shown(line: Line) -> str:
    """Chữ như in ra: in capitals where the font makes them."""
    return line.text.upper() if line.is_upper else line.text


def _drafter_mark(lines: Sequence[Line], label: Line, listed: Sequence[Line]) -> Line | None:
    """Ký hiệu người soạn thảo: what stands right below the recipients."""
    last = max((line.index for line in listed), default=label.index)
    below = [
        line for line in lines[lines.index(label) + 1 :] if line.index > last and line.cell == label.cell
    ][:3]
    if label.place == "cell":
        return below[0] if below and len(below[0].text) <= _MARK_LETTERS else None
    return next((line for line in below if _DRAFTER.match(line.text) and line.alignment != TABS), None)
