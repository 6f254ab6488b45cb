"""Bản đồ nhiệt: units against elements or criteria, each share with the colour of its step; the table is it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.printing import NOTHING, printed
from sipas_engine.annexes.publication import Limits, is_withheld
from sipas_engine.index.result import UnitIndex, Value
from sipas_engine.index.rounding import published_value

#: Bậc màu: from which percentage on a step begins; the same in every year and for every level.
STEPS = (60, 70, 75, 80, 85, 90, 95)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Ô: the share as published, and its step from 0 to 7; None where nothing is published."""

    text: str
    step: int | None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """Hàng: a unit by its path and name, its index, and its cells."""

    path: Sequence[str]
    name: str
    whole: HeatCell
    cells: Sequence[HeatCell]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Bản đồ nhiệt: codes and names of the columns, and the units, best first."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[HeatRow]


def heat_map(edition: Edition, level: str, *, criteria: bool) -> HeatMap:
    """Lập bản đồ nhiệt: of the units of a level by elements, or by criteria; small groups stay empty."""
    result, limits = edition.result, Limits()
    questions, method = result.questions, result.method
    parts = questions.criteria if criteria else questions.elements

    def value(unit: UnitIndex, code: str) -> Value:
        if limits.suppresses(unit.n_valid) or is_withheld(unit):
            return None
        if not criteria:
            return unit.elements[code]
        found = unit.criteria[code]
        return None if limits.suppresses(found.n) else found.value

    def cell(share: Value) -> HeatCell:
        return heat_cell(published_value(share, method.decimals, method.rounding))

    rows = [
        HeatRow(
            unit.path,
            unit.label,
            heat_cell(None if limits.suppresses(unit.n_valid) else unit.published),
            [cell(value(unit, part.code)) for part in parts],
        )
        for unit in sorted(result.level(level), key=lambda one: (one.rank is None, one.rank or 0, one.path))
    ]
    return HeatMap([(part.code, part.name) for part in parts], rows)


def heat_cell(published: Decimal | None) -> HeatCell:
    """Ô theo số đã công bố: its step follows from the rounded figure, so that equal figures have one colour."""
    if published is None:
        return HeatCell(NOTHING, None)
    return HeatCell(printed(published, "percent"), bisect_right(STEPS, published))
