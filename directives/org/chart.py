"""Sơ đồ tổ chức theo ngày: the organisation over time, asked only by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from directives.org.errors import (
    DayOutsideChart,
    EndedOffice,
    EndedUnit,
    IncompleteList,
    UnknownOffice,
    UnknownUnit,
    UnvouchedOffice,
    UnvouchedUnit,
)
from directives.org.offices import Office, OfficeKind
from directives.org.succession import Succession, Successor
from directives.org.units import CompleteList, Level, Regime, Unit
from directives.text import comparison_key, sort_key

NATION = "VN"


@dataclass(frozen=True, slots=True, eq=False)
class OrganisationChart:
    """Tổ chức: every unit and office of every day the data know; equal only to itself."""

    regimes: tuple[Regime, ...]
    units: tuple[Unit, ...]
    offices: tuple[Office, ...]
    complete: tuple[CompleteList, ...]
    successions: tuple[Succession, ...]

    def on(self, day: date) -> "Snapshot":
        """Tổ chức của một ngày: the only way to ask. Raises DayOutsideChart before the first regime."""
        return _snapshot(self, day)

    def successors(self, old: Unit) -> tuple[Successor, ...]:
        """Đơn vị kế thừa: the units which took an ended unit's territory; empty where the data hold none."""
        return tuple(successor for table in self.successions for successor in table.of(old))

    def regime_on(self, day: date) -> Regime:
        """Mô hình của một ngày: the tiers on that day. Raises DayOutsideChart."""
        for regime in self.regimes:
            if regime.holds_on(day):
                return regime
        raise DayOutsideChart(first=min(r.first for r in self.regimes).isoformat(), day=day.isoformat())


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Tổ chức trên một ngày: units, offices and who stands above whom, as they were on ``day``."""

    chart: OrganisationChart
    day: date
    regime: Regime
    units: Mapping[str, Unit]
    _offices: Mapping[str, Office]
    _children: Mapping[str, tuple[Unit, ...]]

    @property
    def levels(self) -> tuple[Level, ...]:
        """Các cấp: the tiers below the nation, from above."""
        return self.regime.levels

    @property
    def is_provisional(self) -> bool:
        """Tạm thời: whether the day is later than the last comparison of the rows with a source."""
        return self.day > self.regime.checked_on

    @property
    def nation(self) -> Unit:
        """Cả nước: the root of all units."""
        return self.units[NATION]

    @property
    def provinces(self) -> tuple[Unit, ...]:
        """Các tỉnh, thành phố: all of them in Vietnamese order."""
        return self.children(self.nation)

    def unit(self, code: str) -> Unit:
        """Đơn vị theo mã: the unit that bears the code on this day; a code belongs to its regime only.

        Raises EndedUnit (naming who took it over), UnvouchedUnit or UnknownUnit.
        """
        if code in self.units:
            return self.units[code]
        raise self._no_unit(code, [u for u in self.chart.units if u.code == code])

    def province(self, name: str) -> Unit:
        """Tỉnh theo tên: by its name with or without the common noun, tone placement and dashes aside.

        Raises as ``unit`` does.
        """
        return self._named(name, self.provinces)

    def child(self, parent: Unit, name: str) -> Unit:
        """Đơn vị trực thuộc theo tên: one unit directly below another, found as a province is.

        Raises as ``children`` and ``unit`` do.
        """
        children = self.children(parent)
        return self._named(name, children)

    def children(self, parent: Unit) -> tuple[Unit, ...]:
        """Đơn vị trực thuộc: all units directly below, in Vietnamese order; none below a commune.

        Raises IncompleteList when the data do not hold all of them on this day.
        """
        if parent.level is self.levels[-1]:
            return ()
        if not any(
            (c.regime, c.below) == (self.regime.name, parent.code) and c.first <= self.day
            for c in self.chart.complete
        ):
            raise IncompleteList(unit=parent.full_name, day=self.day.isoformat())
        return self._children[parent.code]

    def parent(self, unit: Unit) -> Unit | None:
        """Đơn vị cấp trên: the unit directly above; None for the nation."""
        return self.units[unit.parent] if unit.parent else None

    def office(self, office_id: str) -> Office:
        """Cơ quan theo mã: the office of that id on this day.

        Raises EndedOffice, UnvouchedOffice or UnknownOffice, which both are.
        """
        if office_id in self._offices:
            return self._offices[office_id]
        raise self._no_office(office_id)

    def offices(
        self, *, level: str | None = None, under: Unit | None = None, kind: OfficeKind | None = None
    ) -> tuple[Office, ...]:
        """Các cơ quan: those of a level, of a kind, of the territory of a unit (itself included), in order.

        Without level and unit it is every office the data hold; with a level alone, that of the whole nation.
        Raises IncompleteList when the data do not hold all units down to the level asked for.
        """
        wanted = Level(level) if level else None
        if wanted and wanted not in (Level.NATION, *self.levels):
            return ()
        top = under or (self.nation if wanted else None)
        codes = {unit.code for unit in self._territory(top, wanted)} if top else set(self.units)
        return tuple(
            office
            for office in self._offices.values()
            if office.unit.code in codes
            and (wanted is None or office.level is wanted)
            and (kind is None or office.kind is kind)
        )

    def _territory(self, top: Unit, lowest: Level | None) -> Iterable[Unit]:
        yield top
        if top.level is not lowest:
            for unit in self.children(top):
                yield from self._territory(unit, lowest)

    def _named(self, name: str, among: tuple[Unit, ...]) -> Unit:
        asked = _name_key(name)
        for unit in among:
            if asked in _names_of(unit):
                return unit
        levels = {unit.level for unit in among}
        elsewhen = [u for u in self.chart.units if u.level in levels and asked in _names_of(u)]
        raise self._no_unit(name, elsewhen)

    def _no_unit(self, asked: str, elsewhen: list[Unit]) -> UnknownUnit:
        day = self.day.isoformat()
        if ended := [u for u in elsewhen if u.valid_to and u.valid_to < self.day]:
            last = max(ended, key=lambda u: u.valid_to or self.day)
            codes = [s.code for s in self.chart.successors(last)]
            heirs = [self.units[code].full_name for code in codes if code in self.units]
            return EndedUnit(
                unit=asked,
                ended=str(last.valid_to),
                basis=last.ended_by,
                day=day,
                successors=", ".join(heirs) or "–",
            )
        if later := [u for u in elsewhen if u.seen_from > self.day]:
            first = min(later, key=lambda u: u.seen_from)
            return UnvouchedUnit(
                unit=asked, seen_from=first.seen_from.isoformat(), basis=first.basis, day=day
            )
        return UnknownUnit(unit=asked, day=day, candidates=self._nearest_units(asked))

    def _nearest_units(self, asked: str) -> str:
        by_word = {u.code: u for u in self.units.values()} | {u.name: u for u in self.units.values()}
        near = [by_word[word] for word in get_close_matches(asked, by_word, n=3)]
        return ", ".join(dict.fromkeys(f"{u.full_name} ({u.code})" for u in near)) or "–"

    def _no_office(self, office_id: str) -> UnknownOffice:
        day = self.day.isoformat()
        candidates = ", ".join(get_close_matches(office_id, self._offices, n=3, cutoff=0.75)) or "–"
        same = [o for o in self.chart.offices if o.id == office_id]
        if ended := [o for o in same if o.valid_to and o.valid_to < self.day]:
            last = max(ended, key=lambda o: o.valid_to or self.day)
            return EndedOffice(
                office=office_id,
                ended=str(last.valid_to),
                basis=last.ended_by,
                day=day,
                candidates=candidates,
            )
        if later := [o for o in same if o.seen_from > self.day]:
            first = min(later, key=lambda o: o.seen_from)
            return UnvouchedOffice(
                office=office_id, seen_from=first.seen_from.isoformat(), basis=first.basis, day=day
            )
        return UnknownOffice(office=office_id, day=day, candidates=candidates)


def _names_of(unit: Unit) -> tuple[str, str]:
    return _name_key(unit.name), _name_key(f"{unit.kind} {unit.name}")


def _name_key(name: str) -> str:
    return " ".join(comparison_key(name).replace("-", " ").split())


@lru_cache(maxsize=64)
def _snapshot(chart: OrganisationChart, day: date) -> Snapshot:
    regime = chart.regime_on(day)
    units = {u.code: u for u in chart.units if u.regime == regime.name and u.exists_on(day)}
    below: dict[str, list[Unit]] = {}
    for unit in units.values():
        if unit.parent:
            below.setdefault(unit.parent, []).append(unit)
    children = {code: tuple(sorted(found, key=lambda u: sort_key(u.name))) for code, found in below.items()}
    present = sorted((o for o in chart.offices if o.exists_on(day)), key=lambda o: sort_key(o.full_name))
    return Snapshot(chart, day, regime, units, {o.id: o for o in present}, children)
