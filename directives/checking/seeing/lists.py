"""Danh sách: finds what is listed below Kính gửi (9a) and below Nơi nhận (9b)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from directives.checking.seeing.page import TABS, Boxes, Line
from directives.checking.seeing.wording import is_addressees_label, is_item
from directives.document.kinds import DocumentType

_BARE_LABEL = re.compile(r"(?:gửi|nhận|điện)\W*$", re.IGNORECASE)


def find_addressees(lines: Sequence[Line], type_word: str | None) -> tuple[Boxes, int]:
    """Tìm Kính gửi: the line that begins with it (in a telegram, that ends in "điện:") and the list below.

    With the place of the next line after them, 0 when there are none.
    """
    telegram = type_word == DocumentType.CONG_DIEN.name_vi
    label = next(
        (
            line
            for line in lines
            if is_addressees_label(line.text) or (telegram and line.text.endswith(" điện:"))
        ),
        None,
    )
    if label is None:
        return {}, 0
    boxes: Boxes = {"addressees_label": (label,)}
    listed = list_below(lines, label)
    if listed.items:
        boxes["addressees"] = listed.items
    last = {id(line) for line in (label, *listed.lines)}
    return boxes, max(n for n, line in enumerate(lines) if id(line) in last) + 1


@dataclass(frozen=True, slots=True)
class Listed:
    """Danh sách: its items, and the lines on which they stand (an item may run over several)."""

    items: tuple[Line, ...]
    lines: tuple[Line, ...]


def list_below(lines: Sequence[Line], label: Line) -> Listed:
    """Danh sách dưới nhãn: dashed or numbered lines; a line in small letters goes on with the one above.

    A list whose first line bears no dash goes on as long as its lines end with a semicolon.
    """
    items: list[Line] = []
    used: list[Line] = []
    dashed = True
    above = label
    for line in lines[lines.index(label) + 1 :]:
        if line.alignment == TABS and line.index == above.index:
            continue  # the right half of the closing
        if line.place == "box" != label.place:
            continue  # a text box that is anchored between
        above = line
        marked = is_item(line.text) or line.numbered
        if not items:
            dashed = marked
            if not marked and not (_BARE_LABEL.search(label.text) and line.text.endswith(";")):
                break
            items.append(line)
        elif marked and dashed:
            items.append(line)
        elif _goes_below(items[-1], line):
            items[-1] = _joined(items[-1], line)
        elif not dashed and items[-1].text.endswith(";") and not line.text.isupper():
            items.append(line)
        else:
            break
        used.append(line)
    return Listed(tuple(items), tuple(used))


def _goes_below(item: Line, line: Line) -> bool:
    """Mục xuống dòng: whether a line in small letters goes on with the item above it."""
    return line.cell == item.cell and line.text[0].islower() and not item.text.endswith((";", "."))


def _joined(above: Line, line: Line) -> Line:
    return replace(above, text=f"{above.text} {line.text}", runs=above.runs + line.runs)
