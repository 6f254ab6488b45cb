"""Sang năm: the next campaign is opened from this year's plan, result and lessons."""

from prefect import flow

from directives.followup.plan import ActKind
from workflows.flows.batches import do_step
from workflows.services.year_acts import year_acts
from workflows.wiring import open_workspace


@flow(name="turn-year", flow_run_name="mo-dot-nam-sau")
async def turn_year() -> int:
    """Mở đợt năm sau: of every campaign whose turn it is; returns how many were opened."""
    workspace = open_workspace()
    day = workspace.today()
    due = list(year_acts(workspace, ActKind.OPEN_NEXT, day))
    return sum(do_step(campaign, code, name, day) for campaign, code, name in due)
