"""Nhiệm vụ của đơn vị: what one unit owes in every running campaign, and what it may do with each duty just now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directives.errors import N_, DirectiveError
from directives.followup.duties import PlanUnit
from directives.followup.log import ANY, EVERY_OCCURRENCE, Event, EventKind, as_log
from directives.followup.plan import BY_ENGINE, ActKind, Step
from directives.followup.recurrence import Occurrence
from directives.followup.stages import Stage, legal_kinds
from directives.followup.status import SETTLED, Board, DutyState, DutyStatus, LaneBoard
from workflows.services.campaign_overview import CampaignOverview, overview_of
from workflows.services.followup_state import UnknownCampaign, running_campaigns
from workflows.services.workspace import Workspace


class UnknownDuty(DirectiveError):
    """Không có nhiệm vụ này: or it is another unit's, which is answered in the same words."""

    kind = "unknown_duty"
    template = N_("Your unit has no such duty.")


class UnitAct(StrEnum):
    """Việc của đơn vị: what a unit itself may do with a duty; all else is the campaign officer's."""

    ACKNOWLEDGE = "acknowledge"  # xác nhận đã nhận
    BEGIN = "begin"  # bắt đầu thực hiện
    HAND_IN = "hand_in"  # nộp văn bản, minh chứng
    COUNT = "count"  # ghi một lần kiểm tra
    REPORT = "report"  # nộp báo cáo theo biểu
    NAME_OFFICER = "name_officer"  # cử cán bộ đầu mối
    ASK_EXTENSION = "ask_extension"  # đề nghị gia hạn
    RAISE_DIFFICULTY = "raise_difficulty"  # nêu vướng mắc


#: Loại việc -> what hands it in, and the event by which that is written down.
_HANDING_IN: Mapping[ActKind, tuple[UnitAct, EventKind]] = {
    ActKind.EVIDENCE: (UnitAct.HAND_IN, EventKind.SUBMITTED),
    ActKind.REPORT: (UnitAct.REPORT, EventKind.SUBMITTED),
    ActKind.CHECK: (UnitAct.COUNT, EventKind.COUNTED),
    ActKind.APPOINT: (UnitAct.NAME_OFFICER, EventKind.SUBMITTED),
}
_HANDED_IN = frozenset({Stage.SUBMITTED, Stage.ACCEPTED})
#: Việc gấp trước: the order in which a unit sees its duties.
_ORDER = (
    DutyState.LATE,
    DutyState.DUE_TODAY,
    DutyState.DUE_SOON,
    DutyState.NOT_DUE,
    DutyState.STANDING,
    DutyState.SUSPENDED,
    DutyState.DONE_LATE,
    DutyState.DONE,
    DutyState.WAIVED,
)


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """Nhiệm vụ của một đơn vị: where it stands on the day, and ``acts``: what the unit may do with it now.

    ``counted`` are the checks so far of ``occurrence.times`` that are wanted.
    """

    campaign: str
    campaign_title: str
    unit: PlanUnit
    step: Step
    occurrence: Occurrence
    status: DutyStatus
    counted: int
    acts: frozenset[UnitAct]

    @property
    def open(self) -> bool:
        """Còn phải làm: something is still expected of the unit."""
        return self.status.state not in SETTLED


def duties_of_unit(workspace: Workspace, units: Sequence[str]) -> tuple[UnitDuty, ...]:
    """Nhiệm vụ của các đơn vị: today, of all campaigns, late ones first; not what the engine does."""
    day = workspace.today()
    found: list[UnitDuty] = []
    for campaign in running_campaigns(workspace):
        seen = overview_of(workspace, campaign, day)
        own = {unit.id: unit for unit in seen.units if unit.id in units}
        if own:
            board = seen.board
            for lane in board.lanes:
                if lane.lane.step.act not in BY_ENGINE:
                    found += [_duty(board, lane, own[unit]) for unit in own if unit in lane.lane.owers]
    return tuple(sorted(found, key=_place))


