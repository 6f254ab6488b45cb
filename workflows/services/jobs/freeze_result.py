"""Chốt kết quả (việc nền): the first cut when its step has come, later ones from the forms that count now."""

from directives.errors import N_, DirectiveError
from directives.followup.actions import acts_due
from directives.followup.plan import ActKind
from workflows.services.advance import advance_step
from workflows.services.campaign_state import campaign_state
from workflows.services.cuts import cuts, recompute
from workflows.services.jobs.running import Asked, Progress
from workflows.services.workspace import Workspace


class NotYetToFreeze(DirectiveError):
    """Chưa đến lúc chốt: the steps before it are not done, or its day has not come."""

    kind = "not_yet_to_freeze"
    template = N_(
        "The plan freezes the result in the step “{step}”, on {due} and after all steps before it. Not all is done yet."
    )


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Chốt: gives the number of the cut. ``after`` is the newest cut when it was asked for, so nothing is done twice.

    Raises UnknownCampaign, NotYetToFreeze, ReasonWanted, NothingChanged.
    """
    campaign, day = str(asked["campaign"]), workspace.today()
    told(0, 1)
    frozen = cuts(workspace, campaign)
    if len(frozen) > int(asked["after"]):
        return {"cut": frozen[-1].version}  # it was done, and the process ended before it said so
    if frozen:
        reason, person = str(asked["reason"]), str(asked["person"])
        return {"cut": recompute(workspace, campaign, day, reason=reason, person=person)}
    state = campaign_state(workspace, campaign)
    plan = state.plan
    steps = [
        act.step for act in acts_due(state.followup.board(day)) if plan.step(act.step).act is ActKind.COMPUTE
    ]
    if not steps:
        step = next(step for step in plan.steps if step.act is ActKind.COMPUTE)
        due = min((duty.due for duty in state.duties if duty.key.step == step.code and duty.due), default="–")
        raise NotYetToFreeze(where=step.code, step=step.name, due=due)
    advance_step(workspace, campaign, steps[0], day)
    return {"cut": cuts(workspace, campaign)[-1].version}
