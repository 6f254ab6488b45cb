"""Kết quả chỉ số: the exact values of every unit and the nation, before anything is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Precision:
    """Độ chính xác: the standard error of a value in percentage points, and its 95 % interval in percent.

    ``degrees`` are the degrees of freedom behind both: clusters less strata.
    """

    se: float
    interval: tuple[float, float]
    degrees: int


@dataclass(frozen=True, slots=True)
class DesignUsed:
    """Thiết kế mẫu đã dùng: what standard errors rest on, to be printed with them.

    ``strata`` names the columns of strata (empty: one stratum), ``clusters`` those that name a cluster within its
    stratum (empty: every form is a cluster of its own).
    """

    strata: tuple[str, ...]
    clusters: tuple[str, ...]
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class RankSetsUsed:
    """Cách lập khoảng hạng: what the rank sets rest on, to be printed with them."""

    draws: int
    seed: int
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """Chỉ số của đơn vị: every value of one unit (or of the nation, whose ``path`` is empty).

    ``level`` is the column that names the unit, ``path`` its name after those of its parents, ``label`` the
    name to print (the whole path where another unit of the level has the same name). ``published`` is
    ``sipas`` rounded once. ``rank`` is None for the nation and for a unit without a value. ``se`` is the standard
    error of ``sipas`` in percentage points, ``interval`` its 95 % interval; None where they cannot be estimated.
    ``precision`` holds the same of its parts, ``precision["elements"]["II.1"]`` (kinds: components, elements,
    criteria); empty when not computed. ``rank_set`` is the best and the worst rank which the sample allows, sure for
    all units of the level at once; None when not computed.
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
    precision: Mapping[str, Mapping[str, Precision]] = field(default_factory=dict)
    rank_set: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """Tên đơn vị: its own name, without its parents."""
        return self.path[-1] if self.path else self.label


@dataclass(frozen=True, slots=True)
class IndexResult:
    """Kết quả chỉ số: all units and the nation, with the settings used.

    ``units`` stand level by level in the order asked for, by path inside a level.
    ``weight``, ``strata`` and ``psu`` name the columns used, None when there was none. ``design`` and ``rank_sets``
    say how standard errors and rank sets were found, None when they were not. ``alike`` are, by level, the
    groups of units that the sample cannot tell apart, best first.
    """

    questions: QuestionSet
    method: Method
    by: tuple[str, ...]
    units: tuple[UnitIndex, ...]
    national: UnitIndex
    weight: str | None = None
    strata: str | None = None
    psu: str | None = None
    design: DesignUsed | None = None
    rank_sets: RankSetsUsed | None = None
    alike: Mapping[str, tuple[tuple[UnitIndex, ...], ...]] = field(default_factory=dict)

    def level(self, name: str) -> tuple[UnitIndex, ...]:
        """Đơn vị của một cấp: the units of one level, by path."""
        return tuple(unit for unit in self.units if unit.level == name)
