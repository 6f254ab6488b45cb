"""Bảng và hình trong bản thảo: what a draft takes from a file beside it, or writes out itself.

Reading the file is not done here: the words of a file come in as values, known by the place in the draft.
"""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from directives.document.column_widths import columns_of
from directives.document.model import BodyTable, Picture
from directives.document.strict import FilledText, Strict, Text
from directives.errors import N_, DirectiveError

#: The files read for a draft, by the place that names them: ``body[2]``, ``annexes[1]``.
Enclosed = Mapping[str, BodyTable | Picture]

#: A draft whose files were not read.
NOTHING: Enclosed = {}

_Value = TypeVar("_Value", BodyTable, Picture)


class UnreadEnclosure(DirectiveError):
    """Tệp chưa đọc: a draft names a file but is itself no file in a folder where that could lie."""

    kind = "unread_enclosure"
    template = N_(
        "The draft names the file {file}, which can only be read from the folder of a draft that is a file itself."
    )


class ColumnDraft(Strict):
    """Cột chọn trong bản thảo: ``name`` is its heading in the file; the rest says how it is printed."""

    name: FilledText
    heading: Text = ""
    numeric: bool | None = None
    width: Annotated[float, Field(gt=0)] | None = None


class TableDraft(Strict):
    """Bảng trong bản thảo: from a file beside the draft (xlsx, csv), or written out in ``columns`` and ``rows``.

    ``head_row`` is the row of the file with the headings. A heading "Kết quả | Số phiếu" stands below
    "Kết quả", which it shares with its neighbours. Without ``columns`` every column of the file is printed.
    """

    file: Text = ""
    sheet: Text = ""
    head_row: Annotated[int, Field(ge=1)] = 1
    columns: list[FilledText | ColumnDraft] = Field(default_factory=list)
    rows: list[list[Text]] = Field(default_factory=list)

    @property
    def chosen(self) -> tuple[ColumnDraft, ...]:
        """Các cột chọn: in the order wanted; a mere name is a column printed as it is."""
        return tuple(ColumnDraft(name=one) if isinstance(one, str) else one for one in self.columns)

    def table(self, place: str, enclosed: Enclosed, *, landscape: bool = False) -> BodyTable:
        """Bảng: as a plain value. Raises UnreadEnclosure when its file was not read."""
        if self.file:
            return enclosure(enclosed, place, self.file, BodyTable)
        rows = tuple(tuple(row) for row in self.rows)
        headings = [column.heading or column.name for column in self.chosen]
        return BodyTable(columns_of(headings, rows, self.chosen, landscape=landscape), rows)

    def refuse_without_table(self) -> None:
        """Từ chối bảng thiếu: a file or rows, not both; every row as wide as the headings."""
        if bool(self.file) == bool(self.rows):
            raise PydanticCustomError("table_source", "table_source")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise PydanticCustomError(
                    "row_width", "row_width", {"expected": f"{len(self.columns)} ≠ {len(row)} ({number})"}
                )


def enclosure(enclosed: Enclosed, place: str, file: str, kind: type[_Value]) -> _Value:
    """Tệp kèm: what was read for this place. Raises UnreadEnclosure."""
    found = enclosed.get(place)
    if not isinstance(found, kind):
        raise UnreadEnclosure(where=place, file=file)
    return found
