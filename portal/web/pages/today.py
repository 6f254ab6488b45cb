"""Việc hôm nay: what waits for who is signed in, what is late, what came in."""

from functools import partial

from fastapi import Response

from portal.messages import _
from portal.web.access import Doors
from portal.web.pages.unit_duties import STATE_WORDS
from portal.web.visit import Visiting
from workflows.services.accounts.roles import ROLE_WORDS, Act
from workflows.services.office_names import office_name
from workflows.services.todays_work import SHOWN, todays_work

doors = Doors()


@doors.page("/viec-hom-nay", Act.BE_SIGNED_IN)
def today(visit: Visiting) -> Response:
    """Việc hôm nay: by the roles of the person."""
    workspace = visit.workspace
    name = partial(office_name, workspace)
    roles = [
        (_(ROLE_WORDS[one.role]).capitalize(), name(one.unit) if one.unit else "")
        for one in visit.person.roles
    ]
    return visit.page(
        "today.html",
        today=workspace.today(),
        work=todays_work(workspace, visit.person),
        roles=roles,
        shown=SHOWN,
        duty_words={state: (_(words), kind) for state, (words, kind) in STATE_WORDS.items()},
    )
