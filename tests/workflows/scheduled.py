"""Lịch chạy của prefect.yaml trong nơi diễn tập: its flows at its hours, nothing else; runs as a program.

    python -m tests.workflows.scheduled

What stands here for the world outside: files of forms laid into the watched folder, and two people's approvals. The
home is that of VANTHU_HOME, the Prefect server that of PREFECT_API_URL.
"""

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from prefect import Flow
from prefect.flows import load_flow_from_entrypoint
from prefect.server.schemas.schedules import CronSchedule

from directives.followup.plan import ActKind
from sipas_engine.returns.synthetic import synthesize_forms, write_forms_csv
from tests.services.two_years import FIRST, LAST, let_people_approve, next_morning
from tests.workspaces import VIETNAM
from workflows.rehearsal import VARIABLE
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import campaign_state, first_day, running_campaigns
from workflows.services.compute_result import tiers_of
from workflows.services.followup_state import followup_state
from workflows.services.read_returns import path_of
from workflows.services.workspace import Workspace
from workflows.settings import Settings, read_settings
from workflows.wiring import open_workspace

SCHEDULE = Path(__file__).parents[2] / "prefect.yaml"
FORMS = 10


@dataclass(frozen=True)
class Firing:
    """Một lần chạy theo lịch: which flow, with which parameters, when."""

    at: datetime
    name: str
    flow: Flow[Any, Any]
    parameters: dict[str, Any]


def main() -> None:
    """Chạy mười tám tháng: prints how often each flow ran."""
    settings = read_settings()
    ran: dict[str, int] = {}
    day = FIRST
    while day <= LAST:
        set_clock(datetime(day.year, day.month, day.day, 1, tzinfo=VIETNAM))
        forms_arrive(open_workspace(), settings, day)
        for firing in firings(day):
            set_clock(firing.at)
            asyncio.run(firing.flow(**firing.parameters))
            ran[firing.name] = ran.get(firing.name, 0) + 1
        set_clock(datetime(day.year, day.month, day.day, 16, tzinfo=VIETNAM))
        let_people_approve(open_workspace(), day)
        day = next_morning(open_workspace(), day)
    print(ran)


def set_clock(moment: datetime) -> None:
    """Đặt đồng hồ diễn tập."""
    os.environ[VARIABLE] = moment.replace(tzinfo=None).isoformat()


def firings(day: date) -> list[Firing]:
    """Các lần chạy trong ngày: by the hour; of a flow that comes by all day only the first."""
    deployments = yaml.safe_load(SCHEDULE.read_text(encoding="utf-8"))["deployments"]
    return sorted(
        (
            Firing(at, one["name"], load_flow_from_entrypoint(one["entrypoint"]), one.get("parameters", {}))
            for one in deployments
            for schedule in one.get("schedules", [])
            for at in first_of(schedule, day)
        ),
        key=lambda firing: firing.at,
    )


def first_of(schedule: dict[str, str], day: date) -> Iterator[datetime]:
    """Lần đầu trong ngày: as Prefect itself reads the schedule; none on a day it leaves out."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    cron = CronSchedule(**schedule)
    dates = asyncio.run(cron.get_dates(n=1, start=midnight, end=midnight + timedelta(days=1, seconds=-1)))
    yield from (one.astimezone(VIETNAM) for one in dates)


def forms_arrive(desk: Workspace, settings: Settings, day: date) -> None:
    """Phiếu về: of every campaign whose field work is over, a file of each unit that has not sent any."""
    for campaign in running_campaigns(desk):
        state = campaign_state(desk, campaign)
        owed = [
            duty.duty.key.unit
            for duty in followup_state(desk, campaign).board(day).open_duties()
            if state.plan.step(duty.duty.key.step).act is ActKind.RETURNS and duty.duty.due == day
        ]
        snapshot = desk.chart.on(first_day(desk, state.plan))
        for place, unit in enumerate(owed):
            forms = synthesize_forms(
                method_of(desk, campaign).questions,
                [path_of(snapshot, snapshot.office(unit).unit)],
                FORMS,
                day.year,
                levels=tiers_of(desk, state.plan),
                first_number=1 + place * FORMS,
            )
            file = settings.returned_forms / campaign / f"{unit}.csv"
            file.parent.mkdir(parents=True, exist_ok=True)
            write_forms_csv(forms, file)
            os.utime(file, (time.time() - 3600,) * 2)  # it was laid there an hour ago, so it is whole


if __name__ == "__main__":
    sys.exit(main())
