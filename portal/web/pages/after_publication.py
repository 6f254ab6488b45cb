"""Sau công bố: what is made of a result in the year that follows, for the office and for one unit."""

from fastapi import Response

from portal.web.access import Doors, allow
from portal.web.pages.campaigns import may_steer, opened
from portal.web.pages.unit_duties import state_words
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.unit_door.duties import duties_in_books

doors = Doors(prefix="")


@doors.page("/theo-doi/{campaign}/sau-cong-bo", Act.SEE_CAMPAIGNS)
def year(visit: Visiting, campaign: str) -> Response:
    """Sau công bố: the duties that are closed in one of its books, by step, and a way to each book."""
    found = opened(visit, campaign)
    steps = [row for row in found.progress.steps if found.plan.step(row.step).book]
    return visit.page("campaigns/after.html", found=found, steering=may_steer(visit, found), steps=steps)


@doors.page("/don-vi/sau-cong-bo/{unit}/{campaign}", Act.DO_DUTIES)
def unit_year(visit: Visiting, unit: str, campaign: str) -> Response:
    """Sau công bố, ở đơn vị: what this unit still has to enter, and a way to each of its books."""
    allow(visit, Act.DO_DUTIES, unit)
    found = duties_in_books(visit.workspace, campaign, unit)
    return visit.page("unit/after.html", unit=unit, campaign=campaign, found=found, words=state_words())
