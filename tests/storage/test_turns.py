"""Lượt ghi: first come, first served, for threads and processes; nobody waits long."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.turns import turn
from tests.storage.killed import forked, how_it_ended


def test_those_who_wait_go_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    served: list[int] = []

    def wait(place: int) -> None:
        with turn(tmp_path / "turns"):
            served.append(place)

    with turn(tmp_path / "turns"):
        waiting = [threading.Thread(target=wait, args=(place,)) for place in range(12)]
        for thread in waiting:
            thread.start()
            time.sleep(0.01)
    for thread in waiting:
        thread.join()
    assert served == [*range(12)]


def test_one_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0

    def enter(_: int) -> None:
        nonlocal inside, most
        with turn(tmp_path / "turns"):
            inside += 1
            most = max(most, inside)
            time.sleep(0.001)
            inside -= 1

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(enter, range(160)))
    assert most == 1


def test_processes_that_never_stop_asking_leave_each_other_the_same_share(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def ask(name: str) -> None:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            with turn(tmp_path / "turns"):
                with log.open("a") as handle:
                    handle.write(name)
                time.sleep(0.002)

    children = [forked(lambda name=name: ask(name)) for name in "abcd"]  # type: ignore[misc]  # bound at once
    assert [how_it_ended(child) for child in children] == [0] * 4
    shares = {name: log.read_text().count(name) for name in "abcd"}
    assert min(shares.values()) > 0.5 * max(shares.values()), shares


def test_an_error_in_a_turn_ends_the_turn(tmp_path: Path) -> None:
    with pytest.raises(KeyError), turn(tmp_path / "turns"):
        raise KeyError
    with turn(tmp_path / "turns"):
        pass
