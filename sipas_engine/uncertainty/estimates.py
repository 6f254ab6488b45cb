"""Sai số của kết quả: standard errors and intervals put to every unit and to the nation.

Each level is a set of domains of one design. The nation is linearized by its own roll-up: all forms pooled, or a mean
of units, whose linearized values are those of its units by their shares; where units weigh by their forms, these
weights are totals of the sample as well and move the value too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sipas_engine.index.aggregate import AnswerPoints
from sipas_engine.index.formulas import Formula, formulas_of
from sipas_engine.index.result import DesignUsed, IndexResult, Precision, RankSetsUsed, UnitIndex
from sipas_engine.tally.tally import Tally
from sipas_engine.uncertainty.covariance import covariances
from sipas_engine.uncertainty.domains import Design, Domains, Places, domains_of
from sipas_engine.uncertainty.interval import cautious_errors, effective_sizes, wilson_intervals
from sipas_engine.uncertainty.linearization import Linear, Reals, Totals, linearized, totals_of
from sipas_engine.uncertainty.rank_sets import Estimates, RankSets, rank_sets
from sipas_engine.uncertainty.rows import Rows


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Mẫu: the rows of data, their design, and the group of the tally that each row belongs to."""

    rows: Rows
    design: Design
    group: Places


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Một cấp: its units' totals, and the rows as domains of them."""

    totals: Totals
    unit: Places
    domains: Domains


def with_precision(
    result: IndexResult,
    tally: Tally,
    levels: Mapping[str, Sequence[str]],
    sample: Sample,
    used: DesignUsed,
    points: AnswerPoints,
    *,
    parts: bool,
    ranks: RankSetsUsed | None = None,
) -> IndexResult:
    """Kết quả kèm sai số: the result with ``se`` and ``interval`` everywhere, with its parts' and ranks' when asked.

    ``tally`` and ``levels`` are those the result was computed from; ``sample`` holds the same valid forms.
    """
    formulas = formulas_of(result.questions, result.method)
    wanted: list[tuple[str, str, Formula]] = [("", "", formulas.sipas), *(formulas.parts if parts else ())]
    by_level = {level: level_of(tally, columns, sample, points) for level, columns in levels.items()}
    units = {level: list(result.level(level)) for level in result.by}
    alike: dict[str, tuple[tuple[int, ...], ...]] = {}
    national = [result.national]
    first = by_level[next(iter(levels))]
    whole = level_of(tally, [], sample, points)
    for kind, code, formula in wanted:
        for name, level in by_level.items():
            linear = linearized(formula, level.totals)
            values = sample.rows.values(linear, level.unit)
            errors = np.sqrt(level.domains.variances(values))
            units[name] = _put(units[name], kind, code, linear, errors, level, used)
            if ranks is not None and not kind:
                found = _rank_sets(linear, errors, values, level, ranks)
                alike[name] = found.alike
                units[name] = [
                    _ranked(unit, allowed) for unit, allowed in zip(units[name], found.sets, strict=True)
                ]
            if level is first and result.method.rollup != "pooled":
                nation, moved = _rolled_up(linear, values, level, sample, result.method.rollup)
                national = _put(
                    national, kind, code, nation, np.sqrt(whole.domains.variances(moved)), whole, used
                )
        if result.method.rollup == "pooled":
            linear = linearized(formula, whole.totals)
            errors = np.sqrt(whole.domains.variances(sample.rows.values(linear, whole.unit)))
            national = _put(national, kind, code, linear, errors, whole, used)
    return replace(
        result,
        units=tuple(unit for level in result.by for unit in units[level]),
        national=national[0],
        design=used,
        rank_sets=ranks,
        alike={name: tuple(tuple(units[name][i] for i in group) for group in alike[name]) for name in alike},
    )


def level_of(tally: Tally, columns: Sequence[str], sample: Sample, points: AnswerPoints) -> Level:
    """Một cấp: the units told apart by these columns of the tally; none: everything as one unit."""
    grouped = tally.grouped_by(columns)
    place = {key: i for i, key in enumerate(grouped.keys)}
    columns_at = [tally.columns.index(column) for column in columns]
    unit_of_group = np.array(
        [place[tuple(key[at] for at in columns_at)] for key in tally.keys], dtype=np.intp
    )
    unit = unit_of_group[sample.group]
    return Level(totals_of(grouped, points), unit, domains_of(sample.design, unit, len(grouped.keys)))


def _rolled_up(
    linear: Linear, values: Reals, level: Level, sample: Sample, rollup: str
) -> tuple[Linear, Reals]:
    """The nation as a mean of the units that have a value, without derivatives; and how much each row moves it."""
    known = ~np.isnan(linear.value)
    weight = np.where(known, level.totals.forms if rollup == "by_forms" else 1.0, 0.0)
    none = np.zeros((1, 0))
    if not weight.any():
        return Linear(np.array([np.nan]), np.zeros(1), none, none), np.zeros_like(values)
    share = weight / weight.sum()
    value = float(share @ np.nan_to_num(linear.value))
    moved = share[level.unit] * values
    if rollup == "by_forms":
        beyond = np.where(known, np.nan_to_num(linear.value) - value, 0.0) / weight.sum()
        moved = moved + beyond[level.unit] * sample.rows.forms
    return Linear(np.array([value]), np.array([linear.forms.sum()]), none, none), moved


def _rank_sets(linear: Linear, errors: Reals, values: Reals, level: Level, ranks: RankSetsUsed) -> RankSets:
    cautious = cautious_errors(linear.value, errors, linear.forms)
    covariance = covariances(level.domains, values)
    return rank_sets(Estimates(linear.value, cautious, level.domains.degrees, covariance), ranks)


def _ranked(unit: UnitIndex, allowed: tuple[int, int] | None) -> UnitIndex:
    """The unit with its rank set, which holds its published rank even where rounding made a tie of two values."""
    if allowed is None or unit.rank is None:
        return unit
    return replace(unit, rank_set=(min(allowed[0], unit.rank), max(allowed[1], unit.rank)))


def _put(
    units: list[UnitIndex],
    kind: str,
    code: str,
    linear: Linear,
    errors: Reals,
    level: Level,
    used: DesignUsed,
) -> list[UnitIndex]:
    """The units with the precision of one value; those of which it cannot be estimated stay as they are."""
    printed = np.array(
        [_printed(unit, kind, code) for unit in units]
    )  # an end must never pass the value printed
    sizes = effective_sizes(printed, errors, linear.forms)
    lower, upper = wilson_intervals(printed, sizes, level.domains.degrees, used.confidence)
    estimated = ~np.isnan(printed) & ~np.isnan(errors)
    found = []
    for unit, there, error, low, high, degrees in zip(
        units,
        estimated,
        errors.tolist(),
        lower.tolist(),
        upper.tolist(),
        level.domains.degrees.tolist(),
        strict=True,
    ):
        if not there:
            found.append(unit)
        elif kind:
            precision = {**unit.precision.get(kind, {}), code: Precision(error, (low, high), degrees)}
            found.append(replace(unit, precision={**unit.precision, kind: precision}))
        else:
            found.append(replace(unit, se=error, interval=(low, high)))
    return found


def _printed(unit: UnitIndex, kind: str, code: str) -> float:
    if not kind:
        value = unit.sipas
    elif kind == "criteria":
        value = unit.criteria[code].value
    else:
        value = unit.elements[code] if kind == "elements" else unit.components[code]
    return float("nan") if value is None else float(value)
