"""Chạy quy trình thật: campaigns on the virtual clock, each in a home and a process of its own."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from directives.followup.plan import SyntheticReturns
from tests.workflows.running import free_port
from tests.workspaces import workspace_at
from workflows.services.new_plan import PlanRequest, new_plan
from workflows.services.publishing_rights import grant_publishing
from workflows.services.start_campaign import start_campaign
from workflows.services.virtual_people import APPROVERS
from workflows.services.workspace import Workspace

UNTIL = date(2023, 3, 31)
#: Một ít đơn vị: three communes, for what is run many times.
FEW = ("ubnd-phuong-nghia-tan-24615", "ubnd-thi-tran-ea-t-ling-24640", "ubnd-xa-buon-choah-24694")
ROOT = Path(__file__).parents[2]
PREFECT = Path(sys.executable).with_name("prefect")
_WALK = "import sys, datetime; from workflows.client import run_flow; " \
    "print(run_flow('run-campaign', campaign=sys.argv[1], until=datetime.date.fromisoformat(sys.argv[2])))"  # fmt: skip
#: Forks a flow's process for every line it reads and tells its number, then how it ended.
_FORKS = """
import datetime, os, sys
import workflows.flows.run_campaign
from workflows.client import run_flow
for _ in sys.stdin:
    pid = os.fork()
    if pid == 0:
        os.close(0)
        run_flow('run-campaign', campaign=sys.argv[1], until=datetime.date.fromisoformat(sys.argv[2]))
        os._exit(0)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@dataclass
class Server:
    """Máy chủ Prefect: a process which tests may kill and start again on the same port and store."""

    home: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        """Môi trường của người dùng máy chủ này."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(self.home / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "LANG": "C.UTF-8",
        }

    def start(self) -> None:
        """Khởi động: until it answers for its health."""
        command = [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(self.port)]
        with (self.home / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + 120
        while not self._answers():
            assert time.monotonic() < deadline, (self.home / "server.log").read_text(encoding="utf-8")[-2000:]
            time.sleep(0.3)

    def kill(self) -> None:
        """Giết: at once, with all it started."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@dataclass(frozen=True)
class Campaign:
    """Đợt chạy thử: one campaign in a home of its own."""

    home: Path
    id: str
    until: date

    @property
    def workspace(self) -> Workspace:
        """Bàn làm việc: on the campaign's home."""
        return workspace_at(f"sqlite:///{self.home / 'vanthu.db'}", self.home)

    def environment(self, server: Server) -> Mapping[str, str]:
        """Môi trường của quy trình."""
        return server.environment | {"VANTHU_HOME": str(self.home), "PREFECT_LOGGING_LEVEL": "ERROR"}

    def started(self, server: Server) -> "subprocess.Popen[str]":
        """Chạy: the flow ``run-campaign`` as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", _WALK, self.id, self.until.isoformat()],
            env=self.environment(server),
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    @contextmanager
    def forking(self, server: Server) -> Iterator["subprocess.Popen[str]"]:
        """Chạy nhiều lần: a process that has loaded everything and forks one for the flow whenever it is asked.

        Loading takes some seconds of processor time; who kills many cannot wait for that each time.
        """
        command = [sys.executable, "-c", _FORKS, self.id, self.until.isoformat()]
        with subprocess.Popen(
            command,
            env=self.environment(server),
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            yield process
            assert process.stdin is not None
            process.stdin.close()

    def walked(self, server: Server, limit: float = 1500) -> float:
        """Chạy đến hết: must end well; gives the seconds of processor time it took."""
        before = _processor_seconds()
        process = self.started(server)
        out, err = process.communicate(timeout=limit)
        assert process.returncode == 0, out + err
        return _processor_seconds() - before

    def tables(self) -> dict[str, list[Any]]:
        """Mọi bảng: sorted rows without the columns that tell the time or chain it."""
        with sqlite3.connect(f"file:{self.home / 'vanthu.db'}?mode=ro", uri=True) as store:
            names = [n for (n,) in store.execute("select name from sqlite_master where type = 'table'")]
            return {name: _rows(store, name) for name in sorted(names)}

    def processes(self) -> list[int]:
        """Tiến trình còn sống: of any flow of this home, and what it started."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"VANTHU_HOME={self.home}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found

    def files(self) -> set[str]:
        """Kho tệp: what is kept is named by its content."""
        return {file.name for file in (self.home / "files").rglob("*") if file.is_file()}


def begun(home: Path, request: PlanRequest, until: date) -> Campaign:
    """Mở đợt giả lập: made from the shipped template; two made-up people may approve its publication."""
    home.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(home, request.id, until)
    workspace = campaign.workspace
    new = new_plan(workspace, request)
    assert start_campaign(workspace, new.plan, dict(new.drafts))
    for name in APPROVERS:
        grant_publishing(workspace, name, "Người duyệt giả lập của đợt chạy thử")
    workspace.engine.dispose()
    return campaign


def dak_nong(units: tuple[str, ...] = (), forms: int = 20) -> PlanRequest:
    """Đợt Đắk Nông năm 2021, ba cấp: the days of the real campaign; a tenth of the duties is done late."""
    return PlanRequest(
        "dak-nong-2021",
        date(2021, 11, 29),
        date(2021, 12, 12),
        date(2021, 12, 25),
        province="67",
        units=units,
        synthetic=SyntheticReturns(1848, forms, 0, 0.1, 5),
    )


#: What tells when something was done, or hashes it: two runs are never at the same second.
_CLOCKS = {
    "at", "recorded_at", "created_at", "done_at", "hash", "previous", "seq", "prepared_at", "approved_at",
    "given_at", "frozen_at", "accepted_at", "received_at",
}  # fmt: skip


def _rows(store: sqlite3.Connection, table: str) -> list[Any]:
    columns = [row[1] for row in store.execute(f"pragma table_info({table})") if row[1] not in _CLOCKS]
    quoted = ", ".join(f'"{name}"' for name in columns)
    return sorted(store.execute(f"select {quoted} from {table}"), key=repr) if columns else []


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
