"""Tổng số phát, thu phiếu: what the investigators of a campaign reported up to a day, in four numbers."""

from dataclasses import dataclass
from datetime import date
from functools import reduce

from sqlalchemy import Connection

from sipas_engine.fieldwork.daily import FieldCounts
from storage import field_records
from workflows.services.field_book import assignments, daily_rows


@dataclass(frozen=True, slots=True)
class FieldTotals:
    """Số liệu phát, thu: forms given to investigators, and what became of them by the day."""

    forms: int
    counts: FieldCounts


def field_totals(connection: Connection, campaign_id: str, day: date) -> FieldTotals | None:
    """Tổng số: None when the campaign has no field book."""
    assigned = assignments(field_records.in_force(connection, campaign_id, "assignment"))
    if not assigned:
        return None
    rows = daily_rows(field_records.in_force(connection, campaign_id, "day"))
    counts = reduce(FieldCounts.plus, (row for row in rows if row.day <= day), FieldCounts())
    return FieldTotals(sum(len(one.village.serials) for one in assigned), counts)
