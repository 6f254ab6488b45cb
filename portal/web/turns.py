"""Lượt: a process works on few requests at the same moment, the others stand in line; nobody waits behind a long one.

Python computes one thing at a time in a process. Of fifty pages begun together each would be ready at the end of the
fiftieth; in turn the first is ready at once, and the last no later. What takes long mostly waits itself (for an upload,
a conversion, another writer): its place is then given to the next one.
"""

import asyncio
from weakref import WeakKeyDictionary

from starlette.types import ASGIApp, Receive, Scope, Send

#: While one reads from the database another can compute; more would only get into each other's way.
AT_ONCE = 4
#: A page takes some hundredths of a second.
_PATIENCE_SECONDS = 0.25


class Turns:
    """Xếp lượt: stands round the pages. Those who wait are let in in the order in which they came."""

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE) -> None:
        self.app = app
        self._at_once = at_once
        self._lines: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Một yêu cầu: is worked on when it is its turn."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        line = self._lines.setdefault(loop, asyncio.Semaphore(self._at_once))
        await line.acquire()
        turn = _Turn(line)
        too_long = loop.call_later(_PATIENCE_SECONDS, turn.end)
        try:
            await self.app(scope, receive, send)
        finally:
            too_long.cancel()
            turn.end()


class _Turn:
    """Một lượt: ends once, when the request is answered or has taken long, whichever comes first."""

    def __init__(self, line: asyncio.Semaphore) -> None:
        self._line: asyncio.Semaphore | None = line

    def end(self) -> None:
        """Nhường lượt: to whoever waits longest."""
        if self._line is not None:
            self._line.release()
            self._line = None
