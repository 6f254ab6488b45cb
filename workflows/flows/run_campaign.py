"""Chạy đợt đo lường: day by day, what is due; every step a task run, so that Prefect shows the chain."""

from datetime import date

from prefect import flow, task

from workflows.services.advance import advance_step, due_days, steps_due
from workflows.wiring import open_workspace


@task(name="buoc", task_run_name="{day} · {name}")
def do_step(campaign: str, code: str, name: str, day: date) -> int:
    """Làm một bước: a batch of all units' duties; doing it again does nothing."""
    return advance_step(open_workspace(), campaign, code, day)


@flow(name="run-campaign", flow_run_name="{campaign}")
async def run_campaign(campaign: str, until: date) -> int:
    """Chạy đợt: all that falls due up to ``until``; returns how many duties were done.

    Asynchronous, since a synchronous flow waits a second for its heartbeat thread at the end.
    """
    workspace = open_workspace()
    done = 0
    for day in due_days(workspace, campaign, until):
        while steps := steps_due(workspace, campaign, day):
            for step in steps:
                done += do_step(campaign, step.code, step.name, day)
    return done
