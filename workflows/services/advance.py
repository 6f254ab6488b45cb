"""Tiến hành: do what is due on a day, each act once, in the order of the steps and units."""

from datetime import date

from directives.followup.duties import Duty
from directives.followup.plan import ActKind, Step
from storage import audit, campaigns
from storage.campaigns import Fact
from storage.database import transaction
from workflows.services.campaign_state import CampaignState, campaign_state
from workflows.services.compute_result import freeze_result
from workflows.services.issue_step import issue_step
from workflows.services.synthetic_returns import accept_synthetic_returns
from workflows.services.workspace import Workspace


def due_days(workspace: Workspace, campaign_id: str, until: date) -> tuple[date, ...]:
    """Các ngày có việc: the days up to ``until`` on which a duty not yet done falls due, in order."""
    state = campaign_state(workspace, campaign_id)
    days = {duty.due for duty in state.duties if duty.due <= until and duty.key not in state.facts}
    return tuple(sorted(days))


def steps_due(workspace: Workspace, campaign_id: str, day: date) -> tuple[Step, ...]:
    """Các bước đến hạn: steps with something to do by ``day`` just now; later ones may follow when these are done."""
    state = campaign_state(workspace, campaign_id)
    codes = dict.fromkeys(duty.key.step for duty in state.due_by(day))
    return tuple(state.plan.step(code) for code in codes if _ours(state, state.plan.step(code)))


def advance_step(workspace: Workspace, campaign_id: str, code: str, day: date) -> int:
    """Làm một bước: every unit's duty of the step that is due by ``day``; returns how many were done.

    Each duty is its own transaction with its own fact, so a process killed anywhere goes on where it stopped.
    """
    state = campaign_state(workspace, campaign_id)
    step = state.plan.step(code)
    due = [duty for duty in state.due_by(day) if duty.key.step == code]
    match step.act:
        case ActKind.ISSUE:
            issue_step(workspace, state, step, due, day)
        case ActKind.FIELD_WORK:
            for duty in due:
                _record(workspace, duty, day)
        case ActKind.RETURNS:
            accept_synthetic_returns(workspace, state, due, day)
        case ActKind.COMPUTE:
            for duty in due:
                freeze_result(workspace, state.plan, duty.key, day)
    return len(due)


def advance_day(workspace: Workspace, campaign_id: str, day: date) -> int:
    """Làm việc của ngày: all that is due by ``day``, step after step; returns how many duties were done."""
    done = 0
    while steps := steps_due(workspace, campaign_id, day):
        done += sum(advance_step(workspace, campaign_id, step.code, day) for step in steps)
    return done


def _ours(state: CampaignState, step: Step) -> bool:
    """Máy làm được: returns come from people, unless the campaign is a demonstration with made-up ones."""
    return step.act is not ActKind.RETURNS or state.plan.synthetic_returns is not None


def _record(workspace: Workspace, duty: Duty, day: date) -> None:
    with transaction(workspace.engine) as connection:
        if not campaigns.add_fact(connection, Fact(duty.key, day, {})):
            return  # another process did it at the same moment
        act = audit.Act(workspace.timestamp(), workspace.actor, "step_done", str(duty.key), {"day": str(day)})
        audit.append(connection, f"campaign/{duty.key.campaign}", act)