def duty_of_unit(workspace: Workspace, campaign: str, unit: str, step: str, occurrence: int = 1) -> UnitDuty:
    """Một nhiệm vụ của đơn vị: raises UnknownDuty, whatever it is that is not there or not the unit's."""
    seen = _seen(workspace, campaign)
    known, board = next((one for one in seen.units if one.id == unit), None), seen.board
    for lane in board.lanes:
        owed = lane.lane.code == (step, occurrence) and lane.lane.step.act not in BY_ENGINE
        if owed and known is not None and unit in lane.lane.owers:
            return _duty(board, lane, known)
    raise UnknownDuty(where=campaign)


@dataclass(frozen=True, slots=True)
class BookedDuties:
    """Nhiệm vụ đóng bằng sổ: of a unit in one campaign, those which an entry in a book of the result's use closes."""

    unit: PlanUnit
    campaign: str
    campaign_title: str
    duties: Sequence[UnitDuty]


def duties_in_books(workspace: Workspace, campaign: str, unit: str) -> BookedDuties:
    """Nhiệm vụ đóng bằng sổ: open ones first. Raises UnknownDuty where the unit has no part in the campaign."""
    seen = _seen(workspace, campaign)
    own = next((one for one in seen.units if one.id == unit), None)
    if own is None:
        raise UnknownDuty(where=campaign)
    found = [
        _duty(seen.board, lane, own)
        for lane in seen.board.lanes
        if lane.lane.step.book and unit in lane.lane.owers
    ]
    return BookedDuties(own, campaign, seen.plan.title, sorted(found, key=_place))


def history_of_duty(workspace: Workspace, duty: UnitDuty) -> tuple[Event, ...]:
    """Diễn biến của nhiệm vụ: what was said of it or of all duties, the oldest first; moved anchors are left out."""
    log = as_log(_seen(workspace, duty.campaign).state.events)
    return tuple(event for event in log.said if _is_about(event, duty))


def _seen(workspace: Workspace, campaign: str) -> CampaignOverview:
    try:
        return overview_of(workspace, campaign, workspace.today())
    except UnknownCampaign as error:  # its words name the campaigns of others
        raise UnknownDuty(where=campaign) from error


def _is_about(event: Event, duty: UnitDuty) -> bool:
    return (
        event.unit in (ANY, duty.unit.id)  # what leaves most of a nation's log out comes first
        and event.step in (ANY, duty.step.code)
        and event.occurrence in (EVERY_OCCURRENCE, duty.occurrence.number)
        and "anchor" not in event.payload
    )


def _duty(board: Board, lane: LaneBoard, unit: PlanUnit) -> UnitDuty:
    status, trace = board.status(lane, unit.id), lane.trace(unit.id)
    plan, step = board.plan, lane.lane.step
    acts = frozenset(_acts(status, step.act, suspended=trace.suspended_on is not None, waived=trace.waived))
    return UnitDuty(plan.id, plan.title, unit, step, lane.lane.occurrence, status, trace.counted, acts)


def _acts(status: DutyStatus, act: ActKind, *, suspended: bool, waived: bool) -> Iterator[UnitAct]:
    legal = legal_kinds(status.stage, suspended=suspended, waived=waived)
    if EventKind.SEEN in legal:
        yield UnitAct.ACKNOWLEDGE
    if EventKind.STARTED in legal:
        yield UnitAct.BEGIN
    if act in _HANDING_IN and _HANDING_IN[act][1] in legal:
        yield _HANDING_IN[act][0]
    if legal and status.state not in SETTLED and status.stage not in _HANDED_IN:
        yield UnitAct.RAISE_DIFFICULTY
        if status.duty.due is not None and not suspended:
            yield UnitAct.ASK_EXTENSION


def _place(duty: UnitDuty) -> tuple[int, date, str, str, int]:
    due = duty.status.duty.due or date.max
    return _ORDER.index(duty.status.state), due, duty.campaign, duty.step.code, duty.occurrence.number
