"""Nhà trình diễn dùng chung: filled once for all workers of a run, since it takes half a minute; each takes a copy."""

import fcntl
import shutil
from pathlib import Path

import pytest

from workflows.services.portal_demonstration import fill_demonstration
from workflows.settings import Settings, sqlite_url
from workflows.wiring import workspace_on


def demonstration_copied(factory: pytest.TempPathFactory, home: Path) -> Settings:
    """Bản sao nhà trình diễn: laid at ``home``; the first worker who asks fills it, the others wait."""
    kept = factory.getbasetemp().parent / "nha-trinh-dien"
    with (kept.parent / "nha-trinh-dien.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Filled whole or not at all: where it is there nothing is done.
        fill_demonstration(
            settings_of(kept), lambda settings: workspace_on(settings, "trinh-dien"), lambda day: None
        )
    shutil.copytree(kept, home)
    return settings_of(home)


def settings_of(home: Path) -> Settings:
    """Thiết lập: of a home with its own SQLite."""
    return Settings(home, sqlite_url(home))
