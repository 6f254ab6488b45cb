"""Báo số liệu phát, thu: the daily sheet of an investigator, or of all, taken whole or refused whole."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from sipas_engine.fieldwork.daily import DailyRow, check_daily
from sipas_engine.fieldwork.sheets import read_daily_sheet
from storage import field_records
from storage.versioned_records import Content
from workflows.services.field_book import assignments, daily_rows, day_content, village_key, write_field_book
from workflows.services.workspace import Workspace


class DayReported(DirectiveError):
    """Ngày đã báo: the rows of a day stand in the book with other figures."""

    kind = "day_reported"
    template = N_(
        "These days were reported already, with other figures: {rows}. To replace them, say that it is a correction."
    )


def report_field_day(workspace: Workspace, campaign_id: str, file: Path, *, correction: bool = False) -> int:
    """Báo số liệu ngày: gives how many rows are new. The same rows again change nothing.

    With ``correction`` rows of a reported day take its place; what stood there stays as an earlier version. Raises
    UnknownCampaign, BadSheet, BadDailySheet, DayReported.
    """
    return report_field_rows(workspace, campaign_id, read_daily_sheet(file), correction=correction)


def report_field_rows(
    workspace: Workspace, campaign_id: str, rows: Sequence[DailyRow], *, correction: bool = False
) -> int:
    """Báo số liệu ngày theo dòng: rows that were read or typed, all of them or none; see ``report_field_day``."""

    def checked(connection: Connection) -> Mapping[str, Content]:
        known = field_records.in_force(connection, campaign_id, "day")
        given = {_key(row): day_content(row) for row in rows}
        changed = [key for key, content in given.items() if key in known and known[key] != content]
        if changed and not correction:
            raise DayReported(where=changed[0], rows="; ".join(changed[:5]))
        before = daily_rows({key: row for key, row in known.items() if key not in given})
        check_daily(rows, before, assignments(field_records.in_force(connection, campaign_id, "assignment")))
        return given

    return write_field_book(workspace, campaign_id, "day", "field_day_reported", checked)


def _key(row: DailyRow) -> str:
    return f"{row.day.isoformat()}|{row.investigator}|{village_key(row.village)}"


def reported_days(found: Mapping[str, Content]) -> Sequence[DailyRow]:
    """Các dòng đã báo: in the order of the days."""
    return sorted(daily_rows(found), key=lambda row: (row.day, row.investigator, row.village))
