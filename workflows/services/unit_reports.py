"""Báo cáo của đơn vị: handed in, sent back and handed in again, every version; the duty closes and opens with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from directives.conversion.child import read_bytes
from directives.conversion.errors import RefusedFile
from directives.errors import N_, DirectiveError, Problem
from directives.followup.duties import Lane, PlanUnit
from directives.followup.log import EventKind
from directives.followup.plan import ActKind
from directives.followup.report_values import (
    BadReport,
    ReportValues,
    values_as_json,
    values_from_json,
    values_read,
)
from directives.followup.report_workbook import WrittenReport
from directives.followup.reports import Owed
from directives.followup.stages import Stage
from directives.text import comparison_key
from storage import audit, followup_records
from storage.database import reading, transaction
from storage.followup import NewEvent
from storage.json_text import canonical, sha256_of
from storage.versioned_records import Content
from workflows.services.followup_state import FollowupState, followup_state, state_in
from workflows.services.record_events import record_in
from workflows.services.workspace import Workspace

SUBMITTED, RETURNED = "submitted", "returned"


class NoSuchReport(DirectiveError):
    """Không có báo cáo này: the plan has no reporting step or period of this name."""

    kind = "no_such_report"
    template = N_("The plan {campaign} has no report {step}, period {occurrence}. Reports: {known}.")


class NothingToReturn(DirectiveError):
    """Không có gì để trả lại: the unit handed in nothing, or it was sent back already."""

    kind = "nothing_to_return"
    template = N_("{unit} has no report {step}, period {occurrence}, that could be sent back.")


_NOT_OWED = N_("“{unit}” does not owe this report. It is owed by: {known}")
_TWICE = N_("{unit} stands twice")
_NO_FILE = N_("{unit}, “{field}”: the file {seen} cannot be taken: {reason}")
_OUTSIDE = "↑"


@dataclass(frozen=True, slots=True)
class UnitReport:
    """Báo cáo đã nộp: its values, its version, the day it came and whether it was sent back, and why."""

    values: ReportValues
    version: int
    day: date
    state: str
    reason: str = ""


def report_lane(state: FollowupState, step: str, occurrence: int) -> Lane:
    """Kỳ báo cáo: the lane of a reporting step. Raises NoSuchReport."""
    lanes = [lane for lane in state.lanes if lane.step.act is ActKind.REPORT]
    for lane in lanes:
        if lane.code == (step, occurrence):
            return lane
    known = ", ".join(
        f"{code} 1–{last}" for code, last in {lane.code[0]: lane.code[1] for lane in lanes}.items()
    )
    raise NoSuchReport(
        where=state.plan.id, campaign=state.plan.id, step=step, occurrence=occurrence, known=known or "–"
    )


def owing_units(state: FollowupState, lane: Lane) -> list[PlanUnit]:
    """Đơn vị phải báo cáo: in the order of the plan."""
    owers = frozenset(lane.owers)
    return [unit for unit in state.units if unit.id in owers] or [PlanUnit("", state.plan.title, "", "")]


def reports_of(workspace: Workspace, campaign: str, step: str) -> dict[Owed, UnitReport]:
    """Báo cáo của một bước: the last version of every unit and period."""
    with reading(workspace.engine) as connection:
        return _reports(connection, campaign, step)


def report_of(workspace: Workspace, campaign: str, step: str, owed: Owed) -> UnitReport | None:
    """Báo cáo của một đơn vị: its last version for this period; None where it handed in nothing."""
    key = f"{step}/{owed[0]}/{owed[1]}"
    with reading(workspace.engine) as connection:
        content = followup_records.in_force(connection, campaign, "report", key).get(key)
    return None if content is None else _report(content)


def report_versions(workspace: Workspace, campaign: str, step: str, owed: Owed) -> tuple[UnitReport, ...]:
    """Các phiên bản báo cáo: of a unit and period, the oldest first: handed in, sent back with the reason, mended."""
    with reading(workspace.engine) as connection:
        rows = followup_records.versions(connection, campaign, "report", f"{step}/{owed[0]}/{owed[1]}")
    return tuple(_report(content) for _, _, content in rows)


def sent_back(state: FollowupState, step: str) -> frozenset[Owed]:
    """Báo cáo bị trả lại: as the log says, whoever sent them back, and not handed in anew."""
    return frozenset(
        (unit, board.lane.occurrence.number)
        for board in state.board(_END).lanes
        if board.lane.step.code == step
        for unit, trace in board.traces.items()
        if trace.stage is Stage.RETURNED_FOR_FIX
    )


#: The day by which everything that was written down has happened.
_END = date.max - timedelta(days=1)


def submit_reports(
    workspace: Workspace,
    campaign: str,
    step: str,
    occurrence: int,
    written: Sequence[WrittenReport],
    day: date,
    *,
    file: str = "",
    folder: Path | None = None,
) -> tuple[str, ...]:
    """Nộp báo cáo: all of them or none; gives the units whose report is new. The same content again is nothing new.

    Files are looked for in ``folder``, and nowhere else unless it is None. Version, event and journal entry are one
    transaction. What was handed in and not sent back is not replaced.

    Raises UnknownCampaign, NoSuchReport, IllegalMove, BadReport naming every problem by unit, row and field.
    """
    state = followup_state(workspace, campaign)
    lane = report_lane(state, step, occurrence)
    found = _checked(workspace, state, lane, written, file, folder)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        known = _reports(connection, campaign, step)
        again = sent_back(state_in(connection, workspace, campaign, (step,)), step)
        new = {
            unit: UnitReport(values, before.version + 1 if before else 1, day, SUBMITTED)
            for unit, values in found.items()
            for before in [known.get((unit, occurrence))]
            if before is None or (unit, occurrence) in again or before.values != values
        }
        _write(connection, workspace, campaign, lane, new, "reports_submitted")
    return tuple(new)


def return_report(
    workspace: Workspace, campaign: str, step: str, unit: str, occurrence: int, reason: str, day: date
) -> UnitReport:
    """Trả lại để sửa: the duty is open again until the unit hands in anew.

    Raises UnknownCampaign, NoSuchReport, NothingToReturn; IllegalMove when it was accepted.
    """
    lane = report_lane(followup_state(workspace, campaign), step, occurrence)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        before = _reports(connection, campaign, step).get((unit, occurrence))
        again = sent_back(state_in(connection, workspace, campaign, (step,)), step)
        if before is None or (unit, occurrence) in again:
            raise NothingToReturn(where=unit, unit=unit, step=step, occurrence=occurrence)
        after = replace(before, version=before.version + 1, day=day, state=RETURNED, reason=reason)
        _write(connection, workspace, campaign, lane, {unit: after}, "report_returned")
    return after


def _write(
    connection: Connection,
    workspace: Workspace,
    campaign: str,
    lane: Lane,
    new: Mapping[str, UnitReport],
    act: str,
) -> None:
    """Ghi: the versions, what they do to the duties, and the journal entry, which holds the hash of each."""
    if not new:
        return
    step, occurrence = lane.code
    contents = {f"{step}/{unit}/{occurrence}": _content(report) for unit, report in new.items()}
    followup_records.add(connection, campaign, "report", contents, workspace.timestamp(), workspace.actor)
    events = [
        NewEvent(
            step,
            unit,
            occurrence,
            EventKind(report.state),
            report.day,
            {"version": report.version, **({"reason": report.reason} if report.reason else {})},
            f"{key}/{report.state}/{report.version}/{sha256_of(canonical(contents[key]))}",
        )
        for unit, report in new.items()
        for key in [f"{step}/{unit}/{occurrence}"]
    ]
    record_in(connection, workspace, campaign, events, act=act)


def _checked(
    workspace: Workspace,
    state: FollowupState,
    lane: Lane,
    written: Sequence[WrittenReport],
    file: str,
    folder: Path | None,
) -> dict[str, ReportValues]:
    owing = owing_units(state, lane)
    by_name: dict[str, list[str]] = {}
    for unit in owing:
        by_name.setdefault(comparison_key(unit.name), []).append(unit.id)
    known = {unit.id for unit in owing}
    found: dict[str, ReportValues] = {}
    problems: list[Problem] = []
    files: dict[str, dict[str, bytes]] = {}
    for one in written:
        named = by_name.get(comparison_key(one.unit), [])
        unit_id = one.unit if one.unit in known else named[0] if len(named) == 1 else None
        if unit_id is None:
            shown = ", ".join(_first(unit.id for unit in owing))
            problems.append(Problem(_NOT_OWED, {"unit": one.unit, "known": shown}, one.where))
            continue
        if unit_id in found:
            problems.append(Problem(_TWICE, {"unit": unit_id}, one.where))
        found[unit_id], wrong = values_read(lane.step.report, one.written, unit_id, one.where)
        problems += wrong
        files[unit_id], wrong = _files(found[unit_id], unit_id, one.where, folder)
        problems += wrong
    if problems:
        raise BadReport(where=problems[0].where, problems=problems, file=file, count=len(problems))
    return {
        unit: replace(
            values, files={code: workspace.files.put(content) for code, content in files[unit].items()}
        )
        for unit, values in found.items()
    }


def _files(
    values: ReportValues, unit: str, where: str, folder: Path | None
) -> tuple[dict[str, bytes], list[Problem]]:
    """Tệp kèm theo: a table from another office must not fetch files from anywhere on this machine."""
    found: dict[str, bytes] = {}
    problems = []
    for code, name in values.names.items():
        said = {"unit": unit, "field": code, "seen": name}
        path = Path(name) if folder is None else folder / name
        if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
            problems.append(Problem(_NO_FILE, said | {"reason": _OUTSIDE}, where))
            continue
        try:
            found[code] = read_bytes(path)
        except RefusedFile as error:
            problems.append(Problem(_NO_FILE, said | {"reason": str(error)}, where))
    return found, problems


_SHOWN = 20


def _first(names: Iterable[str]) -> list[str]:
    """Of the communes of the nation nobody reads all."""
    listed = list(names)
    return listed if len(listed) <= _SHOWN else [*listed[:_SHOWN], "…"]


def _reports(connection: Connection, campaign: str, step: str) -> dict[Owed, UnitReport]:
    found = {}
    for key, content in followup_records.in_force(connection, campaign, "report").items():
        code, unit, occurrence = key.split("/")
        if code == step:
            found[unit, int(occurrence)] = _report(content)
    return found


def _report(content: Content) -> UnitReport:
    return UnitReport(
        values_from_json(content),
        int(str(content["version"])),
        date.fromisoformat(str(content["day"])),
        str(content["state"]),
        str(content["reason"]),
    )


def _content(report: UnitReport) -> dict[str, object]:
    return {
        **values_as_json(report.values),
        "version": report.version,
        "day": report.day.isoformat(),
        "state": report.state,
        "reason": report.reason,
    }
