"""Hồ sơ quá hạn và lời xin lỗi: a unit's export is counted against its slips and its list of apologies, then let go."""

import hashlib
import shlex
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from directives.conversion.sheets import read_sheet
from directives.document.draft import read_draft_table
from directives.document.slips import SlipKind
from directives.errors import N_, DirectiveError
from directives.followup.plan import ActKind, ResultBook
from directives.followup.status import SETTLED
from directives.results_use.overdue import (
    Apology,
    OverdueReport,
    overdue_as_json,
    overdue_from_json,
    overdue_report,
)
from directives.results_use.overdue_tables import column_map, listed_apologies, received_files
from storage import audit, campaigns, followup_records, register
from storage.database import reading, transaction
from workflows.services.difficulties import NotOfPlan
from workflows.services.followup_state import FollowupState, state_in, unknown_campaign
from workflows.services.results_use.close_duty import close_duties
from workflows.services.unit_door.answers import Upload
from workflows.services.workspace import Workspace

_ZIP, _SHOWN = b"PK\x03\x04", 5
#: Lệnh làm phiếu xin lỗi: for what has no apology yet; the export is the unit's own file.
_SLIPS = "vanthu slips {export} --map {mapping} --kind xin_loi --out phieu-xin-loi"


class BadReportDay(DirectiveError):
    """Ngày lập bảng sai: after today."""

    kind = "bad_report_day"
    template = N_("The table is as of {day}, after today, {today}. Name today or an earlier day.")


class NoExport(DirectiveError):
    """Chưa có bảng xuất: no file came with the form."""

    kind = "no_export"
    template = N_("Choose the file that your one-stop system has exported (csv or xlsx).")


@dataclass(frozen=True, slots=True)
class Taken:
    """Đã nhận: the report, whether it says anything new, and how many duties it handed in."""

    report: OverdueReport
    new: bool
    closed: int


@dataclass(frozen=True, slots=True)
class OverdueCounts:
    """Số liệu quá hạn của đơn vị: of its last table; ``month`` as 2020-04."""

    month: str
    received: int
    overdue: int
    with_apology: int
    without_apology: int


def take_overdue(
    workspace: Workspace,
    campaign: str,
    unit: str,
    export: Path,
    *,
    on: date | None = None,
    columns: Mapping[str, Any] | None = None,
    columns_file: str = "",
    apologies: Path | None = None,
) -> Taken:
    """Nhận bảng xuất: what is overdue on the day ``on``, today without one; each month's table in versions.

    ``columns`` is a table of TOML which says what the headings are. No name of a citizen is kept, nor the export: only
    codes, days and the files' SHA-256. Raises UnknownCampaign, NotOfPlan, BadReportDay, BadColumnMap, UnfitTable,
    BadExport naming every bad row, IllegalMove and what reading a foreign file refuses; then nothing was kept.
    """
    today = workspace.today()
    on = on or today
    if on > today:
        raise BadReportDay(where="--on", day=f"{on:%d/%m/%Y}", today=f"{today:%d/%m/%Y}")
    mapped = column_map(columns or {}, file=columns_file or "columns")
    files = received_files(read_sheet(export, mapped.sheet), mapped, on)
    listed = listed_apologies(read_sheet(apologies), on) if apologies else ()
    hashes = (_sha256(export), _sha256(apologies) if apologies else "")
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        state = state_in(connection, workspace, campaign)
        known = [one.id for one in state.units]
        if unit not in known:
            raise NotOfPlan(where=unit, asked=unit, campaign=campaign, known=", ".join(known[:_SHOWN]))
        report = overdue_report(unit, on, files, _slips(connection, unit), listed, hashes)
        key, at = f"{unit}/{report.month}", workspace.timestamp()
        records = {key: overdue_as_json(report)}
        version = 1 + len(followup_records.versions(connection, campaign, "one_stop", key))
        if not followup_records.add(connection, campaign, "one_stop", records, at, workspace.actor):
            return Taken(report, False, 0)
        told = {
            "unit": unit, "on": on.isoformat(), "received": report.received, "overdue": len(report.overdue),
            "without_apology": len(report.without_apology), "version": version, "sha256": report.export_sha256,
        }  # fmt: skip
        entry = audit.Act(at, workspace.actor, "overdue_files_counted", campaign, told)
        audit.append(connection, f"campaign/{campaign}", entry)
        closed = 0
        # A corrected table hands in again what was sent back, and nothing of a later period.
        if version == 1 or _owed(state, unit, on):
            closed = close_duties(
                connection,
                workspace,
                campaign,
                ResultBook.ONE_STOP,
                unit,
                today,
                f"{report.month}/{version}",
                act="overdue_table_handed_in",
                payload={"reason": f"{len(report.overdue)}/{report.received}"},
            )
    return Taken(report, True, closed)


