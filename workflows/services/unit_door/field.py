"""Thực địa của một người: the campaigns, villages and daily figures which the Post or one investigator may see."""

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.plan import ActKind, Plan
from directives.org.errors import UnknownOffice
from directives.org.units import Level
from sipas_engine.bundle.csv_text import csv_of
from sipas_engine.fieldwork.assignment import Assignment
from sipas_engine.fieldwork.daily import DailyRow, FieldCounts, counts_by_village
from sipas_engine.fieldwork.roster import Investigator
from sipas_engine.fieldwork.sheets import read_daily_sheet
from storage import campaigns, field_records
from storage.database import reading
from workflows.services.campaign_overview import overview_of
from workflows.services.field_book import assignments, investigators, village_key
from workflows.services.field_status import FieldStatus, field_status
from workflows.services.followup_state import running_campaigns
from workflows.services.report_field_day import report_field_rows, reported_days
from workflows.services.unit_door.answers import Upload
from workflows.services.unit_door.lists import table_suffix
from workflows.services.workspace import Workspace

Slice = Collection[str] | None
"""Phần việc: the codes of the investigators of whom somebody may see and report; None: of all."""


class NotYourField(DirectiveError):
    """Không phải địa bàn của mình: no such campaign for this office, or no such village for this person."""

    kind = "unknown_field_work"
    template = N_("There is no such field work for you.")


@dataclass(frozen=True, slots=True)
class FieldCampaign:
    """Đợt đang phát, thu phiếu: in which an office takes part; ``deadline`` is the last day of field work, if any."""

    campaign: str
    title: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class VillageSheet:
    """Bảng của một thôn: its forms, who has them, the sums up to today, and what was reported of the day."""

    investigator: str
    investigator_name: str
    village: tuple[str, ...]
    forms: int
    counts: FieldCounts
    reported: DailyRow | None

    @property
    def finished(self) -> bool:
        """Đã thu đủ: nothing is left to be reported."""
        return self.counts.back >= self.forms


def field_campaigns(workspace: Workspace, unit: str) -> tuple[FieldCampaign, ...]:
    """Các đợt có phát, thu phiếu: those which name the office, or are those of its province."""
    found = []
    for campaign in running_campaigns(workspace):
        with reading(workspace.engine) as connection:
            kept = campaigns.find(connection, campaign)
            has_book = field_records.has_any(connection, campaign)
        if kept is not None and has_book and _takes_part(workspace, kept[0], unit):
            found.append(FieldCampaign(campaign, kept[0].title, _deadline(workspace, campaign)))
    return tuple(found)


def field_campaign(workspace: Workspace, campaign: str, unit: str) -> FieldCampaign:
    """Một đợt phát, thu phiếu: of this office. Raises NotYourField."""
    for one in field_campaigns(workspace, unit):
        if one.campaign == campaign:
            return one
    raise NotYourField(where=campaign)


def own_villages(workspace: Workspace, campaign: str, own: Slice, day: date) -> tuple[VillageSheet, ...]:
    """Các thôn của mình: with sums up to the day and what was reported of it, by investigator and village."""
    with reading(workspace.engine) as connection:
        assigned = [one for one in _assigned(connection, campaign) if _is_own(one.investigator, own)]
        people = {one.id: one.name for one in _people(connection, campaign)}
        rows = reported_days(field_records.in_force(connection, campaign, "day"))
    sums = counts_by_village([row for row in rows if row.day <= day])
    of_day = {(row.investigator, row.village): row for row in rows if row.day == day}
    return tuple(
        VillageSheet(
            one.investigator,
            people.get(one.investigator, one.investigator),
            one.village.path,
            len(one.village.serials),
            sums.get((one.investigator, one.village.path), FieldCounts()),
            of_day.get((one.investigator, one.village.path)),
        )
        for one in sorted(assigned, key=lambda one: (one.investigator, one.village.path))
    )


def report_day(
    workspace: Workspace, campaign: str, own: Slice, rows: Sequence[DailyRow], *, correction: bool = False
) -> int:
    """Báo số liệu ngày: of one's own villages only; gives how many rows are new.

    Raises NotYourField, BadDailySheet, DayReported.
    """
    if any(not _is_own(row.investigator, own) for row in rows):
        raise NotYourField(where=campaign)
    return report_field_rows(workspace, campaign, rows, correction=correction)


def report_sheet(
    workspace: Workspace, campaign: str, own: Slice, upload: Upload, *, correction: bool = False
) -> int:
    """Báo bằng bảng theo dõi: a filled-in sheet (xlsx, csv), taken whole or refused whole.

    Raises NotYourField, BadSheet, BadDailySheet, DayReported and what reading a table refuses.
    """
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / f"bang-theo-doi{table_suffix(upload.content)}"
        file.write_bytes(upload.content)
        rows = read_daily_sheet(file)
    return report_day(workspace, campaign, own, rows, correction=correction)


def blank_sheet(villages: Sequence[VillageSheet], day: date) -> bytes:
    """Bảng theo dõi để điền: a row for each village with the day, as csv; read back by ``report_sheet``."""
    header = ["dieu_tra_vien", "thon", "ngay", "so_phat", "so_thu", "tu_choi", "sai_dia_chi", "thay_the"]
    rows = [[one.investigator, village_key(one.village), f"{day:%d/%m/%Y}"] for one in villages]
    return csv_of([header, *([*row, "", "", "0", "0", "0"] for row in rows)])


def own_status(workspace: Workspace, found: FieldCampaign, own: Slice, day: date) -> FieldStatus:
    """Tình hình phát, thu của mình: balances, villages, forecast; of a slice nothing of anybody else.

    Without a deadline in the plan the forecast is measured against the day itself. Raises UnknownCampaign.
    """
    status = field_status(workspace, found.campaign, day, found.deadline or day)
    if own is None:
        return status
    return replace(
        status,
        balances=[one for one in status.balances if one.investigator in own],
        villages=[one for one in status.villages if one.investigator in own],
        not_ready=[one for one in status.not_ready if one[0] in own],
    )


def names_of(workspace: Workspace, campaign: str) -> Mapping[str, str]:
    """Tên điều tra viên: by their codes."""
    with reading(workspace.engine) as connection:
        return {one.id: one.name for one in _people(connection, campaign)}


def _is_own(investigator: str, own: Slice) -> bool:
    return own is None or investigator in own


def _takes_part(workspace: Workspace, plan: Plan, unit: str) -> bool:
    """Named by the plan, or a body of the very province whose campaign it is."""
    named = {plan.standing_office, *plan.roles.values(), *plan.units}
    named |= {plan.office(word) for step in plan.steps for word in (step.actor, *step.owed_by) if word}
    if unit in named:
        return True
    try:
        office = workspace.chart.on(workspace.today()).office(unit)
    except UnknownOffice:
        return False
    return bool(plan.province) and office.level is Level.PROVINCE and office.unit.code == plan.province


def _deadline(workspace: Workspace, campaign: str) -> date | None:
    lanes = overview_of(workspace, campaign, workspace.today()).state.lanes
    days = [lane.occurrence.due for lane in lanes if lane.step.act is ActKind.FIELD_WORK]
    return max((day for day in days if day is not None), default=None)


def _assigned(connection: Connection, campaign: str) -> Sequence[Assignment]:
    return assignments(field_records.in_force(connection, campaign, "assignment"))


def _people(connection: Connection, campaign: str) -> Sequence[Investigator]:
    return investigators(field_records.in_force(connection, campaign, "investigator"))
