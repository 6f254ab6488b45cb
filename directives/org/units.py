"""Đơn vị hành chính: a unit as it is for a stretch of days, and the regime of tiers it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from directives.text import slug

_slug = lru_cache(maxsize=32768)(slug)


class Level(StrEnum):
    """Cấp hành chính: the tiers of territory; the nation is the root above them."""

    NATION = "nation"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Regime:
    """Mô hình chính quyền địa phương: the tiers that exist between two days.

    ``checked_on`` is the day on which the rows were last compared with a source; for later days an answer is
    provisional.
    """

    name: str
    levels: tuple[Level, ...]
    first: date
    last: date | None
    checked_on: date
    basis: str

    def holds_on(self, day: date) -> bool:
        """Có hiệu lực: whether the day lies in this regime."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Unit:
    """Đơn vị hành chính: one unit with one name and kind; a change of either is another value.

    ``(regime, code)`` is its key: most codes of the three tiers were given again in the two tiers.
    ``valid_from`` is None when the day it came into being is not known; then ``seen_from`` is the day from
    which ``basis`` vouches for it, else both are equal. ``valid_to`` is its last day, None while it lasts,
    ``ended_by`` the document that ended it. ``keeps_noun``: named after a person, a number or an event, so
    that the common noun belongs to the name. ``homonym``: its id bears its code, since another of its kind and
    name exists. ``doubt`` says what the sources leave open; empty when nothing.
    """

    regime: str
    code: str
    level: Level
    kind: str
    name: str
    parent: str | None
    valid_from: date | None
    seen_from: date
    valid_to: date | None
    basis: str
    ended_by: str = ""
    keeps_noun: bool = False
    homonym: bool = False
    doubt: str = ""

    def exists_on(self, day: date) -> bool:
        """Đang tồn tại: whether the data vouch for the unit on that day."""
        return self.seen_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def full_name(self) -> str:
        """Tên đầy đủ: kind and name in running text, ``tỉnh Đắk Nông`` but ``Phường 1 Bảo Lộc`` (PL.II)."""
        noun = self.kind[0].upper() + self.kind[1:] if self.keeps_noun else self.kind
        return f"{noun} {self.name}"

    @property
    def title(self) -> str:
        """Tên đứng riêng: the full name with a capital, as in a form or a table."""
        return self.full_name[0].upper() + self.full_name[1:]

    @property
    def place_name(self) -> str:
        """Địa danh: what stands before the date; the full name where it is needed (PL.I-II.4a)."""
        return self.full_name if self.keeps_noun else self.name

    @property
    def slug(self) -> str:
        """Tên rút gọn: name in ASCII; unique only together with kind and code. A homonym's code follows."""
        return f"{_slug(self.name)}-{self.code}" if self.homonym else _slug(self.name)


@dataclass(frozen=True, slots=True)
class CompleteList:
    """Danh sách đầy đủ: from ``first`` on the rows are all there are, ``count`` in number.

    ``below``: the code of the unit below which they stand; or ``level``: all units of a level in the whole nation,
    where ``by_parent`` says how many stand below which unit.
    """

    regime: str
    below: str | None
    level: Level | None
    first: date
    count: int
    by_parent: Mapping[str, int]
    basis: str

    def covers(self, parent: Unit, children: Level, day: date) -> bool:
        """Bao gồm: whether on that day the units directly below ``parent`` are all in the data."""
        return self.first <= day and (self.below == parent.code or self.level is children)
