"""Hai năm liên tiếp, chỉ theo lịch: the flows that prefect.yaml schedules, at its hours, on a real Prefect server.

Nobody types a command after the first campaign was begun. Mornings on which nothing is due are left out.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.services.two_years import FIRST, ID, NEXT, Clock, TwoYears, begun
from tests.workflows.walking import ROOT, Server
from tests.workspaces import workspace_at
from workflows.rehearsal import begin_rehearsal
from workflows.services.workspace import Workspace
from workflows.settings import Settings, sqlite_url

pytestmark = [pytest.mark.prefect, pytest.mark.slow]


@dataclass(frozen=True)
class Walk:
    """Một lần đi: its home, and how often each flow ran."""

    settings: Settings
    ran: dict[str, int]


@pytest.fixture(scope="module")
def walk(prefect_api: Server, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Mười tám tháng theo lịch: in a home made for rehearsing, in a process of its own."""
    home = tmp_path_factory.mktemp("hai-nam") / "nha"
    settings = Settings(home, sqlite_url(home))
    begin_rehearsal(settings)
    desk = workspace_at(settings.database_url, home, Clock(FIRST))
    begun(desk, returns=None)
    desk.engine.dispose()
    environment = prefect_api.environment | {"VANTHU_HOME": str(home), "PREFECT_LOGGING_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "tests.workflows.scheduled"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stderr
    return Walk(settings, ast.literal_eval(done.stdout))


@pytest.fixture(scope="module")
def walked(walk: Walk) -> Iterator[Workspace]:
    """Bàn làm việc sau mười tám tháng."""
    bare = workspace_at(walk.settings.database_url, walk.settings.home)
    yield Workspace(
        bare.engine, bare.files, bare.chart, bare.calendar, bare.now, bare.actor, public=walk.settings.public
    )
    bare.engine.dispose()


class TestByTheSchedule(TwoYears):
    """Chỉ theo lịch."""

    def test_every_scheduled_flow_ran_and_no_other(self, walk: Walk) -> None:
        expected = {
            "nightly",
            "advance-campaigns",
            "publish-year",
            "turn-year",
            "take-documents",
            "take-returns",
        }
        assert set(walk.ran) == expected
        assert len(set(walk.ran.values())) <= 2, walk.ran

    def test_the_forms_came_as_files(self, walk: Walk) -> None:
        for campaign in (ID, NEXT):
            folder = walk.settings.returned_forms / campaign
            assert [file.name for file in folder.iterdir()] == ["done"]
            assert len(list((folder / "done").iterdir())) == 3
