"""Đấu nối: the one place where real adapters are chosen."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from directives.calendar.working_days import load_calendar
from directives.org.loading import load_chart
from storage.database import open_database
from storage.files import FileStore
from workflows.services.issue import repair
from workflows.services.workspace import Workspace
from workflows.settings import Settings, read_settings

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@cache
def _opened(settings: Settings, actor: str) -> Workspace:
    workspace = Workspace(
        engine=open_database(settings.database_url),
        files=FileStore(settings.files),
        chart=load_chart(),
        calendar=load_calendar(),
        now=lambda: datetime.now(_VIETNAM),
        actor=actor,
    )
    repair(workspace)
    return workspace


def open_workspace(actor: str = "van-thu") -> Workspace:
    """Mở bàn làm việc: on the settings of the environment; what a crash cut off is made good first.

    Raises DatabaseUnavailable.
    """
    return _opened(read_settings(), actor)
