"""Kết quả được sử dụng: the frozen result which a plan puts to use, and the later one which shows whether it helped."""

from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from directives.org.offices import OfficeKind
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.publication import Limits, is_withheld
from sipas_engine.comparison.change import WhyNot
from sipas_engine.index.result import UnitIndex
from storage import campaigns
from storage.database import reading
from workflows.services.campaign_edition import campaign_edition, result_of_office
from workflows.services.campaign_state import CampaignState, UnknownCampaign, campaign_state, first_day
from workflows.services.workspace import Workspace


class NoResultToUse(DirectiveError):
    """Chưa có kết quả: the plan's campaign has frozen none."""

    kind = "no_result_to_use"
    template = N_(
        "{campaign} has no frozen result to put to use. Name the campaign which has one as “result_of” in the plan, "
        "or freeze the result first."
    )


def used_edition(workspace: Workspace, plan: Plan) -> Edition:
    """Ấn bản được sử dụng: of the campaign the plan names, else its own. Raises UnknownCampaign, NoResultToUse."""
    return _frozen(workspace, campaign_state(workspace, plan.result_of or plan.id))


def later_edition(workspace: Workspace, plan: Plan, campaign: str = "") -> Edition | None:
    """Ấn bản của năm sau: of ``campaign``, else of the one the plan is compared with; None: not named, not frozen yet.

    The plan may name a survey which is still to be started. Raises UnknownCampaign for a ``campaign`` that never was.
    """
    named = campaign or plan.compared_with
    if not named:
        return None
    try:
        return _frozen(workspace, campaign_state(workspace, named))
    except NoResultToUse:
        return None
    except UnknownCampaign:
        if campaign:
            raise
        return None


def unit_of_edition(workspace: Workspace, edition: Edition, plan: Plan, unit: str) -> UnitIndex | None:
    """Kết quả của đơn vị: None when it was not measured, or too few people answered to show its figures."""
    found = unit_or_reason(workspace, edition, plan, unit)
    return None if isinstance(found, WhyNot) else found


def unit_or_reason(workspace: Workspace, edition: Edition, plan: Plan, unit: str) -> UnitIndex | WhyNot:
    """Kết quả của đơn vị, hoặc lý do không có: an office that governs no territory was not measured by itself."""
    office = workspace.chart.on(first_day(workspace, plan)).office(unit)
    if office.kind is not OfficeKind.PEOPLES_COMMITTEE:
        return WhyNot.NOT_MEASURED
    try:
        found = result_of_office(edition, office)
    except KeyError:
        return WhyNot.NOT_MEASURED
    if not found.n_valid:
        return WhyNot.NO_ANSWERS
    return WhyNot.WITHHELD if Limits().suppresses(found.n_valid) or is_withheld(found) else found


def is_synthetic(workspace: Workspace, plan: Plan) -> bool:
    """Số liệu giả lập: whether the result that is used was made up to show how the program works."""
    used = campaign_state(workspace, plan.result_of).plan if plan.result_of else plan
    return bool(plan.synthetic_returns or used.synthetic_returns)


def _frozen(workspace: Workspace, state: CampaignState) -> Edition:
    with reading(workspace.engine) as connection:
        if campaigns.frozen_result(connection, state.plan.id) is None:
            raise NoResultToUse(where=state.plan.id, campaign=state.plan.id)
    return campaign_edition(workspace, state)
