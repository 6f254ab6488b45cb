"""Phòng vệ: what holds for every request before any page sees it: own origin, size, language, headers of the answer."""

import re
from asyncio import Semaphore
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.messages import _, speaking
from portal.web.wording import SAID_HERE

#: The cookie of the language somebody chose.
LANGUAGE = "ngon-ngu"
#: The cookie of a session; it holds a secret, and nothing else.
COOKIE = "vanthu-phien"
#: An upload of 10 MiB with the envelope of its form.
LARGEST_BODY = 11 * 1024 * 1024
#: So many requests with files are dealt with at the same moment by one process: each may cost a gigabyte for a while.
FILES_AT_ONCE = 3
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: What no address needs, and what databases do not take.
_NUL = re.compile(rb"%00|\x00")
#: Số mà không sổ nào có: a part of an address which is a number of more than nine digits; databases do not take it.
_ENDLESS = re.compile(r"/[\s+-]*\d[\d_]{9,}(\.0*)?\s*(?=/|$)")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Defences:
    """Phòng vệ: stands round the whole portal."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.places = Semaphore(FILES_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Một yêu cầu: let through with safe headers on its answer, or refused."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        with speaking(cookies.get(LANGUAGE) or _first_language(headers), SAID_HERE):
            answering = _with_headers(send, keep=scope["path"].startswith("/tinh/"))
            refusal = _refusal(scope, headers, by_session=COOKIE in cookies)
            if refusal is not None:
                await refusal(scope, receive, answering)
                return
            brings_files = headers.get("content-type", "").lower().startswith("multipart/")
            limited = _Limited(receive, self.places if brings_files else None)
            try:
                await self.app(scope, limited, answering)
            finally:
                limited.leave()


class BodyTooLarge(Exception):
    """Nội dung quá lớn: more came than was announced."""


class _Limited:
    """Đọc có giới hạn: a request that does not tell its length is stopped when it has sent too much.

    One with files waits for a place before its last piece is handed on: then a page opens them, and a slow sender has
    kept nobody waiting until then. Pages without files are shown meanwhile.
    """

    def __init__(self, receive: Receive, places: Semaphore | None) -> None:
        self.receive = receive
        self.places = places
        self.taken = 0
        self.placed = False

    async def __call__(self) -> Message:
        message = await self.receive()
        self.taken += len(message.get("body", b""))
        if self.taken > LARGEST_BODY:
            raise BodyTooLarge
        if self.places is not None and not self.placed and not message.get("more_body", False):
            await self.places.acquire()
            self.placed = True
        return message

    def leave(self) -> None:
        """Rời chỗ: the request was answered."""
        if self.places is not None and self.placed:
            self.places.release()


def _refusal(scope: Scope, headers: Headers, *, by_session: bool) -> Response | None:
    """Từ chối ngay ở cửa: what no page should see; None lets the request through.

    A program which sends no cookie of a session can abuse nobody's, so it need not say where it stands.
    """
    program = scope["path"].startswith("/api/")
    changing = scope["method"] not in _READING and (by_session or not program)
    length = headers.get("content-length") or "0"
    if changing and not _own_origin(headers):
        status, said = 403, _("This request does not come from a page of this portal.")
    elif not (length.isascii() and length.isdigit()) or _NUL.search(
        scope.get("raw_path", b"") + scope["query_string"]
    ):
        status, said = 400, _("This is no request that a portal understands.")
    elif _ENDLESS.search(scope["path"]):
        status, said = 404, _("There is no such page.")
    elif len(length) > len(str(LARGEST_BODY)) or int(length) > LARGEST_BODY:
        status, said = 413, _("The file is too large: at most 10 MiB are taken.")
    else:
        return None
    if program:
        return JSONResponse({"error": {"kind": f"http_{status}", "message": said, "where": ""}}, status)
    return PlainTextResponse(said, status)


def _first_language(headers: Headers) -> str:
    """Ngôn ngữ của chương trình: pages are Vietnamese until somebody chooses; a program may ask for English."""
    return "en" if headers.get("accept-language", "").strip().lower() == "en" else "vi"


def _own_origin(headers: Headers) -> bool:
    """Cùng nguồn: browsers tell with every form where it stood; what tells nothing is not let in."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") == "same-origin"
    try:
        return urlsplit(origin).netloc == headers.get("host") != ""
    except ValueError:  # no address at all
        return False


def _with_headers(send: Send, *, keep: bool) -> Send:
    async def answering(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "public, max-age=31536000, immutable" if keep else "no-store")
        await send(message)

    return answering
