"""Cấp trên: to whom a late unit is reported, as the organisation was when its plan was started."""

from functools import cache

from directives.followup.ladders import Superiors
from directives.org.chart import Snapshot
from directives.org.errors import UnknownOffice
from directives.org.offices import OfficeKind
from directives.org.units import Level, Unit
from workflows.services.followup_state import FollowupState, first_day


def superiors_of(state: FollowupState, issuer: str) -> Superiors:
    """Cấp trên của các đơn vị: the office above each, and its province's committee; ``issuer`` writes to them."""
    plan = state.plan
    snapshot = state.workspace.chart.on(first_day(state.workspace, plan))

    @cache
    def chairman(unit: str) -> str:
        try:
            province = snapshot.unit(plan.province) if plan.province else snapshot.office(unit).unit
        except UnknownOffice:
            return ""
        return _committee(snapshot, province)

    return Superiors({unit.id: unit.superior for unit in state.units}, chairman, issuer)


def _committee(snapshot: Snapshot, unit: Unit | None) -> str:
    """Ủy ban nhân dân cấp tỉnh: of the province in which a unit lies; empty for the nation."""
    while unit is not None and unit.level is not Level.PROVINCE:
        unit = snapshot.parent(unit)
    if unit is None:
        return ""
    committees = snapshot.offices(level=unit.level.value, under=unit, kind=OfficeKind.PEOPLES_COMMITTEE)
    return committees[0].id if committees else ""
