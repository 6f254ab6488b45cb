"""Quy trình cuối năm và nhận tệp, chạy thật: what the schedule starts, each as a process on a real server."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.ending_year import AN, BINH, PUBLISHED, acting, ended
from tests.services.returning import ID
from tests.services.test_arrivals import LETTER
from tests.workflows.walking import ROOT, Server
from tests.workspaces import workspace_at
from workflows.services.advance import advance_day
from workflows.services.approve_edition import approve_edition
from workflows.services.campaign_state import running_campaigns

pytestmark = [pytest.mark.prefect, pytest.mark.slow]

_RUN = "import sys; from workflows.client import run_flow; print(run_flow(sys.argv[1]))"


def test_the_flows_publish_open_the_next_year_and_take_files(prefect_api: Server, tmp_path: Path) -> None:
    home = tmp_path / "vanthu"
    home.mkdir()
    desk = workspace_at(f"sqlite:///{home / 'vanthu.db'}", home)
    ended(desk, tmp_path / "ke-hoach")
    advance_day(desk, ID, PUBLISHED)

    def run(flow: str) -> str:
        environment = prefect_api.environment | {"VANTHU_HOME": str(home), "PREFECT_LOGGING_LEVEL": "ERROR"}
        command = [sys.executable, "-c", _RUN, flow]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert run("publish-year") == "0", "nobody has approved it yet"
    for person in (AN, BINH):
        approve_edition(acting(desk, person), ID)
    assert [run("publish-year"), run("publish-year")] == ["1", "0"]
    assert (home / "cong-bo" / ID / "an-ban-1" / "manifest.json").exists()
    assert [run("turn-year"), run("turn-year")] == ["1", "0"]
    assert list(running_campaigns(desk)) == [ID, "thu-2022"]
    incoming = home / "den" / "so-khong-co"
    incoming.mkdir(parents=True)
    (incoming / "a.txt").write_text(LETTER, encoding="utf-8")
    assert "'waiting': 1" in run("take-documents"), "it was written just now"
    assert "'waiting': 0" in run("take-returns")
    desk.engine.dispose()
