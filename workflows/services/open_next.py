"""Mở đợt năm sau: this year's plan, result and lessons become the next campaign, once, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError, Problem
from directives.followup.duties import Duty, DutyKey
from directives.followup.expansion import surveyed_offices
from directives.followup.next_year import (
    LAST_YEAR_FILE,
    LESSONS_FILE,
    Carried,
    a_year_on,
    dated_drafts,
    next_drafts,
    next_id,
    next_plan,
    with_lessons,
    year_of,
)
from directives.followup.plan import ActKind, Plan, Step
from directives.org.units import Level
from sipas_engine.errors import SipasError
from storage import audit, campaigns, followup_records
from storage.campaigns import Fact
from storage.database import transaction
from workflows.services.campaign_lessons import campaign_lessons, lessons_as_toml
from workflows.services.campaign_state import CampaignState, campaign_state, first_day, running_campaigns
from workflows.services.next_figures import figures_for_next_year
from workflows.services.next_method import next_method
from workflows.services.next_offices import next_offices
from workflows.services.results_use.lesson_figures import campaign_figures
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

_DATED = N_("the draft {draft} names days of {year} itself ({days}): look whether they still hold")
_NO_RESULT = N_("no result was frozen this year: the next one has nothing to compare with")
_NO_PLACE = N_("no directive was found in which the lessons could be quoted: put them into a draft by hand")
_LESSONS = N_(
    "{count} lessons of this year wait for a person: correct or strike them, then make them duties (vanthu campaign "
    "lesson show {campaign})"
)
_BY_HAND = N_("campaign {campaign} was there already: it was opened by hand")


@dataclass(frozen=True, slots=True)
class NextCampaign:
    """Đợt năm sau: the plan with its files, and what somebody should look at."""

    plan: Plan
    drafts: Mapping[str, str]
    notes: tuple[Problem, ...]


def open_next(workspace: Workspace, state: CampaignState, step: Step, due: Sequence[Duty], day: date) -> int:
    """Mở đợt năm sau theo kế hoạch: returns how many duties were closed.

    The next campaign, its units, its journal entry and the fact of this step are one transaction. What cannot be
    carried over by the program is written down once and leaves the duty open, 0: people start the next
    campaign themselves, and then the duty is closed.
    """
    try:
        _open(workspace, state, day, [duty.key for duty in due])
    except (DirectiveError, SipasError) as error:
        _write_down(workspace, state.plan.id, step.code, error)
        return 0
    return len(due)


def _write_down(
    workspace: Workspace, campaign_id: str, step: str, error: DirectiveError | SipasError
) -> None:
    """Ghi lý do chưa mở được: once for each reason, however often the step is tried again."""
    fields = {name: str(value) for name, value in error.fields.items()}
    said = {"reason": error.kind, "template": error.template, "fields": fields}
    chain, at = f"campaign/{campaign_id}", workspace.timestamp()
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)
        if followup_records.add(connection, campaign_id, "next_year", {step: said}, at, workspace.actor):
            act = audit.Act(at, workspace.actor, "next_campaign_refused", f"{campaign_id}/{step}", said)
            audit.append(connection, chain, act)


def open_next_by_hand(workspace: Workspace, campaign_id: str, day: date) -> NextCampaign | None:
    """Mở đợt năm sau bằng tay: also for a plan without such a step, or before it is due; None when it was open already.

    Raises UnknownCampaign and what the new year refuses: DistrictsGone, ProvinceEnded, OfficeWithoutHeir,
    InvalidLastYear.
    """
    state = campaign_state(workspace, campaign_id)
    steps = {step.code for step in state.plan.steps if step.act is ActKind.OPEN_NEXT}
    keys = [duty.key for duty in state.duties if duty.key.step in steps]
    return _open(workspace, state, day, keys)


def planned_next(workspace: Workspace, state: CampaignState, day: date) -> NextCampaign:
    """Kế hoạch năm sau: as it would be opened on a day; nothing is written. Raises as ``open_next_by_hand``."""
    old = state.plan
    began = first_day(workspace, old)
    year = year_of(old, began)
    begins = workspace.calendar.roll_forward(a_year_on(began))
    notes: list[Problem] = []
    offices = next_offices(workspace, state, begins, next_id(old.id, year))
    method = next_method(old, began, begins)
    notes += [*offices.notes, *method.notes]
    carried = Carried(
        units=offices.of(old.units),
        roles={role: offices.one(office) for role, office in old.roles.items()},
        standing_office=offices.one(old.standing_office),
        question_set=method.question_set,
        method=method.method,
    )
    plan = next_plan(old, year, carried, workspace.calendar)
    surveyed = frozenset(one.id for one in surveyed_offices(plan, workspace.chart.on(begins)))
    figures = ""
    if any("result" in fact.payload for fact in state.facts.values()):
        figures, said = figures_for_next_year(workspace, state, offices, surveyed, year)
        notes += said
    elif old.is_survey:
        notes.append(Problem(_NO_RESULT, {}))
    if not figures:
        plan = replace(plan, last_year="")
    drafts = next_drafts(state.drafts, old.steps, year, demonstration=old.synthetic_returns is not None)
    drafts.pop(old.last_year, None)
    if figures:
        drafts[LAST_YEAR_FILE] = figures
    items = tuple(campaign_figures(workspace, old.id, day).items())
    drafts[LESSONS_FILE] = lessons_as_toml(campaign_lessons(workspace, old.id, day), items)
    if items:
        notes.append(Problem(_LESSONS, {"count": len(items), "campaign": plan.id}))
    quoting = _directive(workspace, plan, drafts, begins)
    if quoting:
        drafts[quoting] = with_lessons(drafts[quoting])
    elif not any("lessons" in text for name, text in drafts.items() if name != LESSONS_FILE):
        notes.append(Problem(_NO_PLACE, {}))
    written = [step.draft for step in plan.steps if step.draft]
    notes += [
        Problem(_DATED, {"draft": name, "days": days, "year": year}, name)
        for name, days in dated_drafts(drafts, written, year)
    ]
    return NextCampaign(plan, drafts, tuple(notes))


def _open(
    workspace: Workspace, state: CampaignState, day: date, keys: Sequence[DutyKey]
) -> NextCampaign | None:
    """Once: None when a campaign of the next year's id is there; then the duty is closed by that one."""
    opened = next_id(state.plan.id, year_of(state.plan, first_day(workspace, state.plan)))

    def beside(connection: Connection, notes: Sequence[Problem]) -> None:
        said = [{"template": note.template, "fields": _plain(note)} for note in notes]
        evidence = {"campaign": opened, "notes": said}
        for key in keys:
            campaigns.add_fact(connection, Fact(key, day, evidence))
        act = audit.Act(
            workspace.timestamp(), workspace.actor, "next_campaign_opened", state.plan.id, evidence
        )
        audit.append(connection, f"campaign/{state.plan.id}", act)

    if opened not in running_campaigns(workspace):
        found = planned_next(workspace, state, day)
        if start_campaign(
            workspace, found.plan, found.drafts, beside=lambda connection: beside(connection, found.notes)
        ):
            return found
    if any(key not in state.facts for key in keys):
        with transaction(workspace.engine) as connection:
            beside(connection, (Problem(_BY_HAND, {"campaign": opened}),))
    return None


def _plain(note: Problem) -> dict[str, str]:
    return {name: str(value) for name, value in note.fields.items()}


def _directive(workspace: Workspace, plan: Plan, drafts: Mapping[str, str], day: date) -> str:
    """Văn bản chỉ đạo: the first one that an office below the Ministry writes for the campaign, before the field."""
    if any("lessons" in text for name, text in drafts.items() if name != LESSONS_FILE):
        return ""
    for step in plan.steps:
        if step.act is ActKind.FIELD_WORK:
            break
        issuer = str(toml_table(drafts[step.draft]).get("issuer", "")) if step.draft in drafts else ""
        if issuer and not step.owers and _is_local(workspace, issuer, day):
            return step.draft
    return ""


def _is_local(workspace: Workspace, issuer: str, day: date) -> bool:
    # Asked so, what is no office costs nothing: to name the nearest among thousands takes seconds.
    return any(
        office.id == issuer and office.level is not Level.NATION
        for office in workspace.chart.on(day).offices()
    )
