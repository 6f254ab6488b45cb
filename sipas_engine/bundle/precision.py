"""Sai số công bố: from what the variance of each index adds up, so that anyone recomputes errors and intervals.

A variance is a sum over the strata that a unit touches: with n clusters in the stratum, the unit's totals z of
linearized values in them (0 where it has no form) give ``n / (n - 1) * sum((z - mean)^2)``. The totals are published
without names, smallest first, where every cluster has as many forms as a group must have; else the sum of the stratum,
or of all strata at once. So nobody's answers can be reckoned from them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from sipas_engine.annexes.publication import Limits
from sipas_engine.bundle.count_files import BadBundle
from sipas_engine.bundle.counts import NATION, CountedUnit, PublishedCounts, tally_of_all, tally_of_level
from sipas_engine.bundle.csv_text import csv_of, rows_of
from sipas_engine.bundle.recompute import Precision
from sipas_engine.bundle.redaction import UnitKey
from sipas_engine.errors import N_, Problem
from sipas_engine.index.aggregate import answer_points
from sipas_engine.index.formulas import formulas_of
from sipas_engine.index.result import IndexResult
from sipas_engine.tally.tally import Tally
from sipas_engine.uncertainty.domains import design_of_rows
from sipas_engine.uncertainty.estimates import Sample, level_of
from sipas_engine.uncertainty.interval import effective_sizes, wilson_intervals
from sipas_engine.uncertainty.linearization import linearized, totals_of
from sipas_engine.uncertainty.rows import CountRows

PRECISION = "precision.csv"
CONFIDENCE = 0.95

Kind = Literal["cluster", "stratum", "unit"]
"""Loại dòng: the total of one cluster; the variance that one stratum adds; the variance of all strata together."""

_HEAD = ("unit", "degrees", "stratum", "clusters", "kind", "value")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,15}\.\d{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Phần đóng góp vào phương sai: one row of ``precision.csv``.

    ``unit`` is the number of the unit in the bundle, ``degrees`` its degrees of freedom (clusters less strata).
    ``stratum`` counts its strata from 1, ``clusters`` are all clusters of the stratum, both 0 in a row for all strata.
    """

    unit: int
    degrees: int
    stratum: int
    clusters: int
    kind: Kind
    value: float


def contributions(
    result: IndexResult,
    counts: PublishedCounts,
    tally: Tally,
    limits: Limits,
    *,
    strata: Sequence[str] = (),
    psu: Sequence[str] = (),
) -> tuple[Contribution, ...]:
    """Các phần đóng góp: of every unit shown whose error was estimated, and of the nation.

    ``tally`` counts by the columns of the units, of ``strata`` and of ``psu``; without ``psu`` every form is a cluster
    of its own, and only the variance of all strata together is given.
    """
    errors: dict[UnitKey, float] = {
        (unit.level, unit.path): unit.se for unit in (result.national, *result.units) if unit.se is not None
    }
    found: list[Contribution] = []
    for level, columns in {"national": (), **counts.nesting.columns}.items():
        shown = [u for u in counts.of_level(level) if u.key in errors and u.counts is not None]
        rolled_up = level == "national" and result.method.rollup != "pooled"
        if psu and not rolled_up:
            found += _of_clusters(shown, tally, columns, result, limits, (tuple(strata), tuple(psu)))
        else:
            degrees = _degrees(tally, columns, (tuple(strata), tuple(psu)))
            for unit in shown:
                variance = errors[unit.key] ** 2
                found.append(Contribution(unit.id, degrees[unit.key[1]], 0, 0, "unit", variance))
    return tuple(sorted(found, key=lambda one: (one.unit, one.stratum, one.value)))


def precision_csv(found: Sequence[Contribution]) -> bytes:
    """Tệp sai số: one row a contribution; numbers to twelve places."""
    rows = [
        (str(c.unit), str(c.degrees), str(c.stratum), str(c.clusters), c.kind, _written(c.value))
        for c in found
    ]
    return csv_of([_HEAD, *rows], range(len(_HEAD)))


