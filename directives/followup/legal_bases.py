"""Căn cứ pháp lý theo ngày: what the documents of a plan invoke, and how they call the survey, as dated rows."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from directives.errors import N_, DirectiveError


class NoLegalBasis(DirectiveError):
    """Chưa có căn cứ của ngày này: no row of the legal bases covers the day."""

    kind = "no_legal_basis"
    template = N_(
        "No legal basis of the kind “{kind_of_basis}” is known for {day}; the first begins on {first}."
    )


@dataclass(frozen=True, slots=True)
class LegalBases:
    """Căn cứ pháp lý: on one day the laws of local government and of the Ministry, its method, and the survey's name.

    ``method`` names the decision in full, ``method_short`` without its title; ``people`` are those who are asked,
    ``item`` is what one question is called.
    """

    local_government: str
    ministry: str
    method: str
    method_short: str
    survey: str
    people: str
    item: str


def legal_bases_on(day: date) -> LegalBases:
    """Căn cứ của một ngày: the rows in force on ``day``. Raises NoLegalBasis."""
    law, method = _row("local_government", day), _row("method", day)
    return LegalBases(
        local_government=law["text"],
        ministry=_row("ministry", day)["text"],
        method=method["text"],
        method_short=method["short"],
        survey=method["survey"],
        people=method["people"],
        item=method["item"],
    )


def _row(kind: str, day: date) -> dict[str, Any]:
    rows = _rows()[kind]
    for row in rows:
        if row["first_day"] <= day <= row.get("last_day", day):
            return row
    raise NoLegalBasis(kind_of_basis=kind, day=day.isoformat(), first=rows[0]["first_day"].isoformat())


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of our own data; a test reads every one of them."""
    data = files("directives.followup").joinpath("data", "legal_bases.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))
