"""Cán bộ đầu mối: a unit names who answers for its duties in a campaign, and sees whom it has named."""

from dataclasses import dataclass

from directives.followup.people import Appointment, responsible_on
from directives.text import normalise
from workflows.services.appoint import Appointed, Placed, appoint
from workflows.services.appointments import appointments_of
from workflows.services.unit_door.duties import UnitDuty
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NamedOfficer:
    """Người được cử: as the unit types it; ``document`` is the paper that names them, empty for none."""

    leader: str
    leader_title: str
    contact: str
    contact_title: str
    phone: str
    email: str
    document: str


def officer_of(workspace: Workspace, duty: UnitDuty) -> Appointment | None:
    """Ai phụ trách: of this duty today; None when the unit has named nobody yet."""
    named = appointments_of(workspace, duty.campaign, duty.unit.id)
    return responsible_on(named, duty.unit.id, duty.step.code, workspace.today())


def name_officer(workspace: Workspace, duty: UnitDuty, said: NamedOfficer) -> Appointed:
    """Cử cán bộ đầu mối: for all duties of the duty's unit in the campaign, from today on.

    Named by a document, it hands in the duty to name people. Raises BadAppointments.
    """
    one = Appointment(
        unit=duty.unit.id,
        leader=_line(said.leader),
        valid_from=workspace.today(),
        leader_title=_line(said.leader_title),
        contact=_line(said.contact),
        contact_title=_line(said.contact_title),
        phone=_line(said.phone),
        email=_line(said.email),
        document=_line(said.document),
    )
    return appoint(workspace, duty.campaign, [Placed(one)])


def _line(text: str) -> str:
    return normalise(text).strip()
