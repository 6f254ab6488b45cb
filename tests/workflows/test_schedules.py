"""Lịch chạy: what prefect.yaml deploys gets its scheduled runs (they silently never come with a wrong SQLAlchemy)."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.prefect

ROOT = Path(__file__).parents[2]
PREFECT = Path(sys.executable).with_name("prefect")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Máy chủ Prefect: a real one on a free port of this machine, with a store of its own."""
    home = tmp_path_factory.mktemp("prefect")
    port = _free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_until(lambda: _get(environment, "/health") is True, 90)
            yield environment
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_the_daily_deployment_gets_scheduled_runs(server: dict[str, str]) -> None:
    for arguments in (
        ["work-pool", "create", "vanthu-process", "--type", "process"],
        ["--no-prompt", "deploy", "--all"],
    ):
        ended = subprocess.run([PREFECT, *arguments], env=server, cwd=ROOT, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    names = {found["name"] for found in _post(server, "/deployments/filter", {})}
    assert names == {"run-campaign", "advance-campaigns", "run-demo"}
    scheduled = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    _wait_until(lambda: _post(server, "/flow_runs/filter", scheduled) != [], 60)
    runs = _post(server, "/flow_runs/filter", scheduled)
    assert {run["expected_start_time"][11:16] for run in runs} == {"00:00"}  # 7 o'clock in Việt Nam


def _wait_until(holds: Any, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if holds():
                return
        time.sleep(0.5)
    raise AssertionError(f"it did not happen within {seconds} seconds")


def _get(environment: dict[str, str], path: str) -> Any:
    with urllib.request.urlopen(environment["PREFECT_API_URL"] + path, timeout=5) as answer:
        return json.load(answer)


def _post(environment: dict[str, str], path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        environment["PREFECT_API_URL"] + path,
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
