"""Lời từ chối trên trang: every way a request can end badly, in words; never a traceback."""

import logging
import secrets
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from directives.errors import N_, DirectiveError
from directives.text import shown_name
from portal.messages import Refusal, _, worded
from portal.web.access import NotSignedIn
from portal.web.defences import BodyTooLarge
from portal.web.rendering import rendered
from portal.web.visit import Visit
from sipas_engine.errors import SipasError

_log = logging.getLogger("vanthu.portal")
#: Loại từ chối -> mã trả lời; whatever is not named here is a request that cannot be done as it stands.
_STATUS = {
    "not_signed_in": 401,
    "sign_in_refused": 401,
    "key_used_otherwise": 409,
    "forbidden": 403,
    "own_right": 403,
    "no_right_to_publish": 403,
    "same_person": 403,
    "may_not_reopen": 403,
    "no_such_edition": 404,
    "no_such_cut": 404,
    "identity_refused": 401,
    "identity_without_account": 403,
    "provider_unavailable": 503,
    "invalid_provider": 503,
    "too_many_attempts": 429,
    "dead_link": 410,
    "read_only": 503,
    "database_unavailable": 503,
    "missing_program": 503,
    "missing_package": 503,
    "no_recognition": 503,
    "defect": 500,
}
_OTHERWISE = 422
#: What is unknown here stands in what was sent, not in the address.
_OF_CONTENT = frozenset(
    {
        *("unknown_format", "unknown_encoding", "unknown_delimiter", "unknown_list_format", "unknown_field"),
        *("unknown_sheet", "unknown_rejection", "unknown_office", "unknown_signer", "unknown_anchor"),
        *("unknown_print_format", "unknown_book_format", "unknown_status", "unknown_reply_form"),
    }
)
#: How many fields that are wrong are named.
_NAMED = 20
_PAGES = {
    404: N_("There is no such page."),
    405: N_("This page cannot be asked for in this way."),
    413: N_("The file is too large: at most 10 MiB are taken."),
}
#: Its number stands in the log as well, beside what happened.
_DEFECT = N_(
    "This is a defect of the program, number {number}. It was written into the program's log; "
    "please tell the administrator."
)
#: What SQLite and PostgreSQL answer to a number that is too large for them, PostgreSQL also to a NUL in a text.
_UNFIT: tuple[type[Exception], ...] = (OverflowError, DataError)
_AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError)


def install(app: FastAPI) -> None:
    """Đặt lời: for every kind of refusal."""
    app.add_exception_handler(DirectiveError, _refused)
    app.add_exception_handler(SipasError, _refused)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(HTTPException, _by_status)
    app.add_exception_handler(BodyTooLarge, _too_large)
    for kind in _UNFIT:
        app.add_exception_handler(kind, _unfit)
    for kind in _AWAY:
        app.add_exception_handler(kind, _database_away)
    app.add_exception_handler(Exception, _defect)


def status_of(error: Refusal) -> int:
    """Mã trả lời: of a refusal; things which are not there are 404."""
    if error.kind.startswith("unknown_") and error.kind not in _OF_CONTENT:
        return 404
    return _STATUS.get(error.kind, _OTHERWISE)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, DirectiveError | SipasError)
    if isinstance(error, NotSignedIn) and request.method == "GET" and not _by_program(request):
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/dang-nhap?tiep={quote(there)}", status_code=303)
    wording = worded(error)
    details = {"kind": error.kind, "where": shown_name(error.where)}
    return _answer(request, status_of(error), wording.message, list(wording.problems), details)


async def _wrong_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = [shown_name(".".join(str(part) for part in one["loc"])) for one in error.errors()]
    named = ", ".join(places[:_NAMED]) + (" …" if len(places) > _NAMED else "")
    sentence = _("A field is missing or is not what was asked for: {fields}.").format(fields=named)
    return _answer(
        request, _OTHERWISE, sentence, [], {"kind": "invalid_request", "where": places[0] if places else ""}
    )


async def _by_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = _(_PAGES.get(error.status_code, N_("The request was refused.")))
    details = {"kind": f"http_{error.status_code}", "where": ""}
    answer = _answer(request, error.status_code, sentence, [], details)
    answer.headers.update(error.headers or {})  # which ways of asking there are, with 405
    return answer


async def _too_large(request: Request, _error: Exception) -> Response:
    return _answer(request, 413, _(_PAGES[413]), [], {"kind": "http_413", "where": ""})


async def _unfit(request: Request, error: Exception) -> Response:
    _told(request, error)
    sentence = _("What was sent holds a number or a sign that no book can keep.")
    return _answer(request, _OTHERWISE, sentence, [], {"kind": "unfit_value", "where": ""})


async def _database_away(request: Request, error: Exception) -> Response:
    _told(request, error)
    sentence = _(
        "The database does not answer just now. In a minute, look whether it was done, and try again."
    )
    return _answer(request, 503, sentence, [], {"kind": "database_unavailable", "where": ""})


async def _defect(request: Request, error: Exception) -> Response:
    number = _told(request, error)
    return _answer(request, 500, _(_DEFECT).format(number=number), [], {"kind": "defect", "where": number})


def _told(request: Request, error: Exception) -> str:
    """Ghi vào nhật ký chạy máy: in one line, whatever the address holds; gives the number under which it stands."""
    number = secrets.token_hex(4)
    _log.error("%s: %s %s", number, request.method, shown_name(request.url.path), exc_info=error)
    return number


def _answer(
    request: Request, status: int, message: str, problems: list[str], details: dict[str, str]
) -> Response:
    if request.url.path.startswith("/api/"):
        whole = "\n".join((message, *(f"  - {problem}" for problem in problems)))
        readable = whole.encode(errors="backslashreplace").decode()  # half letters, which no answer can hold
        return JSONResponse({"error": {**details, "message": readable}}, status)
    part = "refusal.html" if _by_program(request) else "refusal_page.html"
    values = {"message": message, "problems": problems}
    visit: Visit | None = getattr(request.state, "visit", None)
    if visit is not None:
        return visit.page(part, status=status, message=message, problems=problems)
    nobody = {"visitor": None, "path": request.url.path, "said_once": "", "synthetic": False}
    return HTMLResponse(rendered(part, {**values, **nobody}), status)


def _by_program(request: Request) -> bool:
    """Do chương trình hỏi: the script of a page or another program, which must not be sent to another page."""
    return request.headers.get("hx-request") == "true" or request.url.path.startswith("/api/")
