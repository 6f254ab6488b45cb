"""Phần chung của các phép thử: what a machine must have, and real servers started by the tests themselves."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.postgresql_server import found, postgresql_server
from tests.workspaces import workspace_at
from workflows.services.workspace import Workspace

#: A test with one of these marks needs that program; where it is missing the test is left out, except in CI.
NEEDS = {
    "libreoffice": "soffice",
    "postgresql": "initdb",
    "softhsm": "softhsm2-util",
    "tesseract": "tesseract",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Thiếu chương trình: leave out what cannot run here and say so; in CI that is an error."""
    for item in items:
        for mark, program in NEEDS.items():
            if item.get_closest_marker(mark) and not found(program):
                if os.environ.get("CI"):
                    raise pytest.UsageError(f"{program} is missing: run `make system`")
                item.add_marker(pytest.mark.skip(reason=f"{program} is missing: run `make system`"))


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Máy chủ PostgreSQL thật: one for all tests, gone with them."""
    with postgresql_server(durable=False) as url:
        yield url


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
