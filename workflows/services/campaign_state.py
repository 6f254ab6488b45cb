"""Tình hình đợt đo lường: a campaign's plan, units, duties and facts, as they stand just now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from directives.calendar.working_days import WorkingCalendar
from directives.followup.duties import Duty, DutyKey, duties_of
from directives.followup.expansion import surveyed_offices
from directives.followup.plan import Plan
from directives.org.chart import OrganisationChart
from directives.org.offices import Office
from storage import campaigns
from storage.campaigns import Fact
from storage.database import reading
from storage.followup_log import Mark, mark_of
from workflows.services.followup_state import (
    FollowupState,
    UnknownCampaign,
    first_day,
    running_campaigns,
    state_in,
)
from workflows.services.workspace import Workspace

__all__ = ["CampaignState", "UnknownCampaign", "campaign_state", "first_day", "running_campaigns"]


@dataclass(frozen=True)
class CampaignState:
    """Tình hình: what is owed by whom by when, and what is done; with the surveyed offices as they write themselves."""

    followup: FollowupState
    units: Sequence[Office]
    facts: Mapping[DutyKey, Fact]

    @property
    def plan(self) -> Plan:
        """Kế hoạch: as last edited."""
        return self.followup.plan

    @property
    def drafts(self) -> Mapping[str, str]:
        """Mẫu dự thảo: texts by the names which the plan gives."""
        return self.followup.drafts

    @cached_property
    def duties(self) -> Sequence[Duty]:
        """Nhiệm vụ: all of them, in the order of the steps, occurrences and units."""
        return duties_of(self.plan, self.followup.units, self.followup.workspace.calendar)


def campaign_state(workspace: Workspace, campaign_id: str) -> CampaignState:
    """Tình hình của một đợt: as it stands just now. Raises UnknownCampaign."""
    of_engine, by = _kept.setdefault(workspace.engine, {}), (workspace.chart, workspace.calendar)
    with reading(workspace.engine) as connection:
        mark = mark_of(connection, campaign_id)
        known = of_engine.get(campaign_id)
        if known is None or known.mark != mark or known.by != by:
            found = state_in(connection, workspace, campaign_id)
            facts = campaigns.facts(connection, campaign_id)
            state = CampaignState(found, surveyed_units(workspace, found.plan), facts)
            of_engine.pop(campaign_id, None)
            known = of_engine[campaign_id] = _Kept(mark, by, state)
            for oldest in list(of_engine)[:-_CAMPAIGNS_KEPT]:
                of_engine.pop(oldest, None)
    return replace(known.state, followup=replace(known.state.followup, workspace=workspace))


class _Kept(NamedTuple):
    """Đã đọc: true as long as the mark of the plan is the same, and organisation and calendar, for whoever asks."""

    mark: Mark
    by: tuple[OrganisationChart, WorkingCalendar]
    state: CampaignState


#: Bao nhiêu đợt được giữ for each database: those asked for when something was added to them last.
_CAMPAIGNS_KEPT = 4
_kept: WeakKeyDictionary[Engine, dict[str, _Kept]] = WeakKeyDictionary()


def surveyed_units(workspace: Workspace, plan: Plan) -> Sequence[Office]:
    """Địa bàn điều tra: the offices which the plan names, else the people's committee of every commune.

    Raises UnknownUnit for the plan's province, UnknownOffice, IncompleteList.
    """
    return surveyed_offices(plan, workspace.chart.on(first_day(workspace, plan)))
