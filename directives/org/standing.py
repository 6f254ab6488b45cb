"""Tổ chức giữa hai lần thay đổi: units and offices of a stretch of days, put together as far as they are asked for."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache

from directives.org.offices import Office, OfficePattern
from directives.org.units import Unit
from directives.text import sort_key

#: Names are few and sorted often; days share them.
_order = lru_cache(maxsize=32768)(sort_key)


def in_order(offices: Iterable[Office]) -> tuple[Office, ...]:
    """Theo thứ tự: offices in Vietnamese order of their full names."""
    return tuple(sorted(offices, key=lambda office: _order(office.full_name)))


class Standing:
    """Tổ chức giữa hai lần thay đổi: what holds on ``day`` until a unit or a pattern of offices changes."""

    def __init__(self, units: Iterable[Unit], patterns: tuple[OfficePattern, ...], day: date) -> None:
        self.units: Mapping[str, Unit] = {unit.code: unit for unit in units if unit.exists_on(day)}
        self._patterns = patterns
        self._day = day
        self._children: dict[str, tuple[Unit, ...]] = {}
        self._offices: dict[str, tuple[Office, ...]] = {}

    def children(self, code: str) -> tuple[Unit, ...]:
        """Đơn vị trực thuộc: the rows there are directly below a unit, in Vietnamese order."""
        if code not in self._children:
            below = self._below.get(code, [])
            self._children[code] = tuple(sorted(below, key=lambda unit: _order(unit.name)))
        return self._children[code]

    def offices_of(self, unit: Unit) -> tuple[Office, ...]:
        """Các cơ quan của đơn vị: those which its patterns make."""
        if unit.code not in self._offices:
            parent = self.units[unit.parent] if unit.parent else None
            made = (pattern.office_of(unit, parent) for pattern in self._patterns if pattern.suits(unit))
            self._offices[unit.code] = tuple(o for o in made if o and o.exists_on(self._day))
        return self._offices[unit.code]

    def office(self, office_id: str) -> Office | None:
        """Cơ quan theo mã: without putting all others together; None where there is none."""
        if office_id in self._uncoded:
            return self._uncoded[office_id]
        codes = {code for pattern in self._patterns if (code := pattern.code_in(office_id))}
        units = (self.units[code] for code in codes if code in self.units)
        return next((o for unit in units for o in self.offices_of(unit) if o.id == office_id), None)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """Mọi cơ quan: in Vietnamese order of their full names."""
        return in_order(office for unit in self.units.values() for office in self.offices_of(unit))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Unit, ...]]:
        """Theo tên: the units by name, with and without the common noun, in small letters.

        The rows are spelt as ``comparison_key`` spells, so that it need not be asked for each of them.
        """
        named: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            if unit.parent:
                name = unit.name.casefold()
                named.setdefault(name, []).append(unit)
                named.setdefault(f"{unit.kind} {name}", []).append(unit)
        return {name: tuple(units) for name, units in named.items()}

    @cached_property
    def _below(self) -> Mapping[str, list[Unit]]:
        below: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            if unit.parent:
                below.setdefault(unit.parent, []).append(unit)
        return below

    @cached_property
    def _uncoded(self) -> Mapping[str, Office]:
        """Offices whose id bears no code, so that it cannot lead to their unit."""
        levels = {pattern.level for pattern in self._patterns if "{code}" not in pattern.id}
        units = (unit for unit in self.units.values() if unit.level in levels)
        return {office.id: office for unit in units for office in self.offices_of(unit)}
