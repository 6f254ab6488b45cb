"""Công bố kết quả: a campaign's documents, result, forms and question set as files of a bundle."""

from collections.abc import Iterator

from directives.followup.duties import DutyKey
from directives.followup.plan import ActKind
from directives.org.offices import Office
from storage import campaigns, register
from storage.database import reading
from workflows.services.campaign_edition import campaign_edition, withheld_of
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import CampaignState, campaign_state
from workflows.services.compute_result import tiers_of
from workflows.services.cut_forms import forms_csv, forms_without_units
from workflows.services.cuts import forms_of_cut
from workflows.services.issue import make_file
from workflows.services.issue_draft import file_name
from workflows.services.published_files import PublishedFile
from workflows.services.result_files import result_files
from workflows.services.workspace import Workspace


def published_campaign(workspace: Workspace, campaign_id: str) -> Iterator[PublishedFile]:
    """Bộ công bố của đợt: its documents step by step, and once it is frozen its result. Raises DamagedRecord."""
    state = campaign_state(workspace, campaign_id)
    yield from _documents(workspace, state)
    with reading(workspace.engine) as connection:
        frozen = campaigns.frozen_result(connection, campaign_id) is not None
    if frozen:
        yield from _result(workspace, state)


def _documents(workspace: Workspace, state: CampaignState) -> Iterator[PublishedFile]:
    steps = [step for step in state.plan.steps if step.act is ActKind.ISSUE]
    for place, step in enumerate(steps, start=1):
        folder = f"{state.plan.id}/van-ban/{place:02d}-{step.code.replace('_', '-')}"
        for unit in state.units if step.each_unit else ("",):
            office_id = unit.id if isinstance(unit, Office) else unit
            with reading(workspace.engine) as connection:
                key = DutyKey(state.plan.id, step.code, office_id)
                entry = register.by_idempotency_key(connection, str(key))
            if entry is not None:
                issued = make_file(workspace, entry)
                path = f"{folder}/{file_name(entry)}"
                yield PublishedFile(path, issued.content, "document", str(entry.document.number))


def _result(workspace: Workspace, state: CampaignState) -> Iterator[PublishedFile]:
    plan = state.plan
    folder = f"{plan.id}/ket-qua"
    edition = campaign_edition(workspace, state)
    yield from result_files(edition, state, folder)
    tiers = tiers_of(workspace, plan)
    known = forms_without_units(forms_of_cut(workspace, plan.id), tiers, withheld_of(edition.result))
    forms = forms_csv(known, tiers)
    yield PublishedFile(f"{folder}/phieu.csv", forms, "forms")
    questions = method_of(workspace, plan.id).questions_text.encode()
    yield PublishedFile(f"{folder}/bo-cau-hoi.toml", questions, "questions")
