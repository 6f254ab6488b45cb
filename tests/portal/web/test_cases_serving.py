"""Cổng đang chạy: a defect is told without its entrails, a bomb keeps nobody waiting, a proxy is trusted when named."""

import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import pytest
import uvicorn
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from portal.cli import serving as command
from portal.web.app import portal
from tests.directives.conversion.test_pdf_layout import with_stream
from tests.portal.web.browsing import Serving, served
from tests.portal.web.offices import ORIGIN, PortalDesk, account_name, portal_desk
from workflows.services.accounts import sign_in as limits
from workflows.services.accounts.roles import Role
from workflows.services.accounts.sign_in import begin_session

#: The portal with a page and an answer for programs that break.
BROKEN = """
from portal.web.pages import api_session, home
def broken(*_):
    raise RuntimeError("bí mật của máy chủ")
home.PlainTextResponse = api_session._who = broken
from portal.cli.main import main
main()
"""


@contextmanager
def clerks_portal(home: Path, *options: str, **more: Any) -> Iterator[tuple[Serving, httpx.Client]]:
    """Cổng của một văn thư: served, with a program that is signed in."""
    with portal_desk(home) as desk:
        desk.a(Role.CLERK)
        secret = begin_session(desk.workspace, account_name(Role.CLERK))
    with served(home, *options, **more) as serving:
        bearer = {"authorization": f"Bearer {secret}"}
        once = httpx.Limits(max_keepalive_connections=0)  # after a defect the server hangs up
        with httpx.Client(
            base_url=serving.address, headers=bearer, timeout=120, trust_env=False, limits=once
        ) as client:
            yield serving, client


@pytest.mark.slow
def test_a_defect_is_one_sentence_with_the_number_under_which_the_log_keeps_it(tmp_path: Path) -> None:
    program = (sys.executable, "-c", BROKEN)
    with clerks_portal(tmp_path / "var", program=program) as (serving, client):
        page, answer = client.get("/con-song"), client.get("/api/v1/session")
    log = serving.home / "logs" / "portal-defects.log"
    kept, told = log.read_text(encoding="utf-8"), (serving.home / "serve.log").read_text(encoding="utf-8")
    assert (page.status_code, answer.status_code) == (500, 500)
    assert answer.json()["error"]["kind"] == "defect"
    number = re.search(r"số ([0-9a-f]{8})", page.text)
    assert number
    for one in (number[1], answer.json()["error"]["where"]):
        assert f"{one}: GET" in kept
    assert "RuntimeError: bí mật của máy chủ" in kept
    for shown in (page.text, answer.text, told):
        assert not re.search("Traceback|RuntimeError|bí mật|site-packages", shown)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def bomb() -> bytes:
    """PDF nổ: a stream of 420 MB in some hundred kilobytes."""
    return with_stream(zlib.compress(b"0 0 m 1 1 l S\n" * 30_000_000, 9))


def median_of(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [1, 6])
def test_while_bombs_are_read_others_are_answered_and_the_bombs_refused(tmp_path: Path, at_once: int) -> None:
    """U05: what others feel. How long they wait is measured and told; that they are answered is asserted."""
    content = bomb()
    with clerks_portal(tmp_path / "var") as (serving, client), ThreadPoolExecutor(at_once) as pool:
        headers = {"authorization": client.headers["authorization"]}

        def dropped(_number: int) -> httpx.Response:
            address = f"{serving.address}/api/v1/check"
            return httpx.post(address, headers=headers, files={"file": ("thu.pdf", content)}, timeout=300)

        def asked() -> float:
            begun = time.monotonic()
            assert client.get("/viec-hom-nay").status_code == 200
            return time.monotonic() - begun

        quiet = [asked() for _turn in range(30)]
        bombs: list[Future[httpx.Response]] = [pool.submit(dropped, number) for number in range(at_once)]
        meanwhile = []
        while not all(one.done() for one in bombs):
            meanwhile.append(asked())
        refused = [one.result() for one in bombs]
    assert {one.status_code for one in refused} == {422}
    assert {one.json()["error"]["kind"] for one in refused} <= {"archive_bomb", "conversion_limit"}
    assert {one.json()["error"]["where"] for one in refused} == {"tep-gui-den.pdf"}
    assert len(meanwhile) > 20
    print(f"{at_once} bombs: {median_of(quiet):.4f} s before, {median_of(meanwhile):.4f} s meanwhile")


class TestProxies:
    """Sau proxy: whose word counts about where a request comes from."""

    @staticmethod
    def given(home: Path, proxies: str | None) -> dict[str, Any]:
        """What `vanthu serve` hands to the web server."""
        named = {} if proxies is None else {"VANTHU_TRUSTED_PROXIES": proxies}
        with (
            portal_desk(home, **named),
            patch.object(uvicorn, "run") as run,
            patch.object(command, "_refuse_busy"),
        ):
            command._serve("127.0.0.1", 8000, 1, None, None, False)
        return dict(run.call_args.kwargs)

    @staticmethod
    def tries(desk: PortalDesk, trusted: list[str], peer: str) -> list[int]:
        """Two guesses, from two addresses, as a proxy at ``peer`` passes them on; one is allowed to each."""
        app = ProxyHeadersMiddleware(portal(), trusted_hosts=trusted)  # type: ignore[arg-type]  # uvicorn names its own ASGI types
        browser = TestClient(app, base_url=ORIGIN, headers={"origin": ORIGIN}, client=(peer, 40_000))
        with (
            patch.object(limits, "ADDRESS_LIMIT", 1),
            patch.object(limits, "agrees", lambda _hash, _password: False),
        ):
            return [
                browser.post(
                    "/dang-nhap",
                    data={"account": f"nguoi-{address}", "password": "x"},
                    headers={"x-forwarded-for": address},
                ).status_code
                for address in ("203.0.113.5", "203.0.113.6")
            ]

    @pytest.mark.parametrize(
        ("proxies", "peer", "statuses", "reason"),
        [
            (None, "127.0.0.1", [401, 429], "nobody is trusted unless named: the proxy's own address counts"),
            ("10.0.5.0/24, 127.0.0.1", "10.0.5.9", [401, 401], "a proxy that is named tells who asks"),
            ("10.0.5.0/24", "192.0.2.7", [401, 429], "somebody else who pretends to be a proxy"),
        ],
    )
    def test_limits_by_address_hold_for_who_really_asks(
        self, tmp_path: Path, proxies: str | None, peer: str, statuses: list[int], reason: str
    ) -> None:
        given = self.given(tmp_path / "var", proxies)
        assert given["proxy_headers"] == (proxies is not None)
        with portal_desk(tmp_path / "var") as desk:
            assert self.tries(desk, given["forwarded_allow_ips"], peer) == statuses, reason

    @pytest.mark.parametrize("named", ["*", "proxy.example", "10.0.5.9/24", "127.0.0.1 10.0.0.1"])
    def test_what_is_no_address_is_refused_at_the_start(self, named: str) -> None:
        with pytest.raises(command.InvalidProxies):
            command.trusted_proxies({"VANTHU_TRUSTED_PROXIES": named})
