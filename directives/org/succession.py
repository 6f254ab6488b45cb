"""Kế thừa đơn vị hành chính: what became of the units which a change of tiers ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directives.org.units import Unit


class Extent(StrEnum):
    """Phạm vi kế thừa: all of the old unit went into the new one, or it was divided among several."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Successor:
    """Đơn vị kế thừa: a new unit which took all or a part of an old one. With parts, a person must choose."""

    code: str
    extent: Extent


@dataclass(frozen=True, slots=True)
class Succession:
    """Bảng kế thừa: the units of one regime that ended, and where they went on ``day``."""

    old_regime: str
    new_regime: str
    day: date
    whole: Mapping[str, str]
    part: Mapping[str, tuple[str, ...]]

    def of(self, old: Unit) -> tuple[Successor, ...]:
        """Đơn vị kế thừa của: the new units of an old one; none for a district, which no agency succeeds."""
        if old.regime != self.old_regime:
            return ()
        if old.code in self.whole:
            return (Successor(self.whole[old.code], Extent.WHOLE),)
        return tuple(Successor(code, Extent.PART) for code in self.part.get(old.code, ()))
