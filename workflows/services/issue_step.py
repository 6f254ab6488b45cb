"""Phát hành văn bản của một bước: draft template and facts make a document; number and fact go together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.draft_template import fill
from directives.document.enclosed import NOTHING
from directives.document.model import Document
from directives.document.toml_table import toml_table
from directives.followup.duties import Duty, DutyKey
from directives.followup.plan import Step
from storage import campaigns
from storage.campaigns import Fact
from storage.database import transaction
from workflows.services.campaign_edition import campaign_edition
from workflows.services.campaign_state import CampaignState
from workflows.services.issue import make_file, number_in, rehearse
from workflows.services.result_annexes import annexes_of, enclosed_in_draft, notice_of
from workflows.services.step_facts import common_facts, unit_facts
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace


def issue_step(
    workspace: Workspace, state: CampaignState, step: Step, due: Sequence[Duty], day: date
) -> None:
    """Phát hành: one document for each duty, in order. Raises what drafting, rendering or numbering refuses."""
    units = {unit.id: unit for unit in state.units}
    edition = campaign_edition(workspace, state) if _has_result(state) else None
    data = toml_table(state.drafts[step.draft])
    common = common_facts(workspace, state, edition)
    annexes = annexes_of(edition, step.annexes, notice=notice_of(state.plan)) if edition else ()
    for duty in due:
        facts = {**common, **unit_facts(workspace, state, units.get(duty.key.unit), edition)}
        draft = parse_draft({**fill(data, facts, file=step.draft), "date": day}, file=step.draft)
        enclosed = enclosed_in_draft(draft, edition, workspace.files) if edition else NOTHING
        document = replace(compose(draft, workspace.chart, day, enclosed=enclosed), annexes=annexes)
        _issue(workspace, document, duty.key, day, note=state.plan.title)


def _issue(workspace: Workspace, document: Document, key: DutyKey, day: date, *, note: str) -> None:
    document = pinned(workspace.files, document)
    rehearsal = rehearse(workspace, document)
    with transaction(workspace.engine) as connection:
        entry = number_in(connection, workspace, document, str(key), note)
        campaigns.add_fact(connection, Fact(key, day, {"document": entry.subject_id}))
    make_file(workspace, entry, rehearsal)


def _has_result(state: CampaignState) -> bool:
    return any("result" in fact.payload for fact in state.facts.values())
