"""Bảng từ tệp vào bản đang soạn: a sheet of Excel or a csv is written out, to be changed by hand.

The file itself is kept for a day, so that another sheet or row of headings of it can be chosen.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from directives.conversion.sheets import Sheet, read_sheet
from directives.conversion.tables import table_of
from directives.document.enclosed import TableDraft
from directives.document.redraft import table_fields
from directives.errors import N_, DirectiveError
from directives.text import shown_name
from storage.passing_files import PassingFiles
from workflows.services.workspace import Workspace

#: More is no table of a letter; such a list goes beside it as a file.
MOST_ROWS = 2_000


class TooLongTable(DirectiveError):
    """Bảng quá dài: more rows than a document prints."""

    kind = "too_long_table"
    template = N_(
        "{file} has {count} rows; a table of a document takes {limit}. Send longer lists as a file beside it."
    )


class NoFileForPart(DirectiveError):
    """Chưa chọn tệp: nothing was handed in for a table or picture, or what was is gone after its day."""

    kind = "no_file_for_part"
    template = N_("Choose the file first: xlsx or csv for a table, PNG or JPEG for a picture.")


@dataclass(frozen=True, slots=True)
class TableDesk:
    """Bàn đọc bảng: of the person in whose name the workspace is open."""

    workspace: Workspace
    files: PassingFiles

    def keep(self, name: str, content: bytes) -> str:
        """Giữ tệp: for a day; gives its id."""
        return self.files.keep(self.workspace.actor, shown_name(name), content, self.workspace.now())

    def table(self, file_id: str, sheet: str = "", head_row: int = 1) -> Mapping[str, Any]:
        """Bảng của tệp đã giữ: ``columns`` and ``rows`` as a draft writes them out.

        Raises NoFileForPart, UnknownSheet, SheetNotNamed, UnfitTable, TooLongTable and what reading a foreign file
        refuses.
        """
        kept = self.files.find(self.workspace.actor, file_id, self.workspace.now())
        if kept is None:
            raise NoFileForPart(where="file")
        asked = TableDraft(file=kept.name, sheet=sheet, head_row=max(1, head_row))
        table = table_of(_sheet(kept.content, kept.name, sheet), asked)
        if len(table.rows) > MOST_ROWS:
            raise TooLongTable(where=kept.name, file=kept.name, count=len(table.rows), limit=MOST_ROWS)
        return table_fields(table)


def _sheet(content: bytes, called: str, name: str) -> Sheet:
    """The file lies under a name of our own; whoever handed it in is told of it by theirs."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / "bang"
        file.write_bytes(content)
        try:
            return replace(read_sheet(file, name), file=called)
        except DirectiveError as refusal:
            refusal.where = called
            refusal.fields |= {"file": called} if "file" in refusal.fields else {}
            raise
