"""Sổ in: a book or list as it is printed and bound: cover, columns and rows, all worded already (PL.IV, PL.V)."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.document.model import TableColumn
from directives.register.columns import TEN_COLUMNS
from directives.register.incoming_columns import FOLLOW_UP_COLUMNS, INCOMING_COLUMNS


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """Sổ in: what stands on the cover, line by line, and the table of the pages after it.

    ``facts`` are the lines of the cover below the title (year, days, numbers, volume); ``short_name`` names the
    sheet of a workbook.
    """

    short_name: str
    parent_lines: tuple[str, ...]
    agency_lines: tuple[str, ...]
    title: str
    facts: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Quãng của một quyển: days and numbers from the first row to the last; empty where there is none."""

    year: int
    first_day: str = ""
    last_day: str = ""
    first_number: str = ""
    last_number: str = ""
    volume: int = 1

    @property
    def facts(self) -> tuple[str, ...]:
        """Các dòng trên bìa: year, days, numbers, volume, with dots to fill in where a book is empty."""
        return (
            f"Năm: {self.year}",
            f"Từ ngày {self.first_day or _DOTS} đến ngày {self.last_day or _DOTS}",
            f"Từ số {self.first_number or _DOTS} đến số {self.last_number or _DOTS}",
            f"Quyển số: {self.volume:02d}",
        )


_DOTS = "........"


def columns_of(headings: Sequence[str], widths: Sequence[float]) -> tuple[TableColumn, ...]:
    """Các cột: headings with their shares of the width."""
    return tuple(TableColumn(heading, width=width) for heading, width in zip(headings, widths, strict=True))


OUTGOING = columns_of(TEN_COLUMNS, (2.3, 2, 4.4, 2.2, 3.4, 1.7, 1.1, 2, 1.3, 2.6))
INCOMING = columns_of(INCOMING_COLUMNS, (2, 1, 2.5, 2.3, 2, 4.4, 2.4, 2, 1.4, 2.2))
FOLLOW_UP = columns_of(FOLLOW_UP_COLUMNS, (1, 5, 2.6, 2, 3, 2.2, 2.2))
