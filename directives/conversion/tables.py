"""Bảng từ trang tính: the columns a person asks for, below their headings, as a table to be printed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from directives.conversion.sheets import Sheet, cell_name, column_name
from directives.document.column_widths import columns_of
from directives.document.enclosed import ColumnDraft, TableDraft
from directives.document.model import BodyTable
from directives.errors import N_, DirectiveError, Problem
from directives.text import comparison_key

#: Between the two levels of a heading: "Kết quả | Số phiếu".
LEVELS = " | "


class UnfitTable(DirectiveError):
    """Bảng không dùng được: cells or headings that cannot be printed as they stand in the file, all at once."""

    kind = "unfit_table"
    template = N_("The table in {file} has {count} problem(s). Correct them and try again:")


_NAMELESS = N_("Column {column} has cells but no heading in row {row}.")
_TWICE = N_("The heading “{heading}” stands there twice; columns are told apart by their headings.")
_NO_COLUMN = N_("There is no column “{heading}”; did you mean “{nearest}”? Columns: {known}")
_WIDTH = N_("Row {row} has {found} fields; the header has {expected}.")
_NO_HEAD = N_("Row {row} holds no heading. Name the row with the headings in “head_row”.")
_MERGED = N_("The cells {cells} are merged. Only headings may be; part the cells and fill in each of them.")
_DEEP_HEAD = N_("The headings stand on more than two rows; two levels can be printed.")


@dataclass(frozen=True, slots=True)
class Record:
    """Hàng số liệu: its row as the file counts it, and its texts by the names asked for."""

    row: int
    texts: Mapping[str, str]


def table_of(sheet: Sheet, asked: TableDraft, *, landscape: bool = False) -> BodyTable:
    """Bảng: the rows below the headings, empty ones left out, with the columns asked for in their order.

    Headings that are merged across two rows give two levels: "Kết quả | Số phiếu". Raises UnfitTable.
    """
    headings, first, problems = _headings(sheet, asked.head_row - 1)
    wanted = asked.chosen or tuple(ColumnDraft(name=heading) for heading in headings.values())
    places, missing = _places(sheet, headings, [column.name for column in wanted])
    problems += [*missing, *_of_cells(sheet, set(places), first), *_torn(sheet, asked.head_row - 1)]
    if not asked.chosen:
        problems += _nameless(sheet, headings, first)
    _refuse(sheet, problems)
    cells = tuple(texts for _, texts in _filled(sheet, places, first))
    shown = [column.heading or headings[place] for column, place in zip(wanted, places, strict=True)]
    return BodyTable(columns_of(shown, cells, wanted, landscape=landscape), cells)


def records_of(sheet: Sheet, columns: Mapping[str, str], *, head_row: int = 1) -> tuple[Record, ...]:
    """Các hàng số liệu: of the columns with these headings, by the names they are given; empty rows left out.

    ``columns`` is name to heading. Raises UnfitTable.
    """
    headings, first, problems = _headings(sheet, head_row - 1)
    places, missing = _places(sheet, headings, list(columns.values()))
    problems += [*missing, *_of_cells(sheet, set(places), first), *_torn(sheet, head_row - 1)]
    _refuse(sheet, problems)
    return tuple(
        Record(row, dict(zip(columns, (text.strip() for text in texts), strict=True)))
        for row, texts in _filled(sheet, places, first)
    )


def headings_of(sheet: Sheet, *, head_row: int = 1) -> tuple[str, ...]:
    """Các tiêu đề cột: in the order of the file. Raises UnfitTable."""
    headings, _, problems = _headings(sheet, head_row - 1)
    _refuse(sheet, problems)
    return tuple(headings.values())


def _refuse(sheet: Sheet, problems: Sequence[Problem]) -> None:
    if problems:
        raise UnfitTable(where=problems[0].where, problems=problems, file=sheet.file, count=len(problems))


def _places(
    sheet: Sheet, headings: Mapping[int, str], wanted: Sequence[str]
) -> tuple[list[int], list[Problem]]:
    """Vị trí cột: of each heading wanted, and those that are not there."""
    known = {comparison_key(heading): place for place, heading in headings.items()}
    missing = [name for name in wanted if comparison_key(name) not in known]
    problems = [_no_column(name, list(headings.values()), sheet.file) for name in missing]
    return [known[key] for key in map(comparison_key, wanted) if key in known], problems


def _filled(sheet: Sheet, places: Sequence[int], first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(sheet.rows[first:], start=first + 1):
        if any(map(str.strip, row)):
            yield number, tuple(row[place] if place < len(row) else "" for place in places)


def _headings(sheet: Sheet, head: int) -> tuple[dict[int, str], int, list[Problem]]:
    """Tiêu đề cột: by place, the first row below them, and what is wrong with them."""
    spans = [one for one in sheet.merged if one[0] <= head <= one[2]]
    last = max((one[2] for one in spans), default=head)
    upper = _row(sheet, head)
    for top, left, _, right in spans:
        for place in range(left, right + 1):
            upper[place] = _row(sheet, top).get(left, "")
    lower = _row(sheet, last) if last > head else {}
    headings = {}
    for place in sorted(upper.keys() | lower.keys()):
        levels = [upper.get(place, ""), lower.get(place, "") if lower.get(place) != upper.get(place) else ""]
        if text := LEVELS.join(filter(None, (" ".join(level.split()) for level in levels))):
            headings[place] = text
    where = f"{sheet.file}:{head + 1}"
    problems = []
    if last > head + 1:
        problems.append(Problem(_DEEP_HEAD, {}, where))
    if not headings:
        problems.append(Problem(_NO_HEAD, {"row": head + 1}, where))
    counts = Counter(map(comparison_key, headings.values()))
    twice = dict.fromkeys(text for text in headings.values() if counts[comparison_key(text)] > 1)
    problems += [Problem(_TWICE, {"heading": text}, where) for text in twice]
    return headings, last + 1, problems


def _row(sheet: Sheet, number: int) -> dict[int, str]:
    cells = sheet.rows[number] if number < len(sheet.rows) else ()
    return {place: cell for place, cell in enumerate(cells) if cell.strip()}


def _no_column(name: str, headings: Sequence[str], file: str) -> Problem:
    nearest = next(iter(get_close_matches(name, headings, n=1)), "–")
    return Problem(_NO_COLUMN, {"heading": name, "nearest": nearest, "known": ", ".join(headings)}, file)


def _of_cells(sheet: Sheet, places: set[int], first: int) -> Iterator[Problem]:
    """Lỗi của ô: in the columns that are printed, below the headings."""
    for fault in sheet.faults:
        whole_row, whole_column = fault.column < 0, fault.row < 0
        if (whole_row or fault.column in places) and (whole_column or fault.row >= first):
            yield fault.problem
    for top, left, bottom, right in sheet.merged:
        if top >= first and places & set(range(left, right + 1)):
            cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            yield Problem(_MERGED, {"cells": cells}, f"{sheet.file}:{cell_name(top, left)}")


def _torn(sheet: Sheet, head: int) -> Iterator[Problem]:
    """Hàng lệch: of a csv, with more or fewer fields than its header: they may stand in the wrong columns."""
    if sheet.name or head >= len(sheet.rows):
        return
    expected = len(sheet.rows[head])
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        if any(row) and len(row) != expected:
            yield Problem(
                _WIDTH, {"row": number, "found": len(row), "expected": expected}, f"{sheet.file}:{number}"
            )


def _nameless(sheet: Sheet, headings: dict[int, str], first: int) -> Iterator[Problem]:
    """Cột không tên: with cells, when every column is to be printed: none is left out in silence."""
    filled = {place for row in sheet.rows[first:] for place, cell in enumerate(row) if cell}
    for place in sorted(filled - headings.keys()):
        fields = {"column": column_name(place), "row": first}
        yield Problem(_NAMELESS, fields, f"{sheet.file}:{column_name(place)}")