def read_precision(content: bytes) -> tuple[Contribution, ...]:
    """Đọc sai số: what ``precision_csv`` wrote. Raises BadBundle with every row that cannot be it."""
    problems: list[Problem] = []
    try:
        rows = list(rows_of(content))
    except ValueError:
        rows = []
    if not rows or rows[0] != _HEAD:
        said = N_("{file}, row {row} must name the columns {columns}.")
        problems.append(
            Problem(said, {"file": PRECISION, "row": 1, "columns": ",".join(_HEAD)}, f"{PRECISION}:1:")
        )
    found = []
    for number, row in enumerate(rows[1:] if not problems else [], start=2):
        one = _contribution(row)
        if one is None:
            said = N_("{file}, row {row} cannot be read.")
            problems.append(Problem(said, {"file": PRECISION, "row": number}, f"{PRECISION}:{number}:"))
        else:
            found.append(one)
    if problems:
        raise BadBundle(where=PRECISION, problems=problems, file=PRECISION, count=len(problems))
    return tuple(found)


def precisions(
    found: Sequence[Contribution], counts: PublishedCounts, result: IndexResult
) -> dict[UnitKey, Precision]:
    """Sai số và khoảng tin cậy: of every unit that has contributions, by its value in ``result``.

    The interval is Wilson's on the effective size, with the quantile of t (``sipas_engine.uncertainty.interval``).
    """
    by_unit: dict[int, list[Contribution]] = {}
    for one in found:
        by_unit.setdefault(one.unit, []).append(one)
    values = {(unit.level, unit.path): unit.sipas for unit in (result.national, *result.units)}
    forms = dict(_forms(counts, result))
    known: dict[UnitKey, Precision] = {}
    for unit in counts.units:
        own, value = by_unit.get(unit.id, []), values.get(unit.key)
        if not own or value is None or unit.key not in forms or unit.status == "others":
            continue
        se = sqrt(max(_variance(own), 0.0))
        exact, errors, size = np.array([float(value)]), np.array([se]), np.array([forms[unit.key]])
        sizes = effective_sizes(exact, errors, size)
        low, high = wilson_intervals(exact, sizes, np.array([own[0].degrees]), CONFIDENCE)
        known[unit.key] = (_steady(se), (_steady(low[0]), _steady(high[0])))
    return known


def _variance(own: Sequence[Contribution]) -> float:
    """The sum over strata; of clusters named one by one, by their totals, the rest of the stratum being zeros."""
    total = sum(one.value for one in own if one.kind != "cluster")
    for stratum in sorted({one.stratum for one in own if one.kind == "cluster"}):
        rows = [one for one in own if one.kind == "cluster" and one.stratum == stratum]
        n = rows[0].clusters
        mean = sum(one.value for one in rows) / n
        apart = sum((one.value - mean) ** 2 for one in rows) + (n - len(rows)) * mean**2
        total += n / max(n - 1, 1) * apart
    return total


def _forms(counts: PublishedCounts, result: IndexResult) -> Iterator[tuple[UnitKey, float]]:
    """Forms with an answer, by which an interval is made where nothing varies; from the published counts alone."""
    formula = formulas_of(result.questions, result.method).sipas
    points = answer_points(result.method, result.questions)
    first = next(iter(counts.nesting.columns))
    for level in counts.nesting.columns:
        tally = tally_of_level(counts, level)
        if tally.keys:
            sizes = linearized(formula, totals_of(tally, points)).forms.tolist()
            yield from (((level, path), size) for path, size in zip(tally.keys, sizes, strict=True))
            if level == first and result.method.rollup != "pooled":
                yield NATION, float(sum(sizes))
    whole = tally_of_all(counts)
    if whole.keys and result.method.rollup == "pooled":
        yield NATION, float(linearized(formula, totals_of(whole, points)).forms[0])


