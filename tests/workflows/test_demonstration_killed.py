"""Bị giết giữa chừng: the demonstration killed at random moments and run again ends like an undisturbed one."""

import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from tests.workflows.conftest import Demonstration, Place, contents

pytestmark = pytest.mark.prefect

#: Every act of the two campaigns, then the files made from records.
ACTS = 521


@pytest.mark.slow
@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.slow)])
def test_the_numbers_and_files_are_those_of_the_undisturbed_run(
    demonstration: Demonstration, tmp_path: Path, kills: int
) -> None:
    seed = int(os.environ.get("VANTHU_KILL_SEED", time.time_ns()))
    print(f"VANTHU_KILL_SEED={seed}")
    draw = random.Random(seed)
    place, out = Place(tmp_path), tmp_path / "out"
    place.environment()
    for moment in sorted(draw.uniform(0, ACTS) for _ in range(kills)):
        _kill_at(place, out, moment, draw.uniform(0, 0.4))
    ended = place.run("demo", "--out", str(out))
    assert ended.returncode == 0, ended.stderr
    assert contents(out) == contents(demonstration.out)
    found = place.verified()
    assert found["problems"] == []
    assert found["entries"] == demonstration.place.verified()["entries"]
    assert _still_running(place) == []


def _kill_at(place: Place, out: Path, moment: float, delay: float) -> None:
    """Giết: SIGKILL to the one process a person started, once so many acts are done and a little later."""
    process = place.start("demo", "--out", str(out))
    while _acts_done(place) < moment and process.poll() is None:
        time.sleep(0.02)
    time.sleep(delay)
    process.kill()
    process.communicate()
    assert process.returncode == -9, "it ended before it could be killed"


def _acts_done(place: Place) -> int:
    database = place.home / "vanthu.db"
    if not database.exists():
        return -1
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5) as store:
            found: int = store.execute("select count(*) from campaign_fact").fetchone()[0]
            return found
    except sqlite3.OperationalError:
        return -1  # the tables are not there yet


def _still_running(place: Place) -> list[str]:
    """Tiến trình còn sót: whatever still runs in this place's home, the embedded server included."""
    deadline = time.monotonic() + 10
    while True:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_bytes()
                command = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if f"VANTHU_HOME={place.home}".encode() in environment:
                found.append(command.replace(b"\0", b" ").decode(errors="replace"))
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.2)
