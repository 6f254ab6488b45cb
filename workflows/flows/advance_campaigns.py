"""Việc hằng ngày: for every running campaign, what is due today; started each working morning."""

from prefect import flow

from directives.calendar.dates import today
from workflows.flows.run_campaign import run_campaign
from workflows.services.campaign_state import running_campaigns
from workflows.wiring import open_workspace


@flow(name="advance-campaigns")
async def advance_campaigns() -> int:
    """Việc hằng ngày: a machine that was off for days catches up here; returns how many duties were done."""
    workspace = open_workspace()
    day = today(workspace.now)
    return sum([await run_campaign(campaign, day) for campaign in running_campaigns(workspace)])
