"""Bảng phân công: rows of a table, or lines of a plan, that give a task its lead body and its time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.reading.duties.items import Item
from directives.reading.duties.marks import BodyLine
from directives.reading.duties.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Assigned:
    """Việc trong bảng: the task's words, the lead body's and the time's as they stand; empty where none."""

    label: str
    task: str
    lead: str
    time: str
    line: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cột của bảng: where task, lead body and time stand; -1 where the table has no such column."""

    task: int
    lead: int
    time: int
    count: int


def cells_of(text: str) -> list[str]:
    """Ô của dòng: cells parted by bars, with or without a bar at either end."""
    return [cell.strip(" *") for cell in text.strip().strip("|").split("|")]


def rows_of_tasks(paragraphs: Sequence[BodyLine], phrases: Phrases) -> list[Assigned]:
    """Việc trong các bảng: one a row below a heading row that names a task and its lead body or its time.

    Empty cells at a row's end may be missing; a row that only bears a title ("I | Tuyên truyền") gives its label to
    those below it.
    """
    columns: _Columns | None = None
    section = ""
    found: list[Assigned] = []
    for one in paragraphs:
        if "|" not in one.text:
            columns = None
            continue
        cells = cells_of(one.text)
        headed = _columns(cells, phrases)
        if headed:
            columns, section = headed, ""
        elif columns and columns.task < len(cells) <= columns.count and not _NO_ROW.match(one.text):
            cells += [""] * (columns.count - len(cells))
            if _is_title(cells, columns):
                section = cells[0].rstrip(".") if columns.task > 0 else ""
            elif cells[columns.task]:
                found.append(_row(cells, columns, section, one.line))
    return [row for row in found if row.lead or row.time]


#: Rules below a Markdown heading and the numbers of columns, "(1) | (2) | (3)".
_NO_ROW = re.compile(r"^[\s|:-]*$|^[\s|]*\(?1\)?(?:[\s|]+\(?\d{1,2}\)?(?: ?= ?[\d+-]+)?)+[\s|]*$")


def _is_title(cells: list[str], columns: _Columns) -> bool:
    """Dòng tiêu đề: one text alone, which a merged cell may repeat."""
    rest = cells[1:] if columns.task > 0 else cells
    return len({cell for cell in rest if cell}) == 1 and rest[columns.task - (columns.task > 0)] != ""


def _row(cells: list[str], columns: _Columns, section: str, line: int) -> Assigned:
    label = cells[0].rstrip(".") if columns.task > 0 else ""
    if section and label and not label.startswith(f"{section}."):
        label = f"{section}.{label}"
    lead = cells[columns.lead] if columns.lead >= 0 else ""
    time = cells[columns.time] if columns.time >= 0 else ""
    return Assigned(label, cells[columns.task], lead, time, line)


def _columns(cells: list[str], phrases: Phrases) -> _Columns | None:
    def column(*patterns: str) -> int:
        for name in patterns:
            for index, cell in enumerate(cells):
                if len(cell) < 60 and getattr(phrases, name).match(cell):
                    return index
        return -1

    task, lead, time = column("task_column"), column("lead_label"), column("time_label")
    if task < 0 or (lead < 0 and time < 0) or len({task, lead, time}) < 2:
        return None
    return _Columns(task, lead, time, len(cells))


def assigned_below(item: Item, phrases: Phrases) -> Assigned | None:
    """Việc của kế hoạch: an item whose sub-lines are "Đơn vị chủ trì: …", "Thời gian thực hiện: …"; None otherwise."""
    lines = [
        *((child.text, child.words.line) for child in item.children),
        *((p.text, p.line) for p in item.paragraphs),
    ]
    lead = next((value for text, _ in lines if (value := _value(text, "lead_label", phrases))), "")
    time = next((value for text, _ in lines if (value := _value(text, "time_label", phrases))), "")
    labelled = sum(is_label(text, phrases) for text, _ in lines)
    if not lead or labelled * 2 < len(lines):
        return None
    return Assigned(item.label, item.text, lead, time, item.words.line)


def is_label(text: str, phrases: Phrases) -> bool:
    """Dòng thuộc tính: "Đơn vị phối hợp: …", "Thời gian thực hiện: …"."""
    names = ("lead_label", "support_label", "time_label", "other_label")
    return any(_value(text, name, phrases) is not None for name in names)


def _value(text: str, name: str, phrases: Phrases) -> str | None:
    found = getattr(phrases, name).match(text)
    if not found:
        return None
    rest = text[found.end() :].lstrip()
    return rest[1:].strip() if rest.startswith(":") else None
