"""Máy chủ PostgreSQL thật: started for tests and measurements on a free port, gone with them."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def found(program: str) -> str | None:
    """Chương trình ở đâu: on the path, or where Debian keeps PostgreSQL's server programs."""
    debian = sorted(f"/usr/lib/postgresql/{version}/bin" for version in _versions())
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), *debian]))


@contextmanager
def postgresql_server(*, durable: bool) -> Iterator[str]:
    """Máy chủ: its URL, open to this machine only. What is not ``durable`` skips the disk and is for tests.

    The server refuses to run as root; then it runs as the user ``postgres`` of its Debian package.
    """
    folder = Path(tempfile.mkdtemp(prefix="vanthu-postgresql-"))
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", _free_port()
    made = [
        found("initdb"),
        "-D",
        data,
        "-U",
        "vanthu",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    subprocess.run(made, cwd=folder, check=True, capture_output=True, **who)
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    options["fsync"] = "on" if durable else "off"
    run = [found("postgres"), "-D", data, *(f"-c{name}={value}" for name, value in options.items())]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(run, cwd=folder, stdout=log, stderr=log, **who)
    try:
        _wait_for(server, f"postgresql://vanthu@127.0.0.1:{port}/postgres", folder / "log")
        yield f"postgresql+psycopg://vanthu@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder)


def _versions() -> list[str]:
    folder = "/usr/lib/postgresql"
    return os.listdir(folder) if os.path.isdir(folder) else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(log.read_text(encoding="utf-8")) from None
            time.sleep(0.05)
