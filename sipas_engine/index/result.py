"""Kết quả chỉ số: the exact values of every unit and the nation, before anything is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet

Value = Fraction | None
"""Giá trị: an exact percentage from 0 to 100, or None when nobody answered."""


@dataclass(frozen=True, slots=True)
class CriterionIndex:
    """Chỉ số tiêu chí: the value of one criterion and the raw counts behind it.

    ``n`` answers on the scale, ``s`` of them satisfied, ``counts[k - 1]`` at level k; raw even when weighted.
    """

    value: Value
    n: int
    s: int
    counts: tuple[int, ...]
    blank: int
    double: int
    dont_know: int


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """Chỉ số của đơn vị: every value of one unit (or of the nation, whose ``path`` is empty).

    ``level`` is the column that names the unit, ``path`` its name after those of its parents, ``label`` the
    name to print (the whole path where another unit of the level has the same name). ``published`` is
    ``sipas`` rounded once. ``rank`` is None for the nation and for a unit without a value. ``se`` is the standard
    error of ``sipas`` in percentage points, ``interval`` its 95 % interval; None where they cannot be estimated.
    """

    level: str
    path: tuple[str, ...]
    label: str
    n_forms: int
    n_valid: int
    sipas: Value
    components: Mapping[str, Value]
    elements: Mapping[str, Value]
    criteria: Mapping[str, CriterionIndex]
    published: Decimal | None
    rank: int | None
    se: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def name(self) -> str:
        """Tên đơn vị: its own name, without its parents."""
        return self.path[-1] if self.path else self.label


@dataclass(frozen=True, slots=True)
class IndexResult:
    """Kết quả chỉ số: all units and the nation, with the settings used.

    ``units`` stand level by level in the order asked for, by path inside a level.
    ``weight``, ``strata`` and ``psu`` name the columns used, None when there was none.
    """

    questions: QuestionSet
    method: Method
    by: tuple[str, ...]
    units: tuple[UnitIndex, ...]
    national: UnitIndex
    weight: str | None = None
    strata: str | None = None
    psu: str | None = None

    def level(self, name: str) -> tuple[UnitIndex, ...]:
        """Đơn vị của một cấp: the units of one level, by path."""
        return tuple(unit for unit in self.units if unit.level == name)
