"""Cộng lại: whether the counts of a bundle add up: answers to forms, parts to their whole, units withheld as due."""

from collections.abc import Iterator

import numpy as np

from sipas_engine.bundle.count_files import COUNTS, UNITS, answer_names
from sipas_engine.bundle.counts import CountedUnit, PublishedCounts
from sipas_engine.bundle.findings import Finding, FindingKind
from sipas_engine.bundle.redaction import withheld_units
from sipas_engine.bundle.settings import Settings
from sipas_engine.errors import N_
from sipas_engine.index.levels import unit_labels

_FORMS = N_("{file}, row {row}: “{unit}” has {found} valid forms, but only {expected} forms in all.")
_ANSWERS = N_(
    "{file}, row {row}: the answers to {criterion} add up to {found}; the unit has {expected} valid forms."
)
_PARTS = N_("{file}, row {row}, column {column}: “{unit}” has {found}, its parts add up to {expected}.")
_INPUTS = N_(
    "{file}, row {row}, column {column} has {found} forms; the files that were counted hold {expected}."
)
_WITHHELD = N_(
    "{file}, row {row}: “{unit}” stands as “{found}”; by the limits it must stand as “{expected}”."
)
_NAMED = N_("{file}, row {row}, column {column} has “{found}” instead of “{expected}”.")
_WHOLE = "Toàn bộ"


def sums_of(counts: PublishedCounts, settings: Settings) -> Iterator[Finding]:
    """Cộng lại: everything that does not add up, by row of ``units.csv`` or ``counts.csv``."""
    rows = _rows(counts)
    for unit in counts.units:
        if unit.n_valid > unit.n_forms:
            yield _said(
                "sum", UNITS, _FORMS, (unit.id + 2, "n_valid"), unit.n_valid, unit.n_forms, unit.label
            )
        yield from _answers(unit, counts, rows)
        yield from _parts(unit, counts, rows)
    yield from _inputs(counts.units[0], settings)
    yield from _groups(counts, settings)
    yield from _names(counts)


def _rows(counts: PublishedCounts) -> dict[int, int]:
    """The row of ``counts.csv`` in which each unit begins."""
    shown = [unit.id for unit in counts.units if unit.counts is not None]
    return {number: 2 + place * len(counts.criteria) for place, number in enumerate(shown)}


def _answers(unit: CountedUnit, counts: PublishedCounts, rows: dict[int, int]) -> Iterator[Finding]:
    if unit.counts is None:
        return
    for place, total in enumerate(unit.counts.sum(axis=1).tolist()):
        if total != unit.n_valid:
            yield Finding(
                "sum",
                COUNTS,
                _ANSWERS,
                {"criterion": counts.criteria[place]},
                row=rows[unit.id] + place,
                found=str(total),
                expected=str(unit.n_valid),
            )


def _parts(unit: CountedUnit, counts: PublishedCounts, rows: dict[int, int]) -> Iterator[Finding]:
    parts = counts.parts_of(unit)
    if not parts:
        return
    own = [part for part in parts if part.status != "others"]
    hidden = [part for part in own if part.counts is None]
    for column in ("n_forms", "n_valid"):
        total = sum(getattr(part, column) for part in own)
        if total != getattr(unit, column):
            yield _part(UNITS, unit, unit.id + 2, column, getattr(unit, column), total)
    for others in (part for part in parts if part.status == "others"):
        for column, total in (
            ("members", len(hidden)),
            ("n_forms", sum(part.n_forms for part in hidden)),
            ("n_valid", sum(part.n_valid for part in hidden)),
        ):
            if total != getattr(others, column):
                yield _part(UNITS, others, others.id + 2, column, getattr(others, column), total)
    counted = [part.counts for part in parts if part.counts is not None]
    if unit.counts is None or not counted:
        return
    names = answer_names(counts.scale)
    total = np.sum(counted, axis=0)
    for place, answer in np.argwhere(total != unit.counts).tolist():
        row = rows[unit.id] + place
        yield _part(COUNTS, unit, row, names[answer], unit.counts[place, answer], total[place, answer])
    if unit.weighted is not None:
        heavy = np.sum([part.weighted for part in parts if part.weighted is not None], axis=0)
        for place, answer in np.argwhere(heavy != unit.weighted).tolist():
            row, column = rows[unit.id] + place, f"w_{names[answer]}"
            yield _part(COUNTS, unit, row, column, unit.weighted[place, answer], heavy[place, answer])


def _part(file: str, unit: CountedUnit, row: int, column: str, found: object, expected: object) -> Finding:
    return _said("sum", file, _PARTS, (row, column), found, expected, unit.label or _WHOLE)


def _said(
    kind: FindingKind,
    file: str,
    template: str,
    at: tuple[int, str],
    found: object,
    expected: object,
    unit: str = "",
) -> Finding:
    row, column = at
    return Finding(kind, file, template, {"unit": unit}, row, column, str(found), str(expected))


def _inputs(nation: CountedUnit, settings: Settings) -> Iterator[Finding]:
    forms, valid = sum(one.forms for one in settings.inputs), sum(one.valid for one in settings.inputs)
    for column, found, expected in (
        ("n_forms", nation.n_forms, forms),
        ("n_valid", nation.n_valid, valid),
    ):
        if found != expected:
            yield _said("sum", UNITS, _INPUTS, (2, column), found, expected)


def _groups(counts: PublishedCounts, settings: Settings) -> Iterator[Finding]:
    """Small groups must be withheld, and nothing else."""
    units = [unit for unit in counts.units[1:] if unit.status != "others"]
    due = withheld_units({unit.key: unit.n_valid for unit in units}, counts.nesting, settings.limits)
    for unit in units:
        expected = due.get(unit.key, "published")
        if unit.status != expected:
            at = (unit.id + 2, "status")
            yield _said("withheld", UNITS, _WITHHELD, at, unit.status, expected, unit.label)


def _names(counts: PublishedCounts) -> Iterator[Finding]:
    """Printed names and parents must follow from the columns that name the units."""
    numbers = {unit.key: unit.id for unit in counts.units if unit.status != "others"}
    for level in counts.nesting.columns:
        units = counts.of_level(level)
        for unit, label in zip(units, unit_labels([unit.key[1] for unit in units]), strict=True):
            parent = counts.nesting.parent(unit.key)
            above = numbers.get(parent) if parent else 0
            for column, found, expected in (("unit", unit.label, label), ("parent", unit.parent, above)):
                if found != expected:
                    yield _said("sum", UNITS, _NAMED, (unit.id + 2, column), found, expected)
