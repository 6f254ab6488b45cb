"""Việc của năm: which campaigns have a result to publish, or the next year to open, on a day."""

from collections.abc import Iterator
from datetime import date

from directives.followup.plan import ActKind
from workflows.services.advance import acts_on
from workflows.services.campaign_state import running_campaigns
from workflows.services.followup_state import followup_state
from workflows.services.workspace import Workspace


def year_acts(workspace: Workspace, kind: ActKind, day: date) -> Iterator[tuple[str, str, str]]:
    """Việc đến lượt: campaign, code and name of every step of this kind whose turn it is on the day.

    Those that wait for people are among them each time, until people have decided.
    """
    for campaign in running_campaigns(workspace):
        plan = followup_state(workspace, campaign).plan
        if any(step.act is kind for step in plan.steps):
            for code in dict.fromkeys(act.step for act in acts_on(workspace, campaign, day)):
                step = plan.step(code)
                if step.act is kind:
                    yield campaign, code, step.name
