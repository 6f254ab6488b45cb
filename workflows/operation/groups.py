"""Nhóm tiến trình: ends every process that belongs to one start of the program, however deep it was started."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: Every process of one start carries this name with that start's token in its environment; so do its children.
MARK = "VANTHU_UP"


def marked(token: str) -> Iterator[int]:
    """Tiến trình mang dấu: those of the start with this token which are still alive."""
    words = f"{MARK}={token}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            alive = entry.joinpath("stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
            if alive and words in entry.joinpath("environ").read_bytes().split(b"\0"):
                yield int(entry.name)


def end_marked(token: str, seconds: float) -> None:
    """Kết thúc tiến trình mang dấu: asked to end, killed when they are still there after so many seconds."""
    _signal_all(token, signal.SIGINT)
    deadline = time.monotonic() + seconds
    while any(True for _ in marked(token)):
        if time.monotonic() > deadline:
            _signal_all(token, signal.SIGKILL)
        time.sleep(0.1)


def end_postgresql(data: Path) -> None:
    """Dừng PostgreSQL: the server of this data folder, fast and in order; its own file tells whether it runs."""
    with suppress(OSError, ValueError, IndexError):
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        os.kill(pid, signal.SIGINT)


def _signal_all(token: str, number: signal.Signals) -> None:
    for pid in marked(token):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
