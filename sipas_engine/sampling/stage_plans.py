"""Bảng giai đoạn: how many units each stage takes, by class of province; data, and most of it not yet sure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.sampling.stages import Stage

CLASSES = ("I", "II", "III", "big_city")
"""Loại tỉnh: the three classes, and Hà Nội and Thành phố Hồ Chí Minh."""


class UnknownStagePlan(SipasError):
    """Không có bảng giai đoạn này: the code names none."""

    kind: ClassVar[str] = "unknown_stage_plan"
    template: ClassVar[str] = N_("There is no plan of stages {code!r}. There are: {known}.")


@dataclass(frozen=True, slots=True)
class StageRow:
    """Giai đoạn trong bảng: the column of its units, how many by class of province, whether the centre is forced."""

    level: str
    units: Mapping[str, int]
    centre: bool


@dataclass(frozen=True, slots=True)
class StagePlan:
    """Bảng giai đoạn: from the province down to the last unit, and how many people are asked there."""

    code: str
    name: str
    source: str
    unsure: bool
    people_per_last_unit: int
    rows: tuple[StageRow, ...]

    def stages(self, province_class: str, centres: Mapping[str, Sequence[str]]) -> tuple[Stage, ...]:
        """Các giai đoạn: for a class of province; ``centres`` are the forced units by level."""
        return tuple(
            Stage(
                row.level,
                row.units[province_class],
                tuple(centres.get(row.level, ())) if row.centre else (),
            )
            for row in self.rows
        )


def stage_plan(code: str) -> StagePlan:
    """Bảng giai đoạn theo mã: raises UnknownStagePlan."""
    for plan in stage_plans():
        if plan.code == code:
            return plan
    known = ", ".join(plan.code for plan in stage_plans())
    raise UnknownStagePlan(where="plan", code=code, known=known)


@cache
def stage_plans() -> tuple[StagePlan, ...]:
    """Các bảng có sẵn: of ``data/stages.toml``."""
    text = files("sipas_engine.sampling").joinpath("data", "stages.toml").read_text(encoding="utf-8")
    return tuple(
        StagePlan(
            told["code"],
            told["name"],
            told["source"],
            told["unsure"],
            told["people_per_last_unit"],
            tuple(StageRow(row["level"], row["units"], row["centre"]) for row in told["stage"]),
        )
        for told in tomllib.loads(text)["plan"]
    )
