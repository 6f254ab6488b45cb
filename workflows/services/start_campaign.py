"""Mở đợt đo lường: read a plan with its drafts, keep them, open the books that began on paper."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from directives.document.toml_table import toml_table
from directives.errors import N_, Problem
from directives.followup.plan import Plan
from directives.followup.plan_file import InvalidPlan, parse_plan
from directives.register.books import BookKey, Counter
from directives.results_use.inspection_checklist import refuse_bad_checklist
from storage import audit, campaigns, followup, register, series_policies
from storage.database import transaction
from workflows.services.campaign_method import planned_method
from workflows.services.followup_state import units_on
from workflows.services.last_year import earlier_figures
from workflows.services.workspace import Workspace

_UNREADABLE = N_("the draft {draft} cannot be read: {reason}")
_NOT_UTF8 = N_("the file is not UTF-8: {reason}")


def read_plan(file: Path) -> tuple[Plan, dict[str, str]]:
    """Đọc kế hoạch: the plan and the text of every draft and question file it names, by the name it gives.

    Raises InvalidPlan, also for files that are missing or no TOML; OSError when the plan itself is not there.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidPlan(file.name, (Problem(_NOT_UTF8, {"reason": error.reason}),)) from error
    plan = parse_plan(text, file=file.name)
    drafts: dict[str, str] = {}
    problems = []
    rungs = (rung for step in plan.steps for rung in plan.ladder_of(step))
    drafted = {*(step.draft for step in plan.steps), *(rung.draft for rung in rungs)}
    named = {plan.question_file, plan.last_year, plan.checklist, *drafted}
    for name in sorted(named - {""}):
        try:
            drafts[name] = (file.parent / name).read_text(encoding="utf-8-sig")
            toml_table(drafts[name])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(Problem(_UNREADABLE, {"draft": name, "reason": reason}, name))
    if problems:
        raise InvalidPlan(file.name, problems)
    return plan, drafts


def start_campaign(
    workspace: Workspace,
    plan: Plan,
    drafts: Mapping[str, str],
    *,
    beside: Callable[[Connection], object] | None = None,
) -> bool:
    """Mở đợt: keep the campaign and open its books; False when it was running already. One transaction.

    ``beside`` writes what belongs to the opening, with it or not at all.

    Raises what the organisation says of its province and units, what ``planned_method`` says of its question set
    and settings, InvalidLastYear, InvalidChecklist, BookAlreadyOpen; then nothing was begun.
    """
    units = units_on(workspace, plan)
    own = planned_method(plan, drafts)
    if plan.last_year:
        surveyed = frozenset(unit.id for unit in units if unit.surveyed)
        earlier_figures(drafts[plan.last_year], surveyed, file=plan.last_year)
    if plan.checklist:
        refuse_bad_checklist(drafts[plan.checklist], file=plan.checklist)
    with transaction(workspace.engine) as connection:
        if not campaigns.start(connection, plan, drafts, own):
            return False
        followup.add_units(connection, plan.id, units)
        at = workspace.timestamp()
        for opened in plan.books:
            key = BookKey(opened.issuer, opened.series, opened.year)
            series_policies.refuse_other_series(connection, key)
            register.open_book(connection, key, Counter(opened.last_number, opened.last_number))
            facts = {"last_number": opened.last_number, "campaign": plan.id}
            act = audit.Act(at, workspace.actor, "book_opened", str(key), facts)
            audit.append(connection, str(key), act)
        act = audit.Act(at, workspace.actor, "campaign_started", plan.id, {"title": plan.title})
        audit.append(connection, f"campaign/{plan.id}", act)
        if beside is not None:
            beside(connection)
    return True
