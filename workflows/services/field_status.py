"""Tình hình phát, thu: balances by investigator, the forecast, villages whose list is out of date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sipas_engine.fieldwork.balance import Balance, balances
from sipas_engine.fieldwork.daily import FieldCounts, counts_by_village
from sipas_engine.fieldwork.forecast import Forecast, forecast
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
    """Tình hình phát, thu: of a campaign on a day."""

    balances: Sequence[Balance]
    villages: Sequence[VillageStatus]
    forecast: Forecast


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
            sum(person.daily_capacity for person in people if person.id in working),
            today,
            deadline,
            workspace.calendar.add_working_days,
        ),
    )
