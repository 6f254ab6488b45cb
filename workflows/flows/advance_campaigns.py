"""Việc hằng ngày: what is due today in every running campaign; each working morning, and when something arrives."""

from prefect import flow
from prefect.deployments.flow_runs import arun_deployment

from directives.errors import DirectiveError
from workflows.flows.advance_campaign import advance_campaign
from workflows.services.advance import batches_on
from workflows.services.campaign_state import running_campaigns
from workflows.wiring import open_workspace


@flow(name="advance-campaigns", flow_run_name="viec-hang-ngay")
async def advance_campaigns(workers: int = 1) -> int:
    """Việc hằng ngày: returns how many duties were done or reminded of; on a day off nothing is.

    The schedule names every day from Monday to Saturday, and our calendar says which of them are worked: a Saturday
    made up for a swapped day is, Tết is not. A machine that was off for days catches up with today's date. With more
    ``workers`` than one others are asked to take batches of large steps; if none comes, this one does them all. What
    one campaign refuses keeps no other from going on; the run fails with all of it in the end.
    """
    workspace = open_workspace()
    day = workspace.today()
    if not workspace.calendar.is_working_day(day):
        return 0
    done = 0
    refused: list[DirectiveError] = []
    for campaign in running_campaigns(workspace):
        try:
            if workers > 1 and any(batch.of > 1 for batch in batches_on(workspace, campaign, day)):
                for _ in range(workers - 1):
                    await arun_deployment(
                        "advance-campaign/advance-campaign",
                        parameters={"campaign": campaign},
                        timeout=0,
                        as_subflow=False,
                    )
            done += await advance_campaign(campaign)
        except DirectiveError as error:
            refused.append(error)
    if refused:
        raise ExceptionGroup("campaigns that could not go on", refused)
    return done
