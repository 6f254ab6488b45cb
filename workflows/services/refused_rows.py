"""Hàng bị trả lại: the rows of a refused file as they stand in it, each bad cell with what is wrong there."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.errors import DirectiveError
from directives.errors import Problem as DirectiveProblem
from sipas_engine.errors import Problem as SipasProblem
from sipas_engine.errors import SipasError
from sipas_engine.returns.return_file import read_text_table

Found = DirectiveProblem | SipasProblem

#: Chỗ sai: file, row and column as the readers of files write them; a name may hold colons itself.
_PLACE = re.compile(r":(\d+)(?::(?P<column>[^:]*))?\Z")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Hàng bị trả lại: its number in the file, its cells, and the problems of each column ("": of the row)."""

    number: int
    cells: Sequence[str]
    problems: Mapping[str, Sequence[Found]]


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """Bảng bị trả lại: the columns shown, the refused rows, and what is wrong with the file as a whole."""

    header: Sequence[str]
    rows: Sequence[RefusedRow]
    elsewhere: Sequence[Found]


def refused_sheet(file: Path, error: DirectiveError | SipasError, wanted: Collection[str]) -> RefusedSheet:
    """Dựng bảng bị trả lại: of the columns which the campaign reads; names and phones in others are not shown."""
    problems: Sequence[Found] = tuple(error.problems)
    by_row: dict[int, dict[str, list[Found]]] = {}
    elsewhere = []
    for found in problems:
        place = _PLACE.search(found.where)
        if place is None or int(place[1]) <= 1:
            elsewhere.append(found)
        else:
            by_row.setdefault(int(place[1]), {}).setdefault(place["column"] or "", []).append(found)
    header, cells = _read(file, wanted, by_row)
    shown = [*header, *sorted({name for row in by_row.values() for name in row if name} - {*header})]
    rows = [
        RefusedRow(number, _padded(cells.get(number, ()), len(shown)), by_row[number])
        for number in sorted(by_row)
    ]
    return RefusedSheet(shown, rows, elsewhere)


def _read(
    file: Path, wanted: Collection[str], numbers: Collection[int]
) -> tuple[Sequence[str], Mapping[int, Sequence[str]]]:
    """The columns that are there, and the cells of these rows; nothing of a file that is no table."""
    try:
        table = read_text_table(file, {*wanted}.__contains__, any_encoding=True)
    except (DirectiveError, SipasError):
        return (), {}
    columns = [place for place, name in enumerate(table.header) if place in table.columns]
    places = {int(number): place for place, number in enumerate(table.row_numbers)}
    cells = {
        number: [table.columns[column][places[number]] for column in columns]
        for number in numbers
        if number in places
    }
    return [table.header[column] for column in columns], cells


def _padded(cells: Sequence[str], width: int) -> Sequence[str]:
    return [*cells, *[""] * (width - len(cells))]
