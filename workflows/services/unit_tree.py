"""Cây đơn vị: the units of a plan with every office above them, as far as the organisation of its day knows."""

from directives.errors import DirectiveError
from directives.followup.duties import PlanUnit
from directives.org.chart import Snapshot
from workflows.services.followup_state import FollowupState, first_day


def with_superiors(state: FollowupState) -> dict[str, PlanUnit]:
    """Đơn vị và cấp trên: by id; who stands right above its units the plan knows, who above those the organisation."""
    units = {unit.id: unit for unit in state.units}
    waiting = sorted({unit.superior for unit in state.units} - units.keys() - {""})
    if not waiting:
        return units
    snapshot = state.workspace.chart.on(first_day(state.workspace, state.plan))
    for office_id in waiting:  # grows as it goes up
        if office_id not in units:
            units[office_id] = _office(snapshot, office_id)
            waiting += filter(None, [units[office_id].superior])
    return units


def _office(snapshot: Snapshot, office_id: str) -> PlanUnit:
    try:
        office = snapshot.office(office_id)
    except DirectiveError:  # it ended since; what stands below it still stands under its id
        return PlanUnit(office_id, office_id, "", "")
    return PlanUnit(office.id, office.short_name, office.level.value, office.superior or "")
