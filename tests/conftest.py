"""Phần chung của các phép thử: what a machine must have, and real servers started by the tests themselves."""

import os
import shutil

import pytest

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
