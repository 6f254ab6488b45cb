"""Cửa và quyền: every route names the act which it lets people do; one that names none is never opened."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Security
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import BaseModel

from directives.errors import N_, DirectiveError
from portal.web.visit import Visiting
from workflows.services.accounts.reach import offices_of_campaign
from workflows.services.accounts.roles import Act

#: The mark of a route in its description: the act it asks for, or that it is for everybody.
MARK = "x-act"
PUBLIC = "public"

Function = Callable[..., Any]


class NotSignedIn(DirectiveError):
    """Chưa đăng nhập: the door opens to people who are signed in."""

    kind = "not_signed_in"
    template = N_("Sign in first.")


class Forbidden(DirectiveError):
    """Không có quyền: the role of who asks does not reach so far, or not to this unit."""

    kind = "forbidden"
    template = N_("Your role does not allow this. Ask the administrator for the right.")


class DoorWithoutAct(TypeError):
    """Cửa không ghi quyền: a defect; the portal does not start with it."""


class Refused(BaseModel):
    """Lời từ chối: what kind it is, in words, and the place it is about."""

    kind: str
    message: str
    where: str


class RefusedAnswer(BaseModel):
    """Trả lời từ chối: what another program gets instead of its answer."""

    error: Refused


#: Every way in which a request of another program can be refused.
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": RefusedAnswer, "description": said}
    for status, said in (
        (400, "no request of HTTP"),
        (401, "not signed in"),
        (403, "not within the rights of the account"),
        (404, "not there"),
        (405, "not asked for in this way"),
        (409, "the key was used for another request"),
        (413, "too large"),
        (422, "cannot be done as it stands; the message says why"),
        (429, "too many attempts"),
        (503, "cannot be done on this machine just now"),
    )
}
#: Only described: who asks is found out by ``visit``, for pages and programs alike.
_BEARER = Security(HTTPBearer(auto_error=False, scheme_name="session", description="POST /api/v1/session"))


class Doors(APIRouter):
    """Nhóm cửa: the routes of one part of the portal. ``act`` None opens a door to everybody."""

    def page(self, path: str, act: Act | None) -> Callable[[Function], Function]:
        """Trang: shown by GET."""
        return self.get(path, response_class=HTMLResponse, include_in_schema=False, **_guarded(act))

    def submit(self, path: str, act: Act | None) -> Callable[[Function], Function]:
        """Việc làm từ một trang: changes something, by POST."""
        return self.post(path, response_class=HTMLResponse, include_in_schema=False, **_guarded(act))

    def ask(self, path: str, act: Act | None, **more: Any) -> Callable[[Function], Function]:
        """Câu hỏi của chương trình khác: answered as JSON, by GET."""
        return self.get(path, **_for_programs(act), **more)

    def order(self, path: str, act: Act | None, **more: Any) -> Callable[[Function], Function]:
        """Yêu cầu của chương trình khác: changes something, by POST, answered as JSON."""
        return self.post(path, **_for_programs(act), **more)

    def end(self, path: str, act: Act | None, **more: Any) -> Callable[[Function], Function]:
        """Kết thúc: something is over, by DELETE. Nothing that stands in a book ever has such a door."""
        return self.delete(path, **_for_programs(act), **more)


def allow(visit: Visiting, act: Act, unit: str | None = None) -> None:
    """Xét quyền: of who asks, at a unit where one is named. Raises NotSignedIn, Forbidden."""
    if visit.visitor is None:
        raise NotSignedIn(where=visit.request.url.path)
    if act is not Act.BE_SIGNED_IN and not visit.visitor.may(act, unit):
        raise Forbidden(where=visit.request.url.path)


def allow_campaign(visit: Visiting, act: Act, campaign_id: str) -> None:
    """Xét quyền với một đợt: at one of the offices which run it. Raises as ``allow``, and UnknownCampaign."""
    allow(visit, act)
    offices = offices_of_campaign(visit.workspace, campaign_id)
    if offices and not offices.intersection(visit.person.units_for(act)):
        raise Forbidden(where=visit.request.url.path)


def doors_of(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    """Bảng cửa: method, path and act of every route. Raises DoorWithoutAct."""
    for route in app.routes:
        if isinstance(route, APIRoute):
            act = (route.openapi_extra or {}).get(MARK)
            if act is None:
                raise DoorWithoutAct(route.path)
            for method in sorted(route.methods or ()):
                yield method, route.path, act


def _for_programs(act: Act | None) -> dict[str, Any]:
    kept = _guarded(act)
    asked = [] if act is None else [_BEARER, *kept["dependencies"]]
    return {**kept, "dependencies": asked, "responses": REFUSALS}


def _guarded(act: Act | None) -> dict[str, Any]:
    extra = {MARK: PUBLIC if act is None else act.value}
    if act is None:
        return {"openapi_extra": extra}
    wanted = act

    async def guard(visit: Visiting) -> None:
        allow(visit, wanted)

    return {"openapi_extra": extra, "dependencies": [Depends(guard)]}
