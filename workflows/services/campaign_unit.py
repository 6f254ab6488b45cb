"""Một đơn vị trong đợt: everything it owes, how it stands, who answers for it and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.errors import N_, DirectiveError
from directives.followup.duties import PlanUnit
from directives.followup.people import Appointment, responsible_on
from directives.followup.plan import BY_ENGINE, Step
from directives.followup.status import DutyStatus
from workflows.services.appointments import appointments_of
from workflows.services.campaign_overview import CampaignOverview
from workflows.services.reminder_desk import SentReminder, sent_reminders
from workflows.services.workspace import Workspace


class UnknownPlanUnit(DirectiveError):
    """Không có đơn vị này: the plan knows no such unit."""

    kind = "unknown_plan_unit"
    template = N_("The plan has no unit {unit!r}.")


@dataclass(frozen=True, slots=True)
class DutyOfUnit:
    """Nhiệm vụ: of one step and period, with who answers for it (None: nobody was named) and each reminder."""

    step: Step
    status: DutyStatus
    person: Appointment | None
    reminders: Sequence[SentReminder]

    @property
    def by_people(self) -> bool:
        """Do người làm: what the engine does has no page of its own, for nobody hands it in."""
        return self.step.act not in BY_ENGINE


@dataclass(frozen=True, slots=True)
class CampaignUnit:
    """Đơn vị trong đợt: the unit, the one above it, and its duties in the order of the plan."""

    unit: PlanUnit
    superior: PlanUnit | None
    duties: Sequence[DutyOfUnit]

    @property
    def late(self) -> int:
        """Số nhiệm vụ chậm: not done and past their day."""
        return sum(duty.status.working_days_late > 0 and duty.status.done_on is None for duty in self.duties)


def campaign_unit(workspace: Workspace, found: CampaignOverview, unit_id: str) -> CampaignUnit:
    """Một đơn vị trong đợt: on the day of the overview. Raises UnknownPlanUnit."""
    units = found.progress.units
    if unit_id not in units:
        raise UnknownPlanUnit(where=unit_id, unit=unit_id)
    appointments = appointments_of(workspace, found.plan.id, unit_id)
    board = found.board
    owed = [lane for lane in board.lanes if unit_id in lane.lane.owers]
    states = [board.status(lane, unit_id) for lane in owed]
    sent = sent_reminders(workspace, found.plan.id, states)
    duties = []
    for lane, status in zip(owed, states, strict=True):
        step = lane.lane.step
        person = responsible_on(appointments, unit_id, step.code, found.day)
        duties.append(DutyOfUnit(step, status, person, sent.get(status.duty.key, ())))
    unit = units[unit_id]
    return CampaignUnit(unit, units.get(unit.superior), duties)
