"""Theo dõi cả nước: where 80,520 duties of 3,355 people's committees stand on a day, the database read included.

Ours reads the plan, its units and its log and works every state out. The peer reads the same rows into pandas frames
and works the same states out by columns; it knows this plan only: no suspensions, no quotas, no anchors that move.
Equal counts and equal late duties are demanded before anything is timed.
"""

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measure import Result, Work, compare
from directives.calendar.working_days import load_calendar
from directives.followup.duties import due_dates
from directives.followup.expansion import expanded
from directives.followup.log import EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.org.loading import load_chart
from storage import campaigns, followup
from storage.campaigns import OwnMethod
from storage.database import open_database, transaction
from storage.files import FileStore
from storage.followup import NewEvent
from storage.tables import campaign_fact
from workflows.services.campaign_status import campaign_status
from workflows.services.workspace import Workspace

CAMPAIGN = "ca-nuoc-2026"
DAY = date(2026, 10, 5)
DUTIES = 80_520
_NOW = datetime.fromisoformat("2026-10-05T08:30:00+07:00")
_STEPS = 24
_DAYS_BETWEEN = 10
#: Of the duties that are due so many are done; of those handed in so many were accepted, and so many sent back first.
_DONE, _ACCEPTED, _RETURNED, _MOVED = 0.89, 0.5, 0.02, 0.01


