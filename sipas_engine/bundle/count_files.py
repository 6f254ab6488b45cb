"""Tệp số đếm: ``units.csv`` and ``counts.csv``, from which a spreadsheet can recompute all; read strictly."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, get_args

import numpy as np
import numpy.typing as npt

from sipas_engine.bundle.counts import CountedUnit, PublishedCounts, Status
from sipas_engine.bundle.csv_text import csv_of, rows_of
from sipas_engine.bundle.redaction import Nesting, Reason
from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.returns.forms import number_of_codes

UNITS, COUNTS = "units.csv", "counts.csv"
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_EXACT = re.compile(r"\d{1,60}(/\d{1,60})?", re.ASCII)
_STATUSES = frozenset({"published", "others", "index_alone", *get_args(Reason)})
_FIXED = ("id", "parent", "level", "unit")
_NUMBERS = ("n_forms", "n_valid", "status", "members", "weight_of_valid")


class BadBundle(SipasError):
    """Bộ công bố hỏng: a file of the bundle does not hold what such a file holds."""

    kind: ClassVar[str] = "bad_bundle"
    template: ClassVar[str] = N_("{file} is not as a bundle's file must be: {count} problem(s).")


def units_csv(counts: PublishedCounts) -> bytes:
    """Tệp đơn vị: one row a unit, and one for the sum of the withheld units of each parent."""
    columns = _columns(counts.nesting)
    head = [*_FIXED, *columns, *_NUMBERS]
    rows = [head]
    for unit in counts.units:
        level, path = unit.key
        named = dict(zip(counts.nesting.columns.get(level, ()), path, strict=False))
        if unit.status == "others":
            above = counts.nesting.above(level)
            named = dict(zip(counts.nesting.columns[above] if above else (), path, strict=True))
        rows.append(
            [
                str(unit.id),
                "" if unit.parent is None else str(unit.parent),
                level,
                unit.label,
                *(named.get(column, "") for column in columns),
                str(unit.n_forms),
                str(unit.n_valid),
                unit.status,
                str(unit.members),
                "" if unit.weight_of_valid is None else str(unit.weight_of_valid),
            ]
        )
    return csv_of(rows)


def counts_csv(counts: PublishedCounts) -> bytes:
    """Tệp số đếm: one row a unit and criterion; units that are withheld have none."""
    weighted = any(unit.weighted is not None for unit in counts.units)
    answers = answer_names(counts.scale)
    head = ["unit", "name", "n_forms", "n_valid", "criterion", *answers]
    rows = [[*head, *(f"w_{name}" for name in answers)] if weighted else head]
    for unit in counts.units:
        if unit.counts is None:
            continue
        for place, code in enumerate(counts.criteria):
            row = [str(unit.id), unit.label, str(unit.n_forms), str(unit.n_valid), code]
            row += map(str, unit.counts[place].tolist())
            if weighted and unit.weighted is not None:
                row += [str(Fraction(weight)) for weight in unit.weighted[place].tolist()]
            rows.append(row)
    return csv_of(rows)


def answer_names(scale: int) -> list[str]:
    """Cột câu trả lời: in the order of the answer codes: blank, the levels, double tick, don't know."""
    return ["blank", *(str(level) for level in range(1, scale + 1)), "double", "dont_know"]


def read_counts(
    units: bytes, counts: bytes, nesting: Nesting, criteria: Sequence[str], scale: int
) -> PublishedCounts:
    """Đọc số đếm: what ``units_csv`` and ``counts_csv`` wrote. Raises BadBundle with every row that cannot be it."""
    reader = _Reader(nesting, tuple(criteria), scale)
    found = reader.units(units)
    reader.refuse(UNITS)
    cells = reader.cells(counts, {unit.id: unit for unit in found})
    reader.refuse(COUNTS)
    shown = {unit.id for unit in found if unit.status in ("published", "others")}
    whole = tuple(reader.filled(unit, cells) if unit.id in shown else unit for unit in found)
    reader.refuse(COUNTS)
    return PublishedCounts(nesting, tuple(criteria), scale, whole)


def _columns(nesting: Nesting) -> tuple[str, ...]:
    return list(nesting.columns.values())[-1]


