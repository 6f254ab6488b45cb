"""Che số liệu nhóm nhỏ: which units of a result stay unpublished, so that nobody's answers can be reckoned from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Literal

from sipas_engine.annexes.publication import Limits
from sipas_engine.errors import N_, SipasError
from sipas_engine.index.compute import rank_of
from sipas_engine.index.result import CriterionIndex, IndexResult, UnitIndex
from sipas_engine.methods.method import Method

Path = tuple[str, ...]
"""Đường dẫn đơn vị: the names of a unit's columns, its parents first."""

Reason = Literal["small", "complement", "within"]
"""Lý do che: too few forms; a neighbour of such a unit; a part of a unit that is withheld itself."""

UnitKey = tuple[str, Path]
"""Khóa đơn vị: level and path."""


class LevelsNotNested(SipasError):
    """Cấp đơn vị không lồng nhau: a level does not lie within the one before, so groups cannot be protected."""

    kind: ClassVar[str] = "levels_not_nested"
    template: ClassVar[str] = N_(
        "Level {level} does not lie within {above}. Name the levels from the largest to the smallest, "
        "for example province,commune."
    )


class TooFewForms(SipasError):
    """Quá ít phiếu để công bố: all forms together are fewer than a group must have to be shown."""

    kind: ClassVar[str] = "too_few_forms"
    template: ClassVar[str] = N_(
        "There are {n} valid forms in all. A group of fewer than {limit} is not published, so nothing can be."
    )


@dataclass(frozen=True, slots=True)
class Nesting:
    """Các cấp lồng nhau: for each level the columns that name its units, the largest level first.

    Raises LevelsNotNested when the columns of a level do not hold those of the level before.
    """

    columns: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        above: tuple[str, ...] = ()
        level_above = ""
        for level, own in self.columns.items():
            if not set(above) < set(own):
                raise LevelsNotNested(where=level, level=level, above=level_above)
            above, level_above = own, level

    def above(self, level: str) -> str | None:
        """Cấp trên: the level within which this one lies; None for the first, which lies within all."""
        levels = list(self.columns)
        place = levels.index(level)
        return levels[place - 1] if place else None

    def parent(self, key: UnitKey) -> UnitKey | None:
        """Đơn vị cấp trên: the unit of the level above to which a unit belongs; None for the first level."""
        level, path = key
        above = self.above(level)
        if above is None:
            return None
        named = dict(zip(self.columns[level], path, strict=True))
        return above, tuple(named[column] for column in self.columns[above])


def withheld_units(sizes: Mapping[UnitKey, int], nesting: Nesting, limits: Limits) -> dict[UnitKey, Reason]:
    """Đơn vị không công bố: those with fewer valid forms than ``limits`` allow, and what must go with them.

    One unit alone would be its parent less its neighbours: so the smallest of the neighbours goes too, until at
    least two units with as many forms as a group must have are hidden together. Parts of a withheld unit are
    withheld. A unit without any valid form has nothing to hide.
    """
    found: dict[UnitKey, Reason] = {}
    for level in nesting.columns:
        families: dict[UnitKey | None, list[UnitKey]] = {}
        for key in sorted(key for key in sizes if key[0] == level):
            families.setdefault(nesting.parent(key), []).append(key)
        for parent, children in families.items():
            if parent in found:
                found |= dict.fromkeys(children, "within")
            else:
                found |= _hidden_together(children, sizes, limits)
    return found


def _hidden_together(
    children: Sequence[UnitKey], sizes: Mapping[UnitKey, int], limits: Limits
) -> dict[UnitKey, Reason]:
    answered = sorted((key for key in children if sizes[key]), key=lambda key: (sizes[key], key))
    small = [key for key in answered if limits.suppresses(sizes[key])]
    hidden: dict[UnitKey, Reason] = dict.fromkeys(small, "small")
    for neighbour in answered[len(small) :]:
        if not hidden or (len(hidden) > 1 and not limits.suppresses(sum(sizes[key] for key in hidden))):
            break
        hidden[neighbour] = "complement"
    return hidden


def redacted(result: IndexResult, withheld: Iterable[UnitKey]) -> IndexResult:
    """Kết quả được công bố: the same result, in which a withheld unit has its numbers of forms and nothing else.

    What is not published has no published value: it takes no rank, and the ranks of a level count those shown.
    The nation stays as it was computed, from all forms; but a mean over units some of which are withheld keeps
    its index alone, for from each of its other values those units' could be reckoned.
    """
    hidden = frozenset(withheld)
    units = [_without_values(u) if (u.level, u.path) in hidden else u for u in result.units]
    ranks: dict[UnitKey, int | None] = {}
    for level in result.by:
        of_level = [unit for unit in units if unit.level == level]
        found = rank_of([unit.published for unit in of_level])
        ranks |= {(level, unit.path): rank for unit, rank in zip(of_level, found, strict=True)}
    nation = _index_alone(result) if index_alone(result.method, result.by, hidden) else result.national
    ranked = tuple(replace(unit, rank=ranks[unit.level, unit.path]) for unit in units)
    return replace(result, units=ranked, national=nation)


def public_part(result: IndexResult, columns: Mapping[str, Sequence[str]], limits: Limits) -> IndexResult:
    """Phần được công bố của kết quả: what documents and pages may show of it; ``columns`` name the units of each level.

    Raises LevelsNotNested.
    """
    sizes = {(unit.level, unit.path): unit.n_valid for unit in result.units}
    nesting = Nesting({level: tuple(own) for level, own in columns.items()})
    return redacted(result, withheld_units(sizes, nesting, limits))


def index_alone(method: Method, levels: Sequence[str], withheld: Iterable[UnitKey]) -> bool:
    """Chỉ công bố chỉ số chung: whether the nation is a mean over units of which some are withheld.

    A mean of few values with one unknown gives that one away; the counts of all forms would do the same.
    """
    return method.rollup != "pooled" and any(level == levels[0] for level, _ in withheld)


def _index_alone(result: IndexResult) -> UnitIndex:
    nation = result.national
    published = None if nation.published is None else Fraction(nation.published)
    return replace(_without_values(nation), sipas=published, published=nation.published)


def _without_values(unit: UnitIndex) -> UnitIndex:
    return replace(
        unit,
        sipas=None,
        components=dict.fromkeys(unit.components),
        elements=dict.fromkeys(unit.elements),
        criteria={
            code: CriterionIndex(None, 0, 0, (0,) * len(found.counts), 0, 0, 0)
            for code, found in unit.criteria.items()
        },
        published=None,
        rank=None,
        se=None,
        interval=None,
        precision={},
        rank_set=None,
    )
