"""Nhận kết nối: a process takes one of those that wait at a time, so that all processes of a portal get their part.

Whoever wakes first would take all that wait at once, and keep them: browsers hold their connection for minutes, and
one processor would work for everybody while the others stand idle.
"""

import asyncio
from typing import Any


class OneByOne(asyncio.SelectorEventLoop):
    """Vòng lặp nhận từng kết nối: where a listening socket is shared; else like any other."""

    async def create_server(
        self, *args: Any, sock: Any = None, backlog: int = 100, **more: Any
    ) -> asyncio.Server:
        """Mở cửa: ``backlog`` connections may wait; of them one is taken in each round."""
        if sock is None:
            return await super().create_server(*args, backlog=backlog, **more)
        server = await super().create_server(*args, sock=sock, backlog=1, **more)
        sock.listen(backlog)  # the round and the queue are one number to asyncio
        return server
