"""Nhận kết nối: of those that wait a process takes one in a round, so that others of the portal may take the next."""

import asyncio
import socket
from contextlib import ExitStack, closing
from itertools import pairwise

import pytest

from portal.web.connections import OneByOne

_WAITING = 12


class _Guest(asyncio.Protocol):
    """Khách: greeted, and let go."""

    let_in = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        type(self).let_in += 1
        transport.write(b"x")
        transport.close()


@pytest.mark.parametrize(("loop", "at_once"), [(OneByOne, 1), (asyncio.SelectorEventLoop, _WAITING)])
def test_one_is_taken_in_a_round_and_nobody_is_turned_away(
    loop: type[asyncio.AbstractEventLoop], at_once: int
) -> None:
    _Guest.let_in = 0
    with ExitStack() as stack:
        door = stack.enter_context(closing(socket.socket()))
        door.bind(("127.0.0.1", 0))
        door.setblocking(False)
        guests = [stack.enter_context(closing(socket.socket())) for _ in range(_WAITING)]

        async def rounds() -> list[int]:
            running = asyncio.get_running_loop()
            server = await running.create_server(_Guest, sock=door, backlog=_WAITING)
            for guest in guests:
                guest.settimeout(10)
                guest.connect(door.getsockname())  # the kernel answers; the loop has not looked yet
            seen = [0]
            while seen[-1] < _WAITING:
                await asyncio.sleep(0)
                seen.append(_Guest.let_in)
            await asyncio.sleep(0.01)
            server.close()
            await server.wait_closed()
            return [after - before for before, after in pairwise(seen)]

        with asyncio.Runner(loop_factory=loop) as runner:
            taken = runner.run(asyncio.wait_for(rounds(), 20))
        assert [guest.recv(1) for guest in guests] == [b"x"] * _WAITING
    assert max(taken) == at_once
