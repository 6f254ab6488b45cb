"""Bảng chung: the figures of the whole, of its elements, and how the answers are spread over the levels."""

from decimal import Decimal
from fractions import Fraction

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.ranking import interval_cells, interval_columns
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.index.rounding import published_value
from sipas_engine.methods.question_set import Element

#: Words of the usual scale of five; other scales are numbered.
_LEVELS_OF_FIVE = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")


def overall_table(result: IndexResult, whole: UnitIndex, *, title: str = "Kết quả chung") -> AnnexTable:
    """Bảng kết quả chung: one row: forms back, valid forms and their share, the index and its interval."""
    valid = Fraction(100 * whole.n_valid, whole.n_forms) if whole.n_forms else None
    columns = (
        Column("unit", "Phạm vi", "text"),
        Column("n_forms", "Số phiếu thu về", "count"),
        Column("n_valid", "Số phiếu hợp lệ", "count"),
        Column("n_rejected", "Số phiếu không hợp lệ", "count"),
        Column("valid_share", "Tỷ lệ hợp lệ (%)", "percent"),
        Column("sipas", "Chỉ số chung (%)", "percent"),
        *interval_columns(),
    )
    row = (
        whole.label,
        whole.n_forms,
        whole.n_valid,
        whole.n_forms - whole.n_valid,
        published_value(valid),
        whole.published,
        *interval_cells(result, whole.interval),
    )
    return AnnexTable(title, "", columns, (row,), "overall", (whole.path,))


def elements_table(
    result: IndexResult,
    unit: UnitIndex,
    *,
    title: str = "Chỉ số theo yếu tố",
    limits: Limits | None = None,
    beside: UnitIndex | None = None,
) -> AnnexTable:
    """Bảng yếu tố: answers and value of each element of a unit; ``beside`` adds those of the whole it belongs to."""
    limits = limits or Limits()
    columns = [
        Column("code", "Mã", "text"),
        Column("element", "Yếu tố", "text"),
        Column("n", "Số câu trả lời", "count"),
        Column("value", "Chỉ số (%)", "percent"),
    ]
    precision = {} if limits.suppresses(unit.n_valid) else unit.precision.get("elements", {})
    if precision:
        columns += interval_columns()
    if beside is not None:
        columns.append(Column("beside", f"{beside.label} (%)", "percent"))
    rows = []
    for element in result.questions.elements:
        shown = not limits.suppresses(unit.n_valid)
        row: list[CellValue] = [
            element.code,
            element.name,
            _answers(element, unit),
            _published(result, unit, element) if shown else None,
        ]
        if precision:
            known = precision.get(element.code)
            row += interval_cells(result, known.interval if known else None)
        if beside is not None:
            row.append(_published(result, beside, element))
        rows.append(tuple(row))
    keys = tuple((element.code,) for element in result.questions.elements)
    return AnnexTable(title, limits.note([unit.n_valid]), tuple(columns), tuple(rows), "elements", keys)


def levels_table(
    result: IndexResult, unit: UnitIndex, *, title: str = "Phân bố câu trả lời theo mức"
) -> AnnexTable:
    """Bảng phân bố mức: for each element the share of its answers at every level, which add up to 100."""
    questions = result.questions
    words = (
        _LEVELS_OF_FIVE
        if questions.scale == len(_LEVELS_OF_FIVE)
        else tuple(f"Mức {level}" for level in questions.levels())
    )
    columns = (
        Column("code", "Mã", "text"),
        Column("element", "Yếu tố", "text"),
        Column("n", "Số câu trả lời", "count"),
        *(Column(f"share.{level}", f"{word} (%)", "percent") for level, word in enumerate(words, start=1)),
        Column("blank", "Bỏ trống", "count"),
    )
    rows = []
    for element in questions.elements:
        answers = [unit.criteria[criterion.code] for criterion in element.criteria]
        counts = [sum(found.counts[level - 1] for found in answers) for level in questions.levels()]
        n = sum(counts)
        shares: list[Decimal | None] = [
            published_value(Fraction(100 * count, n)) if n else None for count in counts
        ]
        rows.append((element.code, element.name, n, *shares, sum(found.blank for found in answers)))
    keys = tuple((element.code,) for element in questions.elements)
    return AnnexTable(title, "", columns, tuple(rows), "levels", keys)


def _answers(element: Element, unit: UnitIndex) -> int:
    return sum(unit.criteria[criterion.code].n for criterion in element.criteria)


def _published(result: IndexResult, unit: UnitIndex, element: Element) -> Decimal | None:
    return published_value(unit.elements[element.code], result.method.decimals, result.method.rounding)
