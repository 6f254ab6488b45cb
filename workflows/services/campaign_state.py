"""Tình hình đợt đo lường: a campaign's plan, units, duties and facts, as they stand just now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.errors import N_, DirectiveError
from directives.followup.duties import Duty, DutyKey, actionable, due_dates, duties_of
from directives.followup.plan import Plan
from directives.org.offices import Office, OfficeKind
from storage import campaigns
from storage.campaigns import Fact
from storage.database import reading
from workflows.services.workspace import Workspace


class UnknownCampaign(DirectiveError):
    """Không có đợt này: no campaign of this id was started."""

    kind = "unknown_campaign"
    template = N_("There is no campaign {campaign!r}. Running: {running}.")


@dataclass(frozen=True, slots=True)
class CampaignState:
    """Tình hình: what is owed by whom by when, and what is done."""

    plan: Plan
    drafts: Mapping[str, str]
    units: Sequence[Office]
    duties: Sequence[Duty]
    facts: Mapping[DutyKey, Fact]

    @property
    def done_on(self) -> Mapping[DutyKey, date]:
        """Ngày hoàn thành: the day each done duty was closed."""
        return {key: fact.day for key, fact in self.facts.items()}

    def due_by(self, day: date) -> tuple[Duty, ...]:
        """Việc đến hạn: what can and must be done by ``day``."""
        return actionable(self.plan, self.duties, self.facts.keys(), day)


def campaign_state(workspace: Workspace, campaign_id: str) -> CampaignState:
    """Tình hình của một đợt: as it stands just now. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        found = campaigns.find(connection, campaign_id)
        running = campaigns.all_ids(connection)
        facts = campaigns.facts(connection, campaign_id)
    if found is None:
        raise UnknownCampaign(where=campaign_id, campaign=campaign_id, running=", ".join(running) or "–")
    plan, drafts = found
    units = surveyed_units(workspace, plan)
    duties = duties_of(plan, [unit.id for unit in units], workspace.calendar)
    return CampaignState(plan, drafts, units, duties, facts)


def first_day(workspace: Workspace, plan: Plan) -> date:
    """Ngày đầu của đợt: when its first step is due; the organisation is that of this day."""
    return min(due_dates(plan, workspace.calendar).values())


def surveyed_units(workspace: Workspace, plan: Plan) -> Sequence[Office]:
    """Địa bàn điều tra: the offices which the plan names, else the people's committee of every commune.

    Raises UnknownUnit for the plan's province, UnknownOffice, IncompleteList.
    """
    snapshot = workspace.chart.on(first_day(workspace, plan))
    province = snapshot.unit(plan.province)
    if plan.units:
        return [snapshot.office(office_id) for office_id in plan.units]
    return snapshot.offices(level="commune", under=province, kind=OfficeKind.PEOPLES_COMMITTEE)


def running_campaigns(workspace: Workspace) -> Sequence[str]:
    """Các đợt đang chạy: the ids of all campaigns that were started."""
    with reading(workspace.engine) as connection:
        return campaigns.all_ids(connection)
