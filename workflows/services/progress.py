"""Tình hình tiến độ: everything the progress report, its workbook and its pictures say of a campaign on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directives.followup.difficulties import Difficulty
from directives.followup.duties import PlanUnit
from directives.followup.expected import Deadline, StepRow, Tally, by_step, next_deadlines
from directives.followup.plan import ActKind, Plan
from directives.followup.progress import LateUnit, late_units, total_of
from directives.followup.progress_charts import GanttRow, HeatMap, gantt_rows, heat_map
from directives.followup.status import Board
from workflows.services.difficulties import difficulties_of
from workflows.services.field_status import FieldStatus, field_status
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.unit_tree import with_superiors
from workflows.services.workspace import Workspace

#: So many coming deadlines are told: those of the next weeks, not of the whole plan.
NEXT = 8


@dataclass(frozen=True, slots=True)
class Progress:
    """Tiến độ: of a campaign on a day.

    ``field`` is None where no forms are handed out; ``difficulties`` are those raised and not settled by the day;
    ``provisional`` are lanes whose day lies beyond the announced calendar.
    """

    state: FollowupState
    day: date
    board: Board
    steps: tuple[StepRow, ...]
    total: Tally
    late: tuple[LateUnit, ...]
    deadlines: tuple[Deadline, ...]
    field: FieldStatus | None
    difficulties: tuple[Difficulty, ...]
    provisional: Mapping[tuple[str, int], bool]
    units: Mapping[str, PlanUnit]

    @property
    def plan(self) -> Plan:
        """Kế hoạch: as last edited."""
        return self.state.plan

    def name(self, unit: str) -> str:
        """Tên đơn vị: as the plan names it; the campaign's own duties have its title."""
        if not unit:
            return self.plan.title
        return self.units[unit].name if unit in self.units else unit

    @property
    def gantt(self) -> tuple[GanttRow, ...]:
        """Biểu đồ Gantt: its rows."""
        moved = self.state.due_days_on(self.day).changes
        planned = {code: old for code, all_of in moved.items() if (old := all_of[0].old) is not None}
        return gantt_rows(self.board, planned, self.provisional)

    @property
    def heat(self) -> HeatMap:
        """Biểu đồ nhiệt: units by steps."""
        return heat_map(self.board, self.units)


def progress_of(workspace: Workspace, campaign: str, day: date) -> Progress:
    """Tiến độ của một đợt: as far as it was known by the day. Raises UnknownCampaign."""
    state = followup_state(workspace, campaign)
    return with_more(workspace, progress_by(state, state.board(day)))


def progress_by(state: FollowupState, board: Board) -> Progress:
    """Tiến độ theo bảng: of plan and log alone, without what other books say of the forms and of difficulties."""
    day = board.day
    steps = tuple(row for row in by_step(board) if row.due is not None)
    known = state.workspace.calendar.known_on(day)
    return Progress(
        state,
        day,
        board,
        steps,
        total_of(steps),
        late_units(board),
        next_deadlines(board, NEXT),
        None,
        (),
        {(row.step, row.occurrence): known.is_provisional(row.due) for row in steps if row.due is not None},
        with_superiors(state),
    )


def with_more(workspace: Workspace, found: Progress) -> Progress:
    """Thêm số liệu thực địa, vướng mắc: of the same day, as their books have them now."""
    day = found.day
    difficulties = tuple(
        one
        for one in difficulties_of(workspace, found.plan.id)
        if one.raised_on <= day and (one.settled_on is None or one.settled_on > day)
    )
    return replace(found, field=_field(workspace, found.state, found.steps, day), difficulties=difficulties)


def _field(
    workspace: Workspace, state: FollowupState, steps: Sequence[StepRow], day: date
) -> FieldStatus | None:
    """Only where forms were given to investigators: a plan may have no field work, or keep it elsewhere."""
    codes = {step.code for step in state.plan.steps if step.act is ActKind.FIELD_WORK}
    deadline = max((row.due for row in steps if row.step in codes and row.due is not None), default=None)
    if deadline is None:
        return None
    found = field_status(workspace, state.plan.id, day, deadline)
    return found if found.villages else None
