"""Bảng của biểu mẫu: the rows of a file in the columns which a working paper has, numbered and added up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches

from directives.conversion.sheets import Sheet
from directives.conversion.tables import LEVELS, Record, headings_of, records_of
from directives.document.column_widths import columns_of
from directives.document.enclosed import ColumnDraft
from directives.document.model import BodyTable
from directives.document.working_paper import InvalidPaper, PaperTable
from directives.errors import N_, Problem
from directives.numbers import decimal_number, whole_number
from directives.text import comparison_key
from doc_templates import Form, FormColumn

TOTAL = "Tổng cộng"

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_NO_COLUMN = N_("The form asks for the column “{heading}”, which is not in the file. Columns: {known}")
_NOT_OF_FORM = N_(
    "The form has no column “{heading}”; did you mean “{nearest}”? Name it in “columns” or in “left_out”."
)
_UNKNOWN = N_("The form has no column named “{name}”. Names: {known}")
_EMPTY = N_("“{heading}” is empty.")
_NO_NUMBER = N_("“{value}” is no number. Write 1234 or 1.234,5.")
_NO_ROWS = N_("The file has no row below its headings.")


@dataclass(frozen=True, slots=True)
class FilledTable:
    """Bảng đã điền: the table, its last row of totals (empty when nothing is added up), and the sums by column."""

    table: BodyTable
    totals: tuple[str, ...]
    sums: Mapping[str, Decimal]


def fill_table(form: Form, sheet: Sheet, asked: PaperTable, *, landscape: bool) -> FilledTable:
    """Điền bảng: every row of the file. Raises UnfitTable, InvalidPaper naming every wrong column and cell."""
    headings, problems = _headings(form, sheet, asked)
    if problems:
        raise _invalid(sheet.file, problems)
    records = records_of(sheet, headings, head_row=asked.head_row)
    problems = list(_of_cells(form, records, headings, sheet.file))
    if not records:
        problems.append(Problem(_NO_ROWS, {}, sheet.file))
    if problems:
        raise _invalid(sheet.file, problems)
    return _filled(form, [record.texts for record in records], headings.keys(), landscape=landscape)


def ready_table(form: Form, *, landscape: bool) -> FilledTable:
    """Bảng in sẵn: the rows which the form itself has, for a sheet that is filled in by hand."""
    given = {name for row in form.ready_rows for name in row}
    return _filled(form, form.ready_rows, given, landscape=landscape)


def _filled(
    form: Form, rows: Sequence[Mapping[str, str]], given: Iterable[str], *, landscape: bool
) -> FilledTable:
    names = set(given)
    columns = [one for one in form.columns if one.kind in ("order", "hand") or one.name in names]
    cells = tuple(
        tuple(_cell(column, row, number) for column in columns) for number, row in enumerate(rows, start=1)
    )
    sums = {
        column.name: sum((_decimal(row.get(column.name, "")) for row in rows), Decimal())
        for column in columns
        if column.total
    }
    room = tuple("x" * column.room if column.kind == "hand" else "" for column in columns)
    wishes = [ColumnDraft(name=column.name, numeric=column.kind == "number") for column in columns]
    headings = [column.heading for column in columns]
    shown = tuple(
        replace(column, width=roomy.width)
        for column, roomy in zip(
            columns_of(headings, cells, wishes, landscape=landscape),
            columns_of(headings, (*cells, room), wishes, landscape=landscape),
            strict=True,
        )
    )
    totals: tuple[str, ...] = ()
    if sums:
        words = next(place for place, column in enumerate(columns) if column.kind == "text")
        totals = tuple(
            TOTAL if place == words else _printed(sums[column.name]) if column.name in sums else ""
            for place, column in enumerate(columns)
        )
    return FilledTable(BodyTable(shown, cells), totals, sums)


def _cell(column: FormColumn, row: Mapping[str, str], number: int) -> str:
    text = row.get(column.name, "")
    match column.kind:
        case "order":
            return str(number)
        case "number":
            return _printed(_decimal(text)) if text else ""
        case _:
            return text


def _headings(form: Form, sheet: Sheet, asked: PaperTable) -> tuple[dict[str, str], list[Problem]]:
    """Ghép cột: our names to the file's headings; a heading is taken by its words, or as ``columns`` says."""
    there = {comparison_key(heading): heading for heading in headings_of(sheet, head_row=asked.head_row)}
    names = [column.name for column in form.columns]
    problems = [
        Problem(_UNKNOWN, {"name": name, "known": ", ".join(names)}, f"table.columns.{name}")
        for name in asked.columns
        if name not in names
    ]
    found: dict[str, str] = {}
    for column in form.columns:
        wished = asked.columns.get(column.name)
        ways = [wished] if wished else [column.heading, column.heading.rpartition(LEVELS)[2], column.name]
        heading = next((there.pop(key) for key in map(comparison_key, ways) if key in there), None)
        if heading is not None and column.kind != "order":
            found[column.name] = heading
        elif heading is None and (wished or column.required):
            fields = {"heading": wished or column.heading, "known": ", ".join(there.values())}
            problems.append(Problem(_NO_COLUMN, fields, sheet.file))
    left_out = set(map(comparison_key, asked.left_out))
    for key, heading in there.items():
        if key not in left_out:
            nearest = next(iter(get_close_matches(heading, [one.heading for one in form.columns], n=1)), "–")
            problems.append(Problem(_NOT_OF_FORM, {"heading": heading, "nearest": nearest}, sheet.file))
    return found, problems


def _of_cells(
    form: Form, records: Sequence[Record], headings: Mapping[str, str], file: str
) -> Iterator[Problem]:
    for record in records:
        for column in form.columns:
            if column.name not in headings:
                continue
            text, where = record.texts[column.name], f"{file}:{record.row}:{headings[column.name]}"
            if not text and column.required:
                yield Problem(_EMPTY, {"heading": headings[column.name]}, where)
            elif text and column.kind == "number" and not _NUMBER.fullmatch(text):
                yield Problem(_NO_NUMBER, {"value": text}, where)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".")) if text else Decimal()


def _printed(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return decimal_number(number, places) if places else whole_number(int(number))


def _invalid(file: str, problems: Sequence[Problem]) -> InvalidPaper:
    return InvalidPaper(where=problems[0].where, problems=problems, file=file, count=len(problems))
