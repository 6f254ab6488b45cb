"""Bảng tiêu chí: every criterion with its answers and value."""

from collections.abc import Sequence
from decimal import Decimal

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.index.result import CriterionIndex, IndexResult, UnitIndex
from sipas_engine.index.rounding import published_value


def criteria_table(
    result: IndexResult,
    unit: UnitIndex | None = None,
    *,
    title: str = "Kết quả theo tiêu chí",
    limits: Limits | None = None,
    beside: Sequence[UnitIndex] = (),
) -> AnnexTable:
    """Bảng tiêu chí: code, criterion, answers, satisfied answers and value of a unit (None: the nation).

    ``beside`` adds one column of values for each of these units. Criteria stand in printed order; cells of
    fewer answers than ``limits`` allow are left out.
    """
    limits = limits or Limits()
    unit = unit or result.national
    sizes = [found.n for shown in (unit, *beside) for found in shown.criteria.values()]
    small = limits.note(sizes)
    note = " ".join(filter(None, [_of_what(result, unit), small]))
    columns = [
        Column("code", "Mã", "text"),
        Column("criterion", "Tiêu chí", "text"),
        Column("n", "Số câu trả lời", "count"),
        Column("s", "Số hài lòng", "count"),
        Column("value", "Chỉ số (%)", "percent"),
        *(Column("/".join(other.path), f"{other.label} (%)", "percent") for other in beside),
    ]
    if small:
        columns.append(Column("mark", "Ghi chú", "mark"))
    rows = []
    for criterion in result.questions.criteria:
        own = unit.criteria[criterion.code]
        others = [other.criteria[criterion.code] for other in beside]
        values = [_published(result, found, limits) for found in (own, *others)]
        satisfied = None if limits.suppresses(own.n) else own.s
        row: list[CellValue] = [criterion.code, criterion.name, own.n, satisfied, *values]
        fewest = min(found.n for found in (own, *others))
        rows.append(tuple([*row, limits.mark(fewest)] if small else row))
    keys = tuple((criterion.code,) for criterion in result.questions.criteria)
    return AnnexTable(title, note, tuple(columns), tuple(rows), "criteria", keys)


def _of_what(result: IndexResult, unit: UnitIndex) -> str:
    """Where the values are not simply satisfied by all answers, the sentence that says so."""
    sentences = []
    if unit is result.national and result.method.rollup != "pooled":
        how = "trung bình cộng" if result.method.rollup == "mean_units" else "trung bình theo số phiếu"
        sentences.append(f"Chỉ số chung là {how} chỉ số của các đơn vị.")
    if result.weight is not None:
        sentences.append(
            "Chỉ số tính theo trọng số của phiếu; số câu trả lời và số hài lòng không nhân trọng số."
        )
    return " ".join(sentences)


def _published(result: IndexResult, found: CriterionIndex, limits: Limits) -> Decimal | None:
    if limits.suppresses(found.n):
        return None
    return published_value(found.value, result.method.decimals, result.method.rounding)
