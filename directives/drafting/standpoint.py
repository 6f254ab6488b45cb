"""Vị trí của cơ quan: who an office is for those who address it, and whether it stands under the issuer."""

import re
from dataclasses import dataclass

from directives.drafting.incoming import Incoming
from directives.drafting.tables import addressee_words
from directives.org.chart import OrganisationChart, Snapshot
from directives.org.errors import DayOutsideChart
from directives.org.offices import Office, OfficeKind
from directives.org.units import Level, Unit
from directives.text import comparison_key
from directives.vocabulary.words import UPPER

_COMMITTEE = "ủy ban nhân dân "
_NAMED_UNIT = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{'|'.join(addressee_words().nouns)}))\s+"
    rf"(?P<name>[{UPPER}\d][^\s,;:()/]*(?:\s+[{UPPER}\d][^\s,;:()/]*)*)"
)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Vị trí của cơ quan: ``unit_kind`` and ``unit_name`` are those of the unit it governs or serves.

    They are taken from the office's name, so that a committee of a commune which the chart does not hold yet, and
    its office's file adds, stands at its own level. ``bare_name`` is its name without the unit: "Sở Nội vụ".
    """

    office: Office
    kind: OfficeKind
    level: Level
    unit_kind: str
    unit_name: str
    bare_name: str

    @property
    def is_committee(self) -> bool:
        """Là Ủy ban nhân dân: it governs a territory and has units below it."""
        return self.kind is OfficeKind.PEOPLES_COMMITTEE

    @property
    def names(self) -> tuple[str, ...]:
        """Các cách gọi tên: comparison keys by which it is named alone."""
        unit = f"{self.unit_kind} {self.unit_name}"
        if self.is_committee:
            return tuple(comparison_key(name) for name in (f"UBND {unit}", unit))
        return tuple(comparison_key(name) for name in (self.office.full_name, self.bare_name))


def standpoint_of(office: Office) -> Standpoint:
    """Vị trí của cơ quan: read from the chart's row and, for a committee, from its own name."""
    unit = office.unit
    named = comparison_key(office.full_name)
    if named.startswith(_COMMITTEE) and not named.endswith(comparison_key(unit.full_name)):
        words = office.full_name.split()[len(_COMMITTEE.split()) :]
        for noun in addressee_words().nouns:
            size = len(noun.split())
            if comparison_key(" ".join(words[:size])) == noun:
                level = addressee_words().level_of(noun) or office.level
                name = " ".join(words[size:])
                return Standpoint(office, OfficeKind.PEOPLES_COMMITTEE, level, noun, name, "Ủy ban nhân dân")
    kind = OfficeKind.PEOPLES_COMMITTEE if named.startswith(_COMMITTEE) else office.kind
    bare = office.full_name.removesuffix(unit.full_name).strip() or office.full_name
    return Standpoint(office, kind, office.level, unit.kind.lower(), unit.name, bare)


@dataclass(frozen=True, slots=True)
class Authority:
    """Cơ quan ban hành văn bản đến: the unit it stands for, and whether the office lies in its territory.

    ``over`` is None where the unit could not be found in the chart: then nobody knows.
    """

    unit: Unit | None
    over: bool | None


def authority_over(
    chart: OrganisationChart, snapshot: Snapshot, office: Office, incoming: Incoming
) -> Authority:
    """Thẩm quyền theo địa bàn: whether the document's issuer directs the territory in which the office lies.

    Asked on the document's own day; where the tiers changed since then, by who took its territory over.
    """
    there = _lineage(snapshot, office.unit)
    try:
        then = chart.on(incoming.issued_on or snapshot.day)
    except DayOutsideChart:
        then = snapshot
    record = incoming.record
    parent = record.parent.normalized if record.parent else None
    said = [record.issuer.normalized if record.issuer else "", parent or ""]
    for name in filter(None, said):
        found = [unit for match in _NAMED_UNIT.finditer(name) for unit in _units(then, match)]
        if found:
            over = [unit for unit in found if _territory(chart, then, snapshot, unit) & there]
            return Authority(over[0], True) if over else Authority(found[0], False)
    first = comparison_key(said[0])
    if any(f"{first} ".startswith(f"{word} ") for word in addressee_words().national):
        return Authority(snapshot.nation, True)
    place = record.place.normalized if record.place else None
    near = [unit for unit in then.named(place or "") if _territory(chart, then, snapshot, unit) & there]
    return Authority(near[0], True) if near else Authority(None, None)


def _units(snapshot: Snapshot, match: re.Match[str]) -> tuple[Unit, ...]:
    return snapshot.named(f"{match['kind'].lower()} {match['name']}")


def _lineage(snapshot: Snapshot, unit: Unit) -> frozenset[str]:
    """Codes of a unit and of all above it, without the nation."""
    codes = set()
    above: Unit | None = unit
    while above is not None and above.parent is not None:
        codes.add(above.code)
        above = snapshot.parent(above)
    return frozenset(codes)


def _territory(chart: OrganisationChart, then: Snapshot, now: Snapshot, unit: Unit) -> frozenset[str]:
    """The unit's code today: its own in one regime, those of who took it over in another."""
    if then.regime == now.regime:
        return frozenset({unit.code})
    return frozenset(heir.code for heir in chart.successors(unit))
