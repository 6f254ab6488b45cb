"""Máy đo: how much processor time a server took for itself, and how much of the machine went to strangers meanwhile."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
#: Places in /proc/PID/stat behind the name: the session of a process, its ticks as a user and in the kernel.
_SESSION, _USER, _KERNEL = 3, 11, 12
#: Places in the first line of /proc/stat of the ticks in which nothing was done.
_IDLE = (3, 4)


@dataclass(slots=True)
class Watch:
    """Theo dõi máy: processor seconds of the server, and the part of the machine (0 to 1) that strangers took."""

    spent: float = 0.0
    others: float = 0.0


@contextmanager
def watched(session: int) -> Iterator[Watch]:
    """Trong khi đo: what the processors did within the block; the server is every process of a session."""
    watch = Watch()
    spent, own, (busy, whole) = _spent(session), time.process_time(), _machine()
    yield watch
    busy_now, whole_now = _machine()
    watch.spent = _spent(session) - spent
    known = watch.spent + time.process_time() - own
    watch.others = max(0.0, busy_now - busy - known) / (whole_now - whole)


def _spent(session: int) -> float:
    ticks = 0
    for file in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError):  # a process may end meanwhile
            fields = file.read_text().rpartition(")")[2].split()
            if int(fields[_SESSION]) == session:
                ticks += int(fields[_USER]) + int(fields[_KERNEL])
    return ticks / _TICKS


def _machine() -> tuple[float, float]:
    """Bộ xử lý: seconds in which all processors were busy, and seconds in all."""
    ticks = [int(column) for column in (_PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(ticks) - sum(ticks[place] for place in _IDLE)) / _TICKS, sum(ticks) / _TICKS