def _of_clusters(
    shown: Sequence[CountedUnit],
    tally: Tally,
    columns: Sequence[str],
    result: IndexResult,
    limits: Limits,
    design: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterator[Contribution]:
    strata, psu = design
    points = answer_points(result.method, result.questions)
    with_forms = np.flatnonzero(tally.n_valid > 0)
    numbers = [_numbers(tally, names)[with_forms] for names in (strata, psu)]
    rows = CountRows(totals_of(tally, points).rows(with_forms))
    level = level_of(tally, columns, Sample(rows, design_of_rows(*numbers), with_forms), points)
    linear = linearized(formulas_of(result.questions, result.method).sipas, level.totals)
    domains = level.domains
    pieces, cells = domains.totals(rows.values(linear, level.unit))
    forms, _ = domains.totals(tally.n_valid[with_forms].astype(np.float64))
    place = {path: i for i, path in enumerate(tally.grouped_by(columns).keys)}
    for unit in shown:
        of_unit = np.flatnonzero(domains.unit_of_cell == place[unit.key[1]])
        degrees = int(domains.degrees[place[unit.key[1]]])
        parts, safe = [], True
        for number, cell in enumerate(of_unit.tolist(), start=1):
            n = int(domains.clusters_in[cell])
            own = np.flatnonzero(domains.cell_of_piece == cell)
            totals = sorted(pieces[own].tolist())
            if not any(limits.suppresses(int(size)) for size in forms[own]):
                parts += [Contribution(unit.id, degrees, number, n, "cluster", z) for z in totals]
                continue
            mean = float(cells[cell]) / n
            apart = sum((z - mean) ** 2 for z in totals) + (n - len(totals)) * mean**2
            safe &= len(totals) > 1 and not limits.suppresses(int(forms[own].sum()))
            parts.append(Contribution(unit.id, degrees, number, n, "stratum", n / max(n - 1, 1) * apart))
        yield from parts if safe else [Contribution(unit.id, degrees, 0, 0, "unit", _variance(parts))]


def _degrees(
    tally: Tally, columns: Sequence[str], design: tuple[tuple[str, ...], tuple[str, ...]]
) -> Mapping[tuple[str, ...], int]:
    """Clusters less strata of each unit, at least 1; without columns of clusters every valid form is one."""
    strata, psu = design
    at = [tally.columns.index(column) for column in columns]
    in_stratum = [tally.columns.index(column) for column in strata]
    in_cluster = [*in_stratum, *(tally.columns.index(column) for column in psu)]
    touched: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    clusters: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    forms: dict[tuple[str, ...], int] = {}
    for key, valid in zip(tally.keys, tally.n_valid.tolist(), strict=True):
        path = tuple(key[place] for place in at)
        if valid:
            touched.setdefault(path, set()).add(tuple(key[place] for place in in_stratum))
            clusters.setdefault(path, set()).add(tuple(key[place] for place in in_cluster))
            forms[path] = forms.get(path, 0) + valid
    return {
        path: max((len(clusters[path]) if psu else forms[path]) - len(touched[path]), 1) for path in touched
    }


def _numbers(tally: Tally, columns: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    at = [tally.columns.index(column) for column in columns]
    keys = [tuple(key[place] for place in at) for key in tally.keys]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys], dtype=np.intp)


def _contribution(row: Sequence[str]) -> Contribution | None:
    if len(row) != len(_HEAD) or not all(_WHOLE.fullmatch(cell) for cell in row[:4]):
        return None
    unit, degrees, stratum, clusters = map(int, row[:4])
    if not _DECIMAL.fullmatch(row[5]) or degrees < 1:
        return None
    match row[4]:
        case "cluster" | "stratum" if stratum and clusters > 1:
            return Contribution(unit, degrees, stratum, clusters, row[4], float(row[5]))
        case "unit" if not stratum and not clusters:
            return Contribution(unit, degrees, stratum, clusters, "unit", float(row[5]))
        case _:
            return None


def _written(value: float) -> str:
    text = f"{value:.12f}"
    return text.removeprefix("-") if float(text) == 0 else text


def _steady(value: float) -> float:
    """To nine places: what two machines may add up differently is cut off."""
    return round(float(value), 9)
