"""Mở đợt đo lường: read a plan with its drafts, keep them, open the books that began on paper."""

from pathlib import Path

from directives.followup.plan import Plan, parse_plan
from directives.register.books import BookKey, Counter
from storage import audit, campaigns, register
from storage.database import transaction
from workflows.services.workspace import Workspace


def read_plan(file: Path) -> tuple[Plan, dict[str, str]]:
    """Đọc kế hoạch: the plan and the text of every draft it names, by the name it gives. Raises InvalidPlan."""
    plan = parse_plan(file.read_text(encoding="utf-8"), file=str(file))
    names = {step.draft for step in plan.steps if step.draft}
    return plan, {name: (file.parent / name).read_text(encoding="utf-8") for name in sorted(names)}


def start_campaign(workspace: Workspace, plan: Plan, drafts: dict[str, str]) -> bool:
    """Mở đợt: keep the campaign and open its books; False when it was running already. One transaction."""
    with transaction(workspace.engine) as connection:
        if not campaigns.start(connection, plan, drafts):
            return False
        at = workspace.timestamp()
        for opened in plan.books:
            key = BookKey(opened.issuer, opened.series, opened.year)
            register.open_book(connection, key, Counter(opened.last_number, opened.last_number))
            facts = {"last_number": opened.last_number, "campaign": plan.id}
            act = audit.Act(at, workspace.actor, "book_opened", str(key), facts)
            audit.append(connection, str(key), act)
        act = audit.Act(at, workspace.actor, "campaign_started", plan.id, {"title": plan.title})
        audit.append(connection, f"campaign/{plan.id}", act)
    return True
