"""Phần chung của các phép thử: what a machine must have, and real servers started by the tests themselves."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from storage.database import open_database
from tests.postgresql_server import found, postgresql_server
from tests.workspaces import empty_books, workspace_at
from workflows.services.workspace import Workspace

# A property is about values; how long a loaded machine takes over one example says nothing.
# The quick run tries fewer examples of each property; `make test-all` sets the variable and tries them all.
settings.register_profile("full", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("full"), max_examples=30)
settings.load_profile(os.environ.get("VANTHU_TEST_PROFILE", "quick"))

#: A test with one of these marks needs that program; where it is missing the test is left out, except in CI.
NEEDS = {
    "chromium": "chromium",
    "libreoffice": "soffice",
    "postgresql": "initdb",
    "softhsm": "softhsm2-util",
    "systemd": "systemd-analyze",
    "tesseract": "tesseract",
}
#: The room whose every test is about the database.
_STORAGE = Path(__file__).parent / "storage"
#: Bao nhiêu phép thử của một tệp chạy trên PostgreSQL in the quick run.
_ON_POSTGRESQL = 2
#: The room of whole campaigns and real servers.
_WORKFLOWS = Path(__file__).parent / "workflows"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Thiếu chương trình: leave out what cannot run here and say so; in CI that is an error."""
    _leave_most_rows_on_postgresql_to_the_long_count(items)
    # Whole campaigns take minutes of one worker: begun last, they would keep the others waiting at the end.
    items.sort(key=lambda item: _WORKFLOWS not in item.path.parents)
    for item in items:
        for mark, program in NEEDS.items():
            if item.get_closest_marker(mark) and not found(program):
                if os.environ.get("CI"):
                    raise pytest.UsageError(f"{program} is missing: run `make system`")
                item.add_marker(pytest.mark.skip(reason=f"{program} is missing: run `make system`"))


def _leave_most_rows_on_postgresql_to_the_long_count(items: list[pytest.Item]) -> None:
    """Mỗi tệp hai phép thử: outside the room of the database the quick run tries two tests of a file on PostgreSQL.

    Everything runs on SQLite; `make test-all` runs everything on both.
    """
    tried: Counter[Path] = Counter()
    for item in items:
        if item.get_closest_marker("postgresql") and "[" in item.nodeid and _STORAGE not in item.path.parents:
            tried[item.path] += 1
            if tried[item.path] > _ON_POSTGRESQL:
                item.add_marker("slow")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Máy chủ PostgreSQL thật: one for all tests, gone with them."""
    with postgresql_server(durable=False) as url:
        yield url


_KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
_databases = count(1)


@pytest.fixture(params=_KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Cơ sở dữ liệu trống: without any table, for each test a new one, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vanthu.db'}"
        return
    with _database(request.getfixturevalue("postgresql_url"), "template1") as url:
        yield url


@pytest.fixture(params=_KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Cơ sở dữ liệu chưa ghi gì: its tables are there; for each test a new one, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        (tmp_path / "vanthu.db").write_bytes(empty_books())
        yield f"sqlite:///{tmp_path / 'vanthu.db'}"
        return
    migrated = request.getfixturevalue("migrated_postgresql")
    with _database(request.getfixturevalue("postgresql_url"), migrated) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_url: str) -> Iterator[str]:
    """Cơ sở dữ liệu mẫu: its name on the server; the schema is made once, each test takes a copy."""
    with _database(postgresql_url, "template1") as url:
        open_database(url).dispose()
        yield url.rpartition("/")[2]


@contextmanager
def _database(server: str, template: str) -> Iterator[str]:
    admin, name = server.replace("+psycopg", ""), f"thu_{next(_databases)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        # Copying the files costs the server less than half of writing every page into its log.
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.removesuffix("postgres") + name
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def workspace(database_url: str, tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc thử: on a database of each kind, nothing written yet, the clock at ``tests.workspaces.NOW``."""
    desk = workspace_at(database_url, tmp_path)
    yield desk
    desk.engine.dispose()
