"""Độ vững của thứ hạng: how the ranks of a level move when the open choices of the method are made otherwise.

Everything is reckoned from the counts of the result: every metric with every aggregate; each criterion and each
element left out once (a jackknife of the questions); the components weighted over a range. Results with weights of
forms are not reckoned again, for the weighted counts are not part of a result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args

import numpy as np
import numpy.typing as npt

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.index.aggregate import answer_points
from sipas_engine.index.compute import rank_of
from sipas_engine.index.formulas import Formula, Mean, Pool, formulas_of
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.methods.method import Aggregate, Method, Metric
from sipas_engine.methods.question_set import Component, QuestionSet

#: Shares of the second component, in hundredths, around those which published national figures allow (36 to 39.6).
SERVICE_SHARES = (25, 36, 38, 40, 50, 60, 75)
STABLE_STEPS = 2
"""Bậc coi là ổn định: a rank that moves by no more than so many steps is called stable."""


@dataclass(frozen=True, slots=True)
class Variation:
    """Phương án: one other way to reckon: its kind, what is otherwise, and the ranks it gives to the units."""

    kind: str
    name: str
    ranks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """Độ vững: the units of a level by path, their published ranks, and their ranks under every variation."""

    units: tuple[UnitIndex, ...]
    ranks: tuple[int | None, ...]
    variations: tuple[Variation, ...]

    def range_of(self, place: int) -> tuple[int, int] | None:
        """Khoảng thứ hạng: the best and the last rank of a unit over all variations and as published."""
        found = [
            rank
            for rank in (self.ranks[place], *(variation.ranks[place] for variation in self.variations))
            if rank is not None
        ]
        return (min(found), max(found)) if found and self.ranks[place] is not None else None


def robustness(result: IndexResult, level: str, *, limits: Limits | None = None) -> Robustness:
    """Tính độ vững: of the units of a level that may be published. No variation when forms were weighted."""
    limits = limits or Limits()
    units = tuple(unit for unit in result.level(level) if not limits.suppresses(unit.n_valid))
    if result.weight is not None:
        return Robustness(units, tuple(rank_of([unit.published for unit in units])), ())
    answers = {
        metric: _answers(units, replace(result.method, metric=metric), result) for metric in get_args(Metric)
    }
    variations = tuple(
        Variation(kind, name, _ranks(answers[method.metric], formulas_of(questions, method).sipas, method))
        for kind, name, questions, method in _other_ways(result)
    )
    return Robustness(units, tuple(rank_of([unit.published for unit in units])), variations)


def robustness_table(found: Robustness, *, title: str = "Độ vững của thứ hạng") -> AnnexTable:
    """Bảng độ vững: for each unit its rank, the best and last rank over all variations, and by kind of variation."""
    kinds = tuple(dict.fromkeys(variation.kind for variation in found.variations))
    columns = (
        Column("rank", "Xếp hạng công bố", "rank"),
        Column("unit", "Đơn vị", "text"),
        Column("sipas", "Chỉ số chung (%)", "percent"),
        Column("best", "Mọi phương án | cao nhất", "rank"),
        Column("last", "Mọi phương án | thấp nhất", "rank"),
        *(
            column
            for kind in kinds
            for column in (
                Column(f"{kind}.best", f"{_KINDS[kind]} | cao", "rank"),
                Column(f"{kind}.last", f"{_KINDS[kind]} | thấp", "rank"),
            )
        ),
    )
    rows: list[tuple[CellValue, ...]] = []
    order = sorted(
        range(len(found.units)), key=lambda i: (found.ranks[i] or len(found.units) + 1, found.units[i].path)
    )
    for place in order:
        unit, whole = found.units[place], found.range_of(place) or (None, None)
        by_kind: list[CellValue] = []
        for kind in kinds:
            ranks = [v.ranks[place] for v in found.variations if v.kind == kind]
            known = [rank for rank in ranks if rank is not None]
            by_kind += [min(known), max(known)] if known else [None, None]
        rows.append((found.ranks[place], unit.label, unit.published, *whole, *by_kind))
    note = f"{len(found.variations)} phương án tính: " + "; ".join(
        f"{_KINDS[kind].lower()} ({sum(v.kind == kind for v in found.variations)})" for kind in kinds
    )
    keys = tuple(found.units[place].path for place in order)
    return AnnexTable(title, f"{note}." if kinds else "", columns, tuple(rows), "robustness", keys)


def variations_table(found: Robustness, *, title: str = "Các phương án tính thử") -> AnnexTable:
    """Bảng phương án: each variation, how many ranks it moves, the longest move, and who stands first under it."""
    columns = (
        Column("kind", "Loại", "text"),
        Column("name", "Phương án", "text"),
        Column("moved", "Số đơn vị đổi hạng", "count"),
        Column("farthest", "Đổi nhiều nhất (bậc)", "count"),
        Column("first", "Đứng đầu", "text"),
    )
    rows = []
    for variation in found.variations:
        steps = [
            abs(new - old)
            for old, new in zip(found.ranks, variation.ranks, strict=True)
            if old is not None and new is not None
        ]
        first = [unit.label for unit, rank in zip(found.units, variation.ranks, strict=True) if rank == 1]
        rows.append(
            (
                _KINDS[variation.kind],
                variation.name,
                sum(step > 0 for step in steps),
                max(steps, default=0),
                ", ".join(first),
            )
        )
    keys = tuple((variation.kind, variation.name) for variation in found.variations)
    return AnnexTable(title, "", columns, tuple(rows), "variations", keys)


_KINDS = {
    "reading": "Cách tính",
    "criterion": "Bỏ một tiêu chí",
    "element": "Bỏ một yếu tố",
    "weight": "Trọng số nội dung",
}
_METRICS = {"F1": "tỷ lệ hài lòng", "F1m": "điểm trung bình", "F1z": "điểm quy về 0 - 100"}
_AGGREGATES = {
    "pooled": "gộp câu trả lời",
    "mean_criteria": "trung bình tiêu chí",
    "mean_elements": "trung bình yếu tố",
    "mean_components": "trung bình nội dung",
    "question": "câu hỏi riêng",
}


def _other_ways(result: IndexResult) -> Iterator[tuple[str, str, QuestionSet, Method]]:
    questions, method = result.questions, result.method
    for metric in get_args(Metric):
        for how in get_args(Aggregate):
            if how not in _possible(questions):
                continue
            weights = method.component_weights if how == "mean_components" else {}
            other = replace(method, metric=metric, aggregate=how, component_weights=weights)
            yield "reading", f"{_METRICS[metric]}, {_AGGREGATES[how]}", questions, other
    for element in questions.elements:
        if len(questions.elements) > 1:
            yield (
                "element",
                f"bỏ {element.code}",
                _without(questions, {c.code for c in element.criteria}),
                method,
            )
    for criterion in questions.criteria:
        if len(questions.criteria) > 1:
            yield "criterion", f"bỏ {criterion.code}", _without(questions, {criterion.code}), method
    if len(questions.components) == 2:
        first, second = (component.code for component in questions.components)
        for share in SERVICE_SHARES:
            weights = {first: Fraction(100 - share, 100), second: Fraction(share, 100)}
            other = replace(method, aggregate="mean_components", component_weights=weights)
            yield "weight", f"{second}: {share}%, {first}: {100 - share}%", questions, other


def _possible(questions: QuestionSet) -> tuple[Aggregate, ...]:
    """The aggregates that say something of their own: components where there are several, questions where asked."""
    several = ("mean_components",) if len(questions.components) > 1 else ()
    asked = ("question",) if questions.general or any(e.question for e in questions.elements) else ()
    return ("pooled", "mean_criteria", "mean_elements", *several, *asked)


def _without(questions: QuestionSet, left_out: set[str]) -> QuestionSet:
    """The question set without some criteria; elements and components which are empty then leave as well."""
    components: list[Component] = []
    for component in questions.components:
        elements = tuple(
            replace(element, criteria=kept)
            for element in component.elements
            if (kept := tuple(c for c in element.criteria if c.code not in left_out))
        )
        if elements:
            components.append(replace(component, elements=elements))
    return replace(questions, components=tuple(components))


_Column = npt.NDArray[np.float64]


def _answers(
    units: Sequence[UnitIndex], method: Method, result: IndexResult
) -> dict[str, tuple[_Column, _Column]]:
    """For each criterion what the answers of every unit add up to under a metric, and how many they are."""
    points = answer_points(method, result.questions)
    earned = np.array([part or 0 for part in points.parts], dtype=np.float64) / points.whole
    answer = np.array([part is not None for part in points.parts], dtype=np.float64)
    found = {}
    for code in result.questions.criterion_codes:
        cells = [unit.criteria[code] for unit in units]
        counts = np.array([(c.blank, *c.counts, c.double, c.dont_know) for c in cells], dtype=np.float64)
        counts = counts.reshape(len(units), len(points.parts))
        found[code] = (counts @ earned, counts @ answer)
    return found


def _ranks(
    answers: Mapping[str, tuple[_Column, _Column]], formula: Formula, method: Method
) -> tuple[int | None, ...]:
    """Ranks by the values as they would be published. A value so near a half is that half."""
    scaled = _values(answers, formula) * 10**method.decimals
    whole = np.floor(scaled)
    half = np.abs(scaled - whole - 0.5) < _NEAR
    up = np.where(half, (whole % 2 == 1) | (method.rounding == "half_up"), scaled - whole > 0.5)
    printed = [None if np.isnan(value) else int(value) for value in (whole + up).tolist()]
    return tuple(rank_of(printed))


_NEAR = 1e-6


def _values(answers: Mapping[str, tuple[_Column, _Column]], formula: Formula) -> _Column:
    """The formula for all units at once, nan where nobody answered: exact fractions would take seconds here."""
    with np.errstate(invalid="ignore", divide="ignore"):
        match formula:
            case Pool(codes):
                points, n = (sum((answers[code][i] for code in codes), start=np.zeros(1)) for i in (0, 1))
                return np.asarray(100 * points / n, dtype=np.float64)
            case Mean(parts, weights):
                values = np.array([_values(answers, part) for part in parts])
                weight = np.array([float(w) for w in weights or (1,) * len(parts)])[:, None] * ~np.isnan(
                    values
                )
                return np.asarray(np.nansum(values * weight, axis=0) / weight.sum(axis=0), dtype=np.float64)
