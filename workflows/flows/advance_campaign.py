"""Việc hôm nay của một đợt: for one campaign; several workers may run it at once and share its batches."""

from prefect import flow

from workflows.flows.batches import remind_about, work_through
from workflows.flows.business_events import announce
from workflows.flows.task_runner import task_runner
from workflows.services.campaign_status import campaign_status
from workflows.wiring import open_workspace

#: Units named in the event; the rest is a number, and the whole list a question to our database.
_NAMED = 50


@flow(name="advance-campaign", flow_run_name="{campaign}", task_runner=task_runner())
async def advance_campaign(campaign: str) -> int:
    """Việc hôm nay: what is due by today, dated today, never back; returns how many duties were done or reminded of."""
    workspace = open_workspace()
    day = workspace.today()
    if not workspace.calendar.is_working_day(day):
        return 0
    done = work_through(workspace, campaign, day) + remind_about(campaign, day)
    late = list(dict.fromkeys(one.duty.key.unit for one in campaign_status(workspace, campaign, day).late))
    if late:
        announce("vanthu.unit.late", campaign, day=day.isoformat(), count=len(late), units=late[:_NAMED])
    return done
