"""Đăng nhập: signing in and out, one-time links, the language."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, Response

from directives.errors import DirectiveError
from portal.messages import LANGUAGES, _
from portal.web.access import Doors
from portal.web.defences import COOKIE, LANGUAGE
from portal.web.visit import Visiting, secret_of
from workflows.oidc_settings import read_provider_settings
from workflows.services.accounts.links import account_of_link, use_link
from workflows.services.accounts.roles import Act
from workflows.services.accounts.sign_in import (
    LONGEST_SECONDS,
    SignInRefused,
    TooManyAttempts,
    begin_session,
    sign_in,
    sign_out,
)

doors = Doors()
_A_YEAR = 365 * 24 * 3600


@doors.page("/dang-nhap", None)
def sign_in_page(visit: Visiting, tiep: str = "/viec-hom-nay") -> Response:
    """Trang đăng nhập: ``tiep`` is where one wanted to go."""
    return _page(visit, tiep)


@doors.submit("/dang-nhap", None)
def sign_in_now(
    visit: Visiting,
    account: Annotated[str, Form()],
    password: Annotated[str, Form()],
    tiep: Annotated[str, Form()] = "/viec-hom-nay",
) -> Response:
    """Đăng nhập: a new session, whatever cookie came with the request."""
    address = visit.request.client.host if visit.request.client else ""
    try:
        secret = sign_in(visit.workspace, account, password, address)
    except (SignInRefused, TooManyAttempts) as refusal:
        status = 429 if isinstance(refusal, TooManyAttempts) else 401
        return _page(visit, tiep, status=status, refusal=refusal, account=account)
    answer = visit.go(own_path(tiep))
    remember(answer, secret)
    return answer


@doors.submit("/dang-xuat", Act.BE_SIGNED_IN)
def sign_out_now(visit: Visiting) -> Response:
    """Đăng xuất: the session ends, here and for whoever else holds its cookie."""
    sign_out(visit.workspace, secret_of(visit.request))
    answer = visit.go("/")
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
    return answer


@doors.page("/lien-ket/{secret}", None)
def link_page(visit: Visiting, secret: str) -> Response:
    """Trang đặt mật khẩu: for the holder of a one-time link."""
    return visit.page("set_password.html", account=account_of_link(visit.workspace, secret), refusal=None)


@doors.submit("/lien-ket/{secret}", None)
def set_password_by_link(visit: Visiting, secret: str, password: Annotated[str, Form()]) -> Response:
    """Đặt mật khẩu: by a one-time link; signs in at once."""
    name = use_link(visit.workspace, secret, password)
    answer = visit.go("/viec-hom-nay", said=_("The password is set."))
    remember(answer, begin_session(visit.workspace, name))
    return answer


@doors.submit("/ngon-ngu", None)
def choose_language(
    visit: Visiting, language: Annotated[str, Form()], tiep: Annotated[str, Form()] = "/"
) -> Response:
    """Chọn ngôn ngữ: Vietnamese or English, kept in this browser."""
    answer = visit.go(own_path(tiep))
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    answer.set_cookie(LANGUAGE, chosen, max_age=_A_YEAR, secure=True, httponly=True, samesite="lax")
    return answer


def _page(
    visit: Visiting, tiep: str, *, status: int = 200, refusal: DirectiveError | None = None, account: str = ""
) -> Response:
    return visit.page(
        "sign_in.html",
        status=status,
        next=own_path(tiep),
        provider=read_provider_settings(),
        refusal=refusal,
        account=account,
    )


def remember(answer: Response, secret: str) -> None:
    """Ghi phiên vào trình duyệt: out of reach of scripts, and of other pages' forms."""
    answer.set_cookie(COOKIE, secret, max_age=LONGEST_SECONDS, secure=True, httponly=True, samesite="lax")


def own_path(path: str) -> str:
    """Chỉ trong cổng: an address elsewhere is not gone to, however it is written."""
    parts = urlsplit(path)
    own = (
        path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    )
    return path if own else "/viec-hom-nay"