def take_overdue_upload(
    workspace: Workspace,
    campaign: str,
    unit: str,
    export: Upload | None,
    *,
    on: date | None = None,
    mapping: Upload | None = None,
    apologies: Upload | None = None,
) -> Taken:
    """Nhận bảng xuất gửi lên: as ``take_overdue``; the files are read in a folder of their own and thrown away.

    Raises NoExport, UnreadableDraft besides.
    """
    if export is None:
        raise NoExport(where="export")
    with tempfile.TemporaryDirectory(prefix="vanthu-") as name:
        table = _written(Path(name), "ho-so", export)
        listed = _written(Path(name), "xin-loi", apologies) if apologies else None
        columns = None
        if mapping is not None:
            (Path(name) / "ghep-cot.toml").write_bytes(mapping.content)
            columns = read_draft_table(Path(name) / "ghep-cot.toml")
        return take_overdue(workspace, campaign, unit, table, on=on, columns=columns, apologies=listed)


def overdue_reports(workspace: Workspace, campaign: str, unit: str = "") -> Sequence[OverdueReport]:
    """Các bảng quá hạn: in force, of a plan or one unit, the newest month first. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        if campaign not in campaigns.all_ids(connection):
            raise unknown_campaign(connection, campaign)
        records = followup_records.in_force(connection, campaign, "one_stop", f"{unit}/" if unit else "")
    found = [overdue_from_json(content) for content in records.values()]
    return sorted(found, key=lambda one: (one.on, one.unit), reverse=True)


def overdue_versions(workspace: Workspace, campaign: str, unit: str, month: str) -> Sequence[OverdueReport]:
    """Các phiên bản của một tháng: the oldest first; none for a month without a table."""
    with reading(workspace.engine) as connection:
        found = followup_records.versions(connection, campaign, "one_stop", f"{unit}/{month}")
    return [overdue_from_json(content) for _, _, content in found]


def overdue_counts(
    workspace: Workspace, campaign: str, day: date | None = None
) -> Mapping[str, OverdueCounts]:
    """Số liệu theo đơn vị: of each unit's last table up to the day. Raises UnknownCampaign."""
    day = day or workspace.today()
    found: dict[str, OverdueCounts] = {}
    for one in overdue_reports(workspace, campaign):
        if one.on <= day:
            bare = len(one.without_apology)
            counts = OverdueCounts(one.month, one.received, len(one.overdue), one.with_apology, bare)
            found.setdefault(one.unit, counts)
    return dict(sorted(found.items()))


def slips_command(export: Path | None = None, columns: Path | None = None) -> str:
    """Lệnh làm phiếu xin lỗi: to be run by the unit on its own export, which must name the slip of each row."""
    table = shlex.quote(str(export)) if export else "ho-so.xlsx"
    return _SLIPS.format(export=table, mapping=shlex.quote(str(columns)) if columns else "ghep-cot.toml")


def _slips(connection: Connection, unit: str) -> Sequence[Apology]:
    """Phiếu xin lỗi đã phát hành: in force, of this office, by the key under which each slip was numbered."""
    found = []
    for key, state, number, day in register.states_by_key(connection, f"mot-cua/{unit}/"):
        code, kind, _day = key.removeprefix(f"mot-cua/{unit}/").rsplit("/", 2)
        if kind == SlipKind.XIN_LOI.value and state.in_force:
            found.append(Apology(code, str(number), day, by_slip=True))
    return found


def _owed(state: FollowupState, unit: str, on: date) -> bool:
    """Kỳ của ngày lập bảng còn phải nộp: what was handed in for it was sent back."""
    board = state.board(state.workspace.today())
    for lane in board.lanes:
        step, period = lane.lane.step, lane.lane.occurrence
        if step.book is not ResultBook.ONE_STOP or step.act is not ActKind.EVIDENCE:
            continue
        within = (period.first is None or period.first <= on) and (period.last is None or on <= period.last)
        if within and unit in lane.lane.owers and board.status(lane, unit).state not in SETTLED:
            return True
    return False


def _written(folder: Path, name: str, sent: Upload) -> Path:
    path = folder / f"{name}.{'xlsx' if sent.content.startswith(_ZIP) else 'csv'}"
    path.write_bytes(sent.content)
    return path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
