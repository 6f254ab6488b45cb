"""Nhận lô việc: a worker holds a batch while it works on it, so that others take the next one.

A claim decides who does what, never whether an act is done twice: that is what its key in the database is for. It
is gone with the process that held it, however that ended.
"""

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, text

#: The kernel's ``struct flock``, as in ``storage.turns``.
_FLOCK = struct.Struct("@hhqqi4x")
_BYTES = 1 << 62
_TRY = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 1))")
_WAIT = text("SELECT pg_advisory_lock(hashtextextended(:name, 1))")
_LEAVE = text("SELECT pg_advisory_unlock(hashtextextended(:name, 1))")


@contextmanager
def claimed(engine: Engine, name: str, *, wait: bool = False) -> Iterator[bool]:
    """Nhận: whether the batch of this name is ours until the end of the block; with ``wait`` it always is, in time."""
    if engine.dialect.name == "postgresql":
        # No transaction stays open meanwhile: it would keep the server from cleaning up after others.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            ours = bool(connection.execute(_WAIT if wait else _TRY, {"name": name}).scalar_one() is not False)
            try:
                yield ours
            finally:
                if ours:
                    connection.execute(_LEAVE, {"name": name})
    elif engine.url.database:
        with _claimed_byte(Path(f"{engine.url.database}-claims"), name, wait=wait) as ours:
            yield ours
    else:  # a database in memory has one process only
        yield True


@contextmanager
def _claimed_byte(file: Path, name: str, *, wait: bool) -> Iterator[bool]:
    """A name locks one byte of a file beside the database: one of so many that two names never meet."""
    byte = int.from_bytes(sha256(name.encode()).digest()[:8], "big") % _BYTES
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    ours = False
    try:
        with suppress(BlockingIOError):
            asked = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0)
            fcntl.fcntl(handle, fcntl.F_OFD_SETLKW if wait else fcntl.F_OFD_SETLK, asked)
            ours = True
        yield ours
    finally:
        if ours:  # closing is not enough: a process that was forked meanwhile has the same open file
            fcntl.fcntl(handle, fcntl.F_OFD_SETLK, _FLOCK.pack(fcntl.F_UNLCK, os.SEEK_SET, byte, 1, 0))
        os.close(handle)
