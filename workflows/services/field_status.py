"""Tình hình phát, thu: balances by investigator, the forecast, villages whose list is out of date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from directives.calendar.errors import DayOutsideCalendar
from sipas_engine.errors import Problem
from sipas_engine.fieldwork.balance import Balance, balances
from sipas_engine.fieldwork.daily import FieldCounts, counts_by_village
from sipas_engine.fieldwork.forecast import Forecast, forecast
from sipas_engine.fieldwork.roster import usual_criteria, why_not_ready
from storage import field_records
from storage.database import reading
from workflows.services.campaign_state import campaign_state
from workflows.services.field_book import assignments, investigators
from workflows.services.hand_over_forms import handed_over_by
from workflows.services.report_field_day import reported_days
from workflows.services.workspace import Workspace

WRONG_ADDRESS_SHARE = 0.05
"""Tỷ lệ sai địa chỉ: above it a village's list is taken to be out of date."""


@dataclass(frozen=True, slots=True)
class VillageStatus:
    """Tình hình một thôn: its forms, its investigator and what became of them; ``outdated`` a doubtful list."""

    village: tuple[str, ...]
    investigator: str
    forms: int
    counts: FieldCounts

    @property
    def outdated(self) -> bool:
        """Danh sách cũ: more wrong addresses than a good list has."""
        return self.counts.wrong_address > WRONG_ADDRESS_SHARE * self.forms


@dataclass(frozen=True, slots=True)
class FieldStatus:
    """Tình hình phát, thu: of a campaign on a day.

    ``not_ready`` are investigators who have villages and may not work (any more), with the reasons; a capacity of
    theirs does not count in the forecast.
    """

    balances: Sequence[Balance]
    villages: Sequence[VillageStatus]
    forecast: Forecast
    not_ready: Sequence[tuple[str, tuple[Problem, ...]]]


def field_status(workspace: Workspace, campaign_id: str, today: date, deadline: date) -> FieldStatus:
    """Tình hình phát, thu phiếu: what was reported up to ``today``. Raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        assigned = assignments(field_records.in_force(connection, campaign_id, "assignment"))
        people = investigators(field_records.in_force(connection, campaign_id, "investigator"))
        days = reported_days(field_records.in_force(connection, campaign_id, "day"))
        over = field_records.in_force(connection, campaign_id, "hand_over")
    rows = [row for row in days if row.day <= today]
    handed = {key: row for key, row in over.items() if date.fromisoformat(str(row["day"])) <= today}
    sums = counts_by_village(rows)
    working = {one.investigator for one in assigned}
    missing = {person.id: why_not_ready(person, today, usual_criteria()) for person in people}
    return FieldStatus(
        balances=balances(assigned, rows, handed_over_by(handed)),
        villages=[
            VillageStatus(
                one.village.path,
                one.investigator,
                len(one.village.serials),
                sums.get((one.investigator, one.village.path), FieldCounts()),
            )
            for one in assigned
        ],
        forecast=forecast(
            sum(len(one.village.serials) for one in assigned),
            rows,
            sum(p.daily_capacity for p in people if p.id in working and not missing[p.id]),
            today,
            deadline,
            _working_days(workspace),
        ),
        not_ready=[(who, why) for who, why in sorted(missing.items()) if who in working and why],
    )


def _working_days(workspace: Workspace) -> Callable[[date, int], date | None]:
    """Working days, holidays left out; a pace so slow that it leads beyond the calendar has no day."""

    def added(day: date, count: int) -> date | None:
        try:
            return workspace.calendar.add_working_days(day, count)
        except DayOutsideCalendar:
            return None

    return added
