"""Đọc danh mục hồ sơ: the yearly list as a person writes it in TOML, read strictly, all mistakes at once."""

import tomllib
from collections.abc import Sequence

from pydantic import Field, ValidationError

from directives.document.field_problems import field_problems
from directives.document.strict import FilledText, Strict, Text
from directives.document.toml_table import toml_table
from directives.errors import N_, Problem
from directives.register.work_files import FileList, InvalidFileList, Retention, WorkFile, checked_list

_NO_TOML = N_("the file is not TOML: {reason}")
_RETENTION = N_("{symbol}: “{seen}” is no retention term; write “vĩnh viễn” or, for example, “10 năm”")


class _FileRow(Strict):
    """Dòng danh mục: one file as it is written."""

    symbol: FilledText
    heading: FilledText
    title: FilledText
    retention: FilledText
    keeper: FilledText
    note: Text = ""
    kind: FilledText = "ordinary"


class _ListTable(Strict):
    """Danh mục: whose, of which year, issued by which document, with its files."""

    office: FilledText
    year: int = Field(ge=1945)
    basis: FilledText
    file: list[_FileRow] = Field(default_factory=list)


def parse_file_list(text: str, *, file: str) -> FileList:
    """Đọc danh mục hồ sơ: from TOML text. Raises InvalidFileList naming everything wrong in ``file``."""
    try:
        table = _ListTable.model_validate(toml_table(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidFileList(
            where=file, file=file, problems=[Problem(_NO_TOML, {"reason": str(error)})]
        ) from error
    except ValidationError as error:
        raise InvalidFileList(
            where=file, file=file, problems=list(field_problems(error, _names_at))
        ) from error
    found, problems = [], []
    for row in table.file:
        retention = Retention.parsed(row.retention)
        if retention is None:
            problems.append(Problem(_RETENTION, {"symbol": row.symbol, "seen": row.retention}, row.symbol))
        else:
            found.append(
                WorkFile(row.symbol, row.heading, row.title, retention, row.keeper, row.note, row.kind)
            )
    if problems:
        raise InvalidFileList(where=file, file=file, problems=problems)
    return checked_list(FileList(table.office, table.year, table.basis, tuple(found)), file=file)


def _names_at(path: tuple[int | str, ...]) -> Sequence[str]:
    return tuple(_FileRow.model_fields if path[:1] == ("file",) else _ListTable.model_fields)
