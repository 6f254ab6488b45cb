"""Công bố kết quả của năm: what two people approved is written out; what waits for them is left to the next run."""

from prefect import flow

from directives.followup.plan import ActKind
from workflows.flows.batches import do_step
from workflows.services.year_acts import year_acts
from workflows.wiring import open_workspace


@flow(name="publish-year", flow_run_name="cong-bo-ket-qua")
async def publish_year() -> int:
    """Công bố kết quả: of every campaign whose turn it is; returns how many were published. It never sits and waits."""
    workspace = open_workspace()
    day = workspace.today()
    due = list(year_acts(workspace, ActKind.PUBLISH, day))
    return sum(do_step(campaign, code, name, day) for campaign, code, name in due)
