"""Nhà: one start at a time, secrets made once, ports that are free."""

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflows.operation.refusals import AlreadyUp, PortTaken

LOOPBACK = "127.0.0.1"
_SECRETS = "secrets"


@contextmanager
def home_held(home: Path) -> Iterator[int]:
    """Giữ nhà: the open lock of this home while everything runs. Raises AlreadyUp.

    Whoever inherits it holds the home too; the kernel lets go when the last of them ends.
    """
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / "up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.pread(handle, 20, 0).decode() or "?"
            raise AlreadyUp(where="VANTHU_HOME", home=home, pid=pid) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield handle
    finally:
        os.close(handle)


def secret(home: Path, name: str) -> str:
    """Bí mật: made once at random, kept in the home's folder of secrets, readable by its owner only."""
    folder = home / _SECRETS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / name
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(secrets.token_urlsafe(32) + "\n")
        written.flush()
        os.fsync(written.fileno())
    return file.read_text(encoding="ascii").strip()


def refuse_taken(port: int, option: str) -> None:
    """Cổng còn trống: raises PortTaken, naming the option which chooses another."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port left a moment ago is free
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PortTaken(where=option, port=port, option=option) from error


def listens(port: int) -> bool:
    """Đã nghe: whether somebody answers on this port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
