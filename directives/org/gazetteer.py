"""Danh mục đơn vị hành chính của một mô hình: rows in groups, each read when a day first asks for it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from directives.org.errors import InvalidOrganisation
from directives.org.units import CompleteList, Regime, Unit


class UnitGroup:
    """Nhóm đơn vị: rows known from the same day on; a long list stays unread until that day is asked for."""

    def __init__(self, first: date, read: Callable[[], tuple[Unit, ...]]) -> None:
        self.first = first
        self._read = read

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Các đơn vị: read once."""
        return self._read()


class Gazetteer:
    """Danh mục đơn vị hành chính: every unit of one regime, for every day the data know; equal only to itself."""

    def __init__(
        self, regime: Regime, groups: Iterable[UnitGroup], complete: tuple[CompleteList, ...], where: str
    ) -> None:
        self.regime = regime
        self.complete = complete
        self._groups = sorted(groups, key=lambda group: group.first)
        self._where = where
        self._known: dict[int, tuple[Unit, ...]] = {}

    def known_by(self, day: date) -> tuple[Unit, ...]:
        """Đã biết đến ngày: the rows of all groups which begin by that day, ended ones too.

        Raises InvalidOrganisation with every contradiction between them: rows of one code that overlap, a row
        without its parent, a list whose count is not as its basis says.
        """
        count = sum(group.first <= day for group in self._groups)
        if count not in self._known:
            units = tuple(unit for group in self._groups[:count] for unit in group.units)
            until = self._groups[count].first if count < len(self._groups) else date.max
            if problems := (*_row_problems(units), *self._count_problems(units, until)):
                raise InvalidOrganisation(problems, where=self._where)
            self._known[count] = units
        return self._known[count]

    @property
    def units(self) -> tuple[Unit, ...]:
        """Mọi đơn vị: the rows of every day. Raises as ``known_by``."""
        return self.known_by(date.max)

    def _count_problems(self, units: tuple[Unit, ...], until: date) -> Iterator[str]:
        """What does not add up on the days for which these rows are all there are to know."""
        below: dict[str | None, list[Unit]] = {}
        of_level: dict[str | None, list[Unit]] = {}
        for unit in units:
            below.setdefault(unit.parent, []).append(unit)
            of_level.setdefault(unit.level, []).append(unit)
        for stated in self.complete:
            if stated.below:
                counted = [(stated.below, below.get(stated.below, []), stated.count)]
            else:
                counted = [(str(stated.level), of_level.get(stated.level, []), stated.count)]
                counted += [(code, below.get(code, []), count) for code, count in stated.by_parent.items()]
            for where, rows, count in counted:
                days = {stated.first, *(day for day in change_days(rows) if stated.first < day)}
                for day in sorted(day for day in days if day < until and self.regime.holds_on(day)):
                    found = sum(unit.exists_on(day) for unit in rows)
                    if found != count:
                        yield f"{stated.regime}/{where}: {found} rows on {day}, not {count} ({stated.basis})"


def change_days(units: Iterable[Unit]) -> set[date]:
    """Ngày thay đổi: the days on which a unit begins, or has ended the day before."""
    ends = {unit.valid_to for unit in units}
    return {unit.seen_from for unit in units} | {end + timedelta(days=1) for end in ends if end}


def _row_problems(units: tuple[Unit, ...]) -> Iterator[str]:
    by_code: dict[str, list[Unit]] = {}
    for unit in units:
        by_code.setdefault(unit.code, []).append(unit)
    for code, rows in by_code.items():
        for earlier, later in pairwise(sorted(rows, key=lambda u: u.seen_from) if len(rows) > 1 else ()):
            if earlier.valid_to is None or earlier.valid_to >= later.seen_from:
                yield f"{later.regime}/{code}: two rows for {later.seen_from}"
    for unit in units:
        if unit.parent and unit.parent not in by_code:
            yield f"{unit.regime}/{unit.code}: no row for its parent {unit.parent}"
        if unit.valid_to and unit.valid_to < unit.seen_from:
            yield f"{unit.regime}/{unit.code}: ends before it begins"
