"""Cổng thử: one for each test that asks for it."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher

from tests.portal.web.offices import PortalDesk, portal_desk
from workflows.services.accounts import passwords


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PortalDesk]:
    """Cổng thử: on empty books."""
    with portal_desk(tmp_path / "var") as made:
        yield made


@pytest.fixture
def quick_hashing() -> Iterator[None]:
    """Băm nhanh: for tests which are about something else than how hard a password is to guess."""
    passwords._nobodys.cache_clear()
    with patch.object(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        yield
    passwords._nobodys.cache_clear()
