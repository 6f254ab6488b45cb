"""Bàn làm việc: what every use case works with, chosen once in ``workflows.wiring``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from directives.calendar.working_days import WorkingCalendar
from directives.org.chart import OrganisationChart
from storage.files import FileStore

if TYPE_CHECKING:
    # What drafts are filled with is slow to load, and few acts look at it.
    from directives.document.office_defaults import AllWorkingRules

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Workspace:
    """Bàn làm việc: database, files, organisation, calendar, the clock in Việt Nam and who acts.

    ``rules`` are what the offices' own files say: who signs, who receives, units inside. ``public`` is the folder into
    which approved results are written; None: they stay in the store of files.
    """

    engine: Engine
    files: FileStore
    chart: OrganisationChart
    calendar: WorkingCalendar
    now: Callable[[], datetime]
    actor: str
    rules: "AllWorkingRules" = field(default_factory=dict)
    public: Path | None = None

    def today(self) -> date:
        """Hôm nay: the day in Việt Nam, wherever the machine stands."""
        return self.now().astimezone(VIETNAM).date()

    def timestamp(self) -> str:
        """Thời điểm: now, as ISO 8601 with the zone of Việt Nam, to the second."""
        return self.now().isoformat(timespec="seconds")
