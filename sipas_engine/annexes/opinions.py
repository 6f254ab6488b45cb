"""Bảng nhận định, mong đợi và chia nhóm: what people said besides satisfaction, and the index of groups of people."""

from collections.abc import Mapping, Sequence

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import interval_cells, interval_columns
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.index.result import IndexResult
from sipas_engine.index.rounding import published_value
from sipas_engine.perceptions.summary import ItemSummary, QuestionSummary

_SEVERAL = "Mỗi người được chọn nhiều phương án nên tổng các tỷ lệ có thể lớn hơn 100%."
#: Names of the usual columns by which people are told apart.
BREAKDOWNS: Mapping[str, str] = {
    "service": "Lĩnh vực, dịch vụ",
    "sex": "Giới tính",
    "age": "Độ tuổi",
    "mode": "Cách trả lời phiếu",
}


def opinions_table(question: QuestionSummary, *, limits: Limits | None = None) -> AnnexTable:
    """Bảng một câu hỏi (F9, F10): every item with each option, how often it was chosen and its share.

    Items that too few answered are left out of a public table, all but their number of answers.
    """
    limits = limits or Limits()
    columns = [
        Column("item", "Nội dung", "text"),
        Column("choice", "Phương án", "text"),
        Column("count", "Số lượt chọn", "count"),
        Column("share", "Tỷ lệ (%)", "percent"),
    ]
    sizes = [item.found.answered for item in question.items]
    small = limits.note(sizes)
    if small:
        columns.append(Column("mark", "Ghi chú", "mark"))
    rows: list[tuple[CellValue, ...]] = []
    keys: list[tuple[str, ...]] = []
    for item in question.items:
        hidden = limits.suppresses(item.found.answered)
        for choice in item.found.choices:
            row: list[CellValue] = [item.label or question.text, choice.label]
            row += [None, None] if hidden else [choice.count, published_value(choice.share)]
            rows.append(tuple([*row, limits.mark(item.found.answered)] if small else row))
            keys.append((item.code, choice.code))
    note = " ".join(filter(None, (_SEVERAL if question.several else "", small)))
    return AnnexTable(
        question.text, note, tuple(columns), tuple(rows), f"opinions:{question.code}", tuple(keys)
    )


def numbers_table(
    questions: Sequence[QuestionSummary],
    *,
    title: str = "Mức độ quan tâm, mong đợi",
    limits: Limits | None = None,
) -> AnnexTable:
    """Bảng một số cho mỗi nội dung (F10): the items that have one number, highest first within their question."""
    limits = limits or Limits()
    columns = (
        Column("question", "Câu hỏi", "text"),
        Column("item", "Nội dung", "text"),
        Column("answered", "Số người trả lời", "count"),
        Column("value", "Mức độ (%)", "percent"),
    )
    rows: list[tuple[CellValue, ...]] = []
    keys: list[tuple[str, ...]] = []
    for question in questions:
        known = [item for item in question.items if item.number is not None]
        for item in sorted(known, key=_number, reverse=True):
            value = None if limits.suppresses(item.found.answered) else published_value(item.number)
            rows.append((question.text, item.label or question.text, item.found.answered, value))
            keys.append((question.code, item.code))
    note = limits.note([item.found.answered for question in questions for item in question.items])
    return AnnexTable(title, note, columns, tuple(rows), "numbers", tuple(keys))


def breakdown_table(result: IndexResult, column: str, *, limits: Limits | None = None) -> AnnexTable:
    """Bảng chia nhóm (F5): the index of each group of people, in the order of their names; groups bear no rank."""
    limits = limits or Limits()
    name = BREAKDOWNS.get(column, column)
    groups = result.level(column)
    small = limits.note([group.n_valid for group in groups])
    columns = [
        Column("group", name, "text"),
        Column("n_valid", "Số phiếu hợp lệ", "count"),
        Column("sipas", "Chỉ số (%)", "percent"),
    ]
    with_intervals = any(group.interval is not None for group in groups)
    if with_intervals:
        columns += interval_columns()
    if small:
        columns.append(Column("mark", "Ghi chú", "mark"))
    rows = []
    for group in groups:
        hidden = limits.suppresses(group.n_valid)
        row: list[CellValue] = [group.label, group.n_valid, None if hidden else group.published]
        if with_intervals:
            row += interval_cells(result, None if hidden else group.interval)
        rows.append(tuple([*row, limits.mark(group.n_valid)] if small else row))
    title = f"Chỉ số hài lòng theo {name.lower()}"
    keys = tuple(group.path for group in groups)
    return AnnexTable(title, small, tuple(columns), tuple(rows), f"breakdown:{column}", keys)


def _number(item: ItemSummary) -> float:
    return float(item.number or 0)
