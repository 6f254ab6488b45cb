"""Bảng xếp hạng: the units of one level by their index, as in the annexes of a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from sipas_engine.annexes.publication import WITHHELD_MARK, WITHHELD_NOTE, Limits, is_withheld
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.comparison.converted import CONVERTED_MARK
from sipas_engine.index.compute import rank_of
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value
from sipas_engine.methods.question_set import Component, Element

Parts = Literal["elements", "components"]
"""Cột chi tiết: whether a ranking shows the elements or the components beside the index."""

_CONVERTED = f"{CONVERTED_MARK} Số năm trước là số quy đổi từ các đơn vị cũ, không phải số đã công bố."
_INTERVALS = "Khoảng tin cậy ở mức 95%."
_RANK_SETS = (
    "Khoảng xếp hạng: các thứ hạng mà số liệu chưa loại trừ được, đồng thời cho mọi đơn vị ở mức tin cậy 95%; "
    "hai đơn vị có khoảng chồng lên nhau thì chưa phân biệt được bằng số liệu này."
)


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """Năm trước: what was published for a unit a year ago; ``rank`` is None when it had none.

    ``converted`` (quy đổi): reckoned from the units it was merged from, never published as such.
    """

    published: Decimal
    rank: int | None = None
    converted: bool = False


def ranking_table(
    result: IndexResult,
    level: str,
    *,
    title: str = "Bảng xếp hạng Chỉ số hài lòng",
    parts: Parts = "elements",
    by_code: bool = False,
    limits: Limits | None = None,
    previous: Mapping[tuple[str, ...], PreviousYear] | None = None,
    units: Sequence[UnitIndex] | None = None,
    key: str = "",
) -> AnnexTable:
    """Bảng xếp hạng: rank, unit, valid forms, a column for each element or component, the index, its interval.

    With ``by_code`` the parts are headed by their codes, which the note explains: names of many parts would fill
    half of every page. Best first; units of one rank by path; units without a value, or left out by ``limits``,
    last and without rank. Ranks are counted among the units shown: all of ``level``, or the ``units`` of one
    group. The 95 % interval and the rank set stand there when any unit has one.
    ``previous``, by unit path, adds last year's index, the change of the published values (F6) and the steps
    gained (positive = up) where any unit had a rank.
    """
    limits = limits or Limits()
    units = result.level(level) if units is None else units
    shown = [None if limits.suppresses(unit.n_valid) else unit.published for unit in units]
    ranked = sorted(
        zip(rank_of(shown), units, strict=True), key=lambda found: (found[0] or len(units) + 1, found[1].path)
    )
    with_intervals = any(unit.interval is not None for unit in units)
    with_rank_sets = any(unit.rank_set is not None for unit in units)
    with_steps = previous is not None and any(before.rank is not None for before in previous.values())
    marks = {
        unit.path: " ".join(filter(None, (_mark(limits, unit), _converted(previous, unit)))) or None
        for unit in units
    }
    marked = any(marks.values())
    columns = [
        Column("rank", "Xếp hạng", "rank"),
        Column("unit", "Đơn vị", "text"),
        Column("n_valid", "Số phiếu hợp lệ", "count"),
        *_part_columns(result, parts, by_code),
        Column("sipas", "Chỉ số chung (%)", "percent"),
    ]
    if with_intervals:
        columns += interval_columns()
    if with_rank_sets:
        columns += [
            Column("rank_low", "Khoảng xếp hạng | từ", "rank"),
            Column("rank_high", "Khoảng xếp hạng | đến", "rank"),
        ]
    if previous is not None:
        columns += [
            Column("previous", "Năm trước (%)", "percent"),
            Column("change", "Tăng/giảm", "change"),
            *([Column("steps", "Bậc tăng/giảm", "steps")] if with_steps else []),
        ]
    if marked:
        columns.append(Column("mark", "Ghi chú", "mark"))
    rows = []
    for rank, unit in ranked:
        row = _row(result, unit, rank, parts, limits)
        published = row[-1]
        if with_intervals:
            row += [None, None] if limits.suppresses(unit.n_valid) else interval_cells(result, unit.interval)
        if with_rank_sets:
            row += (unit.rank_set or (None, None)) if rank is not None else (None, None)
        if previous is not None:
            row += _against(previous.get(unit.path), published, rank)[: 3 if with_steps else 2]
        rows.append(tuple([*row, marks[unit.path]] if marked else row))
    said = [
        _legend(result, parts) if by_code else "",
        _INTERVALS if with_intervals else "",
        _RANK_SETS if with_rank_sets else "",
        *_notes(limits, units),
        _CONVERTED if any(_converted(previous, unit) for unit in units) else "",
    ]
    paths = tuple(unit.path for _, unit in ranked)
    return AnnexTable(title, " ".join(filter(None, said)), tuple(columns), tuple(rows), key, paths)


def unit_elements_table(
    result: IndexResult,
    level: str,
    *,
    title: str = "Chỉ số theo yếu tố của từng đơn vị",
    limits: Limits | None = None,
    key: str = "",
) -> AnnexTable:
    """Bảng yếu tố của đơn vị: where elements are too many for the ranking, by their codes, best unit first."""
    full = ranking_table(result, level, title=title, by_code=True, limits=limits)
    wanted = {"rank", "unit", "n_valid", "mark", *(f"elements.{e.code}" for e in result.questions.elements)}
    places = [place for place, column in enumerate(full.columns) if column.key in wanted]
    limits = limits or Limits()
    note = " ".join(filter(None, (_legend(result, "elements"), *_notes(limits, result.level(level)))))
    rows = tuple(tuple(row[place] for place in places) for row in full.rows)
    return AnnexTable(title, note, tuple(full.columns[i] for i in places), rows, key, full.row_keys)


def interval_columns() -> list[Column]:
    """Cột khoảng tin cậy: its two ends, below one heading."""
    return [
        Column("low", "Khoảng tin cậy (%) | từ", "percent"),
        Column("high", "Khoảng tin cậy (%) | đến", "percent"),
    ]


def interval_cells(result: IndexResult, interval: tuple[float, float] | None) -> list[CellValue]:
    """Ô khoảng tin cậy: rounded as the index is; None where it cannot be estimated."""
    if interval is None:
        return [None, None]
    method = result.method
    return [published_value(Fraction(end), method.decimals, method.rounding) for end in interval]


def _mark(limits: Limits, unit: UnitIndex) -> str | None:
    return WITHHELD_MARK if _is_complement(limits, unit) else limits.mark(unit.n_valid)


def _notes(limits: Limits, units: Sequence[UnitIndex]) -> tuple[str, str]:
    """What the marks of these units mean."""
    hidden = [unit for unit in units if _is_complement(limits, unit)]
    marked = [unit.n_valid for unit in units if unit not in hidden]
    return limits.note(marked), WITHHELD_NOTE if hidden else ""


def _is_complement(limits: Limits, unit: UnitIndex) -> bool:
    """Large enough by itself, and withheld for the sake of another unit."""
    return is_withheld(unit) and not limits.suppresses(unit.n_valid)


def _converted(previous: Mapping[tuple[str, ...], PreviousYear] | None, unit: UnitIndex) -> str:
    before = previous.get(unit.path) if previous else None
    return CONVERTED_MARK if before is not None and before.converted else ""


def _part_columns(result: IndexResult, parts: Parts, by_code: bool) -> list[Column]:
    return [
        Column(f"{parts}.{part.code}", f"{part.code if by_code else part.name} (%)", "percent")
        for part in _parts(result, parts)
    ]


def _legend(result: IndexResult, parts: Parts) -> str:
    return "; ".join(f"{part.code}: {part.name}" for part in _parts(result, parts)) + "."


def _parts(result: IndexResult, parts: Parts) -> Sequence[Element | Component]:
    return result.questions.elements if parts == "elements" else result.questions.components


def _row(
    result: IndexResult, unit: UnitIndex, rank: int | None, parts: Parts, limits: Limits
) -> list[CellValue]:
    values: list[Value] = [*(unit.elements if parts == "elements" else unit.components).values(), unit.sipas]
    if limits.suppresses(unit.n_valid):
        values = [None] * len(values)
    method = result.method
    rounded = [published_value(value, method.decimals, method.rounding) for value in values]
    return [rank, unit.label, unit.n_valid, *rounded]


def _against(before: PreviousYear | None, now: CellValue, rank: int | None) -> list[CellValue]:
    if before is None:
        return [None, None, None]
    change = now - before.published if isinstance(now, Decimal) else None
    steps = before.rank - rank if before.rank is not None and rank is not None else None
    return [before.published, change, steps]
