"""Người ghi bị giết: killed at random moments and started again, the register stays without a gap."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.storage.test_many_writers import start_writer
from tests.workspaces import workspace_at
from workflows.services.books import entries
from workflows.services.issue import repair
from workflows.services.verify_books import verify_books


@pytest.mark.parametrize("kills", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_after_any_kill_the_next_start_makes_everything_good(
    database_url: str, tmp_path: Path, kills: int
) -> None:
    seed = int(os.environ.get("VANTHU_KILL_SEED", time.time_ns()))
    print(f"VANTHU_KILL_SEED={seed}")
    draw = random.Random(seed)
    seen: list[int] = []
    for life in range(kills):
        writer = start_writer(database_url, tmp_path, f"lần {life}", 0)
        assert writer.stdout
        seen.append(int(writer.stdout.readline() or 0))
        time.sleep(draw.uniform(0, 0.15))
        writer.kill()
        out, err = writer.communicate()
        seen += [int(number) for number in out.split()]
        assert err == ""
    desk = workspace_at(database_url, tmp_path)
    repair(desk)
    given = [entry.number for entry in entries(desk)]
    assert given == [*range(1, len(given) + 1)]
    assert set(seen) <= set(given), "a number that was told is a number that was given"
    assert len(seen) == len(set(seen))
    assert verify_books(desk).problems == []
    assert repair(desk) == 0
    desk.engine.dispose()
