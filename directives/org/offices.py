"""Cơ quan: an office as it writes itself for a stretch of days, and the pattern it is derived from."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from directives.org.units import Level, Unit
from directives.text import slug

_slug = lru_cache(maxsize=64)(slug)  # the kinds of units are few


class OfficeKind(StrEnum):
    """Loại cơ quan: where an office stands. Who is outside the hierarchy is addressed, never directed."""

    GOVERNMENT = "government"
    MINISTRY = "ministry"
    PEOPLES_COMMITTEE = "peoples_committee"
    DEPARTMENT = "department"
    ADVISORY = "advisory"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Office:
    """Cơ quan, tổ chức: one office with its letterhead, symbol, place name and titles (PL.I-II.2 to 4).

    ``id`` is stable while the office keeps its name; ``unit`` is the territory it governs or serves.
    ``name_lines`` is empty for a body outside the hierarchy: it is addressed, and no letterhead written for
    it. ``collective`` is what its head signs for with "TM."; empty where one head decides. ``superior`` is
    the id of the office above, None at the root and outside the hierarchy. ``seen_from``, ``valid_to`` bound
    the days for which the data vouch, ``ended_by`` names the document that ended it.
    """

    id: str
    kind: OfficeKind
    unit: Unit
    full_name: str
    short_name: str
    parent_lines: tuple[str, ...]
    name_lines: tuple[str, ...]
    abbreviation: str
    place_name: str
    superior: str | None
    collective: str
    head_title: str
    deputy_title: str
    seen_from: date
    valid_to: date | None
    basis: str
    ended_by: str

    @property
    def level(self) -> Level:
        """Cấp: the level of the unit it governs or serves."""
        return self.unit.level

    @property
    def issues_documents(self) -> bool:
        """Được ban hành văn bản ở đây: whether a letterhead is known for it."""
        return bool(self.name_lines)

    def exists_on(self, day: date) -> bool:
        """Đang hoạt động: whether the data vouch for the office on that day."""
        return self.seen_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class OfficePattern:
    """Mẫu cơ quan: a row of ``offices.toml``, to be filled in for each unit of its level."""

    id: str
    kind: OfficeKind
    level: Level
    full_name: str
    short_name: str
    place_name: str
    seen_from: date
    basis: str
    only: frozenset[str] = frozenset()
    parent_lines: tuple[str, ...] = ()
    name_lines: tuple[str, ...] = ()
    abbreviation: str = ""
    superior: str = ""
    collective: str = ""
    head: str = ""
    deputy: str = ""
    valid_to: date | None = None
    ended_by: str = ""

    def suits(self, unit: Unit) -> bool:
        """Áp dụng cho: whether units of this level, or this very unit, have such an office."""
        return unit.level is self.level and (not self.only or f"{unit.regime}/{unit.code}" in self.only)

    def code_in(self, office_id: str) -> str | None:
        """Mã đơn vị trong mã cơ quan: None where it is no id of this pattern, or such ids bear no code."""
        if "{code}" not in self.id:
            return None
        written = r"[a-z0-9-]+".join(re.escape(text) for text in re.split(r"{(?!code})\w+}", self.id))
        found = re.fullmatch(written.replace(r"\{code\}", r"(?P<code>\w+)"), office_id)
        return found["code"] if found else None

    def office_of(self, unit: Unit, parent: Unit | None) -> Office | None:
        """Cơ quan của đơn vị: the office while unit, unit above and pattern all hold; None if they never do.

        ``parent`` is None for the nation. A unit whose parent changes its kind has an office for each kind.
        """
        rows: list[Unit | OfficePattern] = [unit, self, *([parent] if parent else [])]
        begun = max(rows, key=lambda row: row.seen_from)
        ended = min(
            (row for row in rows if row.valid_to), key=lambda row: row.valid_to or date.max, default=None
        )
        if ended and ended.valid_to and ended.valid_to < begun.seen_from:
            return None
        words = _words(unit, parent)
        return Office(
            id=self.id.format_map(words),
            kind=self.kind,
            unit=unit,
            full_name=self.full_name.format_map(words),
            short_name=self.short_name.format_map(words),
            parent_lines=tuple(line.format_map(words) for line in self.parent_lines),
            name_lines=tuple(line.format_map(words) for line in self.name_lines),
            abbreviation=self.abbreviation,
            place_name=self.place_name.format_map(words),
            superior=self.superior.format_map(words) or None,
            collective=self.collective,
            head_title=self.head,
            deputy_title=self.deputy,
            seen_from=begun.seen_from,
            valid_to=ended.valid_to if ended else None,
            basis=begun.basis,
            ended_by=ended.ended_by if ended else "",
        )


def _words(unit: Unit, parent: Unit | None) -> dict[str, str]:
    words = {
        "unit": unit.full_name,
        "UNIT": unit.full_name.upper(),
        "name": unit.name,
        "code": unit.code,
        "kind_slug": _slug(unit.kind),
        "slug": unit.slug,
        "place": unit.place_name,
    }
    if parent:
        words |= {"parent_kind_slug": _slug(parent.kind), "parent_slug": parent.slug}
    return words
