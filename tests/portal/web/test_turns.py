"""Xếp lượt: few requests at the same moment, first come first served, and nobody waits behind a long one."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Receive, Scope, Send

from portal.web import turns
from portal.web.turns import Turns

Page = Callable[[str], Awaitable[None]]


def asked(page: Page, *paths: str, at_once: int = 2) -> None:
    """Hỏi cùng lúc: all these pages, in their order; ``page`` answers each."""

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        await page(scope["path"])

    async def nothing(*_: object) -> None:
        """Never called: these pages neither read nor answer."""

    async def all_of_them() -> None:
        door = Turns(app, at_once)
        requests = [door({"type": "http", "path": path}, nothing, nothing) for path in paths]
        await asyncio.wait_for(asyncio.gather(*requests, return_exceptions=True), timeout=20)

    asyncio.run(all_of_them())


def test_no_more_are_worked_on_at_once_and_the_line_keeps_its_order() -> None:
    inside: list[str] = []
    begun: list[str] = []
    most = 0

    async def page(path: str) -> None:
        nonlocal most
        begun.append(path)
        inside.append(path)
        most = max(most, len(inside))
        await asyncio.sleep(0.01)
        inside.remove(path)

    asked(page, *(f"/{number}" for number in range(8)))
    assert most == 2
    assert begun == [f"/{number}" for number in range(8)]


def test_a_page_that_breaks_gives_its_place_to_the_next() -> None:
    begun: list[str] = []

    async def page(path: str) -> None:
        begun.append(path)
        raise ValueError(path)

    asked(page, "/1", "/2", "/3", at_once=1)
    assert begun == ["/1", "/2", "/3"]


def test_what_takes_long_gives_its_place_once_and_is_still_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 0.02)
    answered: list[str] = []
    inside, most = 0, 0

    async def page(path: str) -> None:
        nonlocal inside, most
        if path == "/lau":
            await asyncio.sleep(0.2)
        else:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.005)
            inside -= 1
        answered.append(path)

    asked(page, "/lau", "/1", "/2", "/3", "/4", at_once=1)
    assert answered == ["/1", "/2", "/3", "/4", "/lau"]
    assert most == 1
