"""Trình diễn: two whole campaigns and the five real letters, published into a folder."""

from datetime import date
from pathlib import Path

from prefect import flow, task

from workflows.flows.run_campaign import run_campaign
from workflows.services.demonstration import campaign_plans, end_of, issue_letters, publish
from workflows.services.start_campaign import start_campaign
from workflows.wiring import open_workspace


@task(name="mo-dot", task_run_name="Mở đợt")
def start() -> list[tuple[str, date]]:
    """Mở đợt: keep the demonstration's campaigns; returns their ids and last days."""
    workspace = open_workspace()
    started = []
    for plan, drafts in campaign_plans():
        start_campaign(workspace, plan, drafts)
        started.append((plan.id, end_of(workspace, plan)))
    return started


@task(name="thu-that", task_run_name="Năm công văn thật")
def letters() -> None:
    """Năm công văn: numbered in their offices' books."""
    issue_letters(open_workspace())


@task(name="cong-bo", task_run_name="Công bố")
def publication(out: Path) -> None:
    """Công bố: every file and the manifest."""
    publish(open_workspace(), out)


@flow(name="run-demo", flow_run_name="trinh-dien")
async def run_demo(out: Path) -> None:
    """Trình diễn: everything happens once; run again, it only writes the files again."""
    for campaign, end in start():
        await run_campaign(campaign, end)
    letters()
    publication(out)
