"""Đọc bảng thực địa: rows of a roster, a daily sheet or a list, read strictly, every bad cell named at once."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.returns.return_file import read_text_table
from sipas_engine.returns.text_table import TextTable

_YES = frozenset({"có", "x", "1"})
_NO = frozenset({"không", "0"})


class BadSheet(SipasError):
    """Bảng thực địa sai: columns or cells that cannot be read; nothing of the file was taken."""

    kind: ClassVar[str] = "bad_sheet"
    template: ClassVar[str] = N_("{file} was refused, nothing of it was taken: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Một hàng: its number in the file and its cells by column, composed and without blanks round them."""

    number: int
    cells: dict[str, str]


class SheetReader:
    """Đọc một bảng: give the columns that must be there and those that may; ask cell by cell; then ``refuse``."""

    def __init__(self, path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        wanted = {*required, *optional}
        self.table: TextTable = read_text_table(path, wanted.__contains__, any_encoding=True)
        self.problems: list[Problem] = list(self.table.problems)
        self._seen: dict[tuple[str, str], int] = {}
        self.columns = [name for name in (*required, *optional) if name in self.table.header]
        for name in required:
            if name not in self.table.header:
                header = ", ".join(self.table.header)
                self._report(
                    1, name, N_("Column {column} is missing. The header has: {header}."), header=header[:200]
                )
        for name in self.columns:
            times = self.table.header.count(name)
            if times > 1:
                self._report(1, name, N_("Column {column} stands {times} times in the header."), times=times)
        if self.problems:
            self.refuse()

    def rows(self) -> Iterator[SheetRow]:
        """Các hàng: in the order of the file."""
        columns = {name: self.table.texts(name) for name in self.columns}
        for record, number in enumerate(self.table.row_numbers.tolist()):
            cells = {
                name: unicodedata.normalize("NFC", texts[record].strip()) for name, texts in columns.items()
            }
            yield SheetRow(number, cells)

    def text(self, row: SheetRow, column: str) -> str:
        """Chữ: must say something."""
        value = row.cells.get(column, "")
        if not value:
            self._report(row.number, column, N_("Row {row}, column {column} is empty; it must be filled in."))
        return value

    def number(self, row: SheetRow, column: str) -> int:
        """Số đếm: 0 or more; an empty cell of a column that may be missing is 0."""
        value = row.cells.get(column, "") or "0"
        if value.isascii() and value.isdigit():
            return int(value)
        said = N_("Row {row}, column {column} has {value!r}; a count such as 12 is wanted.")
        self._report(row.number, column, said, value=value[:40])
        return 0

    def money(self, row: SheetRow, column: str) -> Decimal:
        """Số tiền: whole đồng, with or without dots between the thousands (50.000)."""
        value = row.cells.get(column, "")
        parts = value.split(".")
        grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and len(parts[0]) in (1, 2, 3)
        if value.isascii() and ("".join(parts).isdigit() if grouped else value.isdigit()):
            return Decimal("".join(parts))
        said = N_("Row {row}, column {column} has {value!r}; an amount such as 50.000 is wanted.")
        self._report(row.number, column, said, value=value[:40])
        return Decimal(0)

    def day(self, row: SheetRow, column: str) -> date | None:
        """Ngày: 05/10/2026 or 2026-10-05; None for an empty cell."""
        value = row.cells.get(column, "")
        if not value:
            return None
        for form in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        said = N_("Row {row}, column {column} has {value!r}; a day such as 05/10/2026 is wanted.")
        self._report(row.number, column, said, value=value[:40])
        return None

    def claim(self, row: SheetRow, column: str) -> bool | None:
        """Có hay không: có, x, 1 or không, 0; None for an empty cell."""
        value = row.cells.get(column, "")
        if not value:
            return None
        if value.casefold() in _YES or value.casefold() in _NO:
            return value.casefold() in _YES
        self._report(
            row.number,
            column,
            N_("Row {row}, column {column} has {value!r}; có or không is wanted."),
            value=value[:40],
        )
        return None

    def once(self, row: SheetRow, column: str) -> None:
        """Một lần: reports a value which an earlier row of the file has already."""
        value = row.cells.get(column, "")
        first = self._seen.setdefault((column, value), row.number)
        if value and first != row.number:
            said = N_("Row {row}, column {column} repeats {value!r} of row {first}.")
            self._report(row.number, column, said, value=value[:40], first=first)

    def report(self, row: SheetRow, column: str, said: str, **fields: object) -> None:
        """Ghi chỗ sai: a problem of a cell; the sentence may name {row}, {column}, {value}."""
        self._report(row.number, column, said, value=row.cells.get(column, "")[:40], **fields)

    def refuse(self) -> None:
        """Từ chối: raises BadSheet when anything was wrong."""
        if self.problems:
            raise BadSheet(
                where=self.problems[0].where,
                problems=self.problems,
                file=self.table.file,
                count=len(self.problems),
            )

    def _report(self, row: int, column: str, said: str, **fields: object) -> None:
        where = f"{self.table.file}:{row}:{column}"
        self.problems.append(Problem(said, {"row": row, "column": column, **fields}, where))
