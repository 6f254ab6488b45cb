"""Sử dụng kết quả năm trước (trình diễn): the plan which puts last year's published result to use."""

from dataclasses import replace
from datetime import date, timedelta

from directives.followup.duties import due_dates
from directives.followup.plan import Plan, Step
from directives.followup.recurrence import Every
from workflows.services.books import entries
from workflows.services.demonstration_plans import COMMITTEE, Year
from workflows.services.results_use.new_use_plan import UsePlanRequest, new_use_plan
from workflows.services.workspace import Workspace

#: Bước của đợt năm trước: the province orders the use of its result.
_ORDERED = "su_dung_ket_qua"
#: Kỳ lặp lại gần đây: of what comes again only so much is lived through, to be quick.
_LIVED = {Every.WEEK: timedelta(weeks=4), Every.MONTH: timedelta(days=31)}


def use_begins(workspace: Workspace, used: Year) -> date:
    """Ngày chỉ đạo sử dụng kết quả: on which the province's letter of that year is due."""
    return due_dates(used.plan, workspace.calendar)[_ORDERED]


def year_of_use(workspace: Workspace, used: Year, later: Year, until: date) -> Year:
    """Năm sử dụng kết quả: the plan of the template, on the day of the province's letter.

    ``used`` runs already; ``later`` shows whether it helped, once its own result is frozen. What is closed by a book
    and what is reported its people leave to the story.
    """
    begins = use_begins(workspace, used)
    request = UsePlanRequest(
        f"su-dung-{used.plan.id}",
        begins,
        used.plan.id,
        compared_with=later.plan.id,
        directive=_letter(workspace, begins),
    )
    plan = new_use_plan(workspace, request).plan
    steps = tuple(_lately(plan, step, until) for step in plan.steps)
    told = frozenset((step.code, unit) for step in steps if step.book or step.report for unit in plan.units)
    return Year(replace(plan, steps=steps), {}, used.how, told, seldom=True)


def _letter(workspace: Workspace, day: date) -> str:
    """Số, ngày của công văn: empty before it was issued."""
    for entry in entries(workspace):
        document = entry.document
        if document.issuer == COMMITTEE and document.issued_on == day:
            return f"{document.number} ngày {day.day}/{day.month}/{day.year}"
    return ""


def _lately(plan: Plan, step: Step, until: date) -> Step:
    again = step.recurrence
    lived = _LIVED.get(again.every) if again else None
    if again is None or lived is None:
        return step
    first = min(until, plan.anchors["END"]) - lived
    begins = first.replace(day=1) if again.every is Every.MONTH else first - timedelta(days=first.weekday())
    return replace(step, recurrence=replace(again, first=max(again.first, begins)))
