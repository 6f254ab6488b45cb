"""Ấn bản của đợt: the tables, sentences and charts of a campaign's frozen result."""

from directives.org.offices import Office
from sipas_engine.annexes.edition import Edition, edition_of
from sipas_engine.comparison.breakdown import USUAL_COLUMNS, breakdown
from sipas_engine.index.result import IndexResult, UnitIndex
from workflows.services.campaign_state import CampaignState
from workflows.services.compute_result import index_of
from workflows.services.cuts import forms_of_cut
from workflows.services.last_year import last_year_of
from workflows.services.workspace import Workspace


def campaign_edition(workspace: Workspace, state: CampaignState) -> Edition:
    """Ấn bản của đợt: as frozen, beside the figures of last year which its plan names, and by traits of people.

    Raises DamagedRecord when the batches no longer give the frozen result.
    """
    result = index_of(workspace, state.plan)
    return edition_of(
        result, last_year=last_year_of(state, result), breakdowns=_breakdowns(workspace, state, result)
    )


def _breakdowns(workspace: Workspace, state: CampaignState, result: IndexResult) -> dict[str, IndexResult]:
    """By service, sex, age and mode (F5), where the forms tell them."""
    forms = forms_of_cut(workspace, state.plan.id)
    told = [column for column in USUAL_COLUMNS if column in forms.labels and any(forms.labels[column].values)]
    return breakdown(forms, result.questions, result.method, told)


def result_of_office(edition: Edition, office: Office) -> UnitIndex:
    """Kết quả của cơ quan: that of the territory it governs. Raises KeyError when none was measured."""
    return edition.level_of(office.unit.title)
