"""Giám sát: starts programs one after the other, waits until each is ready, restarts the one that dies, ends all."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import TracebackType

from workflows.operation.groups import MARK, end_marked
from workflows.operation.refusals import NotStarted

_POLL_SECONDS = 0.2
_START_SECONDS = 180.0  # the first start of a new store migrates it
_STARTS = 3
_STOP_SECONDS = 15.0
_LONGEST_WAIT = 60.0
_STEADY_SECONDS = 60.0
_LOG_BYTES = 10 * 1024 * 1024


class Stopped(Exception):
    """Được yêu cầu dừng: somebody asked to stop while something was being started."""


@dataclass(frozen=True, slots=True)
class Program:
    """Chương trình: what to run, and how one sees that it is ready. ``user`` is another user to run as, if any."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    ready: Callable[[], bool]
    stop: signal.Signals = signal.SIGTERM
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """Diễn biến: ``ready``, ``died`` or ``stopped``; seconds it took, or until it is started again."""

    kind: str
    program: str
    seconds: float = 0.0
    code: int = 0


@dataclass(slots=True)
class _Running:
    program: Program
    process: "subprocess.Popen[bytes]"
    since: float
    failures: int = 0
    start_again_at: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """Người giám sát: of one start. ``held`` is the home's open lock, which the watchman shares.

    ``postgresql`` is the data folder of a private server, which the watchman must end too; "" when there is none.
    """

    logs: Path
    held: int
    say: Callable[[Happening], None]
    stopping: Event
    postgresql: str = ""
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    _running: list[_Running] = field(default_factory=list)
    _watchman: "subprocess.Popen[bytes] | None" = None

    def __enter__(self) -> "Supervisor":
        self.logs.mkdir(parents=True, exist_ok=True)
        self._watchman = subprocess.Popen(
            [sys.executable, "-m", "workflows.operation.watchman", self.token, self.postgresql],
            stdin=subprocess.PIPE,
            start_new_session=True,
            pass_fds=[self.held],
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in reversed(self._running):
            self._end(one)
        end_marked(self.token, _STOP_SECONDS)
        if self._watchman is not None and self._watchman.stdin is not None:
            self._watchman.stdin.close()
            self._watchman.wait()

    def start(self, program: Program) -> None:
        """Khởi động: returns once it is ready. Raises NotStarted after several tries, Stopped when asked to stop."""
        begun = time.monotonic()
        running = _Running(program, self._spawn(program), begun)
        self._running.append(running)
        for left in reversed(range(_STARTS)):
            if self._becomes_ready(running):
                running.failures = 0
                self.say(Happening("ready", program.name, time.monotonic() - begun))
                return
            if left:
                self._wait(1)
                running.process, running.since = self._spawn(program), time.monotonic()
        self._refuse(program.name)

    def run(self, program: Program) -> None:
        """Chạy đến hết: a program that prepares something. Raises NotStarted when it fails, Stopped."""
        process = self._spawn(program)
        while process.poll() is None:
            self._wait(_POLL_SECONDS)
        if process.returncode:
            self._refuse(program.name)

    def watch(self) -> None:
        """Canh: until somebody asks to stop; whoever dies is started again, later each time it dies at once."""
        while not self.stopping.wait(_POLL_SECONDS):
            for one in self._running:
                self._look_at(one)

    def _look_at(self, one: _Running) -> None:
        now = time.monotonic()
        if one.process.poll() is None:
            return
        if not one.start_again_at:
            one.failures = 1 if now - one.since > _STEADY_SECONDS else one.failures + 1
            delay = min(2.0 ** (one.failures - 1), _LONGEST_WAIT)
            one.start_again_at = now + delay
            self.say(Happening("died", one.program.name, delay, one.process.returncode))
        elif now >= one.start_again_at:
            one.process, one.since, one.start_again_at = self._spawn(one.program), now, 0.0

    def _becomes_ready(self, running: _Running) -> bool:
        deadline = time.monotonic() + _START_SECONDS
        while running.process.poll() is None and time.monotonic() < deadline:
            self._wait(_POLL_SECONDS)
            if running.program.ready():
                return running.process.poll() is None  # a stranger on the port does not make us ready
        if running.process.poll() is None:
            self._end(running)
        return False

    def _wait(self, seconds: float) -> None:
        if self.stopping.wait(seconds):
            raise Stopped

    def _spawn(self, program: Program) -> "subprocess.Popen[bytes]":
        log = self.logs / f"{program.name}.log"
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        environment = dict(program.environment)
        if program.user is None:
            environment[MARK] = self.token
        log.touch(mode=0o600)  # the portal's tells the first administrator's link
        with log.open("ab") as written:
            return subprocess.Popen(
                program.command,
                cwd=program.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=written,
                start_new_session=True,
                user=program.user,
                group=program.user,
                extra_groups=None if program.user is None else [],
            )

    def _end(self, one: _Running) -> None:
        if one.process.poll() is None:
            one.process.send_signal(one.program.stop)
            with suppress(subprocess.TimeoutExpired):
                one.process.wait(_STOP_SECONDS)
            with suppress(ProcessLookupError):
                os.killpg(one.process.pid, signal.SIGKILL)
            one.process.wait()
        self.say(Happening("stopped", one.program.name))

    def _refuse(self, name: str) -> None:
        log = self.logs / f"{name}.log"
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise NotStarted(where=name, program=name, log=log, last=lines[-1].strip() if lines else "–")
