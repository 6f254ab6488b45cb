"""Việc tiếp theo: what is to be done on a day, without doing it: acts, reminders, answers that are owed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directives.followup.actions import Action, ActionKind, acts_due
from directives.followup.duties import CAMPAIGN, DutyKey
from directives.followup.status import Board
from workflows.services.campaign_overview import overview_of
from workflows.services.difficulties import late_answers
from workflows.services.remind import unsent
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NextDuty:
    """Nhiệm vụ trong việc tiếp theo: with the day that holds and the working days late, 0 in time."""

    key: DutyKey
    name: str
    due: date | None
    working_days_late: int


@dataclass(frozen=True, slots=True)
class NextAction:
    """Việc tiếp theo và nhiệm vụ của nó: what is done once under the action's key."""

    action: Action
    duties: tuple[NextDuty, ...]


def next_actions(workspace: Workspace, campaign_id: str, day: date) -> tuple[NextAction, ...]:
    """Việc tiếp theo: acts of the engine, then reminders by recipient, then answers that are late.

    Of the acts those whose turn it is just now; when they are done others may follow on the same day. Raises
    UnknownCampaign, NoStandingOffice.
    """
    overview = overview_of(workspace, campaign_id, day)
    board = overview.board
    found = [*acts_due(board), *unsent(workspace, overview.reminders)]
    for one in late_answers(workspace, campaign_id, day):
        key = DutyKey(campaign_id, one.step, one.unit)
        name = f"{campaign_id}/difficulty/{one.number}"
        found.append(Action(ActionKind.ANSWER, (key,), one.step, recipient=one.owner, key=name))
    return tuple(NextAction(action, tuple(_duties(board, action))) for action in found)


def _duties(board: Board, action: Action) -> Iterator[NextDuty]:
    lanes = {lane.lane.code: lane for lane in board.lanes}
    for key in action.keys:
        lane = lanes.get((key.step, key.occurrence))
        if lane is not None and (key.unit == CAMPAIGN or key.unit in lane.lane.owers):
            status = board.status(lane, key.unit)
            yield NextDuty(key, lane.lane.step.name, status.duty.due, status.working_days_late)
