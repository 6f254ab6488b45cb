"""API, đợt đo lường: which there are, and where the duties of one stand on a day."""

from typing import Any

from pydantic import BaseModel

from portal.web.access import Doors, allow_campaign
from portal.web.pages.api_fields import CampaignInAddress, OnDay
from portal.web.visit import Visiting
from workflows.services.accounts.reach import campaigns_within
from workflows.services.accounts.roles import Act
from workflows.services.campaign_status import campaign_status
from workflows.services.difficulties import late_answers
from workflows.services.status_answer import status_answer

doors = Doors(prefix="/api/v1/campaigns", tags=["campaigns"])


class CampaignAnswer(BaseModel):
    """Đợt: its id and title."""

    campaign: str
    title: str


@doors.ask("", Act.SEE_CAMPAIGNS)
def campaigns(visit: Visiting) -> list[CampaignAnswer]:
    """Các đợt: which the account's offices run."""
    plans = campaigns_within(visit.workspace, visit.person.units_for(Act.SEE_CAMPAIGNS))
    return [CampaignAnswer(campaign=plan.id, title=plan.title) for plan in plans]


@doors.ask("/{campaign}/status", Act.SEE_CAMPAIGNS)
def status(
    visit: Visiting, campaign: CampaignInAddress, on: OnDay = None, by_unit: bool = False
) -> dict[str, Any]:
    """Tình trạng: counts, late duties, next deadlines and rows by step; by unit as well when asked."""
    allow_campaign(visit, Act.SEE_CAMPAIGNS, campaign)
    day = on or visit.workspace.today()
    found = campaign_status(visit.workspace, campaign, day)
    return status_answer(found, campaign, late_answers(visit.workspace, campaign, day), by_unit=by_unit)
