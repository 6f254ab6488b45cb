"""Điểm còn mở: what the law leaves open or nobody has found, each a setting that every report prints."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Where = Literal["method", "questions", "validity", "sample", "field", "publishing"]
"""Nơi thiết lập: the table of a campaign in which the setting stands."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Điểm còn mở: one setting, its default, what else it may be, and why it is open; texts for readers."""

    setting: str
    where: Where
    name: str
    default: str
    others: tuple[str, ...]
    why: str


@cache
def open_points() -> tuple[OpenPoint, ...]:
    """Các điểm còn mở: in the order in which a result is made."""
    data = files("sipas_engine.methods").joinpath("data", "open_points.toml")
    rows = tomllib.loads(data.read_text(encoding="utf-8"))["point"]
    return tuple(OpenPoint(**(row | {"others": tuple(row["others"])})) for row in rows)
