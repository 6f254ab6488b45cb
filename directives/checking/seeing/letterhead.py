"""Phần đầu văn bản: finds boxes 1 to 5, 9a, 10b and 11 by what stands in them, however the letterhead was made."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from directives.checking.seeing.agencies import parted
from directives.checking.seeing.page import TABS, Boxes, Line
from directives.checking.seeing.wording import (
    is_addressees_label,
    is_basis,
    is_circulation,
    is_copy_label,
    is_item,
    is_letter_subject,
    is_motto,
    is_number,
    is_place_and_date,
    is_state_name,
    is_urgency,
    type_begun,
    type_of,
)
from directives.vocabulary.words import AGENCIES, AUTHORITIES

_SUBJECT_LINES = 6
_SUBJECT_STARTS = ("Về ", "V/v", "Ban hành", "Phê duyệt", "Kèm theo")
_NOT_SUBJECT = re.compile(
    r"^(?:(?:Điều|Phần|Chương) [\dIVX]|Kính gửi|\((?:Kèm|Ban hành kèm|Dự thảo)|Hôm nay)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """Phần đầu: its boxes by name, how it was made, and the type whose name is printed (None on a letter)."""

    boxes: Boxes
    header: str
    type_word: str | None


def find_head(head: Sequence[Line], kind: str, *, is_copy: bool = False) -> Head:
    """Tìm phần đầu: in the lines above the closing; ``kind`` is that of the layout."""
    boxes: Boxes = {}
    top = _top(head)
    _keep(boxes, "state_name", _first(head, lambda line: is_state_name(line.text)))
    _keep(boxes, "motto", _first(head, lambda line: is_motto(line.text)))
    _keep(boxes, "number", _first(top, lambda line: is_number(line.text)))
    if is_copy:
        _keep(boxes, "copy_label", _first(head, lambda line: is_copy_label(line.text)))
    type_line, type_word = _type(top, boxes)
    _keep(boxes, "type_name", type_line)
    above = top if is_copy or type_line is None else top[: top.index(type_line)]
    _keep(boxes, "place_and_date", _first(above, lambda line: is_place_and_date(line.text)))
    _keep(boxes, "urgency", _first(head, lambda line: is_urgency(line.text)))
    _keep(boxes, "circulation", _first(head, lambda line: is_circulation(line.text)))
    _keep_lines(boxes, "letter_subject", _letter_subject(head, boxes, type_line))
    if type_line is not None and not is_copy:
        _keep_lines(boxes, "subject", tuple(_subject(head, type_line)))
    header = _header(boxes, kind)
    parent, issuer = parted(_agency(head, boxes, header))
    _keep_lines(boxes, "parent", parent)
    _keep_lines(boxes, "issuer", issuer)
    return Head(boxes, header, type_word)


def _top(head: Sequence[Line]) -> Sequence[Line]:
    """Trên nội dung: the lines above the addressees or the first basis; text boxes may be anchored below them."""
    end = next(
        (n for n, line in enumerate(head) if is_addressees_label(line.text) or is_basis(line.text)), len(head)
    )
    return [line for n, line in enumerate(head) if n < end or line.place == "box"]


def _type(top: Sequence[Line], boxes: Boxes) -> tuple[Line | None, str | None]:
    """Tên loại: alone on its line; else, where no letter's subject is, at the beginning of a title in capitals."""
    state = boxes.get("state_name", (None,))[0]
    for line in top:
        word = type_of(line.text)
        if word and (line.is_upper or line.alignment == "center" or line.is_(lambda run: run.bold)):
            return line, word
    for above, line in pairwise(top):
        if is_letter_subject(line.text, in_number_cell=False):
            break
        if line.place != "body" and not (state and line.cell[0] != state.cell[0]):
            continue
        set_as_title = line.alignment == "center" or line.is_(lambda run: run.bold)
        if set_as_title or is_number(above.text) or is_place_and_date(above.text) or is_motto(above.text):
            word = type_begun(line.text)
            if word:
                return line, word
    return None, None


def _subject(head: Sequence[Line], type_line: Line) -> Iterable[Line]:
    """Trích yếu: the centred or bold lines right below the type name, up to the rule or another box."""
    last = type_line.index
    for count, line in enumerate(head[head.index(type_line) + 1 :]):
        text = line.text
        other = is_basis(text) or bool(_NOT_SUBJECT.match(text)) or is_number(text) or is_item(text)
        if count >= _SUBJECT_LINES or other or line.cell[0] != type_line.cell[0]:
            return
        if line.is_upper and (count or text.startswith((*AUTHORITIES, *AGENCIES)) or text.endswith(":")):
            return
        looks = (
            line.alignment == "center" or line.is_(lambda run: run.bold) or text.startswith(_SUBJECT_STARTS)
        )
        if not looks or line.index > last + (2 if count == 0 else 1):
            return  # an empty paragraph may stand between type and subject, none within the subject
        last = line.index
        yield line


