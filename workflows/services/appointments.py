"""Phân công phụ trách đã ghi: appointments to and from the records that are kept of them."""

from collections.abc import Iterable, Mapping

from pydantic import TypeAdapter

from directives.followup.people import Appointment
from storage import followup_records
from storage.database import reading
from storage.versioned_records import Content
from workflows.services.workspace import Workspace

_APPOINTMENT = TypeAdapter(Appointment)


def appointments_from(records: Mapping[str, Content]) -> tuple[Appointment, ...]:
    """Phân công từ hồ sơ: in the order of their keys."""
    return tuple(_APPOINTMENT.validate_python(content) for content in records.values())


def records_of(appointments: Iterable[Appointment]) -> dict[str, Content]:
    """Hồ sơ của phân công: by the keys under which a later version corrects an earlier one."""
    return {one.key: _APPOINTMENT.dump_python(one, mode="json") for one in appointments}


def appointments_of(workspace: Workspace, campaign_id: str, unit: str = "") -> tuple[Appointment, ...]:
    """Phân công của một kế hoạch: those in force, past and coming ones too; of one unit where it is named."""
    beginning = f"{unit}/" if unit else ""
    with reading(workspace.engine) as connection:
        return appointments_from(followup_records.in_force(connection, campaign_id, "responsible", beginning))
