"""Nơi phải triển khai: which units a directive addresses, or the organisation puts below its issuer on a day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from directives.lineage.graph import Node
from directives.lineage.issuers import issuer_key, named_issuer, territory_of
from directives.org.chart import Snapshot
from directives.org.errors import IncompleteList
from directives.org.offices import Office, OfficeKind
from directives.org.units import Level, Unit
from directives.text import comparison_key

#: "UBND các huyện, thành phố …", "Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương"
_GROUP = re.compile(
    r"^(?P<who>.+?)\s+(?:các|cấp)\s+(?P<nouns>(?:(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
    r"(?:\s*,\s*|\s+và\s+|\s+)?)+)(?P<rest>.*)$"
)
_LISTED = re.compile(r"^\s*:\s*(?P<names>.+)$")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\bvà\b)\s*")
#: Nouns by which a group tells its level, the surest first; "thành phố" alone may be of either.
_NOUNS = (
    (Level.COMMUNE, ("xã", "phường", "thị trấn", "đặc khu")),
    (Level.DISTRICT, ("huyện", "quận", "thị xã")),
    (Level.PROVINCE, ("tỉnh",)),
)


class From(StrEnum):
    """Căn cứ chọn đơn vị: how the units of a coverage were found."""

    ASKED = "asked"
    ADDRESSEES = "addressees"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Nơi phải triển khai: the offices, how they were found, and addressees that the organisation does not resolve."""

    offices: tuple[Office, ...]
    found_from: From
    unresolved: tuple[str, ...] = ()


def addressed_by(directive: Node, snapshot: Snapshot) -> Addressed:
    """Đơn vị của văn bản: its addressees as far as the chart knows them, else the units directly below its issuer.

    Raises IncompleteList where the chart does not hold all units of the level that is addressed.
    """
    top = unit_of(directive, snapshot)
    found: dict[str, Office] = {}
    unresolved = []
    for line in directive.addressees:
        offices = _offices_of_line(line, top, directive.line, snapshot)
        found |= {office.id: office for office in offices}
        if not offices:
            unresolved.append(line)
    if found:
        return Addressed(tuple(found.values()), From.ADDRESSEES, tuple(unresolved))
    return Addressed(_below(top, snapshot), From.ORGANISATION, tuple(unresolved))


def offices_of_level(level: str, directive: Node, snapshot: Snapshot) -> tuple[Office, ...]:
    """Ủy ban nhân dân một cấp: of the territory of the directive's issuer. Raises IncompleteList."""
    return snapshot.offices(
        level=level, under=unit_of(directive, snapshot), kind=OfficeKind.PEOPLES_COMMITTEE
    )


def unit_of(node: Node, snapshot: Snapshot) -> Unit:
    """Địa bàn của cơ quan ban hành: its unit on that day; the nation where it has none or nobody knows which."""
    territory = territory_of(node.issuer.key) if node.issuer else ""
    named = snapshot.named(territory) if territory else ()
    if node.issuer and node.issuer.office and len(named) != 1:
        return snapshot.office(node.issuer.office).unit
    return named[0] if len(named) == 1 else snapshot.nation


def office_named(key: str, snapshot: Snapshot) -> str:
    """Mã cơ quan theo khóa: of the one office of the chart that bears this name on that day; else empty."""
    territory = territory_of(key)
    try:
        if territory:
            units = snapshot.named(territory)
            offices = [o for unit in units for o in snapshot.offices(level=unit.level, under=unit)]
        else:
            offices = list(snapshot.offices(level=Level.NATION))
    except IncompleteList:
        return ""
    bearers = {office.id for office in offices if issuer_key(office.full_name) == key}
    return bearers.pop() if len(bearers) == 1 else ""


def _offices_of_line(line: str, top: Unit, around: Sequence[str], snapshot: Snapshot) -> Sequence[Office]:
    key = comparison_key(line).rstrip(" .;,")
    group = _GROUP.match(issuer_key(key))
    if group is None:
        issuer = named_issuer(key, around)
        office_id = office_named(issuer.key, snapshot) if issuer.complete else ""
        return (snapshot.office(office_id),) if office_id else ()
    level = _level_of_group(group["nouns"], top)
    if level is None:
        return ()
    listed = _LISTED.match(group["rest"])
    offices = snapshot.offices(level=level, under=top)
    wanted = [office for office in offices if issuer_key(office.full_name).startswith(f"{group['who']} ")]
    return _listed(wanted, listed["names"]) if listed else wanted


def _level_of_group(nouns: str, top: Unit) -> Level | None:
    words = re.split(r"\s*,\s*|\s+và\s+", nouns.strip())
    for level, own in _NOUNS:
        if any(word.strip() in own for word in words):
            return level
    return Level.PROVINCE if top.level is Level.NATION else Level.DISTRICT


def _listed(offices: Iterable[Office], names: str) -> Sequence[Office]:
    """Those whose unit bears one of the names: "UBND các huyện, thành phố: Cư Jút, Đắk Mil và Gia Nghĩa"."""
    wanted = {comparison_key(name) for name in _BETWEEN_NAMES.split(names) if name}
    return [office for office in offices if comparison_key(office.unit.name) in wanted]


def _below(top: Unit, snapshot: Snapshot) -> tuple[Office, ...]:
    """The people's committees of the next level below; none below a commune."""
    levels = (Level.NATION, *snapshot.levels)
    at = levels.index(top.level)
    if at + 1 >= len(levels):
        return ()
    return snapshot.offices(level=levels[at + 1], under=top, kind=OfficeKind.PEOPLES_COMMITTEE)
