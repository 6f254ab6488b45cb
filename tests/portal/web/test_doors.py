"""Cửa nào cho ai: every route of the portal, asked for by every role and by nobody (W03)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from portal.web.access import PUBLIC, Doors, DoorWithoutAct, doors_of
from portal.web.app import create_app
from portal.web.door_table import PAGE, page
from tests.portal.web.offices import PortalDesk, account_name, portal_desk
from workflows.services.accounts.roles import ACTS, Act, Role

DOORS = sorted(set(doors_of(create_app())))
#: A session ends behind these: the next request of that person needs a new one.
ENDING = frozenset({"/dang-xuat", "/api/v1/session"})


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Một cổng cho mọi dòng: with a person of every role, who are asked about every door."""
    with portal_desk(tmp_path_factory.mktemp("cua") / "var") as desk:
        for role in Role:
            desk.a(role)
        yield desk


def _address(path: str) -> str:
    """An address as a stranger might guess it."""
    return re.sub(r"{[^}]*}", "1", path)


def _ask(browser: TestClient, method: str, path: str, **headers: str) -> Any:
    return browser.request(method, _address(path), follow_redirects=False, headers=headers)


@pytest.mark.parametrize(("method", "path", "act"), DOORS, ids=[f"{m} {p}" for m, p, _ in DOORS])
def test_a_door_opens_to_those_roles_only_which_may_do_its_act(
    everybody: PortalDesk, method: str, path: str, act: str
) -> None:
    nobody = _ask(everybody.anybody(), method, path)
    if act == PUBLIC:
        assert nobody.status_code not in (401, 403) or path in SAYS_SO_ITSELF
        return
    assert nobody.status_code == (303 if method == "GET" and not path.startswith("/api/") else 401)
    assert nobody.headers.get("location", "/dang-nhap").startswith("/dang-nhap")
    for role in Role:
        allowed = Act(act) in ACTS[role]
        # A refusal is shown without the frame of a page to the script of one, which takes less time to make.
        answer = _ask(everybody.a(role), method, path, **({} if allowed else {"hx-request": "true"}))
        if path in ENDING and method != "GET":
            everybody.people[role, "snv-dak-nong"] = everybody.signed_in(account_name(role))
        if allowed:
            assert answer.status_code not in (401, 500), (role, answer.status_code)
        else:
            assert answer.status_code == 403, (role, answer.status_code)


#: Public doors which may themselves refuse whoever comes without what they ask for.
SAYS_SO_ITSELF = frozenset({"/dang-nhap", "/dang-nhap/mot-cua/ve", "/api/v1/session"})


def test_every_route_of_the_application_is_in_the_table() -> None:
    """Nothing is served beside the doors but files of the program, and the description of the API."""
    others = {str(getattr(route, "path", route)) for route in create_app().routes} - {
        path for _m, path, _a in DOORS
    }
    assert others == {"/tinh", "/api/v1/openapi.json"}


def test_the_portal_does_not_start_with_a_door_that_names_no_act() -> None:
    app, doors = FastAPI(openapi_url=None, docs_url=None, redoc_url=None), Doors()
    doors.get("/khong-ghi-quyen")(lambda: "mở")
    app.router.routes.extend(doors.routes)
    with pytest.raises(DoorWithoutAct, match="khong-ghi-quyen"):
        list(doors_of(app))


def test_the_documentation_tells_these_very_doors() -> None:
    assert (Path(__file__).parents[3] / PAGE).read_text(encoding="utf-8") == page(), "run `make roles-doc`"
