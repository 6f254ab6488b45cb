"""Đăng nhập một cửa: to the office's identity provider and back; there only where one is set up."""

from dataclasses import asdict
from json import JSONDecodeError, dumps, loads

from fastapi import Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from portal.web.access import Doors
from portal.web.pages.sign_in import own_path, remember
from portal.web.visit import Visiting
from workflows.oidc_settings import ProviderSettings, read_provider_settings
from workflows.services.accounts.identity_provider import (
    Asked,
    IdentityRefused,
    ask_provider,
    sign_in_by_provider,
)

doors = Doors(prefix="/dang-nhap/mot-cua")
#: What the browser keeps while it is with the provider.
_KEPT = "vanthu-mot-cua"
_MINUTES = 10


@doors.page("", None)
def leave(visit: Visiting, tiep: str = "/viec-hom-nay") -> Response:
    """Đi: the browser is sent to the provider."""
    asked = ask_provider(_provider(), _back(visit))
    answer = RedirectResponse(asked.address, 303)
    kept = dumps({**asdict(asked), "address": own_path(tiep)})
    answer.set_cookie(
        _KEPT,
        kept.encode().hex(),
        max_age=_MINUTES * 60,
        path=doors.prefix,
        secure=True,
        httponly=True,
        samesite="lax",
    )
    return answer


@doors.page("/ve", None)
def come_back(visit: Visiting) -> Response:
    """Về: signed in, if the provider says who it is, and the administrator let that person in."""
    try:
        asked = Asked(**loads(bytes.fromhex(visit.request.cookies.get(_KEPT, ""))))
    except (JSONDecodeError, TypeError, ValueError) as error:
        raise IdentityRefused(where="oidc", reason="cookie") from error
    secret = sign_in_by_provider(visit.workspace, _provider(), asked, str(visit.request.url), _back(visit))
    answer = visit.go(own_path(asked.address))
    answer.delete_cookie(_KEPT, path=doors.prefix, secure=True, httponly=True, samesite="lax")
    remember(answer, secret)
    return answer


def _provider() -> ProviderSettings:
    found = read_provider_settings()
    if found is None:
        raise HTTPException(404)
    return found


def _back(visit: Visiting) -> str:
    return f"{visit.request.base_url}{doors.prefix.removeprefix('/')}/ve"
