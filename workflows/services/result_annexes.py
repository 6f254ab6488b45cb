"""Phụ lục của quyết định: the result's tables as the annexes of a document, from one engine to the other."""

from collections.abc import Sequence

from directives.document.model import Annex, TableColumn
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from sipas_engine.annexes.criteria import criteria_table
from sipas_engine.annexes.method import method_table
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.annexes.ranking import ranking_table
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.index.result import IndexResult

_LEVEL_NAMES = {
    "province": "tỉnh, thành phố",
    "district": "Ủy ban nhân dân cấp huyện",
    "commune": "Ủy ban nhân dân cấp xã",
}
#: Widths by kind of column, as shares; a name needs about five times the room of a figure.
_WIDTHS = {"text": 5.0, "rank": 1.2, "count": 1.5, "percent": 1.7, "mark": 1.1}
_TEXTS = {"code": 1.0, "setting": 2.5, "criterion": 8.0}
#: So many elements can be named in the head of a landscape page; of more, the codes are printed and explained.
MOST_NAMED_COLUMNS = 6
SYNTHETIC_NOTE = "Số liệu tổng hợp (giả lập) để minh họa, không phải kết quả khảo sát thật."


class UnknownAnnex(DirectiveError):
    """Không có phụ lục này: a plan asks for a table of the result that nobody makes."""

    kind = "unknown_annex"
    template = N_(
        "The plan asks for annex “{name}”. There are: ranking:province, ranking:district, "
        "ranking:commune, criteria, method."
    )


def result_tables(result: IndexResult, names: Sequence[str]) -> tuple[AnnexTable, ...]:
    """Các bảng kết quả: the tables a plan asks for by name: ``ranking:<level>``, ``criteria``, ``method``.

    Raises UnknownAnnex.
    """
    return tuple(_table(result, name) for name in names)


def annexes_of(result: IndexResult, names: Sequence[str], *, notice: str = "") -> tuple[Annex, ...]:
    """Phụ lục: the same tables in words, ready to be issued; ``notice`` stands below each, after its own note."""
    return tuple(_annex(table, notice) for table in result_tables(result, names))


def notice_of(plan: Plan) -> str:
    """Lời lưu ý: that a plan's data are made up, when they are; empty for returns of people."""
    return SYNTHETIC_NOTE if plan.synthetic_returns else ""


def _table(result: IndexResult, name: str) -> AnnexTable:
    kind, _, level = name.partition(":")
    whole = result.level(result.by[0])[0]
    match kind:
        case "ranking" if level in result.by:
            many = len(result.questions.elements) > MOST_NAMED_COLUMNS
            title = f"Chỉ số hài lòng đối với {_LEVEL_NAMES[level]}"
            return ranking_table(result, level, title=title, by_code=many)
        case "criteria":
            return criteria_table(result, whole, title="Chỉ số hài lòng theo tiêu chí, toàn tỉnh")
        case "method":
            return method_table(result, title="Phương pháp tính và các thiết lập")
    raise UnknownAnnex(where=name, name=name)


def _annex(table: AnnexTable, notice: str) -> Annex:
    return Annex(
        title=table.title,
        columns=tuple(_column(column) for column in table.columns),
        rows=printed_rows(table),
        notes=tuple(note for note in (table.note, notice) if note),
        landscape=len(table.columns) > 6,
    )


def _column(column: Column) -> TableColumn:
    width = _TEXTS.get(column.key, _WIDTHS[column.kind])
    return TableColumn(column.heading, column.alignment == "right", width)
