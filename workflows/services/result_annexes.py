"""Phụ lục và hình của văn bản: the result's tables and charts in a document, from one engine to the other."""

from collections.abc import Iterable, Sequence

from directives.document.body_draft import BodyDraft
from directives.document.draft import Draft
from directives.document.enclosed import Enclosed, TableDraft
from directives.document.model import Annex, BodyTable, Picture, TableColumn
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from sipas_engine.annexes.drawing import as_png
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.annexes.table import AnnexTable, Column
from storage.files import FileStore

#: Widths by kind of column, as shares; a name needs about five times the room of a figure.
_WIDTHS = {"text": 5.0, "rank": 1.5, "count": 1.7, "percent": 1.7, "change": 1.7, "steps": 2.0, "mark": 1.6}
_TEXTS = {
    **{"code": 1.0, "setting": 2.5, "criterion": 8.0, "kind": 2.2, "first": 3.0},
    **{"point": 3.0, "in_force": 2.3, "usual": 2.3, "why": 6.0, "question": 3.5},
}
#: Of more columns than these a table lies on its side.
MOST_UPRIGHT_COLUMNS = 7
SYNTHETIC_NOTE = "Số liệu tổng hợp (giả lập) để minh họa, không phải kết quả khảo sát thật."
#: What a draft writes before the key of a table or chart of the result, where else it names a file.
TABLE, CHART = "table:", "chart:"


class UnknownAnnex(DirectiveError):
    """Không có phụ lục này: a plan or draft asks for a table or chart of the result that nobody makes."""

    kind = "unknown_annex"
    template = N_("The result has no table or chart “{name}”. There are: {known}.")


def result_tables(edition: Edition, names: Sequence[str]) -> tuple[AnnexTable, ...]:
    """Các bảng kết quả: the tables a plan asks for by key: ``ranking:<level>``, ``criteria``, ``method``, …

    Raises UnknownAnnex.
    """
    return tuple(_table(edition, name) for name in names)


def annexes_of(edition: Edition, names: Sequence[str], *, notice: str = "") -> tuple[Annex, ...]:
    """Phụ lục: the same tables in words, ready to be issued; ``notice`` stands below each, after its own note."""
    return tuple(_annex(table, notice) for table in result_tables(edition, names))


def enclosed_in_draft(draft: Draft, edition: Edition, files: FileStore) -> Enclosed:
    """Bảng và hình trong nội dung: what a draft of a campaign takes from the result, by its places.

    A table is named ``table:<key>``, a picture ``chart:<key>``; drawn charts are kept in ``files`` from now on.
    Raises UnknownAnnex.
    """
    return {place: _enclosed(part, edition, files) for place, part in draft.named_files}


def notice_of(plan: Plan) -> str:
    """Lời lưu ý: that a plan's data are made up, when they are; empty for returns of people."""
    return SYNTHETIC_NOTE if plan.synthetic_returns else ""


def _enclosed(part: TableDraft, edition: Edition, files: FileStore) -> BodyTable | Picture:
    if isinstance(part, BodyDraft) and part.kind == "picture":
        chart = edition.charts.get(part.file.removeprefix(CHART))
        if chart is None or not part.file.startswith(CHART):
            raise _unknown(part.file, (f"{CHART}{key}" for key in edition.charts))
        return Picture(files.put(as_png(chart)), part.width_mm or 0, part.alternative or chart.alternative)
    if not part.file.startswith(TABLE):
        raise _unknown(part.file, (f"{TABLE}{key}" for key in edition.tables))
    table = _table(edition, part.file.removeprefix(TABLE))
    return BodyTable(tuple(_column(column) for column in table.columns), printed_rows(table))


def _table(edition: Edition, name: str) -> AnnexTable:
    found = edition.tables.get(name)
    if found is None:
        raise _unknown(name, edition.tables)
    return found


def _unknown(name: str, known: Iterable[str]) -> UnknownAnnex:
    return UnknownAnnex(where=name, name=name, known=", ".join(known))


def _annex(table: AnnexTable, notice: str) -> Annex:
    return Annex(
        title=table.title,
        columns=tuple(_column(column) for column in table.columns),
        rows=printed_rows(table),
        notes=tuple(note for note in (table.note, notice) if note),
        landscape=len(table.columns) > MOST_UPRIGHT_COLUMNS,
    )


def _column(column: Column) -> TableColumn:
    width = _TEXTS.get(column.key, _WIDTHS[column.kind])
    return TableColumn(
        column.heading, column.alignment == "right", width, centred=column.alignment == "center"
    )