def _letter_subject(head: Sequence[Line], boxes: Boxes, type_line: Line | None) -> tuple[Line, ...]:
    """Trích yếu công văn: from "V/v" on, all lines of its cell or box up to a stamp."""
    number = boxes.get("number", (None,))[0]
    for place, line in enumerate(head):
        in_cell = number is not None and number.place == "cell" and line.cell == number.cell
        if is_letter_subject(line.text, in_number_cell=in_cell):
            found = [line]
            for below in head[place + 1 :]:
                if below.alignment == TABS and below.cell == line.cell and below.start > 0:
                    continue  # the right half of the letterhead
                if not _goes_on(line, below, found[-1]):
                    break
                found.append(below)
            return tuple(found)
    if type_line is None and number is not None and number.place == "cell":
        below_number = [line for line in head[head.index(number) + 1 :] if line.cell == number.cell]
        return tuple(
            line
            for line in below_number[:1]
            if not (line.is_upper or _is_other(line) or line.text[0] in "([")
        )
    return ()


def _goes_on(first: Line, line: Line, above: Line) -> bool:
    if line.cell != first.cell or line.place != first.place or _is_other(line) or line.is_upper:
        return False
    if first.place == "cell":
        return True
    return (
        line.text[0].islower() and line.index <= above.index + 1 and not above.text.endswith((".", ";", ":"))
    )


def _is_other(line: Line) -> bool:
    """Ô khác: whether the line is plainly of another box of the head."""
    text = line.text
    return (
        is_number(text) or is_place_and_date(text) or is_urgency(text) or is_circulation(text) or is_copy_label(text)
        or is_addressees_label(text) or is_state_name(text) or is_motto(text)
    )  # fmt: skip


def _header(boxes: Boxes, kind: str) -> str:
    """Cách trình bày phần đầu: told by where the state name stands, or what is there of its row."""
    for name in ("state_name", "copy_label", "motto", "place_and_date"):
        for line in boxes.get(name, ()):
            if line.place == "cell":
                return "columns" if kind == "pdf" else "table"
            if line.place == "box":
                return "boxes"
            halves = (line, *boxes.get("motto", ()), *boxes.get("place_and_date", ()))
            return TABS if any(half.alignment == TABS for half in halves) else "stacked"
    return ""


def _agency(head: Sequence[Line], boxes: Boxes, header: str) -> tuple[Line, ...]:
    """Tên cơ quan: all its lines, of the parent body too, above the number and beside the state name."""
    anchor = next(
        (boxes[name][0] for name in ("copy_label", "state_name", "motto", "place_and_date") if name in boxes),
        None,
    )
    number = boxes.get("number", (None,))[0]
    ends = [
        head.index(line)
        for line in (number, *boxes.get("type_name", ()))
        if line is not None and line != anchor
    ]
    taken = {id(line) for name, lines in boxes.items() for line in lines}
    free = [
        line for line in head[: min(ends, default=len(head))] if id(line) not in taken and not _is_other(line)
    ]
    if anchor is None:
        return ()
    if header in ("table", "columns"):
        return _beside(free, anchor, number)
    if header == "boxes":
        return tuple(line for line in free if line.place == "box" and line.is_upper)
    if header == TABS:
        shared = {line.index for line in free if line.alignment == TABS}
        return tuple(line for line in free if line.index in shared or _between(line, shared)) or _stacked(
            free
        )
    return _stacked(free)


def _beside(free: Sequence[Line], anchor: Line, number: Line | None) -> tuple[Line, ...]:
    """Bên cạnh Quốc hiệu: in another column of its table, in a table of its own above it, or over the number."""
    table, _, column = anchor.cell
    for other in (
        [line for line in free if line.cell[0] == table and line.cell[2] < column],
        [line for line in free if line.cell[0] == table and line.cell[2] > column],
        [line for line in free if line.place == "cell" and line.cell[0] != table],
        [line for line in free if number is not None and line.cell == number.cell != (-1, -1, -1)],
    ):
        if other:
            return tuple(other)
    return ()


def _between(line: Line, shared: set[int]) -> bool:
    return (
        bool(shared)
        and line.is_upper
        and line.place == "body"
        and min(shared) < line.index <= max(shared) + 1
    )


def _stacked(free: Sequence[Line]) -> tuple[Line, ...]:
    """Xếp dọc: lines in capitals from the first that names a body."""
    capitals = [line for line in free if line.is_upper and line.place == "body"]
    start = next((n for n, line in enumerate(capitals) if line.text.upper().startswith(AGENCIES)), None)
    return tuple(capitals[start:]) if start is not None else ()


def _first(lines: Iterable[Line], holds: Callable[[Line], bool]) -> Line | None:
    return next((line for line in lines if holds(line)), None)


def _keep(boxes: Boxes, name: str, line: Line | None) -> None:
    if line is not None:
        boxes[name] = (line,)


def _keep_lines(boxes: Boxes, name: str, lines: tuple[Line, ...]) -> None:
    if lines:
        boxes[name] = lines
