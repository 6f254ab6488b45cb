"""Nạp dữ liệu tổ chức: the dated rows of ``data`` as a chart, refused when they contradict themselves."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from directives.org.chart import OrganisationChart
from directives.org.errors import InvalidOrganisation
from directives.org.gazetteer import Gazetteer, UnitGroup
from directives.org.offices import Office, OfficeKind, OfficePattern
from directives.org.succession import Succession
from directives.org.units import CompleteList, Level, Regime, Unit

DATA = Path(__file__).parent / "data"

#: What a row of a long list may say of its unit besides code, parent, kind and name.
_MARKS = frozenset({"keeps_noun", "homonym"})


@cache
def load_chart() -> OrganisationChart:
    """Tổ chức đi kèm chương trình: the chart of the rows shipped in ``data``; long lists are read when asked for."""
    return open_chart(DATA)


def read_chart(folder: Path) -> OrganisationChart:
    """Đọc và đối chiếu tổ chức: the chart of a folder, with every row read and compared.

    Raises InvalidOrganisation with every contradiction: between units (see ``Gazetteer.known_by``) or regimes,
    else between the offices derived from them: two of one id on a day, an unknown superior.
    """
    chart = open_chart(folder)
    problems: list[str] = []
    for gazetteer in chart.gazetteers:
        try:
            gazetteer.known_by(date.max)
        except InvalidOrganisation as refused:
            problems += refused.listed
    problems += _regime_problems(chart.regimes)
    _refuse(tuple(problems), folder)
    _refuse(tuple(_office_problems(tuple(chart.office_rows()))), folder)
    return chart


def open_chart(folder: Path) -> OrganisationChart:
    """Mở tổ chức: the chart of a folder (``units-*.toml`` and their lists, ``offices.toml``, ``succession.toml``).

    A long list is read, counted and compared when a day first asks for it.
    """
    patterns = tuple(_pattern(row) for row in _table(folder / "offices.toml")["office"])
    gazetteers = [_gazetteer(path) for path in sorted(folder.glob("units-*.toml"))]
    return OrganisationChart(gazetteers, patterns, (_succession(folder),))


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _gazetteer(path: Path) -> Gazetteer:
    table = _table(path)
    regime = _regime(table)
    groups = [
        UnitGroup(
            group.get("valid_from") or group["seen_from"], partial(_units, path.parent, group, table, regime)
        )
        for group in table["units"]
    ]
    complete = tuple(_complete(row, regime) for row in table["complete"])
    return Gazetteer(regime, groups, complete, path.parent.name)


def _regime(table: Mapping[str, Any]) -> Regime:
    levels = tuple(Level(level) for level in table["levels"])
    return Regime(
        table["regime"], levels, table["from"], table.get("to"), table["checked_on"], table["basis"]
    )


def _complete(row: Mapping[str, Any], regime: Regime) -> CompleteList:
    level = Level(row["level"]) if "level" in row else None
    by_parent: Mapping[str, int] = row.get("by_parent", {})
    return CompleteList(
        regime.name, row.get("below"), level, row["from"], row["count"], by_parent, row["basis"]
    )


def _units(
    folder: Path, group: Mapping[str, Any], table: Mapping[str, Any], regime: Regime
) -> tuple[Unit, ...]:
    level = Level(group["level"])
    valid_from: date | None = group.get("valid_from")
    ended_by = group.get("ended_by", table["ended_by"][level])
    bases: Mapping[str, str] = group.get("bases", {})
    rows = _listed(folder / group["list"]) if "list" in group else group["rows"]
    return tuple(
        Unit(
            regime=regime.name,
            code=row["code"],
            level=level,
            kind=row["kind"],
            name=row["name"],
            parent=(parent := row.get("parent", group.get("parent"))),
            valid_from=valid_from,
            seen_from=valid_from or group["seen_from"],
            valid_to=row.get("valid_to", regime.last),
            basis=bases.get(parent, group["basis"]),
            ended_by=row.get("ended_by", ended_by),
            keeps_noun=row.get("keeps_noun", False),
            homonym=row.get("homonym", False),
            doubt=row.get("doubt", group.get("doubt", "")),
        )
        for row in rows
    )


def _lines(path: Path) -> Iterator[list[str]]:
    """The rows of a list below its head (#) and the names of its columns."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    next(lines)
    return (line.split("\t") for line in lines)


def _listed(path: Path) -> Iterator[Mapping[str, Any]]:
    for code, parent, kind, name, *marks in _lines(path):
        said = dict.fromkeys(marks[0].split(), True) if marks else {}
        if not said.keys() <= _MARKS:
            raise InvalidOrganisation((f"{code}: {marks[0]}",), where=path.name)
        yield {"code": code, "parent": parent, "kind": kind, "name": name, **said}


def _pattern(row: Mapping[str, Any]) -> OfficePattern:
    typed = {
        "kind": OfficeKind(row["kind"]),
        "level": Level(row["level"]),
        "only": frozenset(row.get("only", ())),
        "parent_lines": tuple(row.get("parent_lines", ())),
        "name_lines": tuple(row.get("name_lines", ())),
    }
    return OfficePattern(**{**row, **typed})


def _succession(folder: Path) -> Succession:
    table = _table(folder / "succession.toml")
    return Succession(
        table["old_regime"],
        table["new_regime"],
        table["day"],
        table["whole"],
        partial(_heirs, folder / table["list"]),
        frozenset(table["unsettled"]),
    )


def _heirs(path: Path) -> dict[str, tuple[str, ...]]:
    return {old: tuple(new.split()) for old, new in _lines(path)}


def _refuse(problems: tuple[str, ...], folder: Path) -> None:
    if problems:
        raise InvalidOrganisation(problems, where=folder.name)


def _regime_problems(regimes: tuple[Regime, ...]) -> Iterator[str]:
    for before, after in pairwise(regimes):
        if before.last is None or (after.first - before.last).days != 1:
            yield f"{after.name}: does not begin on the day after {before.name}"


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
