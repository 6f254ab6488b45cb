"""Việc chạy nền trên trang: its own person sees how far it is; a process that was killed loses nothing of it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from portal.web.pages.jobs import name_of
from storage import jobs
from storage.database import transaction
from tests.portal.web.offices import PortalDesk, account_name
from workflows.services.accounts.roles import Role
from workflows.services.jobs import running
from workflows.services.jobs.running import JobView, ask, job_of, jobs_of, run_waiting
from workflows.services.workspace import Workspace

ROOT = Path(__file__).parents[3]
KIND = "count_slowly"
#: Counts to ten in a file, one line a step, and goes on where the file stops.
MODULE = "tests.portal.web.counting_work"
#: A process of its own, as a portal is: it takes what waits.
WORKER = f"""
from workflows.services.jobs import running
running.KINDS = {{"{KIND}": "{MODULE}"}}
from workflows.wiring import open_workspace
running.run_waiting(open_workspace())
"""


@pytest.fixture
def asked(desk: PortalDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[PortalDesk, str, Path]:
    """Một việc đã yêu cầu: by the clerk."""
    monkeypatch.setattr(running, "KINDS", {KIND: MODULE})
    desk.a(Role.CLERK)
    told = tmp_path / "dem.txt"
    return desk, ask(of(desk, Role.CLERK), KIND, {"file": str(told), "pause": 0.0}), told


def of(desk: PortalDesk, role: Role) -> Workspace:
    """Bàn làm việc của một vai trò: in that person's name."""
    return replace(desk.workspace, actor=account_name(role))


def test_whoever_asked_sees_it_wait_and_end(asked: tuple[PortalDesk, str, Path]) -> None:
    desk, job, _ = asked
    waiting = desk.a(Role.CLERK).get(f"/viec/{job}")
    assert 'hx-trigger="every 1s"' in waiting.text
    assert run_waiting(desk.workspace) == 1
    ended = desk.a(Role.CLERK).get(f"/viec/{job}", headers={"hx-request": "true"})
    assert "hx-trigger" not in ended.text
    assert "<html" not in ended.text
    assert job in desk.a(Role.CLERK).get("/viec").text


def test_of_what_is_asked_within_one_second_the_newest_stands_first(
    asked: tuple[PortalDesk, str, Path],
) -> None:
    desk, first, told = asked
    later = [ask(of(desk, Role.CLERK), KIND, {"file": str(told), "pause": 0.0}) for _ in range(9)]
    assert [one.id for one in jobs_of(of(desk, Role.CLERK))] == [*reversed(later), first]


def test_nobody_else_learns_that_it_exists(asked: tuple[PortalDesk, str, Path]) -> None:
    desk, job, _ = asked
    assert desk.a(Role.MONITOR).get(f"/viec/{job}").status_code == 404
    assert desk.a(Role.ADMIN).get(f"/viec/{job}").status_code == 404
    assert job not in desk.a(Role.MONITOR).get("/viec").text


def test_a_refusal_is_told_in_the_readers_language_and_escaped(asked: tuple[PortalDesk, str, Path]) -> None:
    desk, job, _ = asked
    told = {"template": "There is no account “{name}”.", "fields": {"name": "<b>"}, "problems": []}
    with transaction(desk.workspace.engine) as connection:
        jobs.change(connection, job, state="failed", outcome=json.dumps(told))
    page = desk.a(Role.CLERK).get(f"/viec/{job}").text
    assert "Không có tài khoản “&lt;b&gt;”" in page


def test_every_kind_of_work_has_a_name() -> None:
    unnamed = [kind for kind in running.KINDS if name_of(_view(kind)) == "Work in the background"]
    assert unnamed == []


def _view(kind: str) -> JobView:
    return JobView("", kind, "waiting", 0, 0, {}, {})


def test_work_goes_on_where_a_killed_process_left_it(
    desk: PortalDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "KINDS", {KIND: MODULE})
    desk.a(Role.CLERK)
    told = tmp_path / "dem.txt"
    job = ask(of(desk, Role.CLERK), KIND, {"file": str(told), "pause": 0.05})
    first = _worker()
    _until(lambda: told.exists() and len(told.read_text().splitlines()) >= 3)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    seen = job_of(of(desk, Role.CLERK), job)
    assert (seen.state, seen.total) == ("running", 10)
    second = _worker()
    assert second.wait(timeout=60) == 0
    assert job_of(of(desk, Role.CLERK), job).state == "done"
    assert told.read_text().split() == [str(n) for n in range(1, 11)]  # each step once


def test_two_processes_do_not_do_the_same_work(
    desk: PortalDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "KINDS", {KIND: MODULE})
    desk.a(Role.CLERK)
    told = tmp_path / "dem.txt"
    ask(of(desk, Role.CLERK), KIND, {"file": str(told), "pause": 0.05})
    other = _worker()
    _until(told.exists)
    assert run_waiting(desk.workspace) == 0
    assert other.wait(timeout=60) == 0
    assert told.read_text().split() == [str(n) for n in range(1, 11)]


def _worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


def _until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.01)
