"""Đọc bảng một cửa: the rows of an export and of a list of apologies, every bad one named; whole or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field, ValidationError

from directives.conversion.sheets import Sheet
from directives.conversion.tables import Record, records_of
from directives.document.field_problems import field_problems
from directives.document.slips import day_of, is_dossier_code
from directives.document.strict import FilledText, Strict, Text
from directives.errors import N_, DirectiveError, Problem
from directives.results_use.overdue import Apology, ReceivedFile
from directives.text import normalise

#: Mục -> tiêu đề cột thường gặp; the mapping file of the slips uses the same names.
USUAL_COLUMNS: Mapping[str, str] = {
    "ma_ho_so": "Mã hồ sơ",
    "ngay_nhan": "Ngày nhận",
    "ngay_hen": "Ngày hẹn",
    "ngay_co_ket_qua": "Ngày có kết quả",
}
APOLOGY_COLUMNS: Mapping[str, str] = {"ma_ho_so": "Mã hồ sơ", "so_van_ban": "Số văn bản", "ngay": "Ngày"}
#: Số, ký hiệu: no words, in which a name might stand.
_NUMBER = re.compile(r"\d[\w./-]{0,59}")
_SHOWN = 40


class BadExport(DirectiveError):
    """Bảng xuất sai: every row that cannot be taken; nothing of the file was."""

    kind = "bad_one_stop_export"
    template = N_("{refused} row(s) of {file} cannot be taken, so none was:")

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        rows = {one.where.split(":")[1] for one in problems if ":" in one.where}
        super().__init__(where=problems[0].where, problems=problems, file=file, refused=max(len(rows), 1))


class BadColumnMap(DirectiveError):
    """Tệp ghép cột sai: everything wrong in it."""

    kind = "bad_column_map"
    template = N_("The mapping file {file} has {count} problem(s). Correct them and try again:")


class ColumnMap(Strict):
    """Ghép cột: ``columns`` is our name to the heading in the export; the file of the slips will do as well."""

    columns: dict[str, FilledText] = Field(default_factory=lambda: dict(USUAL_COLUMNS))
    sheet: Text = ""
    head_row: Annotated[int, Field(ge=1)] = 1


_EMPTY = N_("“{column}” is empty; every file has one")
_NO_DAY = N_("“{value}” is no day. Write day/month/year, for example 05/10/2026.")
_BAD_CODE = N_("“{value}” is no dossier code: letters, digits and . / _ - only.")
_NO_NUMBER = N_("“{value}” is no number and symbol of a document; write it as 15/UBND-VP")
_BEFORE = N_("“{column}” is {day}, before the file was received on {received}")
_AFTER = N_("“{column}” is {day}, after the day of the table, {on}")
_TWICE = N_("file {code} stands in row {earlier} already")
_NOT_MAPPED = N_("column {name} is not mapped; add it under [columns]")


def column_map(data: Mapping[str, Any], *, file: str) -> ColumnMap:
    """Tệp ghép cột: what it says of the four columns; all else in it is for the slips. Raises BadColumnMap."""
    own = {name: data[name] for name in ColumnMap.model_fields if name in data}
    try:
        found = ColumnMap.model_validate(own)
    except ValidationError as error:
        problems = list(field_problems(error, lambda _loc: list(ColumnMap.model_fields)))
        raise BadColumnMap(where=file, problems=problems, file=file, count=len(problems)) from error
    missing = [name for name in USUAL_COLUMNS if name not in found.columns]
    if missing:
        problems = [Problem(_NOT_MAPPED, {"name": name}, f"columns.{name}") for name in missing]
        raise BadColumnMap(where=file, problems=problems, file=file, count=len(problems))
    return found.model_copy(update={"columns": {name: found.columns[name] for name in USUAL_COLUMNS}})


def received_files(sheet: Sheet, columns: ColumnMap, on: date) -> tuple[ReceivedFile, ...]:
    """Hồ sơ trong bảng xuất: one a row; a result after the day ``on`` is refused. Raises UnfitTable, BadExport."""
    problems: list[Problem] = []
    found: dict[str, tuple[int, ReceivedFile]] = {}
    for record in records_of(sheet, columns.columns, head_row=columns.head_row):
        made, wrong = _file(record, columns.columns, on)
        if made is not None and made.code in found:
            wrong = [Problem(_TWICE, {"code": made.code, "earlier": found[made.code][0]})]
        elif made is not None and not wrong:
            found[made.code] = record.row, made
        problems += [replace(one, where=f"{sheet.file}:{record.row}") for one in wrong]
    if problems:
        raise BadExport(sheet.file, problems)
    return tuple(made for _, made in found.values())


def listed_apologies(sheet: Sheet, on: date) -> tuple[Apology, ...]:
    """Lời xin lỗi đã gửi: code, number and day of each, by their headings. Raises UnfitTable, BadExport."""
    problems: list[Problem] = []
    found: list[Apology] = []
    for record in records_of(sheet, APOLOGY_COLUMNS):
        texts = {name: normalise(text).strip() for name, text in record.texts.items()}
        days, wrong = _days(texts, APOLOGY_COLUMNS, ("ngay",))
        wrong += [*_of_code(texts, APOLOGY_COLUMNS), *_of_number(texts)]
        if (day := days.get("ngay")) is not None and day > on:
            wrong.append(_placed_day(_AFTER, APOLOGY_COLUMNS["ngay"], day, on=on))
        problems += [replace(one, where=f"{sheet.file}:{record.row}") for one in wrong]
        if not wrong:
            found.append(Apology(texts["ma_ho_so"], texts["so_van_ban"], days["ngay"]))
    if problems:
        raise BadExport(sheet.file, problems)
    return tuple(found)


def _file(record: Record, columns: Mapping[str, str], on: date) -> tuple[ReceivedFile | None, list[Problem]]:
    texts = {name: normalise(text).strip() for name, text in record.texts.items()}
    wrong = list(_of_code(texts, columns))
    days, unread = _days(texts, columns, ("ngay_nhan", "ngay_hen"), ("ngay_co_ket_qua",))
    wrong += unread
    received, due, result = (days.get(name) for name in ("ngay_nhan", "ngay_hen", "ngay_co_ket_qua"))
    for name, day in (("ngay_hen", due), ("ngay_co_ket_qua", result)):
        if day is not None and received is not None and day < received:
            wrong.append(_placed_day(_BEFORE, columns[name], day, received=received))
    for name, day in (("ngay_nhan", received), ("ngay_co_ket_qua", result)):
        if day is not None and day > on:
            wrong.append(_placed_day(_AFTER, columns[name], day, on=on))
    if wrong or received is None or due is None:
        return None, wrong
    return ReceivedFile(texts["ma_ho_so"], received, due, result), []


def _of_code(texts: Mapping[str, str], columns: Mapping[str, str]) -> Iterator[Problem]:
    code = texts["ma_ho_so"]
    if not code:
        yield Problem(_EMPTY, {"column": columns["ma_ho_so"]})
    elif not is_dossier_code(code):
        yield Problem(_BAD_CODE, {"value": code[:_SHOWN]})


def _of_number(texts: Mapping[str, str]) -> Iterator[Problem]:
    number = texts["so_van_ban"]
    if not number:
        yield Problem(_EMPTY, {"column": APOLOGY_COLUMNS["so_van_ban"]})
    elif not _NUMBER.fullmatch(number):
        yield Problem(_NO_NUMBER, {"value": number[:_SHOWN]})


def _days(
    texts: Mapping[str, str],
    columns: Mapping[str, str],
    wanted: Sequence[str],
    optional: Sequence[str] = (),
) -> tuple[dict[str, date], list[Problem]]:
    days: dict[str, date] = {}
    wrong: list[Problem] = []
    for name in (*wanted, *optional):
        text = texts[name]
        day = day_of(text) if text else None
        if day is not None:
            days[name] = day
        elif text:
            wrong.append(Problem(_NO_DAY, {"value": text[:_SHOWN]}))
        elif name in wanted:
            wrong.append(Problem(_EMPTY, {"column": columns[name]}))
    return days, wrong


def _placed_day(sentence: str, column: str, day: date, **days: date) -> Problem:
    told = {name: f"{value:%d/%m/%Y}" for name, value in days.items()}
    return Problem(sentence, {"column": column, "day": f"{day:%d/%m/%Y}", **told})
