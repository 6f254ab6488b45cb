"""Tình hình theo dõi: a plan, the units it was expanded to and the log of its duties, read from the database alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.due_days import DueDays, due_days
from directives.followup.duties import Lane, PlanUnit, due_dates
from directives.followup.expansion import expanded
from directives.followup.log import Event, anchor_moves
from directives.followup.plan import Plan
from directives.followup.status import Board, status
from storage import campaigns, followup
from storage.database import reading
from storage.followup_log import events_of
from workflows.services.workspace import Workspace


class UnknownCampaign(DirectiveError):
    """Không có đợt này: no campaign of this id was started."""

    kind = "unknown_campaign"
    template = N_("There is no campaign {campaign!r}. Running: {running}.")


@dataclass(frozen=True)
class FollowupState:
    """Tình hình theo dõi: what is owed by whom, and everything that became of it."""

    workspace: Workspace
    plan: Plan
    drafts: Mapping[str, str]
    units: Sequence[PlanUnit]
    events: Sequence[Event]

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """Các tuyến: with the days that hold by all that is known: anchors as last moved, days off as announced."""
        return self.due_days_on(date.max).lanes

    def due_days_on(self, day: date) -> DueDays:
        """Hạn có hiệu lực: of every lane by what was known on a day, with the changes that led there."""
        return self._dues_by_day[self._last_change(day)]

    def board(self, day: date) -> Board:
        """Bảng theo dõi: the state of every duty on a day, with anchors and calendar as they were known then."""
        days = self.due_days_on(day)
        board = status(days.lanes, self.plan, self.events, self.workspace.calendar, day)
        days.settle(board)
        return board

    @cached_property
    def anchor_moves(self) -> Sequence[Event]:
        """Sự kiện dời mốc: of the whole log, which is long, and looked through once."""
        return anchor_moves(self.events)

    @cached_property
    def _changes(self) -> tuple[date, ...]:
        moves = {event.day for event in self.anchor_moves}
        return tuple(sorted({*moves, *self.workspace.calendar.announcements}))

    def _last_change(self, day: date) -> date:
        return max((change for change in self._changes if change <= day), default=date.min)

    @cached_property
    def _dues_by_day(self) -> "_DuesByDay":
        return _DuesByDay(self)


class _DuesByDay(dict[date, DueDays]):
    """Hạn theo ngày biết: worked out once for each change that was asked for."""

    def __init__(self, state: FollowupState) -> None:
        self._state = state

    def __missing__(self, known: date) -> DueDays:
        state = self._state
        found = due_days(state.plan, state.units, state.anchor_moves, state.workspace.calendar, known)
        self[known] = found
        return found


def followup_state(workspace: Workspace, campaign_id: str) -> FollowupState:
    """Tình hình của một kế hoạch: as it stands just now. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        return state_in(connection, workspace, campaign_id)


def state_in(
    connection: Connection, workspace: Workspace, campaign_id: str, steps: Collection[str] = ()
) -> FollowupState:
    """Tình hình trong giao dịch: with the whole log, or what it says of some steps. Raises UnknownCampaign."""
    found = campaigns.find(connection, campaign_id)
    if found is None:
        raise unknown_campaign(connection, campaign_id)
    units = followup.units_of(connection, campaign_id)
    events = events_of(connection, campaign_id, steps)
    plan, drafts = found
    return FollowupState(workspace, plan, drafts, units or units_on(workspace, plan), events)


def unknown_campaign(connection: Connection, campaign_id: str) -> UnknownCampaign:
    """Không có đợt này: the refusal, with the campaigns that there are."""
    running = ", ".join(campaigns.all_ids(connection)) or "–"
    return UnknownCampaign(where=campaign_id, campaign=campaign_id, running=running)


def units_on(workspace: Workspace, plan: Plan) -> tuple[PlanUnit, ...]:
    """Đơn vị theo tổ chức: what the plan is expanded to on its first day.

    Raises UnknownUnit for the plan's province, UnknownOffice, IncompleteList.
    """
    return expanded(plan, workspace.chart.on(first_day(workspace, plan)))


def first_day(workspace: Workspace, plan: Plan) -> date:
    """Ngày của kế hoạch: T0 where the plan has it, else its first due day; the organisation is that of this day."""
    return plan.anchors.get("T0") or min(due_dates(plan, workspace.calendar).values())


def running_campaigns(workspace: Workspace) -> Sequence[str]:
    """Các đợt đang chạy: the ids of all campaigns that were started."""
    with reading(workspace.engine) as connection:
        return campaigns.all_ids(connection)
