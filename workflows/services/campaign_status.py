"""Theo dõi đợt đo lường: counts of duties by state on a day, and who is late by how much."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from directives.followup.duties import DutyState, DutyStatus, status_on
from workflows.services.campaign_state import CampaignState, campaign_state, running_campaigns
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """Tình trạng đợt: every duty's state on ``day``."""

    state: CampaignState
    day: date
    duties: tuple[DutyStatus, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Số nhiệm vụ theo tình trạng: every state is named, also with 0."""
        found = Counter(status.state.value for status in self.duties)
        return {kind.value: found[kind.value] for kind in DutyState}

    @property
    def late(self) -> tuple[DutyStatus, ...]:
        """Nhiệm vụ chậm: not done and past their day."""
        return tuple(status for status in self.duties if status.state is DutyState.LATE)


def campaign_status(workspace: Workspace, campaign_id: str, day: date) -> CampaignStatus:
    """Theo dõi: where a campaign stands on a day. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    return CampaignStatus(state, day, status_on(state.duties, state.done_on, workspace.calendar, day))


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Dòng tiến độ: a step, when it is due, how many units owe it and how many have done it."""

    step: str
    name: str
    due: date
    done: int
    owed: int


def timeline_of(workspace: Workspace, campaign_id: str) -> tuple[TimelineRow, ...]:
    """Tiến độ: the steps of a campaign in order, as they stand just now. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    rows = []
    for step in state.plan.steps:
        owed = [duty for duty in state.duties if duty.key.step == step.code]
        done = sum(duty.key in state.facts for duty in owed)
        rows.append(TimelineRow(step.code, step.name, owed[0].due, done, len(owed)))
    return tuple(rows)


def progress_of_all(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    """Tiến độ chung: for every campaign its id, duties done and duties owed."""
    states = [campaign_state(workspace, campaign) for campaign in running_campaigns(workspace)]
    return tuple((state.plan.id, len(state.facts), len(state.duties)) for state in states)
