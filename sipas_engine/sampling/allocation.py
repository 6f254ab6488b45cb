"""Phân bổ mẫu: a sample over strata, in whole numbers that add up."""

from collections.abc import Mapping
from enum import Enum


class Allocation(Enum):
    """Cách phân bổ: by the size of each stratum, or the same for all."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"


def allocate(sizes: Mapping[str, int], n: int, way: Allocation = Allocation.PROPORTIONAL) -> dict[str, int]:
    """Phân bổ: n over the strata, none more than it holds; the sum is n, or everybody where n is more.

    Shares are rounded down, and what is left goes by the largest remainder; of equal remainders to the stratum
    whose name comes first by code points.

    >>> allocate({"a": 10, "b": 20, "c": 5}, 7)
    {'a': 2, 'b': 4, 'c': 1}
    >>> allocate({"a": 10, "b": 20, "c": 1}, 7, Allocation.EQUAL)
    {'a': 3, 'b': 3, 'c': 1}
    """
    names = sorted(sizes)
    n = min(n, sum(sizes.values()))
    if way is Allocation.EQUAL:
        return _equal(names, sizes, n)
    total = sum(sizes.values())
    given = {name: n * sizes[name] // total if total else 0 for name in names}
    left = n - sum(given.values())
    for name in sorted(names, key=lambda one: (-(n * sizes[one] % total) if total else 0, one))[:left]:
        given[name] += 1
    return given


def _equal(names: list[str], sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """The same for all; what a small stratum cannot give is shared by the others."""
    given = dict.fromkeys(names, 0)
    while left := n - sum(given.values()):
        open_strata = [name for name in names if given[name] < sizes[name]]
        each = max(1, left // len(open_strata))
        for name in open_strata[:left]:
            given[name] += min(sizes[name] - given[name], each)
    return given
