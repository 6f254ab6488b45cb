"""Xét việc đã nộp: what a unit handed in is accepted, or sent back to be mended with the reason."""

from collections.abc import Iterator
from datetime import date

from directives.errors import N_, DirectiveError
from directives.followup.plan import ActKind
from directives.followup.status import Board, DutyStatus, Stage
from workflows.services.campaign_overview import CampaignOverview
from workflows.services.record_evidence import Evidence, record_evidence
from workflows.services.unit_door.answers import report_of_duty
from workflows.services.unit_door.duties import UnitDuty
from workflows.services.unit_reports import return_report
from workflows.services.workspace import Workspace

#: Nộp trong mấy ngày làm việc qua thì còn nêu trên trang việc của ngày.
_LATELY = 5


class NothingToJudge(DirectiveError):
    """Không có gì để xét: nothing was handed in, or it was accepted or sent back already."""

    kind = "nothing_to_judge"
    template = N_("Nothing waits for a decision here: open the page again to see how the duty stands.")


class WhySentBack(DirectiveError):
    """Thiếu lý do trả lại: the unit must know what to mend."""

    kind = "why_sent_back"
    template = N_("Say what the unit must mend; it reads these words.")


def accept_handed_in(workspace: Workspace, duty: UnitDuty) -> None:
    """Chấp nhận: the duty has ended. Raises NothingToJudge, IllegalMove."""
    _refuse_unless_handed_in(duty)
    record_evidence(workspace, duty.campaign, "accept", _said(workspace, duty))


def send_back(workspace: Workspace, duty: UnitDuty, reason: str) -> None:
    """Trả lại để sửa: the duty is open again until the unit hands in anew.

    Raises NothingToJudge, WhySentBack, IllegalMove.
    """
    _refuse_unless_handed_in(duty)
    why = " ".join(reason.split())
    if not why:
        raise WhySentBack(where="reason")
    if duty.step.act is ActKind.REPORT and report_of_duty(workspace, duty) is not None:
        place = (duty.campaign, duty.step.code, duty.unit.id, duty.occurrence.number)
        return_report(workspace, *place, why, workspace.today())
    else:
        record_evidence(workspace, duty.campaign, "return", _said(workspace, duty, why))


def handed_in_lately(found: CampaignOverview) -> tuple[DutyStatus, ...]:
    """Mới nộp, chưa xét: what units handed in during the last working days, the newest first."""
    since = found.board.calendar.add_working_days(found.day, -_LATELY)
    return tuple(
        one for _on, one in sorted(_waiting(found.board, since), key=lambda row: row[0], reverse=True)
    )


def _waiting(board: Board, since: date) -> Iterator[tuple[date, DutyStatus]]:
    for lane in board.lanes:
        for unit, trace in lane.traces.items():
            if trace.stage is Stage.SUBMITTED and trace.submitted_on and trace.submitted_on >= since:
                yield trace.submitted_on, board.status(lane, unit)


def _refuse_unless_handed_in(duty: UnitDuty) -> None:
    if duty.status.stage is not Stage.SUBMITTED:
        raise NothingToJudge(where=duty.step.code)


def _said(workspace: Workspace, duty: UnitDuty, reason: str = "") -> Evidence:
    key = duty.status.duty.key
    return Evidence(key.step, key.unit, workspace.today(), key.occurrence, reason=reason)
