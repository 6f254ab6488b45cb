"""Kế thừa đơn vị hành chính: what became of the units which a change of tiers ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from directives.org.units import Unit


class Extent(StrEnum):
    """Phạm vi kế thừa: all of the old unit went into the new one, or it was divided among several."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Successor:
    """Đơn vị kế thừa: a new unit which took all or a part of an old one. With parts, a person must choose.

    ``unsettled``: two sources name different parts; a person must compare the resolution as well.
    """

    code: str
    extent: Extent
    unsettled: bool = False


class Succession:
    """Bảng kế thừa: the units of one regime that ended, and where they went on ``day``.

    ``whole`` holds provinces; ``read`` gives the long list of communes, when it is first asked for: old code → new
    codes. A unit that went into one new unit went there whole, one with several was divided.
    """

    def __init__(
        self,
        old_regime: str,
        new_regime: str,
        day: date,
        whole: Mapping[str, str],
        read: Callable[[], Mapping[str, tuple[str, ...]]],
        unsettled: frozenset[str],
    ) -> None:
        self.old_regime = old_regime
        self.new_regime = new_regime
        self.day = day
        self._whole = whole
        self._read = read
        self._unsettled = unsettled

    def of(self, old: Unit) -> tuple[Successor, ...]:
        """Đơn vị kế thừa của: the new units of an old one; none for a district, which no agency succeeds.

        The five districts without communes, which became special zones, do have one.
        """
        if old.regime != self.old_regime:
            return ()
        new = (self._whole[old.code],) if old.code in self._whole else self._heirs.get(old.code, ())
        extent = Extent.PART if len(new) > 1 else Extent.WHOLE
        return tuple(Successor(code, extent, old.code in self._unsettled) for code in new)

    @cached_property
    def _heirs(self) -> Mapping[str, tuple[str, ...]]:
        return self._read()
