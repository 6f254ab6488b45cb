"""Phát hành mọi công văn đôn đốc (việc nền): everything that is due to be reminded of on a day, each recipient once."""

from datetime import date

from workflows.services.jobs.running import Asked, Progress
from workflows.services.remind import remind_all
from workflows.services.workspace import Workspace


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Đôn đốc: gives of how many duties people were reminded; what was sent before a cut is not sent again.

    Raises UnknownCampaign, NoStandingOffice, RefusedRequests.
    """

    def tell(stage: str, done: int, total: int) -> None:
        told(done + total * (stage == "issue"), 2 * total)

    told(0, 1)
    return {"duties": remind_all(workspace, str(asked["campaign"]), date.fromisoformat(asked["day"]), tell)}
