"""Nạp dữ liệu tổ chức: the dated rows of ``data`` as a chart, refused when they contradict themselves."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from directives.org.chart import OrganisationChart
from directives.org.errors import InvalidOrganisation
from directives.org.offices import Office, OfficeKind, OfficePattern
from directives.org.succession import Succession
from directives.org.units import CompleteList, Level, Regime, Unit

DATA = Path(__file__).parent / "data"


@cache
def load_chart() -> OrganisationChart:
    """Tổ chức đi kèm chương trình: the chart of the rows shipped in ``data``."""
    return read_chart(DATA)


def read_chart(folder: Path) -> OrganisationChart:
    """Đọc tổ chức: the chart of a folder (``units-*.toml``, ``offices.toml``, ``succession.toml``).

    Raises InvalidOrganisation with every contradiction between units (overlapping rows of one key, a row
    without its parent, a list whose count is not as its basis says), else between the offices derived from
    them: two of one id on a day, an unknown superior.
    """
    regimes: list[Regime] = []
    units: list[Unit] = []
    complete: list[CompleteList] = []
    for path in sorted(folder.glob("units-*.toml")):
        table = _table(path)
        regime = _regime(table)
        regimes.append(regime)
        units += _units(table, regime)
        complete += [
            CompleteList(regime.name, row["below"], row["from"], row["count"], row["basis"])
            for row in table["complete"]
        ]
    patterns = [_pattern(row) for row in _table(folder / "offices.toml")["office"]]
    _refuse((*_unit_problems(units, regimes), *_list_problems(complete, units, regimes)), folder)
    offices = tuple(_offices(patterns, units))
    _refuse(tuple(_office_problems(offices)), folder)
    chart_regimes = tuple(sorted(regimes, key=lambda r: r.first))
    succession = _succession(_table(folder / "succession.toml"))
    return OrganisationChart(chart_regimes, tuple(units), offices, tuple(complete), (succession,))


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _regime(table: Mapping[str, Any]) -> Regime:
    levels = tuple(Level(level) for level in table["levels"])
    return Regime(
        table["regime"], levels, table["from"], table.get("to"), table["checked_on"], table["basis"]
    )


def _units(table: Mapping[str, Any], regime: Regime) -> Iterator[Unit]:
    for group in table["units"]:
        valid_from: date | None = group.get("valid_from")
        for row in group["rows"]:
            yield Unit(
                regime=regime.name,
                code=row["code"],
                level=Level(group["level"]),
                kind=row["kind"],
                name=row["name"],
                parent=group.get("parent"),
                valid_from=valid_from,
                seen_from=valid_from or group["seen_from"],
                valid_to=row.get("valid_to", regime.last),
                basis=group["basis"],
                ended_by=row.get("ended_by", table["ended_by"][group["level"]]),
                keeps_noun=row.get("keeps_noun", False),
                doubt=row.get("doubt", ""),
            )


def _pattern(row: Mapping[str, Any]) -> OfficePattern:
    typed = {
        "kind": OfficeKind(row["kind"]),
        "level": Level(row["level"]),
        "only": frozenset(row.get("only", ())),
        "parent_lines": tuple(row.get("parent_lines", ())),
        "name_lines": tuple(row.get("name_lines", ())),
    }
    return OfficePattern(**{**row, **typed})


def _offices(patterns: Iterable[OfficePattern], units: list[Unit]) -> Iterator[Office]:
    rows: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        rows.setdefault((unit.regime, unit.code), []).append(unit)
    for pattern in patterns:
        for unit in filter(pattern.suits, units):
            parents = rows[unit.regime, unit.parent] if unit.parent else (None,)
            for parent in parents:
                if office := pattern.office_of(unit, parent):
                    yield office


def _succession(table: Mapping[str, Any]) -> Succession:
    part = {old: tuple(new) for old, new in table["part"].items()}
    return Succession(table["old_regime"], table["new_regime"], table["day"], table["whole"], part)


def _refuse(problems: tuple[str, ...], folder: Path) -> None:
    if problems:
        raise InvalidOrganisation(problems, where=folder.name)


def _unit_problems(units: list[Unit], regimes: list[Regime]) -> Iterator[str]:
    keys = {(u.regime, u.code) for u in units}
    in_order = sorted(units, key=lambda u: (u.regime, u.code, u.seen_from))
    for key, group in groupby(in_order, key=lambda u: (u.regime, u.code)):
        for earlier, later in pairwise(group):
            if earlier.valid_to is None or earlier.valid_to >= later.seen_from:
                yield f"{key[0]}/{key[1]}: two rows for {later.seen_from}"
    for unit in units:
        if unit.parent and (unit.regime, unit.parent) not in keys:
            yield f"{unit.regime}/{unit.code}: no row for its parent {unit.parent}"
        if unit.valid_to and unit.valid_to < unit.seen_from:
            yield f"{unit.regime}/{unit.code}: ends before it begins"
    for before, after in pairwise(sorted(regimes, key=lambda r: r.first)):
        if before.last is None or (after.first - before.last).days != 1:
            yield f"{after.name}: does not begin on the day after {before.name}"


def _list_problems(complete: list[CompleteList], units: list[Unit], regimes: list[Regime]) -> Iterator[str]:
    last_days = {r.name: r.last for r in regimes}
    for stated in complete:
        rows = [u for u in units if (u.regime, u.parent) == (stated.regime, stated.below)]
        days = {stated.first, *(u.seen_from for u in rows if u.seen_from > stated.first)}
        if last := last_days[stated.regime]:
            days.add(last)
        for day in sorted(days):
            count = sum(u.exists_on(day) for u in rows)
            if count != stated.count:
                found = f"{stated.regime}/{stated.below}: {count} rows on {day}"
                yield f"{found}, not {stated.count} ({stated.basis})"


def _office_problems(offices: tuple[Office, ...]) -> Iterator[str]:
    ids = {o.id for o in offices}
    in_order = sorted(offices, key=lambda o: (o.id, o.seen_from))
    for office_id, group in groupby(in_order, key=lambda o: o.id):
        for earlier, later in pairwise(group):
            if earlier.valid_to is None or earlier.valid_to >= later.seen_from:
                yield f"{office_id}: two offices on {later.seen_from}"
    for office in offices:
        if office.superior and office.superior not in ids:
            yield f"{office.id}: no office {office.superior} above it"
