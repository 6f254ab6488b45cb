"""Sơ đồ tổ chức theo ngày: the organisation over time, asked only by day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from directives.org.errors import (
    AmbiguousUnit,
    DayOutsideChart,
    EndedOffice,
    EndedUnit,
    IncompleteList,
    UnknownOffice,
    UnknownUnit,
    UnvouchedOffice,
    UnvouchedUnit,
)
from directives.org.gazetteer import Gazetteer, change_days
from directives.org.offices import Office, OfficeKind, OfficePattern
from directives.org.standing import Standing, in_order
from directives.org.succession import Succession, Successor
from directives.org.units import Level, Regime, Unit
from directives.text import comparison_key

NATION = "VN"


class OrganisationChart:
    """Tổ chức: every unit and office of every day the data know; equal only to itself."""

    def __init__(
        self,
        gazetteers: Iterable[Gazetteer],
        patterns: tuple[OfficePattern, ...],
        successions: tuple[Succession, ...],
    ) -> None:
        self.gazetteers = tuple(sorted(gazetteers, key=lambda g: g.regime.first))
        self.patterns = patterns
        self.successions = successions
        self._standings: dict[date, Standing] = {}
        self._snapshots: dict[date, Snapshot] = {}

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """Các mô hình: in the order of their days."""
        return tuple(gazetteer.regime for gazetteer in self.gazetteers)

    def on(self, day: date) -> "Snapshot":
        """Tổ chức của một ngày: the only way to ask.

        Raises DayOutsideChart before the first regime, InvalidOrganisation when the rows of that day contradict
        themselves.
        """
        if day not in self._snapshots:
            gazetteer = self._gazetteer_on(day)
            self._snapshots[day] = Snapshot(self, day, gazetteer, self._standing(gazetteer, day))
        return self._snapshots[day]

    def successors(self, old: Unit) -> tuple[Successor, ...]:
        """Đơn vị kế thừa: the units which took an ended unit's territory; empty where the data hold none."""
        return tuple(successor for table in self.successions for successor in table.of(old))

    def regime_on(self, day: date) -> Regime:
        """Mô hình của một ngày: the tiers on that day. Raises DayOutsideChart."""
        return self._gazetteer_on(day).regime

    def unit_rows(self) -> Iterator[Unit]:
        """Mọi dòng đơn vị: of every day; reads all lists."""
        return (unit for gazetteer in self.gazetteers for unit in gazetteer.units)

    def office_rows(self) -> Iterator[Office]:
        """Mọi cơ quan: of every day; a unit whose parent changes its kind has an office for each kind."""
        for gazetteer in self.gazetteers:
            rows: dict[str | None, list[Unit]] = {}
            for unit in gazetteer.units:
                rows.setdefault(unit.code, []).append(unit)
            for pattern in self.patterns:
                for unit in filter(pattern.suits, gazetteer.units):
                    for parent in rows[unit.parent] if unit.parent else (None,):
                        if office := pattern.office_of(unit, parent):
                            yield office

    def _gazetteer_on(self, day: date) -> Gazetteer:
        for gazetteer in self.gazetteers:
            if gazetteer.regime.holds_on(day):
                return gazetteer
        raise DayOutsideChart(first=min(r.first for r in self.regimes).isoformat(), day=day.isoformat())

    def _standing(self, gazetteer: Gazetteer, day: date) -> Standing:
        known = gazetteer.known_by(day)
        ends = {pattern.valid_to for pattern in self.patterns}
        changes = change_days(known) | {gazetteer.regime.first} | {p.seen_from for p in self.patterns}
        changes |= {end + timedelta(days=1) for end in ends if end}
        since = max(change for change in changes if change <= day)
        if since not in self._standings:
            self._standings[since] = Standing(known, self.patterns, since)
        return self._standings[since]


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Tổ chức trên một ngày: units, offices and who stands above whom, as they were on ``day``."""

    chart: OrganisationChart
    day: date
    _gazetteer: Gazetteer
    _standing: Standing

    @property
    def regime(self) -> Regime:
        """Mô hình: the tiers of that day."""
        return self._gazetteer.regime

    @property
    def units(self) -> Mapping[str, Unit]:
        """Các đơn vị theo mã: all that exist on that day."""
        return self._standing.units

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
        raise self._no_unit(code, [u for u in self.chart.unit_rows() if u.code == code])

    def province(self, name: str) -> Unit:
        """Tỉnh theo tên: by its name with or without the common noun, tone placement and dashes aside.

        Raises as ``unit`` does; AmbiguousUnit when the name without its common noun suits several.
        """
        return self._named(name, self.provinces)

    def child(self, parent: Unit, name: str) -> Unit:
        """Đơn vị trực thuộc theo tên: one unit directly below another, found as a province is.

        Raises as ``children`` and ``unit`` do.
        """
        children = self.children(parent)
        return self._named(name, children)

    def named(self, name: str) -> tuple[Unit, ...]:
        """Đơn vị mang tên: every unit of that name, with or without its common noun, capitals and tones' places aside.

        Empty where the data know none of that day, which they may not hold in full.
        """
        return self._standing.by_name.get(comparison_key(name), ())

    def children(self, parent: Unit) -> tuple[Unit, ...]:
        """Đơn vị trực thuộc: all units directly below, in Vietnamese order; none below a commune.

        Raises IncompleteList when the data do not hold all of them on this day.
        """
        if parent.level is self.levels[-1]:
            return ()
        below = self.levels[(Level.NATION, *self.levels).index(parent.level)]
        if not any(stated.covers(parent, below, self.day) for stated in self._gazetteer.complete):
            raise IncompleteList(unit=parent.full_name, day=self.day.isoformat())
        return self._standing.children(parent.code)

    def parent(self, unit: Unit) -> Unit | None:
        """Đơn vị cấp trên: the unit directly above; None for the nation."""
        return self.units[unit.parent] if unit.parent else None

    def office(self, office_id: str) -> Office:
        """Cơ quan theo mã: the office of that id on this day.

        Raises EndedOffice, UnvouchedOffice or UnknownOffice, which both are.
        """
        if office := self._standing.office(office_id):
            return office
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
        if top is None:
            return tuple(o for o in self._standing.offices if kind is None or o.kind is kind)
        return in_order(
            office
            for unit in self._territory(top, wanted)
            if wanted is None or unit.level is wanted
            for office in self._standing.offices_of(unit)
            if kind is None or office.kind is kind
        )

    def _territory(self, top: Unit, lowest: Level | None) -> Iterable[Unit]:
        yield top
        if top.level is not lowest:
            for unit in self.children(top):
                yield from self._territory(unit, lowest)

    def _named(self, name: str, among: tuple[Unit, ...]) -> Unit:
        asked = _name_key(name)
        named = [unit for unit in among if asked in _names_of(unit)]
        if len(named) > 1:
            listed = ", ".join(f"{unit.full_name} ({unit.code})" for unit in named)
            raise AmbiguousUnit(unit=name, day=self.day.isoformat(), candidates=listed)
        if named:
            return named[0]
        levels = {unit.level for unit in among}
        elsewhen = [u for u in self.chart.unit_rows() if u.level in levels and asked in _names_of(u)]
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
        ids = [office.id for office in self._standing.offices]
        candidates = ", ".join(get_close_matches(office_id, ids, n=3, cutoff=0.75)) or "–"
        same = [o for o in self.chart.office_rows() if o.id == office_id]
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
