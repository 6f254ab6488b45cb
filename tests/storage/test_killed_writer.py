"""Người ghi bị giết: at random moments and at every named point, the register stays without a gap."""

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from storage import audit, database, files, outbox, register
from tests.documents import a_document
from tests.storage.killed import dies_at, forked, how_it_ended, issue_for_ever, numbers_told
from tests.workspaces import workspace_at
from workflows.services import issue
from workflows.services.books import entries
from workflows.services.issue import issue_document, repair
from workflows.services.verify_books import verify_books

WRITERS = 4


@pytest.mark.parametrize("kills", [20, pytest.param(300, marks=pytest.mark.slow)])
def test_after_any_kill_the_next_start_makes_everything_good(
    database_url: str, tmp_path: Path, kills: int
) -> None:
    seed = int(os.environ.get("VANTHU_KILL_SEED", time.time_ns()))
    print(f"VANTHU_KILL_SEED={seed}")
    draw = random.Random(seed)
    workspace_at(database_url, tmp_path).engine.dispose()
    hears, tells = os.pipe()

    def writer(life: int) -> int:
        return forked(lambda: issue_for_ever(database_url, tmp_path, f"lần {life}", tells))

    alive = [writer(life) for life in range(WRITERS)]
    for life in range(WRITERS, kills + WRITERS):
        time.sleep(draw.uniform(0.02, 0.35))
        victim = alive.pop(draw.randrange(WRITERS))
        os.kill(victim, signal.SIGKILL)
        assert how_it_ended(victim) == -signal.SIGKILL, "it had not ended by itself"
        alive.append(writer(life))
    for last in alive:
        os.kill(last, signal.SIGKILL)
        how_it_ended(last)
    os.close(tells)
    seen = list(numbers_told(hears))
    os.close(hears)
    desk = workspace_at(database_url, tmp_path)
    repair(desk)
    given = [entry.number for entry in entries(desk)]
    assert len(given) > kills
    assert given == [*range(1, len(given) + 1)]
    assert set(seen) <= set(given), "a number that was told is a number that was given"
    assert len(seen) == len(set(seen))
    assert verify_books(desk).problems == []
    assert repair(desk) == 0
    desk.engine.dispose()


#: Where the one who issues is killed, and whether the number is given then.
POINTS = [
    (register, "locked_counter", False),
    (register, "take_number", False),
    (audit, "append", False),
    (outbox, "put", False),
    (issue, "make_file", True),
    (files, "write_whole", True),
    (register, "attach_file", True),
    (outbox, "done", True),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "act", "given"), POINTS, ids=[act for _, act, _ in POINTS])
def test_killed_at_a_named_point(
    database_url: str, tmp_path: Path, module: Any, act: str, given: bool, after: bool
) -> None:
    desk = workspace_at(database_url, tmp_path)
    issue_document(desk, a_document())
    desk.engine.dispose()

    def deadly() -> None:
        dies_at(module, act, after=after)
        issue_document(workspace_at(database_url, tmp_path), a_document(), idempotency_key="giữa chừng")

    assert how_it_ended(forked(deadly)) == -signal.SIGKILL
    desk = workspace_at(database_url, tmp_path)
    cut_off = given and not (act == "make_file" and after)
    assert repair(desk) == int(cut_off), "exactly the file that was cut off is made"
    assert [entry.number for entry in entries(desk)] == ([1, 2] if given else [1])
    assert verify_books(desk).problems == []
    assert issue_document(desk, a_document(), idempotency_key="giữa chừng").entry.number == 2
    assert verify_books(desk).problems == []
    desk.engine.dispose()


def test_killed_in_its_turn_or_in_the_line_it_keeps_nobody_waiting(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vanthu.db'}"
    desk = workspace_at(url, tmp_path)
    hears, tells = os.pipe()

    def holds_its_turn() -> None:
        with database.transaction(workspace_at(url, tmp_path).engine):
            os.write(tells, b"x")
            time.sleep(60)

    def stands_behind() -> None:
        os.write(tells, b"x")
        issue_document(workspace_at(url, tmp_path), a_document())

    first = forked(holds_its_turn)
    os.read(hears, 1)
    second = forked(stands_behind)
    os.read(hears, 1)
    time.sleep(0.3)
    for child in (second, first):
        os.kill(child, signal.SIGKILL)
        how_it_ended(child)
    begin = time.monotonic()
    assert issue_document(desk, a_document()).entry.number == 1
    assert time.monotonic() - begin < 2
    os.close(hears)
    os.close(tells)
    desk.engine.dispose()
