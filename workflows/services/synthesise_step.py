"""Tổng hợp báo cáo: one báo cáo tổng hợp is drafted and issued; number and fact go together, so it is made once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from directives.calendar.dates import short_date
from directives.document.model import Document
from directives.followup.duties import Duty
from directives.followup.plan import Step
from directives.followup.recurrence import Occurrence
from directives.followup.reports import occurrences_summed
from storage import campaigns
from storage.campaigns import Fact
from storage.database import transaction
from storage.json_text import canonical, sha256_of
from workflows.services.campaign_state import CampaignState
from workflows.services.followup_state import FollowupState
from workflows.services.issue import make_file, number_in, rehearse
from workflows.services.report_draft import report_document, reporting_office, shipped_draft
from workflows.services.report_sums import ReportSum, sum_of
from workflows.services.synthesis_facts import synthesis_facts, synthesis_tables
from workflows.services.templates import pinned
from workflows.services.unit_reports import NoSuchReport
from workflows.services.workspace import Workspace

_DRAFT = "tong-hop.toml"


def synthesise_step(
    workspace: Workspace, state: CampaignState, step: Step, due: Sequence[Duty], day: date
) -> None:
    """Tổng hợp: for each duty one issued report on what the units handed in; the fact names it and what was summed.

    Raises NoSuchReport when the step names no reporting step, NoReportingOffice, what drafting, rendering and
    numbering refuse.
    """
    followup = state.followup
    for duty in due:
        found = summed_for(followup, step, duty.key.occurrence)
        document = pinned(
            workspace.files, synthesis_document(followup, step, duty.key.occurrence, found, day)
        )
        rehearsal = rehearse(workspace, document)
        payload = {
            "report_of": step.synthesis_of,
            "handed_in": len(found.totals.present),
            "absent": sorted(unit for unit, _ in found.totals.absent),
            "tables_sha256": sha256_of(canonical({"rows": synthesis_tables(found).tables["units"].rows})),
        }
        with transaction(workspace.engine) as connection:
            entry = number_in(connection, workspace, document, str(duty.key), state.plan.title)
            campaigns.add_fact(connection, Fact(duty.key, day, {"document": entry.subject_id, **payload}))
        make_file(workspace, entry, rehearsal)


def summed_for(followup: FollowupState, step: Step, occurrence: int) -> ReportSum:
    """Báo cáo được tổng hợp: of the step it names, those whose period ends in its own. Raises NoSuchReport."""
    lanes = [lane for lane in followup.lanes if lane.step.code == step.synthesis_of]
    if not lanes:
        raise NoSuchReport(
            where=step.code, campaign=followup.plan.id, step=step.synthesis_of or "–", occurrence=1, known="–"
        )
    numbers = occurrences_summed(
        _period(followup, step, occurrence), step.recurrence, [lane.occurrence for lane in lanes]
    )
    return sum_of(followup, step.synthesis_of, numbers)


def synthesis_document(
    followup: FollowupState, step: Step, occurrence: int, found: ReportSum, day: date
) -> Document:
    """Dự thảo báo cáo tổng hợp: by the step's own draft, else the one that comes with the program."""
    workspace, plan = followup.workspace, followup.plan
    office = reporting_office(workspace, plan, step.actor, day)
    chart = workspace.chart.on(day)
    period = _period(followup, step, occurrence)
    said = (
        f" từ ngày {short_date(period.first)} đến ngày {short_date(period.last)}"
        if period.first and period.last
        else ""
    )
    facts = {
        "issuer": office.id,
        "issuer_name": office.full_name,
        "subject": (step.document or step.name) + said,
        "period": said,
        "carrying_out": f"văn bản số {plan.directive}" if plan.directive else f"“{plan.title}”",
        "plan": {"title": plan.title, "directive": plan.directive},
        **synthesis_facts(found),
    }
    document = report_document(
        workspace,
        plan,
        followup.drafts[step.draft] if step.draft else shipped_draft(_DRAFT),
        facts,
        synthesis_tables(found),
        office=office,
        addressees=[chart.office(plan.office(word)).full_name for word in step.addressees],
        day=day,
        file=step.draft or _DRAFT,
    )
    wide = tuple(
        replace(annex, landscape=annex.landscape or len(annex.columns) > _MOST_UPRIGHT)
        for annex in document.annexes
    )
    return replace(document, annexes=wide)


#: Of more columns than these a table lies on its side.
_MOST_UPRIGHT = 7


def _period(followup: FollowupState, step: Step, occurrence: int) -> Occurrence:
    return next(lane.occurrence for lane in followup.lanes if lane.code == (step.code, occurrence))
