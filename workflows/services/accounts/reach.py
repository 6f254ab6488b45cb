"""Tầm của một đợt: which offices run it; people of others see their own duties only."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from directives.followup.plan import Plan
from storage import campaigns
from storage.database import reading
from workflows.services.followup_state import unknown_campaign
from workflows.services.office_names import office_today
from workflows.services.workspace import Workspace


def offices_of_campaign(workspace: Workspace, campaign_id: str) -> frozenset[str]:
    """Cơ quan điều hành đợt: empty when the plan names none. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        found = campaigns.find(connection, campaign_id)
        if found is None:
            raise unknown_campaign(connection, campaign_id)
    return offices_of(found[0])


def offices_of(plan: Plan) -> frozenset[str]:
    """Cơ quan điều hành: the standing office, and those to whom the plan gives a part in it."""
    return frozenset(office for office in (plan.standing_office, *plan.roles.values()) if office)


def campaigns_within(workspace: Workspace, units: Collection[str]) -> Sequence[Plan]:
    """Các đợt của cơ quan: those which one of these offices runs, and those which no office was named for."""
    with reading(workspace.engine) as connection:
        plans = campaigns.plans(connection)
    return [plan for plan in plans if is_run_by(plan, units)]


def is_run_by(plan: Plan, units: Collection[str]) -> bool:
    """Do các cơ quan này điều hành: or by nobody who was named."""
    offices = offices_of(plan)
    return not offices or not offices.isdisjoint(units)


def names_of_offices(workspace: Workspace, ids: Iterable[str]) -> Mapping[str, str]:
    """Tên cơ quan: of today, by id; one which the organisation does not know is left out."""
    offices = {one: office_today(workspace, one) for one in {*ids}}
    return {one: office.full_name for one, office in offices.items() if office is not None}
