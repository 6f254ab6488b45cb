"""Chạy đợt đo lường trên đồng hồ ảo: day by day what is due; the people of a demonstration act too."""

from datetime import date

from prefect import flow

from workflows.flows.batches import remind_about, work_through
from workflows.flows.task_runner import task_runner
from workflows.services.rehearse_many import processes_kept
from workflows.services.virtual_clock import virtual_days
from workflows.services.virtual_people import let_people_act, let_people_approve
from workflows.wiring import open_workspace


@flow(name="run-campaign", flow_run_name="{campaign}", task_runner=task_runner())
async def run_campaign(campaign: str, until: date) -> int:
    """Chạy đợt: all that happens up to ``until``; returns how many duties were done or reminded of.

    Asynchronous, since a synchronous flow waits a second for its heartbeat thread at the end.
    """
    workspace = open_workspace()
    done = 0
    with processes_kept():
        for day in virtual_days(workspace, campaign, until):
            while now := (
                let_people_act(workspace, campaign, day)
                + work_through(workspace, campaign, day)
                + let_people_approve(workspace, campaign)
            ):
                done += now
            done += remind_about(campaign, day)
    return done
