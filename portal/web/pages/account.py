"""Tài khoản của tôi: one's roles, password and open sessions."""

from typing import Annotated

from fastapi import Form, Response

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.pages.sign_in import remember
from portal.web.refusals import status_of
from portal.web.visit import Visiting, secret_of
from workflows.services.accounts.own_account import change_own_password, end_other_sessions, open_sessions
from workflows.services.accounts.reach import names_of_offices
from workflows.services.accounts.roles import ROLE_WORDS, Act
from workflows.services.accounts.sign_in import begin_session

doors = Doors(prefix="/tai-khoan")


@doors.page("", Act.BE_SIGNED_IN)
def account(visit: Visiting) -> Response:
    """Tài khoản của tôi: who one is here, password and open sessions."""
    return _account(visit)


@doors.submit("/mat-khau", Act.BE_SIGNED_IN)
def change_password(
    visit: Visiting, present: Annotated[str, Form()], password: Annotated[str, Form()]
) -> Response:
    """Đổi mật khẩu: every session ends; this one begins anew."""
    address = visit.request.client.host if visit.request.client else ""
    try:
        change_own_password(visit.workspace, present, password, address)
    except DirectiveError as refusal:
        return _account(visit, refusal)
    answer = visit.go("/tai-khoan", said=_("The password is set. All other sessions have ended."))
    remember(answer, begin_session(visit.workspace, visit.person.account))
    return answer


@doors.submit("/phien", Act.BE_SIGNED_IN)
def end_sessions(visit: Visiting) -> Response:
    """Kết thúc các phiên khác: of a computer that was left open somewhere."""
    end_other_sessions(visit.workspace, secret_of(visit.request))
    return visit.go("/tai-khoan", said=_("All other sessions have ended."))


def _account(visit: Visiting, refusal: DirectiveError | None = None) -> Response:
    return visit.page(
        "people/account.html",
        status=status_of(refusal) if refusal else 200,
        refused=str(worded(refusal)) if refusal else "",
        sessions=open_sessions(visit.workspace, secret_of(visit.request)),
        words=ROLE_WORDS,
        offices=names_of_offices(visit.workspace, [one.unit for one in visit.person.roles]),
    )
