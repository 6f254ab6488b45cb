"""Bảng chữ: a csv, parquet or xlsx file as rows of text, with the row numbers a person sees in it.

The first row names the columns and is row 1. Cells keep their text; only blanks round them are dropped.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, NoSuchFile, Problem
from sipas_engine.returns.refusals import (
    BrokenCsv,
    EmptyForms,
    NotUtf8,
    UnknownFormsFormat,
    UnreadableForms,
)
from sipas_engine.returns.workbook import workbook_rows

if TYPE_CHECKING:
    import polars as pl

FIRST_ROW = 2
"""Hàng phiếu đầu tiên: the row after the header."""


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """Bảng chữ: the header and the cells of a file, all text.

    ``cells`` has one column a header field, named by position ("0", "1"…), since a header may repeat a name.
    ``row_numbers[i]`` is the row of the file record i stands in; ``problems`` are rows that had to be left
    out.
    """

    file: str
    header: tuple[str, ...]
    cells: "pl.DataFrame"
    row_numbers: npt.NDArray[np.int64]
    problems: tuple[Problem, ...] = ()


def read_text_table(path: Path) -> TextTable:
    """Đọc bảng chữ: a file of forms as text, chosen by the ending of its name.

    Raises UnknownFormsFormat, UnreadableForms, NotUtf8 or EmptyForms.
    """
    readers = {".csv": _read_csv, ".parquet": _read_parquet, ".xlsx": _read_xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormsFormat(where=path.name, file=path.name)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(where=path.name, file=str(path)) from error
    except OSError as error:
        raise UnreadableForms(
            where=path.name, file=path.name, reason=error.strerror or type(error).__name__
        ) from error
    if not content.strip():
        raise EmptyForms(where=path.name, file=path.name)
    table = reader(path.name, content)
    if not len(table.row_numbers) and not table.problems:
        raise EmptyForms(where=path.name, file=path.name)
    return table


def _read_csv(file: str, content: bytes) -> TextTable:
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise NotUtf8(where=f"{file}:{row}", file=file, row=row) from error
    first_line = text[: text.find("\n") + 1] or text
    delimiter = max(",;", key=first_line.count)
    if _is_plain(content, delimiter):
        return _read_plain_csv(file, content, delimiter)
    return _read_any_csv(file, text, delimiter)


def _is_plain(content: bytes, delimiter: str) -> bool:
    """Whether the file has no quotes, empty lines or lone carriage returns, and lines of equally many fields.

    Only then may the fast reader be used: it fills short rows and drops empty lines without a word.
    """
    if b'"' in content or content.count(b"\r") != content.count(b"\r\n"):
        return False
    if content.startswith((b"\n", b"\r")) or b"\n\n" in content or b"\n\r" in content:
        return False
    data = np.frombuffer(content, dtype=np.uint8)
    line_ends = np.flatnonzero(data == ord("\n"))
    if not len(line_ends) or line_ends[-1] != len(data) - 1:
        line_ends = np.append(line_ends, len(data))
    line_starts = np.concatenate(([0], line_ends[:-1] + 1))
    delimiters = np.add.reduceat(data == ord(delimiter), line_starts, dtype=np.int32)
    return bool((delimiters == delimiters[0]).all())


def _read_plain_csv(file: str, content: bytes, delimiter: str) -> TextTable:
    import polars as pl

    head, _, body = content.partition(b"\n")
    header = [field.strip() for field in head.decode("utf-8").split(delimiter)]
    if not body:
        raise EmptyForms(where=file, file=file)
    cells = pl.read_csv(
        io.BytesIO(body),
        has_header=False,
        schema={str(position): pl.String for position in range(len(header))},
        separator=delimiter,
        quote_char=None,
    )
    return _table(file, header, cells, np.arange(FIRST_ROW, FIRST_ROW + cells.height))


def _read_any_csv(file: str, text: str, delimiter: str) -> TextTable:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _table_of_rows(file, _csv_records(file, records))


def _csv_records(file: str, records: "Iterator[list[str]]") -> Iterator[Sequence[str]]:
    row = 0
    while True:
        row += 1
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenCsv(where=f"{file}:{row}", file=file, row=row, reason=str(error)) from error


def _read_xlsx(file: str, content: bytes) -> TextTable:
    return _table_of_rows(file, workbook_rows(file, content))


def _table_of_rows(file: str, rows: Iterator[Sequence[str]]) -> TextTable:
    """The table made of records; empty rows are passed over but counted, rows of another length reported."""
    import polars as pl

    header = [field.strip() for field in next(rows, [])]
    kept: list[Sequence[str]] = []
    numbers: list[int] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        if len(row) == len(header):
            kept.append(row)
            numbers.append(number)
        elif row:
            problems.append(
                Problem(
                    N_("Row {row} has {found} fields; the header has {expected}."),
                    {"row": number, "found": len(row), "expected": len(header)},
                    f"{file}:{number}",
                )
            )
    columns: Sequence[Sequence[str]] = list(zip(*kept, strict=True)) or [()] * len(header)
    cells = pl.DataFrame([pl.Series(str(i), column, dtype=pl.String) for i, column in enumerate(columns)])
    return _table(file, header, cells, np.array(numbers, dtype=np.int64), problems)


def _read_parquet(file: str, content: bytes) -> TextTable:
    import polars as pl

    try:
        frame = pl.read_parquet(io.BytesIO(content))
    except (Exception, pl.exceptions.PanicException) as error:  # many kinds, one for each way to be broken
        raise UnreadableForms(where=file, file=file, reason=_first_line(error)) from error
    columns = [_parquet_text(column).alias(str(i)) for i, column in enumerate(frame.get_columns())]
    cells = pl.DataFrame(columns)
    return _table(file, frame.columns, cells, np.arange(FIRST_ROW, FIRST_ROW + cells.height))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _parquet_text(column: "pl.Series") -> "pl.Series":
    """The text of a column; a whole number kept as a float (as pandas does beside gaps) loses its ".0".

    What is neither text nor number (a list, raw bytes) is written out, to be refused where an answer should be.
    """
    import polars as pl

    try:
        text = column.cast(pl.String)
    except pl.exceptions.PolarsError:
        return pl.Series(["" if value is None else str(value) for value in column], dtype=pl.String)
    return text.str.replace(r"^(-?\d+)\.0$", "$1") if column.dtype.is_float() else text


def _table(
    file: str,
    header: Sequence[str],
    cells: "pl.DataFrame",
    row_numbers: npt.NDArray[np.int64],
    problems: Sequence[Problem] = (),
) -> TextTable:
    import unicodedata

    names = tuple(unicodedata.normalize("NFC", name.strip()) for name in header)
    return TextTable(file, names, cells, row_numbers, tuple(problems))
