"""Danh sách điều tra viên: who may hand out forms: the criteria met, trained, committed in writing."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from sipas_engine.errors import N_, Problem


@dataclass(frozen=True, slots=True)
class RosterCriterion:
    """Tiêu chuẩn điều tra viên: one thing an investigator must fulfil; a campaign may have its own list."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Investigator:
    """Điều tra viên: a person of the Post who hands out and takes back forms.

    ``meets`` are the codes of the criteria met; ``trained_on`` and ``committed_on`` are None until it happened.
    ``daily_capacity`` is how many forms the Post says this person can deal with in a day. From ``left_on`` on the
    person no longer works; what he was given before stays under his name.
    """

    id: str
    name: str
    post_office: str
    meets: frozenset[str]
    trained_on: date | None
    committed_on: date | None
    daily_capacity: int
    left_on: date | None = None


@cache
def usual_criteria() -> tuple[RosterCriterion, ...]:
    """Tiêu chuẩn thường dùng: the list with which a campaign begins."""
    data = files("sipas_engine.fieldwork").joinpath("data", "criteria.toml")
    rows = tomllib.loads(data.read_text(encoding="utf-8"))["criterion"]
    return tuple(RosterCriterion(row["code"], row["says"]) for row in rows)


def why_not_ready(
    investigator: Investigator, day: date, criteria: tuple[RosterCriterion, ...]
) -> tuple[Problem, ...]:
    """Chưa đủ điều kiện: everything that keeps an investigator from being given forms on a day; empty when ready."""
    found = [
        Problem(N_("does not meet the criterion “{criterion}”"), {"criterion": criterion.says})
        for criterion in criteria
        if criterion.code not in investigator.meets
    ]
    if investigator.trained_on is None or investigator.trained_on > day:
        found.append(Problem(N_("was not trained by {day}"), {"day": day.isoformat()}))
    if investigator.committed_on is None or investigator.committed_on > day:
        found.append(Problem(N_("did not sign the commitment by {day}"), {"day": day.isoformat()}))
    if investigator.daily_capacity < 1:
        found.append(Problem(N_("has no daily capacity"), {}))
    if investigator.left_on is not None and investigator.left_on <= day:
        found.append(Problem(N_("no longer works since {day}"), {"day": investigator.left_on.isoformat()}))
    return tuple(found)
