"""API, công bố: one account prepares an edition of the frozen result, another one approves it."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from portal.web.access import Doors, allow_campaign
from portal.web.pages.api_fields import CampaignInAddress, Sent
from portal.web.visit import Visiting
from storage.publications import Publication
from workflows.services.accounts.roles import Act
from workflows.services.publish_bundle import (
    approve_publication,
    campaign_publications,
    prepare_publication,
)

doors = Doors(prefix="/api/v1/campaigns/{campaign}/editions", tags=["publication"])


class Edition(BaseModel):
    """Bản công bố: of which cut, prepared and approved by whom; ``approved_by`` is empty until somebody did."""

    campaign: str
    edition: int
    cut_version: int
    manifest_sha256: str
    prepared_by: str
    prepared_at: str
    approved_by: str
    approved_at: str


class Preparing(Sent):
    """Chuẩn bị: of which frozen result; the newest when none is named."""

    cut_version: int | None = Field(default=None, ge=1, le=9_999_999)


@doors.ask("", Act.SEE_RESULTS)
def editions(visit: Visiting, campaign: CampaignInAddress) -> list[Edition]:
    """Các bản: the oldest first."""
    allow_campaign(visit, Act.SEE_RESULTS, campaign)
    return [_edition(one) for one in campaign_publications(visit.workspace, campaign)]


@doors.order("", Act.PREPARE_RESULT, status_code=201)
def prepare(visit: Visiting, campaign: CampaignInAddress, sent: Preparing) -> Edition:
    """Chuẩn bị công bố: for a second person to approve; the same bundle again is the edition that is there."""
    allow_campaign(visit, Act.PREPARE_RESULT, campaign)
    return _edition(prepare_publication(visit.workspace, campaign, sent.cut_version))


@doors.order("/{edition}/approval", Act.APPROVE_RESULT)
def approve(
    visit: Visiting, campaign: CampaignInAddress, edition: Annotated[int, Path(ge=1, le=9_999_999)]
) -> Edition:
    """Phê duyệt: never by who prepared it, and only with the right held at this moment."""
    allow_campaign(visit, Act.APPROVE_RESULT, campaign)
    return _edition(approve_publication(visit.workspace, campaign, edition))


def _edition(found: Publication) -> Edition:
    return Edition(**{name: value for name, value in asdict(found).items() if name in Edition.model_fields})
