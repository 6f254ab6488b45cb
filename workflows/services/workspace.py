"""Bàn làm việc: what every use case works with, chosen once in ``workflows.wiring``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from directives.calendar.working_days import WorkingCalendar
from directives.org.chart import OrganisationChart
from storage.files import FileStore


@dataclass(frozen=True, slots=True)
class Workspace:
    """Bàn làm việc: database, files, organisation, calendar, the clock in Việt Nam and who acts."""

    engine: Engine
    files: FileStore
    chart: OrganisationChart
    calendar: WorkingCalendar
    now: Callable[[], datetime]
    actor: str

    def timestamp(self) -> str:
        """Thời điểm: now, as ISO 8601 with the zone of Việt Nam, to the second."""
        return self.now().isoformat(timespec="seconds")
