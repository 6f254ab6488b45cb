"""Sau công bố: what is made of a result in the year that follows, for the office and for one unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import Response

from directives.followup.expected import StepRow
from portal.web.access import Doors, allow
from portal.web.pages.campaigns import may_steer, opened
from portal.web.pages.unit_duties import state_words
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.unit_door.duties import duties_in_books

doors = Doors(prefix="")


@dataclass(frozen=True, slots=True)
class BookedStep:
    """Bước có sổ: all its periods as one row, so that a year of weeks stays one line; ``units`` owe each of them."""

    name: str
    periods: int
    first: date | None
    last: date | None
    units: int
    expected: int
    done: int
    late: int
    late_periods: Sequence[int]


@doors.page("/theo-doi/{campaign}/sau-cong-bo", Act.SEE_CAMPAIGNS)
def year(visit: Visiting, campaign: str) -> Response:
    """Sau công bố: the duties that are closed in one of its books, by step, and a way to each book."""
    found = opened(visit, campaign)
    steps = _together(row for row in found.progress.steps if found.plan.step(row.step).book)
    return visit.page("campaigns/after.html", found=found, steering=may_steer(visit, found), steps=steps)


@doors.page("/don-vi/sau-cong-bo/{unit}/{campaign}", Act.DO_DUTIES)
def unit_year(visit: Visiting, unit: str, campaign: str) -> Response:
    """Sau công bố, ở đơn vị: what this unit still has to enter, and a way to each of its books."""
    allow(visit, Act.DO_DUTIES, unit)
    found = duties_in_books(visit.workspace, campaign, unit)
    return visit.page("unit/after.html", unit=unit, campaign=campaign, found=found, words=state_words())


def _together(rows: Iterable[StepRow]) -> list[BookedStep]:
    """Gộp các kỳ: a step's occurrences stand below each other already."""
    found = []
    for _step, of_step in groupby(rows, key=lambda row: row.step):
        own = list(of_step)
        days = [row.due for row in own if row.due is not None]
        found.append(
            BookedStep(
                own[0].name,
                len(own),
                min(days, default=None),
                max(days, default=None),
                max(row.tally.owed for row in own),
                sum(row.tally.expected for row in own),
                sum(row.tally.done for row in own),
                sum(row.tally.late for row in own),
                [row.occurrence for row in own if row.tally.late],
            )
        )
    return found
