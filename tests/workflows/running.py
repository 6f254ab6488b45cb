"""Tất cả đang chạy: ``vanthu up`` as a person starts it, and questions to the server it started."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from workflows.operation.groups import MARK
from workflows.operation.prefect_server import PrefectServer, ask, prefect_server
from workflows.settings import Settings

VANTHU = Path(sys.executable).with_name("vanthu")
_READY_SECONDS = 480  # a machine that is busy with other tests takes its time


@dataclass(frozen=True)
class Running:
    """Đang chạy: the process of ``up``, its home, and what it says, line by line."""

    process: "subprocess.Popen[str]"
    server: PrefectServer
    environment: Mapping[str, str]
    said: "queue.Queue[str]"

    @property
    def home(self) -> Path:
        """VANTHU_HOME."""
        return self.server.settings.home

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Một lệnh khác: in the same home, as another person types it meanwhile."""
        return subprocess.run(
            [VANTHU, *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def ask(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Hỏi máy chủ: with the password and the token."""
        return ask(self.server, path, body)

    def started_run(self, deployment: str, **parameters: object) -> str:
        """Chạy ngay một việc: as somebody who presses the button; the run's id."""
        found = self._answer(f"/deployments/name/{deployment}/{deployment}", None)
        wanted = {"parameters": parameters, "idempotency_key": str(uuid4())}  # asked again it is the same run
        return str(self._answer(f"/deployments/{found['id']}/create_flow_run", wanted)["id"])

    def _answer(self, path: str, body: Mapping[str, Any] | None) -> Any:
        """Asked until there is an answer: a server that has just come back may be slow."""
        answers: list[Any] = []
        wait_until(lambda: answers.append(self.ask(path, body)) or answers[-1], 120, f"an answer to {path}")
        return answers[-1]

    def state_of(self, run: str) -> str:
        """Trạng thái của một lần chạy: "" while the server cannot be asked."""
        found = self.ask(f"/flow_runs/{run}")
        return "" if found is None else str(found["state_type"])

    def pids(self, words: str) -> list[int]:
        """Tiến trình của lần khởi động này: those whose command line has these words."""
        return [pid for pid, command in marked_in(self.home) if words in command]


@contextmanager
def everything_up(home: Path, *options: str, **environment: str) -> Iterator[Running]:
    """Khởi động tất cả: ready when it says so; ended by SIGTERM, and by force if that does not help."""
    home.mkdir(parents=True, exist_ok=True)
    own = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "VANTHU_HOME": str(home),
        "VANTHU_LANG": "en",
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        **environment,
    }
    port = free_port()
    process = subprocess.Popen(
        [VANTHU, "up", "--prefect-port", str(port), *options],
        env=own,
        cwd=home,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said: queue.Queue[str] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process, said), daemon=True)
    reader.start()
    try:
        wait_for(said, "Everything is running", _READY_SECONDS)
        url = own.get("VANTHU_DATABASE_URL", f"sqlite:///{home / 'vanthu.db'}")
        yield Running(process, prefect_server(Settings(home, url), port), own, said)
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(10)
        assert process.stdout is not None
        process.stdout.close()


def wait_for(said: "queue.Queue[str]", words: str, seconds: float) -> list[str]:
    """Chờ nghe: lines up to the one with these words."""
    lines: list[str] = []
    deadline = time.monotonic() + seconds
    while not any(words in line for line in lines):
        try:
            lines.append(said.get(timeout=max(deadline - time.monotonic(), 0.01)))
        except queue.Empty:
            raise AssertionError(f"it did not say {words!r} but {lines}") from None
    return lines


def wait_until(holds: Callable[[], object], seconds: float, what: str = "it") -> None:
    """Chờ đến khi: something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} seconds"
        time.sleep(0.3)


def marked_in(home: Path) -> list[tuple[int, str]]:
    """Tiến trình còn sống: of any start in this home, with their command lines."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            names = (entry / "environ").read_bytes().split(b"\0")
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        ours = f"VANTHU_HOME={home}".encode() in names and any(
            n.startswith(f"{MARK}=".encode()) for n in names
        )
        if ours and command:
            found.append((int(entry.name), command))
    return found


def free_port() -> int:
    """Cổng trống: of this machine, just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def kill(pid: int) -> None:
    """Giết: without a word of warning."""
    os.kill(pid, signal.SIGKILL)


def _read(process: "subprocess.Popen[str]", said: "queue.Queue[str]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        said.put(line.rstrip("\n"))
