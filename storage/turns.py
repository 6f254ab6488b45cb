"""Lượt ghi: the writers of one SQLite database go in the order in which they came.

SQLite lets whoever asks at the right moment go first: under load one writer waits for seconds while others take
hundreds of numbers. Here each takes a ticket and waits for the end of the ticket before it. A ticket is a locked
byte of a file beside the database; the kernel unlocks it when its process ends, however that happens.

The queue decides who goes next, never whether two may write at once: that is SQLite's own lock. If a writer dies
while it waits, the one behind it may come too early, and waits there.
"""

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The kernel's ``struct flock``: kind, counted from the start, first byte, number of bytes, process (unused).
_FLOCK = struct.Struct("@hhqqi4x")
_TICKET = struct.Struct("@q")
_DISPENSER = 0
_FIRST_TICKET = 2


@contextmanager
def turn(queue: Path) -> Iterator[None]:
    """Đến lượt: waits until everybody who asked earlier is done; holds back those who ask later.

    The locks belong to the open file, not to the process, so threads stand in line like processes.
    """
    handle = os.open(queue, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        ticket = _take_ticket(handle)
        _lock(handle, ticket - 1, fcntl.F_RDLCK)
        yield
    finally:
        os.close(handle)


def _take_ticket(handle: int) -> int:
    _lock(handle, _DISPENSER, fcntl.F_WRLCK)
    last = os.pread(handle, _TICKET.size, 0)
    ticket = _TICKET.unpack(last)[0] + 1 if len(last) == _TICKET.size else _FIRST_TICKET
    _lock(handle, ticket, fcntl.F_WRLCK)
    os.pwrite(handle, _TICKET.pack(ticket), 0)
    _lock(handle, _DISPENSER, fcntl.F_UNLCK)
    return ticket


def _lock(handle: int, byte: int, kind: int) -> None:
    fcntl.fcntl(handle, fcntl.F_OFD_SETLKW, _FLOCK.pack(kind, os.SEEK_SET, byte, 1, 0))
