"""API, phiên làm việc: a program signs in with an account and sends the secret of its session with each request."""

from fastapi import Response
from pydantic import BaseModel

from portal.web.access import Doors
from portal.web.pages.api_fields import Name, Sent
from portal.web.visit import Visiting, secret_of
from workflows.services.accounts.roles import Act, Person
from workflows.services.accounts.sign_in import sign_in, sign_out

doors = Doors(prefix="/api/v1", tags=["session"])


class Credentials(Sent):
    """Tài khoản và mật khẩu: of a person, or of a program that was given an account."""

    account: Name
    password: Name


class OpenSession(BaseModel):
    """Phiên mới: its secret goes into the header ``Authorization: Bearer …`` of every later request."""

    token: str


class HeldRoleAnswer(BaseModel):
    """Vai trò đang giữ: at which unit, and of which slice ("": all of it)."""

    role: str
    unit: str
    slice: str


class WhoAmI(BaseModel):
    """Tôi là ai: the account, its roles and what they allow."""

    account: str
    full_name: str
    roles: list[HeldRoleAnswer]
    acts: list[str]


@doors.order("/session", None, status_code=201)
def begin(visit: Visiting, sent: Credentials) -> OpenSession:
    """Đăng nhập: gives the secret of a new session; no cookie is set."""
    address = visit.request.client.host if visit.request.client else ""
    return OpenSession(token=sign_in(visit.workspace, sent.account, sent.password, address))


@doors.ask("/session", Act.BE_SIGNED_IN)
def who(visit: Visiting) -> WhoAmI:
    """Tôi là ai: whose session it is, with the rights of this very moment."""
    return _who(visit.person)


@doors.end("/session", Act.BE_SIGNED_IN, status_code=204)
def end(visit: Visiting) -> Response:
    """Đăng xuất: the session is gone, whoever else has its secret."""
    sign_out(visit.workspace, secret_of(visit.request))
    return Response(status_code=204)


def _who(person: Person) -> WhoAmI:
    roles = [HeldRoleAnswer(role=one.role, unit=one.unit, slice=one.slice) for one in person.roles]
    return WhoAmI(
        account=person.account,
        full_name=person.full_name,
        roles=roles,
        acts=sorted(str(a) for a in person.acts),
    )