class _Reader:
    """Reads rows and collects what is wrong; what it returns is of use only when nothing was."""

    def __init__(self, nesting: Nesting, criteria: tuple[str, ...], scale: int) -> None:
        self.nesting, self.criteria, self.scale = nesting, criteria, scale
        self.problems: list[Problem] = []

    def report(self, at: tuple[str, int, str], template: str, **fields: object) -> None:
        """Notes what is wrong at a place: file, row, column."""
        file, row, column = at
        self.problems.append(
            Problem(template, {"row": row, "file": file, **fields}, f"{file}:{row}:{column}")
        )

    def refuse(self, file: str) -> None:
        if self.problems:
            raise BadBundle(where=file, problems=self.problems, file=file, count=len(self.problems))

    def rows(
        self, file: str, content: bytes, heads: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows by heading, with their numbers in the file; the head must be one of those given."""
        try:
            lines = list(rows_of(content))
        except ValueError as error:
            self.report(
                (file, 1, ""), N_("{file}, row {row}: this is no CSV file ({reason})."), reason=str(error)
            )
            return
        head = lines[0] if lines else ()
        if head not in [tuple(one) for one in heads]:
            self.report(
                (file, 1, ""),
                N_("{file}, row {row} must name the columns {columns}."),
                columns=",".join(heads[0]),
            )
            return
        for number, line in enumerate(lines[1:], start=2):
            if len(line) != len(head):
                self.report(
                    (file, number, ""),
                    N_("{file}, row {row} has {fields} fields instead of {wanted}."),
                    fields=len(line),
                    wanted=len(head),
                )
            else:
                yield number, dict(zip(head, line, strict=True))

    def whole(self, file: str, row: int, cells: Mapping[str, str], column: str) -> int:
        if _WHOLE.fullmatch(cells[column]):
            return int(cells[column])
        self.wrong(file, row, cells, column)
        return 0

    def exact(self, file: str, row: int, cells: Mapping[str, str], column: str) -> Fraction:
        try:
            if _EXACT.fullmatch(cells[column]):
                return Fraction(cells[column])
        except ZeroDivisionError:
            pass
        self.wrong(file, row, cells, column)
        return Fraction(0)

    def wrong(self, file: str, row: int, cells: Mapping[str, str], column: str) -> None:
        self.report(
            (file, row, column),
            N_("{file}, row {row}, column {column} cannot have {value!r}."),
            column=column,
            value=cells[column][:40],
        )

    def units(self, content: bytes) -> list[CountedUnit]:
        columns = _columns(self.nesting)
        found: list[CountedUnit] = []
        for row, cells in self.rows(UNITS, content, [[*_FIXED, *columns, *_NUMBERS]]):
            number = self.whole(UNITS, row, cells, "id")
            parent = None if number == 0 else self.whole(UNITS, row, cells, "parent")
            level, status = cells["level"], cells["status"]
            known = level in self.nesting.columns if number else level == "national"
            if status not in _STATUSES:
                self.wrong(UNITS, row, cells, "status")
            if number != len(found) or (parent is not None and parent >= number):
                self.wrong(UNITS, row, cells, "id" if number != len(found) else "parent")
            if not known:
                self.wrong(UNITS, row, cells, "level")
                continue
            named = level if status != "others" else self.nesting.above(level)
            path = tuple(cells[column] for column in self.nesting.columns.get(named or "", ()))
            found.append(
                CountedUnit(
                    id=number,
                    parent=parent,
                    key=(level, path),
                    label=cells["unit"],
                    status=_status(status),
                    members=self.whole(UNITS, row, cells, "members"),
                    n_forms=self.whole(UNITS, row, cells, "n_forms"),
                    n_valid=self.whole(UNITS, row, cells, "n_valid"),
                    counts=None,
                    weight_of_valid=(
                        self.exact(UNITS, row, cells, "weight_of_valid") if cells["weight_of_valid"] else None
                    ),
                )
            )
        if not found and not self.problems:
            self.report((UNITS, 1, ""), N_("{file}, row {row}: no unit follows."))
        return found

    def cells(
        self, content: bytes, units: Mapping[int, CountedUnit]
    ) -> dict[tuple[int, str], tuple[list[int], list[Fraction]]]:
        answers = answer_names(self.scale)
        head = ["unit", "name", "n_forms", "n_valid", "criterion", *answers]
        weights = [f"w_{name}" for name in answers]
        found: dict[tuple[int, str], tuple[list[int], list[Fraction]]] = {}
        for row, cells in self.rows(COUNTS, content, [head, [*head, *weights]]):
            number = self.whole(COUNTS, row, cells, "unit")
            unit, place = units.get(number), (number, cells["criterion"])
            if unit is None or unit.status not in ("published", "others"):
                self.wrong(COUNTS, row, cells, "unit")
                continue
            if place in found or cells["criterion"] not in self.criteria:
                self.wrong(COUNTS, row, cells, "criterion")
                continue
            own = {"name": unit.label, "n_forms": str(unit.n_forms), "n_valid": str(unit.n_valid)}
            for column, wanted in own.items():
                if cells[column] != wanted:
                    self.report(
                        (COUNTS, row, column),
                        N_(
                            "{file}, row {row}, column {column} has {value!r}; {units} has {wanted!r} for this unit."
                        ),
                        column=column,
                        value=cells[column][:40],
                        units=UNITS,
                        wanted=wanted,
                    )
            found[place] = (
                [self.whole(COUNTS, row, cells, name) for name in answers],
                [self.exact(COUNTS, row, cells, name) for name in weights if name in cells],
            )
        return found

    def filled(
        self, unit: CountedUnit, cells: Mapping[tuple[int, str], tuple[list[int], list[Fraction]]]
    ) -> CountedUnit:
        """The unit with its counts; a criterion that has no row is reported."""
        missing = [code for code in self.criteria if (unit.id, code) not in cells]
        if missing:
            self.problems.append(
                Problem(
                    N_("{file}: unit {unit} has no row for criteria {codes}."),
                    {"file": COUNTS, "unit": unit.label or unit.key[0], "codes": ", ".join(missing)},
                    COUNTS,
                )
            )
            return unit
        rows = [cells[unit.id, code] for code in self.criteria]
        shape = (len(self.criteria), number_of_codes(self.scale))
        counts: npt.NDArray[np.int64] = np.array([row for row, _ in rows], dtype=np.int64).reshape(shape)
        weighted = np.array([row for _, row in rows], dtype=object).reshape(shape) if rows[0][1] else None
        return replace(unit, counts=counts, weighted=weighted)


def _status(text: str) -> Status:
    match text:
        case "others" | "index_alone" | "small" | "complement" | "within":
            return text
        case _:
            return "published"