def status_national() -> Result:
    """Tình trạng cả nước: duties a second, from the rows of a SQLite file to counts and the list of the late ones."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = national(f"sqlite:///{folder}/vanthu.db", Path(folder))
        peer = _Frames(Path(folder) / "vanthu.db", workspace)
        if _ours(workspace) != peer.answer():
            raise AssertionError("the two do not find the same duties late")
        mine, theirs = Work(lambda: _counted(_ours(workspace))), Work(lambda: _counted(peer.answer()))
        try:
            return compare("status_national", "duties/s", mine, f"pandas {version('pandas')}", theirs)
        finally:
            workspace.engine.dispose()


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield status_national


def plan_of_the_nation() -> Plan:
    """Kế hoạch cả nước: 24 steps, ten working days apart, each owed by every province and every commune."""
    steps = tuple(
        Step(
            f"b{place:02}",
            f"Bước {place}",
            ActKind.ISSUE if place % 2 else ActKind.EVIDENCE,
            Due(anchor="T0", working_days=place * _DAYS_BETWEEN),
            owed_by=("province", "commune"),
        )
        for place in range(1, _STEPS + 1)
    )
    return Plan(CAMPAIGN, "Đợt cả nước (dữ liệu giả lập)", "", "", {"T0": date(2026, 1, 5)}, steps)


def national(url: str, folder: Path) -> Workspace:
    """Đợt cả nước giả lập: a campaign of all offices of the day in a fresh database, two thirds of it done."""
    workspace = Workspace(
        open_database(url), FileStore(folder / "files"), load_chart(), load_calendar(), lambda: _NOW, "do-dac"
    )
    plan = plan_of_the_nation()
    units = expanded(plan, workspace.chart.on(plan.anchors["T0"]))
    dues, chance = due_dates(plan, workspace.calendar), random.Random(2026)
    facts: list[dict[str, object]] = []
    events: list[NewEvent] = []
    for step in plan.steps:
        for unit in units:
            late = chance.choice((-3, -1, -1, 0, 0, 0, 2, 9))
            on = workspace.calendar.add_working_days(dues[step.code], late)
            if on > DAY or chance.random() > _DONE:
                continue
            if step.act is ActKind.ISSUE:
                facts.append(_fact(step.code, unit.id, on))
            else:
                events += _people(step.code, unit.id, on, workspace, chance)
    with transaction(workspace.engine) as connection:
        campaigns.start(connection, plan, {}, OwnMethod("", {}))
        followup.add_units(connection, plan.id, units)
        connection.execute(campaign_fact.insert(), facts)
        followup.add_events(connection, plan.id, events, at=_NOW.isoformat(), actor="do-dac")
    return workspace


def _fact(step: str, unit: str, on: date) -> dict[str, object]:
    key = {"campaign": CAMPAIGN, "step": step, "unit": unit, "occurrence": 1, "rung": 0}
    return key | {"day": on, "payload": '{"document":"so-noi-vu/CV/2026/1"}'}


def _people(step: str, unit: str, on: date, workspace: Workspace, chance: random.Random) -> list[NewEvent]:
    said = [(EventKind.SUBMITTED, on, {"document": f"{chance.randrange(1, 900)}/UBND-NV"})]
    if chance.random() < _RETURNED:
        again = workspace.calendar.add_working_days(on, 2)
        said += [(EventKind.RETURNED, on, {"reason": "thiếu chữ ký"}), (EventKind.SUBMITTED, again, {})]
    if chance.random() < _MOVED:
        said.insert(0, (EventKind.MOVED, on, {"to": on.isoformat(), "document": "9/BNV-CCHC"}))
    if chance.random() < _ACCEPTED:
        said.append((EventKind.ACCEPTED, said[-1][1], {}))
    return [
        NewEvent(step, unit, 1, kind, day, payload, f"{step}/{unit}/{place}")
        for place, (kind, day, payload) in enumerate(said)
    ]


_Answer = tuple[dict[str, int], list[tuple[str, str, str, int]]]


def _ours(workspace: Workspace) -> _Answer:
    found = campaign_status(workspace, CAMPAIGN, DAY)
    late = [
        (row.duty.key.step, row.duty.key.unit, str(row.duty.due), row.working_days_late) for row in found.late
    ]
    return {state: count for state, count in found.counts.items() if count}, sorted(late)


def _counted(answer: _Answer) -> int:
    return sum(answer[0].values())


class _Frames:
    """Bảng pandas: the same rule by columns."""

    def __init__(self, file: Path, workspace: Workspace) -> None:
        self._file = file
        plan = plan_of_the_nation()
        self._dues = pd.DataFrame(
            {"step": code, "planned": str(day)} for code, day in due_dates(plan, workspace.calendar).items()
        )
        days = pd.date_range("2025-12-01", "2027-03-01").date
        off = [day for day in days if not workspace.calendar.is_working_day(day)]
        self._week = np.busdaycalendar(weekmask="1111111", holidays=np.array(off, dtype="datetime64[D]"))

    def _between(self, start: Any, end: Any) -> Any:
        """Working days after ``start`` up to and with ``end``, where that is not before it."""
        one = np.timedelta64(1, "D")
        return np.busday_count(start + one, np.maximum(start, end) + one, busdaycal=self._week)

    def answer(self) -> _Answer:
        """Đếm và danh sách chậm: from the file on."""
        day, today = np.datetime64(DAY, "D"), str(DAY)
        with closing(sqlite3.connect(self._file)) as database:
            units = pd.read_sql("SELECT unit FROM plan_unit WHERE campaign = ?", database, params=[CAMPAIGN])
            facts = pd.read_sql(
                "SELECT step, unit, day AS done FROM campaign_fact WHERE campaign = ? AND rung = 0 AND day <= ?",
                database,
                params=[CAMPAIGN, today],
            )
            said = pd.read_sql(
                "SELECT seq, step, unit, kind, day, json_extract(payload, '$.to') AS moved FROM duty_event "
                "WHERE campaign = ? AND day <= ? ORDER BY seq",
                database,
                params=[CAMPAIGN, today],
            )
        last = said[said.kind.isin(["submitted", "returned"])].groupby(["step", "unit"]).last()
        handed = last[last.kind == "submitted"]["day"].rename("done").reset_index()
        moved = said[said.kind == "moved"].groupby(["step", "unit"])["moved"].last().reset_index()
        frame = (
            self._dues.merge(units, how="cross")
            .merge(pd.concat([facts, handed]), how="left", on=["step", "unit"])
            .merge(moved, how="left", on=["step", "unit"])
        )
        due_text = frame.moved.fillna(frame.planned)
        due = pd.to_datetime(due_text).to_numpy().astype("datetime64[D]")
        done = pd.to_datetime(frame.done).to_numpy().astype("datetime64[D]")
        open_now = np.isnat(done)
        left, past = self._between(day, due), self._between(due, day)
        states = {
            "done": ~open_now & (done <= due),
            "done_late": ~open_now & (done > due),
            "late": open_now & (due < day),
            "due_today": open_now & (due == day),
            "due_soon": open_now & (due > day) & (left <= 3),
            "not_due": open_now & (due > day) & (left > 3),
        }
        late = frame[states["late"]]
        rows = zip(late.step, late.unit, due_text[states["late"]], past[states["late"]], strict=True)
        counts = {state: int(which.sum()) for state, which in states.items()}
        return {state: count for state, count in counts.items() if count}, sorted(
            (step, unit, by, int(days)) for step, unit, by, days in rows
        )
