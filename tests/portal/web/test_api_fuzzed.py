"""API dưới mưa yêu cầu: whatever a program sends in whatever role, the answer is one of those described (W08)."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.types import Receive, Scope, Send

from portal.web.app import portal
from tests.portal.web.offices import PortalDesk, account_name, portal_desk
from workflows.services.accounts.roles import Role
from workflows.services.accounts.sign_in import begin_session


class WithoutItsThread:
    """Cổng không làm việc nền: nothing is begun when the portal opens; the home is another one by then."""

    def __init__(self) -> None:
        self.app = portal()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        for moment in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{moment}.complete"})


SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", WithoutItsThread())
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
)
#: The role which opens most doors, and one which opens hardly any; all of them in the long count.
QUICK = (Role.MONITOR, Role.INTERVIEWER)
ROLES = [pytest.param(role, marks=() if role in QUICK else pytest.mark.slow) for role in Role]
_UNHURRIED = list(HealthCheck)


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Một cổng cho mọi yêu cầu: with a person of every role."""
    with portal_desk(tmp_path_factory.mktemp("mua") / "var") as desk:
        for role in Role:
            desk.a(role)
        yield desk


def _sent(case: Case, desk: PortalDesk, role: Role | None) -> None:
    headers = {}
    if role is not None:  # a new session: the request may be the one which ends it
        headers["authorization"] = f"Bearer {begin_session(desk.workspace, account_name(role))}"
    case.call_and_validate(checks=CHECKS, headers=headers)


@pytest.mark.parametrize("role", ROLES)
@SCHEMA.parametrize()
@settings(max_examples=3, deadline=None, suppress_health_check=_UNHURRIED, phases=[Phase.generate])
def test_a_few_requests(case: Case, everybody: PortalDesk, role: Role) -> None:
    _sent(case, everybody, role)


@pytest.mark.slow
@pytest.mark.parametrize("role", [*Role, None])
@SCHEMA.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=_UNHURRIED)
def test_many_requests(case: Case, everybody: PortalDesk, role: Role | None) -> None:
    _sent(case, everybody, role)
