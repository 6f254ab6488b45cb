"""Ấn bản của đợt: the tables, sentences and charts of a campaign's frozen result."""

from directives.org.offices import Office
from sipas_engine.annexes.edition import Edition, edition_of
from sipas_engine.index.result import UnitIndex
from workflows.services.campaign_state import CampaignState
from workflows.services.compute_result import index_of
from workflows.services.last_year import last_year_of
from workflows.services.workspace import Workspace


def campaign_edition(workspace: Workspace, state: CampaignState) -> Edition:
    """Ấn bản của đợt: as frozen, beside the figures of last year which its plan names.

    Raises DamagedRecord when the batches no longer give the frozen result.
    """
    result = index_of(workspace, state.plan)
    return edition_of(result, last_year=last_year_of(state, result))


def result_of_office(edition: Edition, office: Office) -> UnitIndex:
    """Kết quả của cơ quan: that of the territory it governs. Raises KeyError when none was measured."""
    return edition.level_of(office.unit.title)
