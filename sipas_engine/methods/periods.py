"""Giai đoạn đo lường: which way of measuring the law ordered on a day, as dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, Literal

from sipas_engine.errors import N_, SipasError
from sipas_engine.methods.method import Method

UnitAsked = Literal["transaction", "household", "citizen18"]
"""Đối tượng được hỏi: who had a transaction; households; citizens of 18 or more."""


class NoPeriod(SipasError):
    """Không có giai đoạn: no way of measuring is known for that day."""

    kind: ClassVar[str] = "no_period"
    template: ClassVar[str] = N_("No period of measuring is known for {day}. Known: {known}.")


@dataclass(frozen=True, slots=True)
class Period:
    """Giai đoạn đo lường: days (both included), legal text, who is asked, question set and method to begin with."""

    code: str
    first_day: date
    last_day: date
    legal: str
    unit: UnitAsked
    question_set: str
    method: Method


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Nhóm đơn vị: units measured with one instrument and ranked among themselves, in one annex.

    ``last_day`` is the last day on which such units exist, None while they do.
    """

    code: str
    name: str
    annex: str
    last_day: date | None = None
    legal: str = ""

    def exists_on(self, day: date) -> bool:
        """Còn tồn tại: whether there are units of this group on a day."""
        return self.last_day is None or day <= self.last_day


@cache
def periods() -> tuple[Period, ...]:
    """Các giai đoạn: oldest first, without gap or overlap."""
    return tuple(
        Period(
            code=row["code"],
            first_day=row["first_day"],
            last_day=row["last_day"],
            legal=row["legal"],
            unit=row["unit"],
            question_set=row["question_set"],
            method=Method(**row["method"]),
        )
        for row in _rows("periods.toml", "period")
    )


def period_on(day: date) -> Period:
    """Giai đoạn của một ngày: raises NoPeriod."""
    for period in periods():
        if period.first_day <= day <= period.last_day:
            return period
    raise NoPeriod(day=day.isoformat(), known=", ".join(period.code for period in periods()))


@cache
def unit_groups() -> tuple[UnitGroup, ...]:
    """Các nhóm đơn vị: in the order of their annexes."""
    return tuple(UnitGroup(**row) for row in _rows("groups.toml", "group"))


def unit_groups_on(day: date) -> tuple[UnitGroup, ...]:
    """Các nhóm đơn vị của một ngày: districts are gone after their last day."""
    return tuple(group for group in unit_groups() if group.exists_on(day))


def _rows(file: str, key: str) -> list[dict[str, Any]]:
    """Rows of our own data; their types are proved by the tests that read every one of them."""
    data = files("sipas_engine.methods").joinpath("data", file)
    rows: list[dict[str, Any]] = tomllib.loads(data.read_text(encoding="utf-8"))[key]
    return rows
