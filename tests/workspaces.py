"""Bàn làm việc thử: a real workspace on a database of its own, with a clock that stands still."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from directives.calendar.working_days import WorkingCalendar, load_calendar
from directives.org.chart import OrganisationChart
from directives.org.loading import load_chart
from storage.database import open_database
from storage.files import FileStore
from workflows.services.workspace import Workspace

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 10, 5, 8, 30, tzinfo=VIETNAM)


@cache
def chart() -> OrganisationChart:
    """Tổ chức thật: loaded once for all tests."""
    return load_chart()


@cache
def calendar() -> WorkingCalendar:
    """Lịch thật: loaded once for all tests."""
    return load_calendar()


@cache
def empty_books() -> bytes:
    """Sổ sách trống: a SQLite file with every table and no row; every test takes a copy."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "vanthu.db"
        open_database(f"sqlite:///{file}").dispose()
        return file.read_bytes()


def workspace_at(url: str, folder: Path, now: Callable[[], datetime] = lambda: NOW) -> Workspace:
    """Bàn làm việc: on this database and this folder of files; nothing is repaired yet.

    Where there is no SQLite file yet its tables are laid in, not migrated, which takes a second less. That is for
    a test which comes alone: of several processes the last one would lay empty tables over the others' rows.
    """
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(empty_books())
    return opened_workspace(url, folder, now)


def opened_workspace(url: str, folder: Path, now: Callable[[], datetime] = lambda: NOW) -> Workspace:
    """Bàn làm việc mở như chương trình mở: an empty database is migrated, however many processes come at once."""
    return Workspace(open_database(url), FileStore(folder / "files"), chart(), calendar(), now, "thu-nghiem")


def fresh_workspace(folder: Path, now: Callable[[], datetime] = lambda: NOW) -> Workspace:
    """Bàn làm việc mới: on SQLite in this folder."""
    return workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder, now)
