"""Bảng xếp hạng: the units of one level by their index, as in the annexes of a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.index.compute import rank_of
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value
from sipas_engine.methods.question_set import Component, Element

Parts = Literal["elements", "components"]
"""Cột chi tiết: whether a ranking shows the elements or the components beside the index."""


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """Năm trước: what was published for a unit a year ago; ``rank`` is None when it had none."""

    published: Decimal
    rank: int | None = None


def ranking_table(
    result: IndexResult,
    level: str,
    *,
    title: str = "Bảng xếp hạng Chỉ số hài lòng",
    parts: Parts = "elements",
    by_code: bool = False,
    limits: Limits | None = None,
    previous: Mapping[tuple[str, ...], PreviousYear] | None = None,
) -> AnnexTable:
    """Bảng xếp hạng: rank, unit, valid forms, a column for each element or component, the index.

    With ``by_code`` the parts are headed by their codes, which the note explains: names of many parts would fill
    half of every page. Best first; units of one rank by path; units without a value, or left out by ``limits``,
    last and without rank. Ranks are counted among the units shown. ``previous``, by unit path, adds last year's
    index, the change of the published values (F6) and the steps gained (positive = up).
    """
    limits = limits or Limits()
    units = result.level(level)
    shown = [None if limits.suppresses(unit.n_valid) else unit.published for unit in units]
    ranked = sorted(
        zip(rank_of(shown), units, strict=True), key=lambda found: (found[0] or len(units) + 1, found[1].path)
    )
    marked = limits.note([unit.n_valid for unit in units])
    columns = [
        Column("rank", "Xếp hạng", "rank"),
        Column("unit", "Đơn vị", "text"),
        Column("n_valid", "Số phiếu hợp lệ", "count"),
        *_part_columns(result, parts, by_code),
        Column("sipas", "Chỉ số chung (%)", "percent"),
    ]
    if previous is not None:
        columns += [
            Column("previous", "Năm trước (%)", "percent"),
            Column("change", "Tăng/giảm", "change"),
            Column("steps", "Bậc tăng/giảm", "steps"),
        ]
    if marked:
        columns.append(Column("mark", "Ghi chú", "mark"))
    rows = []
    for rank, unit in ranked:
        row = _row(result, unit, rank, parts, limits)
        if previous is not None:
            row += _against(previous.get(unit.path), row[-1], rank)
        rows.append(tuple([*row, limits.mark(unit.n_valid)] if marked else row))
    legend = _legend(result, parts) if by_code else ""
    note = " ".join(said for said in (legend, marked) if said)
    return AnnexTable(title, note, tuple(columns), tuple(rows))


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
