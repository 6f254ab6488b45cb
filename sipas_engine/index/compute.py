"""Tính chỉ số: every unit of every level from a tally, its rank, and the nation (F1 - F4, F6)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np

from sipas_engine.index.aggregate import (
    Aggregation,
    AnswerPoints,
    Score,
    Values,
    answer_points,
    weighted_mean,
)
from sipas_engine.index.formulas import formulas_of
from sipas_engine.index.levels import unit_labels
from sipas_engine.index.result import CriterionIndex, IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import BLANK, dont_know, double_tick
from sipas_engine.tally.tally import Tally

NATIONAL = "national"
"""Toàn quốc: the level of everything together."""


def compute_index(
    tally: Tally, questions: QuestionSet, method: Method, levels: Mapping[str, Sequence[str]]
) -> IndexResult:
    """Tính chỉ số SIPAS: the index of every unit of the levels, and of the nation.

    ``levels`` gives for each level, in the order wanted, the tally's columns that tell its units apart (see
    ``identity_columns``). Every unit pools its own forms; ``method.rollup`` concerns the nation only, over
    the units of the first level.
    """
    computation = _Computation(questions, method, tally.criteria)
    by_level = {
        level: computation.ranked(level, tally.grouped_by(columns)) for level, columns in levels.items()
    }
    whole = computation.units(NATIONAL, tally.grouped_by([]), [""])[0]
    first = next(iter(levels))
    national = whole
    if method.rollup != "pooled":
        weights = _form_weights(tally.grouped_by(levels[first]), method)
        national = _rolled_up(whole, by_level[first], weights, method)
    units = tuple(unit for level in levels for unit in by_level[level])
    return IndexResult(questions, method, tuple(levels), units, national)


def rank_of(published: Sequence[Decimal | int | None]) -> list[int | None]:
    """Xếp hạng (F6): 1 + the number of larger published values; equal values share a rank, None has none.

    >>> rank_of([77, 81, 77, None, 60])
    [2, 1, 2, None, 4]
    """
    known = sorted(value for value in published if value is not None)
    return [None if v is None else 1 + len(known) - bisect_right(known, v) for v in published]


class _Computation:
    """Computes units; those with the very same counts, as a district and its only commune, once."""

    def __init__(self, questions: QuestionSet, method: Method, criteria: Sequence[str]) -> None:
        self._questions = questions
        self._method = method
        self._points = answer_points(method, questions)
        self._aggregation = Aggregation(formulas_of(questions, method), criteria)
        self._known: dict[bytes, tuple[Values, dict[str, CriterionIndex]]] = {}

    def ranked(self, level: str, tally: Tally) -> list[UnitIndex]:
        units = self.units(level, tally, unit_labels(tally.keys))
        ranks = rank_of([unit.published for unit in units])
        return [replace(unit, rank=rank) for unit, rank in zip(units, ranks, strict=True)]

    def units(self, level: str, tally: Tally, labels: Sequence[str]) -> list[UnitIndex]:
        groups = self._groups(tally)
        found = []
        for group, (path, label) in enumerate(zip(tally.keys, labels, strict=True)):
            values, criteria = next(groups)
            found.append(
                UnitIndex(
                    level=level,
                    path=path,
                    label=label,
                    n_forms=int(tally.n_forms[group]),
                    n_valid=int(tally.n_valid[group]),
                    sipas=values.sipas,
                    components=values.components,
                    elements=values.elements,
                    criteria=criteria,
                    published=published_value(values.sipas, self._method.decimals, self._method.rounding),
                    rank=None,
                )
            )
        return found

    def _groups(self, tally: Tally) -> Iterator[tuple[Values, dict[str, CriterionIndex]]]:
        for counts, scores, cells in zip(
            tally.counts, scores_of(tally, self._points), _cells(tally, self._questions), strict=True
        ):
            same = counts.tobytes()
            if tally.weighted is not None or same not in self._known:
                values = self._aggregation.values(list(scores))
                self._known[same] = (
                    values,
                    {
                        code: CriterionIndex(values.criteria[code], *cell)
                        for code, cell in zip(tally.criteria, cells, strict=True)
                    },
                )
            yield self._known[same]


def scores_of(tally: Tally, points: AnswerPoints) -> Iterator[Iterable[Score]]:
    """Điểm của từng nhóm: the scores of its criteria, group after group; weighted when the tally is."""
    parts = [(code, part) for code, part in enumerate(points.parts) if part is not None]
    earning = np.array([part or 0 for part in points.parts])
    counted = np.array([part is not None for part in points.parts], dtype=np.int64) * points.whole
    if tally.weighted is None:
        for earned, answers in zip(
            (tally.counts @ earning).tolist(), (tally.counts @ counted).tolist(), strict=True
        ):
            yield zip(earned, answers, strict=True)
        return
    for weights in tally.weighted.tolist():
        denominator = lcm(*(weight.denominator for answers in weights for weight in answers))
        whole = [[w.numerator * (denominator // w.denominator) for w in answers] for answers in weights]
        yield [
            (
                sum(part * answers[code] for code, part in parts),
                points.whole * sum(answers[code] for code, _ in parts),
            )
            for answers in whole
        ]


def _cells(
    tally: Tally, questions: QuestionSet
) -> Iterator[Iterable[tuple[int, int, tuple[int, ...], int, int, int]]]:
    """What a criterion's index holds besides its value, by criterion, group after group: n, s, counts, the rest."""
    levels = tally.counts[:, :, 1 : tally.scale + 1]
    columns = (
        levels.sum(axis=2),
        tally.counts[:, :, list(questions.satisfied)].sum(axis=2),
        levels,
        *(tally.counts[:, :, code] for code in (BLANK, double_tick(tally.scale), dont_know(tally.scale))),
    )
    for n, s, counts, *rest in zip(*(column.tolist() for column in columns), strict=True):
        yield zip(n, s, map(tuple, counts), *rest, strict=True)


def _form_weights(tally: Tally, method: Method) -> list[Fraction] | None:
    """What each unit weighs in the nation: the same (mean_units) or its valid forms, by their weights (by_forms)."""
    if method.rollup == "mean_units":
        return None
    return [
        Fraction(w)
        for w in (tally.n_valid if tally.weight_of_valid is None else tally.weight_of_valid).tolist()
    ]


def _rolled_up(
    whole: UnitIndex, units: Sequence[UnitIndex], weights: Sequence[Fraction] | None, method: Method
) -> UnitIndex:
    """The nation whose every value is a mean of the units' values; its counts stay those of all forms."""

    def over_units(values: Sequence[Value]) -> Value:
        return weighted_mean(values, weights)

    sipas = over_units([unit.sipas for unit in units])
    return replace(
        whole,
        sipas=sipas,
        components={code: over_units([u.components[code] for u in units]) for code in whole.components},
        elements={code: over_units([u.elements[code] for u in units]) for code in whole.elements},
        criteria={
            code: replace(found, value=over_units([u.criteria[code].value for u in units]))
            for code, found in whole.criteria.items()
        },
        published=published_value(sipas, method.decimals, method.rounding),
    )
