"""Lượt xem: who asks for a page, on which workspace, and how the answer is made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from portal.web.defences import COOKIE
from portal.web.rendering import Once, rendered
from workflows.services.accounts.roles import Act, Person
from workflows.services.accounts.sign_in import person_of
from workflows.services.workspace import Workspace
from workflows.settings import read_settings
from workflows.wiring import open_workspace

#: What was done, told on the next page once.
NOTICE = "vanthu-bao"


@dataclass(frozen=True, slots=True)
class Visit:
    """Lượt xem: the request, who makes it (None: nobody is signed in), and the workspace in that person's name."""

    request: Request
    workspace: Workspace
    visitor: Person | None

    @property
    def person(self) -> Person:
        """Người xem: on doors that only open to people who are signed in."""
        if self.visitor is None:  # a door that forgot to ask is a defect, and must not open
            raise PermissionError(self.request.url.path)
        return self.visitor

    @property
    def by_htmx(self) -> bool:
        """Chỉ một phần trang: asked for by the script of a page which is shown already."""
        return self.request.headers.get("hx-request") == "true"

    def page(
        self, template: str, *, status: int = 200, once: Once | None = None, **values: object
    ) -> HTMLResponse:
        """Trang: a template of ``templates/`` with these values, and what every page shows.

        ``once``: what its main part is drawn from, and kept with.
        """
        answer = HTMLResponse(rendered(template, {**self.frame(), **values}, once), status)
        if NOTICE in self.request.cookies:
            answer.delete_cookie(NOTICE, secure=True, httponly=True, samesite="lax")
        return answer

    def frame(self) -> Mapping[str, Any]:
        """Khung trang: who is signed in, where one is."""
        return {
            "visitor": self.visitor,
            "path": self.request.url.path,
            "visit": self,
            "Act": Act,
            "said_once": unquote(self.request.cookies.get(NOTICE, "")),
            "synthetic": read_settings().synthetic.exists(),
        }

    def go(self, path: str, *, said: str = "") -> Response:
        """Sang trang khác: after something was done; ``said`` is shown there once."""
        by_script = Response(status_code=204, headers={"HX-Redirect": path})
        answer = by_script if self.by_htmx else RedirectResponse(path, status_code=303)
        if said:  # a cookie, since an address with words in it could be sent to people by anybody
            answer.set_cookie(NOTICE, quote(said), max_age=60, secure=True, httponly=True, samesite="lax")
        return answer


def visit(request: Request) -> Visit:
    """Nhận lượt xem: the session is looked up each time, so a right withdrawn is gone with the next request."""
    workspace = open_workspace()
    secret = secret_of(request)
    person = person_of(workspace, secret) if secret else None
    if person is not None:
        workspace = replace(workspace, actor=person.account)
    made = request.state.visit = Visit(request, workspace, person)
    return made


def secret_of(request: Request) -> str:
    """Bí mật của phiên: of a program in its header, of a browser in its cookie; empty for nobody's."""
    scheme, _blank, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.casefold() == "bearer" else request.cookies.get(COOKIE, "")


Visiting = Annotated[Visit, Depends(visit)]
"""Lượt xem làm tham số: what the function of a page asks for."""
