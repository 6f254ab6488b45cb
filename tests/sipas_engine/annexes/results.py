"""Small results with known figures: every unit answers every criterion with so many satisfied of so many forms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from sipas_engine.index.compute import compute_index
from sipas_engine.index.result import IndexResult, Precision, UnitIndex
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.tally.tally import Tally


def a_result(
    units: Mapping[str, Sequence[int]], questions: QuestionSet, *, of: int = 40, method: Method | None = None
) -> IndexResult:
    """Communes of the province An: for each criterion in printed order how many of ``of`` forms ticked 4."""
    names = sorted(units)
    counts = np.zeros((len(names), len(questions.criteria), questions.scale + 3), dtype=np.int64)
    for place, name in enumerate(names):
        for criterion, satisfied in enumerate(units[name]):
            counts[place, criterion, 4] = satisfied
            counts[place, criterion, 3] = of - satisfied
    forms = np.full(len(names), of)
    keys = tuple(("An", name) for name in names)
    tally = Tally(
        ("province", "commune"), questions.criterion_codes, questions.scale, keys, forms, forms, counts
    )
    levels = {"province": ("province",), "commune": ("province", "commune")}
    return compute_index(tally, questions, method or Method(), levels)


def with_precision(result: IndexResult, se: float, reach: int = 1) -> IndexResult:
    """The same result with one standard error everywhere, and rank sets of so many steps to either side."""

    def known(unit: UnitIndex) -> UnitIndex:
        values = {code: found.value for code, found in unit.criteria.items()}
        parts = {"criteria": _around(values, se), "elements": _around(unit.elements, se)}
        last = len(result.level(unit.level))
        ranks = None if unit.rank is None else (max(1, unit.rank - reach), min(last, unit.rank + reach))
        interval = _interval(unit.sipas, se)
        return replace(unit, se=se, interval=interval, precision=parts, rank_set=ranks)

    return replace(result, units=tuple(known(unit) for unit in result.units), national=known(result.national))


def _around(values: Mapping[str, Fraction | None], se: float) -> dict[str, Precision]:
    return {code: Precision(se, _interval(value, se), 30) for code, value in values.items()}


def _interval(value: Fraction | None, se: float) -> tuple[float, float]:
    middle = float(value or 0)
    return max(0.0, middle - 2 * se), min(100.0, middle + 2 * se)
