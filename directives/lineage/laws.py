"""Luật nối tiếp nhau: normative documents known by title, and which of them ended when; rows of data, with clauses."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from directives.lineage.facts import Relation
from directives.lineage.numbering import number_key
from directives.text import comparison_key

_TAIL = re.compile(r",?\s+(?:số\b.*|năm \d{4}|ngày \d.*)$")


@dataclass(frozen=True, slots=True)
class Law:
    """Luật: number, title and day of one law."""

    number: str
    title: str
    dated: date


@dataclass(frozen=True, slots=True)
class Succession:
    """Văn bản nối tiếp: ``ended`` no longer holds from ``since`` on, by a clause of ``by``.

    ``settled``: False where nobody has compared the row with a text; then it counts only when asked for.
    """

    ended: str
    by: str
    since: date
    relation: Relation
    clause: str
    source: str
    settled: bool = True


@cache
def _rows() -> Mapping[str, Sequence[Mapping[str, object]]]:
    table: Mapping[str, Sequence[Mapping[str, object]]] = tomllib.loads(
        (files(__package__) / "data" / "successions.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def laws() -> tuple[Law, ...]:
    """Các luật: which the data know by title."""
    return tuple(Law(str(r["number"]), str(r["title"]), _day(r["dated"])) for r in _rows()["law"])


@cache
def successions() -> tuple[Succession, ...]:
    """Các văn bản nối tiếp: every row of the data, unsettled ones too."""
    return tuple(
        Succession(
            ended=str(row["ended"]),
            by=str(row["by"]),
            since=_day(row["from"]),
            relation=Relation(str(row["relation"])),
            clause=str(row["clause"]),
            source=str(row["source"]),
            settled=bool(row.get("settled", True)),
        )
        for row in _rows()["succession"]
    )


def succession_of(number: str, *, unsettled: bool = False) -> Succession | None:
    """Văn bản nối tiếp của: the row about a document that ended; None when the data have none."""
    found = _by_number().get(number_key(number))
    return found if found and (found.settled or unsettled) else None


def known_law(number: str) -> bool:
    """Có trong dữ liệu: whether the data name this normative document, as ended, ending or by title."""
    key = number_key(number)
    return key in _by_number() or key in _ending() or any(number_key(law.number) == key for law in laws())


def numbered_law(title: str, dated: date | None) -> Law | None:
    """Luật theo tên: of this title and day; without a day only where one law alone bears the title."""
    key = _title(title)
    named = [law for law in laws() if _title(law.title) == key]
    if dated is not None:
        return next((law for law in named if law.dated == dated), None)
    return named[0] if len(named) == 1 else None


@cache
def _by_number() -> Mapping[str, Succession]:
    return {number_key(row.ended): row for row in successions()}


@cache
def _ending() -> frozenset[str]:
    return frozenset(number_key(row.by) for row in successions())


def _title(title: str) -> str:
    return _TAIL.sub("", comparison_key(title))


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"successions.toml: {value!r} is no day")
    return value
