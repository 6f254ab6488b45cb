"""Lô việc trong Prefect: every batch of units is one task run, so that Prefect shows the chain and costs little."""

from collections.abc import Callable, Sequence
from datetime import date

from prefect import task
from prefect.context import FlowRunContext
from prefect.task_runners import ThreadPoolTaskRunner

from directives.followup.plan import ActKind
from workflows.flows.business_events import announce
from workflows.services.advance import (
    Batch,
    advance_batch,
    advance_step,
    batches_on,
    prepare_day,
    remind_day,
    work_off,
)
from workflows.services.workspace import Workspace
from workflows.wiring import open_workspace

#: Biến cố: which of our business events tells that duties of such a step were done.
_EVENTS = {
    ActKind.ISSUE: "vanthu.document.issued",
    ActKind.SYNTHESISE: "vanthu.document.issued",
    ActKind.COMPUTE: "vanthu.result.computed",
    ActKind.PUBLISH: "vanthu.result.published",
    ActKind.OPEN_NEXT: "vanthu.campaign.opened",
}


@task(name="buoc", task_run_name="{day} · {name}")
def do_step(campaign: str, code: str, name: str, day: date) -> int:
    """Làm một bước: all units' duties of one step; doing it again does nothing."""
    return advance_step(open_workspace(), campaign, code, day)


@task(name="buoc", task_run_name="{day} · {title}")
def do_batch(batch: Batch, title: str, day: date, wait: bool) -> int | None:
    """Làm một lô: None when another worker has it. Doing it again does nothing."""
    return advance_batch(open_workspace(), batch, day, wait=wait)


@task(name="don-doc", task_run_name="{day} · Đôn đốc")
def send_reminders(campaign: str, day: date) -> int:
    """Đôn đốc: who is to be reminded that day; returns of how many duties."""
    return remind_day(open_workspace(), campaign, day)


def work_through(workspace: Workspace, campaign: str, day: date) -> int:
    """Làm việc của ngày: batch after batch as task runs; on a cluster those of a step side by side.

    On one machine a batch uses every core already. Returns how many duties were done.
    """
    prepare_day(workspace, campaign, day)
    return work_off(lambda: batches_on(workspace, campaign, day), _runs_on(day))


def remind_about(campaign: str, day: date) -> int:
    """Đôn đốc của ngày: as a task run; returns of how many duties."""
    reminded = send_reminders(campaign, day)
    if reminded:
        announce("vanthu.reminder.sent", campaign, day=day.isoformat(), duties=reminded)
    return reminded


def _runs_on(day: date) -> Callable[[Sequence[Batch], bool], list[int | None]]:
    context = FlowRunContext.get()
    on_cluster = context is not None and not isinstance(context.task_runner, ThreadPoolTaskRunner)

    def do_all(batches: Sequence[Batch], wait: bool) -> list[int | None]:
        if on_cluster:
            runs = [do_batch.submit(batch, _title(batch), day, wait) for batch in batches]
            counts = [run.result() for run in runs]
        else:
            counts = [do_batch(batch, _title(batch), day, wait) for batch in batches]
        for batch, count in zip(batches, counts, strict=True):
            if count and batch.act in _EVENTS:
                announce(
                    _EVENTS[batch.act], batch.campaign, step=batch.step, day=day.isoformat(), count=count
                )
        return counts

    return do_all


def _title(batch: Batch) -> str:
    return batch.name if batch.of == 1 else f"{batch.name} ({batch.block}/{batch.of})"
