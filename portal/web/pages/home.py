"""Trang đầu: for everybody, where one signs in or reads what was published; and whether the portal is alive."""

from fastapi import Response
from fastapi.responses import PlainTextResponse

from portal.web.access import Doors
from portal.web.visit import Visiting

doors = Doors()


@doors.page("/", None)
def home(visit: Visiting) -> Response:
    """Trang đầu: people who are signed in go on to their day."""
    if visit.visitor is not None:
        return visit.go("/viec-hom-nay")
    return visit.page("home.html")


@doors.page("/con-song", None)
async def alive() -> Response:
    """Còn sống: for whoever watches the process; reads nothing."""
    return PlainTextResponse("ok")
