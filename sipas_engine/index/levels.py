"""Cấp đơn vị: which columns of a file tell two units of a level apart."""

from collections import Counter
from collections.abc import Sequence

TIERS = ("province", "district", "commune")
"""Các cấp hành chính: the columns of a file of forms that stand one above the other, highest first."""


def identity_columns(by: Sequence[str], header: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Cột định danh: for each level asked for, the columns that name a unit together with its parents.

    Units of equal name under different parents are different: an administrative level is told apart by every
    higher one the file has, even one not asked for; another column by all that stands before it in ``by``.

    >>> identity_columns(["province", "commune"], ["province", "district", "commune"])
    {'province': ('province',), 'commune': ('province', 'district', 'commune')}
    >>> identity_columns(["province", "sector"], ["province", "commune", "sector"])
    {'province': ('province',), 'sector': ('province', 'sector')}
    """
    found: dict[str, tuple[str, ...]] = {}
    before: list[str] = []
    for level in by:
        if level in TIERS:
            above = [tier for tier in TIERS[: TIERS.index(level)] if tier in header]
            others = [column for column in before if column not in TIERS]
            found[level] = (*others, *above, level)
        else:
            found[level] = (*before, level)
        before = list(found[level])
    return found


def unit_labels(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """Tên in ra: the name of each unit of a level, or its whole path where the name alone names several.

    >>> unit_labels([("A", "Tân Lập"), ("B", "Tân Lập"), ("B", "An Phú")])
    ['A / Tân Lập', 'B / Tân Lập', 'An Phú']
    """
    names = [path[-1] for path in paths]
    shared = {name for name, times in Counter(names).items() if times > 1}
    return [" / ".join(part for part in path if part) if path[-1] in shared else path[-1] for path in paths]
