"""Một đợt trọn vẹn qua quy trình thật: from plan to closing on the virtual clock, disturbed or not the same."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from directives.followup.log import EventKind
from directives.followup.status import DutyState
from storage.database import reading
from storage.followup_log import events_of
from tests.workflows.disturbing import assert_twins, disturbed, journaled
from tests.workflows.walking import FEW, UNTIL, Campaign, Server, begun, dak_nong
from workflows.services.campaign_status import campaign_status, timeline_of
from workflows.services.followup_state import followup_state
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

pytestmark = pytest.mark.prefect

#: Kills in one campaign: few enough that each falls in the middle of its work.
_IN_ONE = 20


@pytest.fixture(scope="module", params=["few", pytest.param("all", marks=pytest.mark.slow)])
def walk(
    request: pytest.FixtureRequest,
    prefect_api: Server,
    few: Campaign,
    tmp_path_factory: pytest.TempPathFactory,
) -> Campaign:
    """Đợt Đắk Nông năm 2021 đã chạy: all its steps, of three communes; slowly of all its communes."""
    if request.param == "few":
        return few
    campaign = begun(tmp_path_factory.mktemp("dak-nong"), dak_nong(), UNTIL)
    begin = time.monotonic()
    worked = campaign.walked(prefect_api)
    print(f"whole province: {worked:.1f} s of processor time, {time.monotonic() - begin:.1f} s by the clock")
    return campaign


@pytest.fixture(scope="module")
def desk(walk: Campaign) -> Iterator[Workspace]:
    workspace = walk.workspace
    yield workspace
    workspace.engine.dispose()


def test_every_duty_of_every_step_is_done(desk: Workspace) -> None:
    rows = timeline_of(desk, "dak-nong-2021")
    assert [(row.step, row.done, row.owed) for row in rows if row.done != row.owed] == []
    assert len({row.step for row in rows}) >= 24
    assert sum(row.owed for row in rows) > 70


def test_some_people_were_late_and_were_reminded_in_numbered_dispatches(desk: Workspace) -> None:
    found = campaign_status(desk, "dak-nong-2021", UNTIL).counts
    assert found[DutyState.DONE_LATE.value] > 5
    assert found[DutyState.LATE.value] == 0
    with reading(desk.engine) as connection:
        reminded = [e for e in events_of(connection, "dak-nong-2021") if e.kind is EventKind.REMINDED]
    rungs = [(e.step, e.unit, e.occurrence, e.payload["rung"]) for e in reminded]
    assert len(rungs) == len(set(rungs)) > 10


def test_no_document_is_dated_on_a_day_off(desk: Workspace) -> None:
    state = followup_state(desk, "dak-nong-2021")
    engine = {step.code for step in state.plan.steps if step.draft}
    days = {event.day for event in state.events if event.step in engine}
    assert [day for day in days if not desk.calendar.is_working_day(day)] == []


def test_the_books_and_the_journal_are_whole(desk: Workspace) -> None:
    assert verify_books(desk).problems == []


def test_walking_it_again_does_nothing(walk: Campaign, prefect_api: Server) -> None:
    before = walk.tables()
    walk.walked(prefect_api)
    assert walk.tables() == before


@pytest.mark.parametrize("time", [n if n < 2 else pytest.param(n, marks=pytest.mark.slow) for n in range(20)])
def test_it_ends_the_same_time_after_time(
    prefect_api: Server, few: Campaign, tmp_path: Path, time: int
) -> None:
    again = begun(tmp_path / "home", dak_nong(FEW, forms=30), UNTIL)
    print(f"{again.walked(prefect_api):.1f} s of processor time")
    assert again.tables() == few.tables()
    assert again.files() == few.files()


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_tables_documents_and_numbers_equal_those_of_the_undisturbed_run(
    few: Campaign, prefect_api: Server, tmp_path: Path, kills: int
) -> None:
    seed = int(os.environ.get("VANTHU_KILL_SEED", time.time_ns()))
    print(f"VANTHU_KILL_SEED={seed}")
    draw = random.Random(seed)
    killed = rounds = 0
    while killed < kills:
        rounds += 1
        twin = begun(tmp_path / f"home-{rounds}", dak_nong(FEW, forms=30), UNTIL)
        now = range(journaled(twin) + 1, journaled(few) * 9 // 10)
        moments = sorted(draw.sample(now, min(_IN_ONE, kills - killed)))
        killed += disturbed(twin, prefect_api, moments, draw)
        twin.walked(prefect_api)
        assert_twins(twin, few)
    print(f"{killed} killed in {rounds} campaigns")
