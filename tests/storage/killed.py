"""Tiến trình bị giết: a fork of the test that issues documents and dies by SIGKILL, at a named point or at any."""

import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from tests.documents import a_document
from tests.workspaces import workspace_at
from workflows.services.issue import issue_document


def forked(act: Callable[[], None]) -> int:
    """Rẽ nhánh: a child that does ``act`` and ends without cleaning up after itself; its process id."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException as error:  # the child must never come back into the test run
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    return child


def issue_for_ever(url: str, folder: Path, name: str, told: int) -> None:
    """Ghi mãi: issue until killed; each number is told to ``told`` as soon as it is known."""
    desk = workspace_at(url, folder)
    for turn in count():
        document = a_document(subject=f"văn bản thứ {turn} của {name}")
        number = issue_document(desk, document, idempotency_key=f"{name}/{turn}").entry.number
        os.write(told, b"%d\n" % number)


def numbers_told(pipe: int) -> Iterator[int]:
    """Các số đã báo: whole lines only, since a writer may die over one."""
    said = b""
    while part := os.read(pipe, 1 << 16):
        said += part
    yield from (int(line) for line in said.splitlines())


def dies_at(module: Any, act: str, *, after: bool, time: int = 1) -> None:
    """Chết ở điểm có tên: this process is killed where ``act`` begins, or ends, for the ``time``-th time from now."""
    real: Callable[..., Any] = getattr(module, act)
    times = count(1)

    def deadly(*what: Any, **named: Any) -> Any:
        now = next(times) == time
        if now and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*what, **named)
        if now:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(module, act, deadly)


def how_it_ended(child: int) -> int:
    """Kết thúc thế nào: the signal that ended the child, negative, or its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
