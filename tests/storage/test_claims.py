"""Nhận lô: one worker holds a batch at a time; a claim is gone with its holder, and never outlives it in a child."""

import os
import threading
from collections.abc import Callable

import pytest

from storage.claims import claimed
from workflows.services.workspace import Workspace


def test_who_comes_second_is_told_so_and_takes_another(workspace: Workspace) -> None:
    with (
        claimed(workspace.engine, "đợt/bước/1") as first,
        claimed(workspace.engine, "đợt/bước/1") as second,
        claimed(workspace.engine, "đợt/bước/2") as other,
    ):
        assert (first, second, other) == (True, False, True)
    with claimed(workspace.engine, "đợt/bước/1") as again:
        assert again


def test_who_waits_gets_it_when_it_is_free(workspace: Workspace) -> None:
    got: list[bool] = []

    def wait() -> None:
        with claimed(workspace.engine, "đợt/bước/1", wait=True) as ours:
            got.append(ours)

    with claimed(workspace.engine, "đợt/bước/1"):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.2)
        assert got == []
    waiting.join(10)
    assert got == [True]


@pytest.mark.parametrize("ends", [lambda: None, lambda: 1 / 0], ids=["well", "with an error"])
def test_a_child_forked_meanwhile_does_not_keep_it(workspace: Workspace, ends: Callable[[], object]) -> None:
    if workspace.engine.dialect.name != "sqlite":
        pytest.skip("a connection of PostgreSQL is not shared with children")
    reader, writer = os.pipe()
    try:
        with claimed(workspace.engine, "đợt/bước/1"):
            child = os.fork()
            if child == 0:
                os.read(reader, 1)
                os._exit(0)
            ends()
    except ZeroDivisionError:
        pass
    with claimed(workspace.engine, "đợt/bước/1") as again:
        assert again
    os.write(writer, b"x")
    os.waitpid(child, 0)
