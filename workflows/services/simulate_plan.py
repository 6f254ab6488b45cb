"""Chạy thử: a plan file or a running campaign on the virtual clock, as it stands and shifted; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from directives.followup.forecast import Forecast, forecast, shifted
from directives.followup.progress_charts import GanttRow, gantt_rows
from directives.followup.simulation import Batch, People, World, run, same_result
from directives.followup.status import status
from workflows.services.followup_state import FollowupState, followup_state, units_on
from workflows.services.start_campaign import read_plan
from workflows.services.superiors import superiors_of
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Simulated:
    """Kết quả chạy thử: of the plan as it is and, when something was shifted, with the shifts.

    ``same_after_restarts`` None: none were asked for. ``provisional`` are the days beyond the announced calendar, by
    step. ``gantt`` shows the run with the shifts; critical steps are marked with a star, what was done late is late.
    """

    plan: str
    duties: int
    as_planned: Forecast
    with_shifts: Forecast | None
    provisional: Mapping[str, date]
    same_after_restarts: bool | None
    gantt: tuple[GanttRow, ...]


def simulate(
    workspace: Workspace, named: str, people: People, shifts: Mapping[str, int], restarts: int = 0
) -> Simulated:
    """Chạy thử: ``named`` is a plan file (*.toml) or a running campaign, which goes on from where it stands.

    Raises InvalidPlan, UnknownCampaign, NoSuchShift, what the organisation says of the plan's units.
    """
    state = _state(workspace, named)
    world = _world(state, people)
    log = run(world)
    planned = forecast(state.plan, state.lanes, log, workspace.calendar, state.events)
    changed, result, log_shown = world, planned, log
    if shifts:
        other = replace(state, plan=shifted(state.plan, shifts, workspace.calendar))
        changed = _world(other, people)
        log_shown = run(changed)
        result = forecast(other.plan, other.lanes, log_shown, workspace.calendar, other.events)
    provisional = {
        step.code: day
        for step in result.steps
        if (day := step.finish or step.due) is not None and workspace.calendar.is_provisional(day)
    }
    return Simulated(
        state.plan.id,
        sum(len(lane.owers) for lane in state.lanes),
        planned,
        result if shifts else None,
        provisional,
        same_result(run(changed, restarts=restarts), log_shown) if restarts else None,
        _gantt(
            changed, log_shown, result, {lane.code: lane.occurrence.due for lane in world.lanes}, provisional
        ),
    )


def _gantt(
    world: World,
    log: Sequence[Batch],
    result: Forecast,
    planned: Mapping[tuple[str, int], date | None],
    provisional: Mapping[str, date],
) -> tuple[GanttRow, ...]:
    events = [*world.known, *chain(*log)]
    board = status(world.lanes, world.plan, events, world.calendar, max(event.day for event in events))
    rows = gantt_rows(
        board,
        {code: due for code, due in planned.items() if due is not None},
        {lane.lane.code: lane.lane.step.code in provisional for lane in board.lanes},
    )
    with_day = [step for step in result.steps if not world.plan.step(step.code).standing]
    return tuple(
        replace(row, name=f"{'★ ' if step.critical else ''}{row.name}", late=step.late > 0)
        for step, row in zip(with_day, rows, strict=True)
    )


def _state(workspace: Workspace, named: str) -> FollowupState:
    if not named.lower().endswith(".toml"):
        return followup_state(workspace, named)
    plan, drafts = read_plan(Path(named))
    return FollowupState(workspace, plan, drafts, units_on(workspace, plan), ())


def _world(state: FollowupState, people: People) -> World:
    """A running campaign goes on from the last day of which anything is written down."""
    return World(
        state.plan,
        state.lanes,
        state.workspace.calendar,
        superiors_of(state, state.plan.office(state.plan.standing_office)),
        people,
        state.events,
        max((event.day for event in state.events), default=None),
    )
