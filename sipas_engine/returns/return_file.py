"""Tệp phiếu gửi về: a file as a table of text, read by the ending of its name."""

from pathlib import Path

from sipas_engine.errors import NoSuchFile
from sipas_engine.returns.csv_file import read_csv
from sipas_engine.returns.encoding import any_text_as_utf8, utf8_only
from sipas_engine.returns.refusals import EmptyForms, OldWorkbook, UnknownFormsFormat, UnreadableForms
from sipas_engine.returns.text_table import TextTable, Wanted


def read_text_table(
    path: Path, wanted: Wanted = lambda name: True, *, any_encoding: bool = False
) -> TextTable:
    """Đọc bảng chữ: the columns wanted of a .csv, .parquet, .xlsx or .ods file, as text.

    A csv must be UTF-8; with ``any_encoding`` it may as well be UTF-16 or Windows-1258, as office programs write it,
    where that is beyond doubt. Raises NoSuchFile, UnknownFormsFormat, OldWorkbook, UnreadableForms, EmptyForms and what
    the reader of the format raises.
    """
    file, ending = path.name, path.suffix.lower()
    if ending == ".xls":
        raise OldWorkbook(where=file, file=file)
    if ending not in (".csv", ".parquet", ".xlsx", ".ods"):
        raise UnknownFormsFormat(where=file, file=file)
    content = _content(path)
    if not content[:1000].strip() and not content.strip():
        raise EmptyForms(where=file, file=file)
    table = _table(file, ending, content, wanted, any_encoding)
    if not len(table.row_numbers) and not table.problems:
        raise EmptyForms(where=file, file=file)
    return table


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchFile(where=path.name, file=str(path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableForms(where=path.name, file=path.name, reason=reason) from error


def _table(file: str, ending: str, content: bytes, wanted: Wanted, any_encoding: bool) -> TextTable:
    if ending == ".csv":
        if not any_encoding:
            return read_csv(file, utf8_only(file, content), wanted)
        text = any_text_as_utf8(file, content)
        return read_csv(file, text.utf8, wanted, text.delimiters)
    if ending == ".parquet":
        from sipas_engine.returns.parquet_file import read_parquet

        return read_parquet(file, content, wanted)
    from sipas_engine.returns.workbook import read_workbook

    return read_workbook(file, content, wanted)
