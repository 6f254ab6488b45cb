"""Phần chung của các phép thử: what a machine must have, and real servers started by the tests themselves."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.workspaces import workspace_at
from workflows.services.workspace import Workspace

#: A test with one of these marks needs that program; where it is missing the test is left out, except in CI.
NEEDS = {"libreoffice": "soffice", "postgresql": "initdb"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Thiếu chương trình: leave out what cannot run here and say so; in CI that is an error."""
    for item in items:
        for mark, program in NEEDS.items():
            if item.get_closest_marker(mark) and not found(program):
                if os.environ.get("CI"):
                    raise pytest.UsageError(f"{program} is missing: run `make system`")
                item.add_marker(pytest.mark.skip(reason=f"{program} is missing: run `make system`"))


def found(program: str) -> str | None:
    """Chương trình ở đâu: on the path, or where Debian keeps PostgreSQL's server programs."""
    debian = sorted(f"/usr/lib/postgresql/{version}/bin" for version in _postgresql_versions())
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), *debian]))


def _postgresql_versions() -> list[str]:
    folder = "/usr/lib/postgresql"
    return os.listdir(folder) if os.path.isdir(folder) else []


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Máy chủ PostgreSQL thật: on a free port of this machine only, gone with the tests.

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
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
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


_databases = count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Cơ sở dữ liệu trống: a new one for each test, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vanthu.db'}"
        return
    server: str = request.getfixturevalue("postgresql_url")
    admin, name = server.replace("+psycopg", ""), f"thu_{next(_databases)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.removesuffix("postgres") + name
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def workspace(database_url: str, tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc thử: on an empty database of each kind, the clock at ``tests.workspaces.NOW``."""
    desk = workspace_at(database_url, tmp_path)
    yield desk
    desk.engine.dispose()
