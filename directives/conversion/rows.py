"""Bảng danh sách: a csv or xlsx file as named texts, row by row, with the row numbers a person sees in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directives.conversion.child import convert_in_child, read_bytes
from directives.errors import N_, DirectiveError, Problem
from directives.text import slug


class InvalidList(DirectiveError):
    """Danh sách không hợp lệ: rows or column names that cannot be taken as they are, all at once."""

    kind = "invalid_list"
    template = N_("The list {file} has {count} problem(s). Correct them and try again:")


@dataclass(frozen=True, slots=True)
class ListRow:
    """Hàng của danh sách: its number in the file, and its texts by the column's name."""

    number: int
    texts: Mapping[str, str]


def read_list(path: Path) -> list[ListRow]:
    """Đọc danh sách: the rows below the first one, which names the columns; empty rows are passed over.

    A column's name is its heading in plain letters: "Tên cơ quan" is ``ten_co_quan``. Raises InvalidList and what
    reading a foreign file refuses.
    """
    rows: list[list[str]] = convert_in_child("rows", read_bytes(path), path.name)["rows"]
    head = rows[0] if rows else []
    width = max((place for place, cell in enumerate(head, 1) if cell), default=0)
    names = [slug(cell).replace("-", "_") for cell in head[:width]]
    problems = _head_problems(names, path.name)
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) < width or any(row[width:]):
            fields = {"row": number, "found": len(row), "expected": width}
            problems.append(Problem(_WIDTH, fields, f"{path.name}:{number}"))
        found.append(ListRow(number, dict(zip(names, row, strict=False))))
    if not found:
        problems.append(Problem(_EMPTY, {}, path.name))
    if problems:
        raise InvalidList(where=problems[0].where, problems=problems, file=path.name, count=len(problems))
    return found


_WIDTH = N_("Row {row} has {found} fields; the header has {expected}.")
_EMPTY = N_("There is no row below the header.")
_NAMELESS = N_("Column {column} has no name.")
_TWICE = N_("The column “{name}” stands there twice.")


def _head_problems(names: list[str], file: str) -> list[Problem]:
    where = f"{file}:1"
    nameless = [Problem(_NAMELESS, {"column": c}, where) for c, name in enumerate(names, 1) if not name]
    repeated = [name for name, times in Counter(names).items() if name and times > 1]
    return nameless + [Problem(_TWICE, {"name": name}, where) for name in repeated]
