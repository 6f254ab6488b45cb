"""Tính lại từ số đếm: the whole published result from the counts of a bundle, by the engine's own formulas."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sipas_engine.bundle.counts import CountedUnit, PublishedCounts, tally_of_all, tally_of_level
from sipas_engine.bundle.redaction import UnitKey
from sipas_engine.bundle.settings import Settings
from sipas_engine.index.compute import compute_index, rank_of
from sipas_engine.index.result import CriterionIndex, DesignUsed, IndexResult, UnitIndex
from sipas_engine.methods.question_set import QuestionSet

Precision = tuple[float | None, tuple[float, float] | None]
"""Sai số: standard error and 95 % interval of a unit's index."""


def recomputed(counts: PublishedCounts, questions: QuestionSet, settings: Settings) -> IndexResult:
    """Tính lại: values, published figures and ranks of every unit shown; withheld ones have their forms only.

    Ranks count the units shown. Standard errors and intervals are put to it by ``with_errors``.
    """
    units: list[UnitIndex] = []
    for level, columns in settings.nesting.columns.items():
        tally = tally_of_level(counts, level)
        own = replace(settings.method, rollup="pooled")
        shown = compute_index(tally, questions, own, {level: columns}).units if tally.keys else ()
        by_key = {(level, unit.path): unit for unit in shown}
        found = [
            replace(by_key.get(one.key) or without_values(one, questions), label=one.label)
            for one in counts.of_level(level)
        ]
        ranks = rank_of([unit.published for unit in found])
        units += [replace(unit, rank=rank) for unit, rank in zip(found, ranks, strict=True)]
    return IndexResult(
        questions=questions,
        method=settings.method,
        by=tuple(settings.nesting.columns),
        units=tuple(units),
        national=_nation(counts, questions, settings),
        weight=settings.weight,
        strata=settings.strata,
        psu=settings.psu,
    )


def with_errors(result: IndexResult, known: Mapping[UnitKey, Precision]) -> IndexResult:
    """Kết quả kèm sai số: standard errors and intervals put to the units that have them, and what they rest on."""

    def put(unit: UnitIndex) -> UnitIndex:
        se, interval = known.get((unit.level, unit.path), (None, None))
        return replace(unit, se=se, interval=interval)

    columns = ((result.strata,) if result.strata else (), (result.psu,) if result.psu else ())
    return replace(
        result,
        units=tuple(put(unit) for unit in result.units),
        national=put(result.national),
        design=DesignUsed(*columns) if known else None,
    )


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


def _nation(counts: PublishedCounts, questions: QuestionSet, settings: Settings) -> UnitIndex:
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
    return computed.national
