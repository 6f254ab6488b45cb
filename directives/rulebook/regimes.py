"""Chế độ trình bày: which law of form holds on a day, and what it bounds, as rows with their clauses."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from directives.errors import N_, DirectiveError


class DayWithoutRegime(DirectiveError):
    """Ngày chưa có chế độ: no law of form in the rulebook covers the day of the document."""

    kind = "day_without_regime"
    template = N_(
        "No law of form in the rulebook covers {day}; the first regime, {first}, begins on {first_day}. "
        "Check the document's date."
    )


class MeasureUnit(Enum):
    """Đơn vị đo: of a measure; a ``share`` is a part of the length it is compared with."""

    MILLIMETRE = "mm"
    POINT = "pt"
    LINES = "lines"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Measure:
    """Số đo: what the law allows (None = no bound on that side) and what our templates use."""

    id: str
    unit: MeasureUnit
    used: float
    clause: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_lawful(self) -> bool:
        """Đúng luật: whether the value we use lies within the bounds."""
        return (self.at_least is None or self.at_least <= self.used) and (
            self.at_most is None or self.used <= self.at_most
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Quy định bằng chữ: what the law fixes in words, such as where the page number stands."""

    id: str
    value: str
    clause: str


_Row = TypeVar("_Row", Measure, Choice)


@dataclass(frozen=True, slots=True)
class Regime:
    """Chế độ trình bày: one law of form with the days on which it holds (``to`` None = still in force)."""

    id: str
    title: str
    basis: str
    since: date
    to: date | None
    measures: Mapping[str, Measure]
    choices: Mapping[str, Choice]

    def used(self, measure: str) -> float:
        """Số đo áp dụng: the value our templates use, in the measure's own unit."""
        return self.measures[measure].used

    def says(self, choice: str) -> str:
        """Quy định: what the law fixes in words under this id."""
        return self.choices[choice].value

    @property
    def text_width_mm(self) -> float:
        """Bề rộng vùng chữ: between the margins we use."""
        return self.used("page_width") - self.used("margin_left") - self.used("margin_right")

    def holds_on(self, day: date) -> bool:
        """Đang có hiệu lực: whether a document of that day falls under this regime."""
        return self.since <= day and (self.to is None or day <= self.to)


def read_regimes(text: str) -> tuple[Regime, ...]:
    """Đọc chế độ: the regimes of a TOML text in order of time.

    Raises ValueError when two overlap or leave a day between them without any: the data are wrong then.
    """
    regimes = tuple(sorted(map(_regime, tomllib.loads(text)["regime"]), key=lambda r: r.since))
    for earlier, later in pairwise(regimes):
        if earlier.to is None or earlier.to + timedelta(days=1) != later.since:
            raise ValueError(f"{earlier.id} must end on the day before {later.id} begins ({later.since})")
    return regimes


@cache
def all_regimes() -> tuple[Regime, ...]:
    """Các chế độ: every regime of the rulebook, the oldest first."""
    return read_regimes(files(__package__).joinpath("data/regimes.toml").read_text(encoding="utf-8"))


def regime_on(day: date) -> Regime:
    """Chế độ của ngày: the law of form for a document dated ``day``. Raises DayWithoutRegime.

    >>> regime_on(date(2020, 3, 4)).id, regime_on(date(2020, 3, 5)).id
    ('TT01', 'ND30')
    """
    for regime in all_regimes():
        if regime.holds_on(day):
            return regime
    first = all_regimes()[0]
    raise DayWithoutRegime(day=day.isoformat(), first=first.id, first_day=first.since.isoformat())


def _regime(row: Mapping[str, Any]) -> Regime:
    return Regime(
        id=row["id"],
        title=row["title"],
        basis=row["basis"],
        since=row["from"],
        to=row.get("to"),
        measures=_by_id([_measure(one) for one in row.get("measure", ())]),
        choices=_by_id([Choice(**one) for one in row.get("choice", ())]),
    )


def _measure(row: Mapping[str, Any]) -> Measure:
    return Measure(**{**row, "unit": MeasureUnit(row["unit"])})


def _by_id(rows: Sequence[_Row]) -> Mapping[str, _Row]:
    by_id = {row.id: row for row in rows}
    if len(by_id) != len(rows):
        raise ValueError(f"an id stands twice among {[row.id for row in rows]}")
    return MappingProxyType(by_id)
