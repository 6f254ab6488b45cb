"""Số đếm công bố: how many forms of each published unit gave which answer; small groups hidden among others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from sipas_engine.bundle.redaction import Nesting, Reason, UnitKey, index_alone
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.method import Method
from sipas_engine.tally.tally import Key, Tally

NATION: UnitKey = ("national", ())
"""Toàn bộ: all forms together."""

OTHERS = "Đơn vị khác"
"""Đơn vị khác: the name under which the withheld units of one parent are counted together."""

Status = Literal["published", "others", "index_alone"] | Reason
"""Tình trạng: a unit shown, a sum of withheld units, a nation of which only the index is shown, or why withheld."""


@dataclass(frozen=True, slots=True, eq=False)
class CountedUnit:
    """Đơn vị có số đếm: a row of ``units.csv`` and its rows of ``counts.csv``.

    ``id`` is its number in the bundle, ``parent`` that of the unit above (None: the nation itself). ``counts[c, a]``
    is how many of its valid forms gave answer code a to criterion c; None where they are withheld. ``members`` is
    how many units an "others" row sums up, 1 for a unit itself. ``weighted`` and ``weight_of_valid`` are exact
    sums of weights, None when every form weighs the same.
    """

    id: int
    parent: int | None
    key: UnitKey
    label: str
    status: Status
    members: int
    n_forms: int
    n_valid: int
    counts: npt.NDArray[np.int64] | None
    weighted: npt.NDArray[np.object_] | None = None
    weight_of_valid: Fraction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PublishedCounts:
    """Số đếm công bố: every unit of every level, the nation first, each parent before its parts."""

    nesting: Nesting
    criteria: tuple[str, ...]
    scale: int
    units: tuple[CountedUnit, ...]

    @property
    def withheld(self) -> dict[UnitKey, Reason]:
        """Đơn vị không công bố: by key, with the reason."""
        found: dict[UnitKey, Reason] = {}
        for unit in self.units:
            match unit.status:
                case "small" | "complement" | "within" as reason:
                    found[unit.key] = reason
        return found

    def of_level(self, level: str) -> list[CountedUnit]:
        """Đơn vị của một cấp: those that are units, without the sums of withheld ones."""
        return [unit for unit in self.units if unit.key[0] == level and unit.status != "others"]

    def parts_of(self, parent: CountedUnit) -> list[CountedUnit]:
        """Đơn vị trực thuộc: units and the sum of withheld ones directly below a unit."""
        return [unit for unit in self.units if unit.parent == parent.id]


def published_counts(
    tally: Tally, result: IndexResult, nesting: Nesting, withheld: Mapping[UnitKey, Reason], method: Method
) -> PublishedCounts:
    """Lập số đếm công bố: the counts of every unit shown, of all together, and of those withheld in one sum a parent.

    ``tally`` must count by at least the columns of the last level; ``result`` gives the names printed.
    """
    levels = list(nesting.columns)
    alone = index_alone(method, levels, withheld)
    whole = tally.grouped_by([])
    rows = [_counted(0, None, NATION, "", whole, 0, "index_alone" if alone else "published")]
    labels = {(unit.level, unit.path): unit.label for unit in result.units}
    ids: dict[UnitKey | None, int] = {None: 0}
    for level, columns in nesting.columns.items():
        grouped = tally.grouped_by(columns)
        hidden: dict[UnitKey | None, list[int]] = {}
        for group, path in enumerate(grouped.keys):
            key = (level, path)
            parent = nesting.parent(key)
            reason = withheld.get(key)
            ids[key] = len(rows)
            rows.append(
                _counted(ids[key], ids[parent], key, labels[key], grouped, group, reason or "published")
            )
            if reason in ("small", "complement") and not (alone and parent is None):
                hidden.setdefault(parent, []).append(group)
        for parent, groups in hidden.items():
            of_parent = parent[1] if parent else ()
            others = _sum_of(grouped, groups)
            row = _counted(
                len(rows), ids[parent], (level, of_parent), OTHERS, others, 0, "others", len(groups)
            )
            rows.append(row)
    return PublishedCounts(nesting, tally.criteria, tally.scale, tuple(rows))


def tally_of_level(counts: PublishedCounts, level: str) -> Tally:
    """Bảng đếm của một cấp: of its units that are shown, as the index is computed from it."""
    units = [unit for unit in counts.of_level(level) if unit.counts is not None]
    return _tally(counts, counts.nesting.columns[level], [unit.key[1] for unit in units], units)


def tally_of_all(counts: PublishedCounts) -> Tally:
    """Bảng đếm của toàn bộ: one group without a name, none when only the index of all is published."""
    nation = counts.units[0]
    return _tally(counts, ("all",), [("",)], [nation] if nation.counts is not None else [])


def _tally(
    counts: PublishedCounts, columns: tuple[str, ...], keys: Sequence[Key], units: Sequence[CountedUnit]
) -> Tally:
    shape = (len(units), len(counts.criteria), counts.scale + 3)
    weighted = any(unit.weighted is not None for unit in units)
    return Tally(
        columns,
        counts.criteria,
        counts.scale,
        tuple(keys) if units else (),
        n_forms=np.array([unit.n_forms for unit in units], dtype=np.int64),
        n_valid=np.array([unit.n_valid for unit in units], dtype=np.int64),
        counts=np.array([unit.counts for unit in units], dtype=np.int64).reshape(shape),
        weighted=np.array([unit.weighted for unit in units], dtype=object).reshape(shape)
        if weighted
        else None,
        weight_of_valid=np.array([unit.weight_of_valid for unit in units], dtype=object)
        if weighted
        else None,
    )


def _counted(
    number: int,
    parent: int | None,
    key: UnitKey,
    label: str,
    tally: Tally,
    group: int,
    status: Status,
    members: int = 1,
) -> CountedUnit:
    shown = status in ("published", "others")
    return CountedUnit(
        id=number,
        parent=parent,
        key=key,
        label=label,
        status=status,
        members=members,
        n_forms=int(tally.n_forms[group]),
        n_valid=int(tally.n_valid[group]),
        counts=tally.counts[group] if shown else None,
        weighted=tally.weighted[group] if shown and tally.weighted is not None else None,
        weight_of_valid=(
            Fraction(tally.weight_of_valid[group]) if shown and tally.weight_of_valid is not None else None
        ),
    )


def _sum_of(tally: Tally, groups: Sequence[int]) -> Tally:
    """The groups added up into one."""
    chosen = list(groups)
    return Tally(
        (),
        tally.criteria,
        tally.scale,
        ((),),
        n_forms=tally.n_forms[chosen].sum(keepdims=True),
        n_valid=tally.n_valid[chosen].sum(keepdims=True),
        counts=tally.counts[chosen].sum(axis=0, keepdims=True),
        weighted=None if tally.weighted is None else tally.weighted[chosen].sum(axis=0, keepdims=True),
        weight_of_valid=(
            None if tally.weight_of_valid is None else tally.weight_of_valid[chosen].sum(keepdims=True)
        ),
    )
