"""Nội dung kiểm tra của đơn vị: what a plan asks for at the one-stop office of a unit on a day."""

from collections.abc import Iterator, Sequence
from datetime import date

from directives.org.chart import Snapshot
from directives.org.units import Unit
from directives.results_use.inspection_checklist import ChecklistItem, checklist_on
from workflows.services.followup_state import FollowupState
from workflows.services.workspace import Workspace


def checklist_of(workspace: Workspace, state: FollowupState, unit: str, day: date) -> Sequence[ChecklistItem]:
    """Nội dung kiểm tra: by the plan's own checklist or the program's, for the place of the unit on that day.

    Raises InvalidChecklist, NoChecklist, UnknownOffice.
    """
    snapshot = workspace.chart.on(day)
    within = [one.code for one in _above(snapshot, snapshot.office(unit).unit)]
    file = state.plan.checklist
    return checklist_on(day, within, text=state.drafts.get(file, "") if file else "", file=file)


def _above(snapshot: Snapshot, unit: Unit | None) -> Iterator[Unit]:
    while unit is not None:
        yield unit
        unit = snapshot.parent(unit)
