"""Theo dõi đợt đo lường: where its duties stand on a day, who is late by how much, what comes next and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from directives.followup.expected import (
    Change,
    Deadline,
    StepRow,
    UnitRow,
    by_step,
    by_unit,
    changes,
    next_deadlines,
)
from directives.followup.phases import phase_of
from directives.followup.plan import Phase
from directives.followup.status import Board, DutyStatus
from storage import field_records
from storage.database import reading
from storage.followup_log import no_garbage
from workflows.services.followup_state import FollowupState, followup_state, running_campaigns
from workflows.services.workspace import Workspace

if TYPE_CHECKING:
    from workflows.services.field_totals import FieldTotals

#: Bao nhiêu hạn sắp tới được nêu.
NEXT = 10


@dataclass(frozen=True)
class CampaignStatus:
    """Tình trạng đợt: how many duties are in every state on ``day``, and those which are late.

    ``field`` is None when the campaign has no field book.
    """

    state: FollowupState
    board: Board
    day: date
    counts: dict[str, int]
    late: tuple[DutyStatus, ...]
    field: "FieldTotals | None" = None

    @cached_property
    def steps(self) -> tuple[StepRow, ...]:
        """Theo bước: expected by the day against done, for each occurrence of each step."""
        return by_step(self.board)

    @cached_property
    def units(self) -> tuple[UnitRow, ...]:
        """Theo đơn vị: expected by the day against done, for each unit."""
        return by_unit(self.board)

    @property
    def next(self) -> Sequence[Deadline]:
        """Các hạn sắp tới: the nearest days on which something is still owed."""
        return next_deadlines(self.board, NEXT)

    @property
    def changes(self) -> Sequence[Change]:
        """Các thay đổi: duties moved, suspended, resumed or waived, with their ground."""
        return tuple(changes(self.board))

    @property
    def phase(self) -> Phase:
        """Giai đoạn: of the whole campaign."""
        return phase_of(self.board)

    def is_provisional(self, due: date | None) -> bool:
        """Dự kiến: whether the days off around a due day are not announced yet."""
        return due is not None and self.state.workspace.calendar.is_provisional(due)

    def name_of(self, unit: str) -> str:
        """Tên đơn vị: as in the plan; the title of the plan for what the campaign itself owes."""
        return self._names.get(unit, unit) if unit else self.board.plan.title

    @cached_property
    def _names(self) -> dict[str, str]:
        return {unit.id: unit.name for unit in self.state.units}


def campaign_status(workspace: Workspace, campaign_id: str, day: date) -> CampaignStatus:
    """Theo dõi: where a campaign stands on a day. Raises UnknownCampaign."""
    with no_garbage():
        state = followup_state(workspace, campaign_id)
        board = state.board(day)
        counts, late = board.counts(), tuple(board.late())
    return CampaignStatus(state, board, day, counts, late, _field(workspace, campaign_id, day))


def _field(workspace: Workspace, campaign_id: str, day: date) -> "FieldTotals | None":
    with reading(workspace.engine) as connection:
        if not field_records.has_any(connection, campaign_id):
            return None
        from workflows.services.field_totals import field_totals  # most campaigns have no field book

        return field_totals(connection, campaign_id, day)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Dòng tiến độ: an occurrence of a step, when it is due, how many units owe it and how many have done it.

    ``due`` None: a standing duty.
    """

    step: str
    name: str
    occurrence: int
    due: date | None
    done: int
    owed: int


def timeline_of(workspace: Workspace, campaign_id: str) -> tuple[TimelineRow, ...]:
    """Tiến độ: the steps of a campaign in order, as they stand just now. Raises UnknownCampaign."""
    board = followup_state(workspace, campaign_id).board(date.max)
    return tuple(
        TimelineRow(
            one.lane.step.code,
            one.lane.step.name,
            one.lane.occurrence.number,
            one.due,
            len(one.done),
            len(one.lane.owers),
        )
        for one in board.lanes
    )


def progress_of_all(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    """Tiến độ chung: for every campaign its id, duties done and duties owed."""
    return tuple(
        (name, sum(row.done for row in rows), sum(row.owed for row in rows))
        for name in running_campaigns(workspace)
        for rows in [timeline_of(workspace, name)]
    )
