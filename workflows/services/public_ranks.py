"""Khoảng thứ hạng công bố: the ranks which the published figures allow each unit; anybody can work them out alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

import numpy as np

from sipas_engine.bundle.count_files import UNITS
from sipas_engine.bundle.csv_text import rows_of
from sipas_engine.bundle.verify import precision_of
from sipas_engine.index.result import RankSetsUsed
from sipas_engine.uncertainty.rank_sets import Estimates, rank_sets
from workflows.services.public_results import PublicEdition

Path = tuple[str, ...]

#: Cách lập: as the ranks of a result that is not yet published are drawn.
_USED = RankSetsUsed(draws=1000, seed=1)
#: The sets of thousands of units take minutes.
_MOST_UNITS = 400
_KEPT = 16


def ranks_allowed(edition: PublicEdition, level: str) -> Mapping[Path, tuple[int, int]]:
    """Khoảng thứ hạng mẫu cho phép: best and worst rank by the path of a unit; empty where a level has too many.

    They follow from the published value, standard error and degrees of freedom of each unit, the units taken as
    independent of each other. Worked out once in a process. Raises BadBundle.
    """
    with _one_at_a_time:
        return _allowed(edition.publication.zip_sha256, level, _Held(edition))


@dataclass(frozen=True, slots=True)
class _Held:
    """An edition that stands for itself by the hash beside it."""

    edition: PublicEdition = field(compare=False)


_one_at_a_time = Lock()


@lru_cache(maxsize=_KEPT)
def _allowed(_zip_sha256: str, level: str, held: _Held) -> Mapping[Path, tuple[int, int]]:
    units = [
        unit
        for unit in held.edition.result["units"]
        if unit["level"] == level and unit["rank"] is not None and unit["se"]
    ]
    if not 1 < len(units) <= _MOST_UNITS:
        return {}
    degrees = _degrees(held.edition, level)
    values = np.array([unit["sipas"] for unit in units], dtype=np.float64)
    errors = np.array([unit["se"] for unit in units], dtype=np.float64)
    free = np.array([degrees[tuple(unit["path"])] for unit in units], dtype=np.intp)
    found = rank_sets(Estimates(values, errors, free, np.diag(errors**2)), _USED)
    return {
        tuple(unit["path"]): (min(allowed[0], unit["rank"]), max(allowed[1], unit["rank"]))
        for unit, allowed in zip(units, found.sets, strict=True)
        if allowed is not None
    }


def _degrees(edition: PublicEdition, level: str) -> Mapping[Path, int]:
    """The degrees of freedom of each unit's error, as the published files have them."""
    by_number = {one.unit: one.degrees for one in precision_of(edition.contents)}
    columns = edition.manifest.settings.nesting.columns[level]
    header, *rows = rows_of(edition.contents[UNITS])
    named = [dict(zip(header, row, strict=True)) for row in rows]
    return {
        tuple(row[column] for column in columns): by_number[int(row["id"])]
        for row in named
        if row["level"] == level and int(row["id"]) in by_number
    }
