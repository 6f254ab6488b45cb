"""Danh sách: the rows of a csv or xlsx file as named texts, with the row numbers a person sees in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from directives.conversion.sheets import read_sheet
from directives.conversion.tables import table_of
from directives.document.enclosed import TableDraft
from directives.errors import N_, DirectiveError, Problem
from directives.text import slug


class InvalidList(DirectiveError):
    """Danh sách không hợp lệ: there are no rows, or columns cannot be told apart by their names."""

    kind = "invalid_list"
    template = N_("The list {file} has {count} problem(s). Correct them and try again:")


@dataclass(frozen=True, slots=True)
class ListRow:
    """Hàng của danh sách: its number in the file, and its texts by the column's name."""

    number: int
    texts: Mapping[str, str]


def read_list(path: Path) -> list[ListRow]:
    """Đọc danh sách: the rows below the headings; empty rows are passed over.

    A column's name is its heading in plain letters: "Tên cơ quan" is ``ten_co_quan``. Raises InvalidList, and
    what ``read_sheet`` and ``table_of`` refuse.
    """
    sheet = read_sheet(path)
    table = table_of(sheet, TableDraft())
    names = [slug(column.heading).replace("-", "_") for column in table.columns]
    problems = [
        Problem(N_("Two columns have the name “{name}” in plain letters."), {"name": name}, path.name)
        for name, times in Counter(names).items()
        if times > 1
    ]
    if not table.rows:
        problems.append(Problem(N_("There is no row below the headings."), {}, path.name))
    if problems:
        raise InvalidList(where=path.name, problems=problems, file=path.name, count=len(problems))
    filled = [number for number, row in enumerate(sheet.rows, start=1) if any(map(str.strip, row))]
    numbers = filled[-len(table.rows) :]  # the headings stand above them
    return [
        ListRow(number, dict(zip(names, row, strict=True)))
        for number, row in zip(numbers, table.rows, strict=True)
    ]
