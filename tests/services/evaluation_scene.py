"""Năm đã qua ở Tam Đường: three communes did all on time, the other ten nothing; the result of 2020 is frozen."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from directives.followup.log import EventKind
from directives.followup.plan import ActKind
from storage.followup import NewEvent
from tests.services.year_of_use import BAN_BO, BAN_GIANG, ID, NA_TAM, on_day, year_of_use
from workflows.services.followup_state import followup_state
from workflows.services.record_events import record_events
from workflows.services.results_use.evaluation import keep_evaluation
from workflows.services.workspace import Workspace

EVALUATED, DECIDED = date(2021, 1, 15), date(2021, 1, 20)
GOOD = (BAN_GIANG, BAN_BO, NA_TAM)
CHIEF = "Nguyễn Thị Mẫu"


def year_gone_by(folder: Path, good: Collection[str] = GOOD) -> Workspace:
    """Năm đã qua: on the day of the evaluation; ``good`` units did all that was due, on its day."""
    workspace = year_of_use(folder, EVALUATED)
    record_events(workspace, ID, list(_all_on_time(workspace, good)), act="duty_submitted")
    return workspace


def evaluated(folder: Path) -> Workspace:
    """Năm đã đánh giá: kept as the first version; five days later."""
    workspace = year_gone_by(folder)
    keep_evaluation(workspace, ID, EVALUATED)
    return on_day(workspace, DECIDED)


def _all_on_time(workspace: Workspace, good: Collection[str]) -> Iterator[NewEvent]:
    for lane in followup_state(workspace, ID).lanes:
        step, period = lane.step, lane.occurrence
        if step.standing or period.due is None or period.due > EVALUATED:
            continue
        counted = step.act is ActKind.CHECK
        kind, day = (EventKind.COUNTED, period.first) if counted else (EventKind.SUBMITTED, period.due)
        for unit in lane.owers:
            if unit in good:
                key = f"{step.code}/{unit}/{period.number}/thu"
                yield NewEvent(step.code, unit, period.number, kind, day or period.due, {}, key)
