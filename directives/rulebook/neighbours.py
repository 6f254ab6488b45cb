"""Chế độ lân cận: whose form is not fixed by the law of administrative documents, and by which law it is, by day."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

Neighbour = Literal["normative", "party"]
"""Loại chế độ lân cận: normative legal documents, or documents of the Party."""


def law_of(neighbour: Neighbour, day: date | None = None) -> str:
    """Luật áp dụng: the title of the law which fixes the form of such a document on a day, else of the one in force.

    >>> law_of("normative", date(2020, 3, 5))
    'Luật số 80/2015/QH13 và Nghị định số 34/2016/NĐ-CP'
    """
    rows = _rows(neighbour)
    held = [law for since, law in rows if day is None or since <= day]
    return held[-1] if held else rows[0][1]


@cache
def _rows(neighbour: Neighbour) -> tuple[tuple[date, str], ...]:
    text = files(__package__).joinpath("data/neighbours.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["neighbour"]
    return tuple(sorted((row["from"], row["law"]) for row in rows if row["kind"] == neighbour))
