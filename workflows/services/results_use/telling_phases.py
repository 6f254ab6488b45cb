"""Lúc nào nói điều gì: for which purposes it is time, by the plan's days and by what has been frozen."""

from datetime import date

from directives.followup.plan import Plan
from directives.results_use.telling import Purpose
from storage import campaigns
from storage.database import reading
from workflows.services.workspace import Workspace


def survey_days(plan: Plan, day: date) -> tuple[date, date] | None:
    """Ngày điều tra: first and last, while the survey is ahead or going on; None where there is none, or it is over."""
    first, last = plan.anchors.get("F0"), plan.anchors.get("F1")
    if not plan.is_survey or first is None or last is None or day > last:
        return None
    return first, last


def purposes_on(workspace: Workspace, plan: Plan, day: date) -> tuple[Purpose, ...]:
    """Điều đến lúc nói: of the survey until its last day; of a result once it is frozen, or put to use by the plan."""
    days = survey_days(plan, day)
    found = [Purpose.SURVEY] if days else []
    if _has_result(workspace, plan, ahead=days is not None):
        found += [Purpose.STAFF, Purpose.CITIZENS]
    return tuple(found)


def _has_result(workspace: Workspace, plan: Plan, *, ahead: bool) -> bool:
    if plan.result_of or ahead:
        return bool(plan.result_of)
    with reading(workspace.engine) as connection:
        return campaigns.frozen_result(connection, plan.id) is not None
