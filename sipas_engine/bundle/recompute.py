"""Tính lại từ số đếm: the whole published result from the counts of a bundle, by the engine's own formulas."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sipas_engine.bundle.counts import CountedUnit, PublishedCounts, tally_of_all, tally_of_level
from sipas_engine.bundle.redaction import UnitKey
from sipas_engine.bundle.settings import Settings
from sipas_engine.index.compute import NATIONAL, compute_index, rank_of
from sipas_engine.index.result import CriterionIndex, IndexResult, UnitIndex
from sipas_engine.methods.question_set import QuestionSet

Precision = tuple[float | None, tuple[float, float] | None]
"""Sai số: standard error and 95 % interval of a unit's index."""


def recomputed(
    counts: PublishedCounts,
    questions: QuestionSet,
    settings: Settings,
    precisions: Mapping[UnitKey, Precision] | None = None,
) -> IndexResult:
    """Tính lại: values, published figures and ranks of every unit shown; withheld ones have their forms only.

    Ranks count the units shown. ``precisions`` are the standard errors and intervals, computed elsewhere.
    """
    known = precisions or {}
    units: list[UnitIndex] = []
    for level, columns in settings.nesting.columns.items():
        tally = tally_of_level(counts, level)
        own = replace(settings.method, rollup="pooled")
        shown = compute_index(tally, questions, own, {level: columns}).units if tally.keys else ()
        by_key = {(level, unit.path): unit for unit in shown}
        found = [
            _labelled(by_key.get(one.key), one, questions, known.get(one.key))
            for one in counts.of_level(level)
        ]
        ranks = rank_of([unit.published for unit in found])
        units += [replace(unit, rank=rank) for unit, rank in zip(found, ranks, strict=True)]
    return IndexResult(
        questions=questions,
        method=settings.method,
        by=tuple(settings.nesting.columns),
        units=tuple(units),
        national=_nation(counts, questions, settings, known.get((NATIONAL, ()))),
        weight=settings.weight,
        strata=settings.strata,
        psu=settings.psu,
    )


def _labelled(
    computed: UnitIndex | None, counted: CountedUnit, questions: QuestionSet, precision: Precision | None
) -> UnitIndex:
    se, interval = precision or (None, None)
    unit = computed or without_values(counted, questions)
    return replace(unit, label=counted.label, se=se, interval=interval)


def without_values(counted: CountedUnit, questions: QuestionSet) -> UnitIndex:
    """Đơn vị không có số liệu: its numbers of forms, every value None."""
    return UnitIndex(
        level=counted.key[0],
        path=counted.key[1],
        label=counted.label,
        n_forms=counted.n_forms,
        n_valid=counted.n_valid,
        sipas=None,
        components=dict.fromkeys(component.code for component in questions.components),
        elements=dict.fromkeys(element.code for element in questions.elements),
        criteria={
            code: CriterionIndex(None, 0, 0, (0,) * questions.scale, 0, 0, 0)
            for code in questions.criterion_codes
        },
        published=None,
        rank=None,
    )


def _nation(
    counts: PublishedCounts, questions: QuestionSet, settings: Settings, precision: Precision | None
) -> UnitIndex:
    if settings.national_index is not None:
        figure = Decimal(settings.national_index)
        alone = without_values(counts.units[0], questions)
        return replace(alone, sipas=Fraction(figure), published=figure)
    first, columns = next(iter(settings.nesting.columns.items()))
    if settings.method.rollup == "pooled":
        computed = compute_index(tally_of_all(counts), questions, settings.method, {"all": ("all",)})
    else:
        tally = tally_of_level(counts, first)
        computed = compute_index(tally, questions, settings.method, {first: columns})
    se, interval = precision or (None, None)
    return replace(computed.national, se=se, interval=interval)
