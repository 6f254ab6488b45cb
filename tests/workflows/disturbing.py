"""Quấy rầy: a campaign whose flow processes are killed at random, Prefect's server too, and what it must end like."""

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.workflows.conftest import contents
from tests.workflows.running import wait_until
from tests.workflows.walking import Campaign, Server
from workflows.services.verify_books import verify_books


def disturbed(campaign: Campaign, server: Server, moments: Sequence[int], draw: random.Random) -> int:
    """Quấy rầy: a kill at each of these moments, the server's restart in the middle; how many died at work."""
    died = 0
    with campaign.forking(server) as flows:
        for place, moment in enumerate(moments):
            died += killed_at(campaign, flows, moment, draw.uniform(0, 0.15))
            if place == len(moments) // 2:
                server.kill()
                server.start()
    return died


def killed_at(campaign: Campaign, flows: "subprocess.Popen[str]", moment: int, delay: float) -> bool:
    """Giết: SIGKILL to the flow's process once the journal is so long, and a little later.

    It counts only if the process had done something itself and was not over yet.
    """
    assert flows.stdin is not None
    assert flows.stdout is not None
    before = journaled(campaign)
    print("one more", file=flows.stdin, flush=True)
    flow = int(flows.stdout.readline())
    while journaled(campaign) < max(moment, before + 1) and Path(f"/proc/{flow}").exists():
        time.sleep(0.01)
    time.sleep(delay)
    with suppress(ProcessLookupError):
        os.kill(flow, signal.SIGKILL)
    ended = int(flows.stdout.readline())
    assert ended in (-9, 0)
    wait_until(lambda: campaign.processes() == [flows.pid], 20, "the end of what the flow had started")
    print(f"{before} -> {journaled(campaign)}: {ended}")
    return ended == -9


def assert_twins(twin: Campaign, other: Campaign) -> None:
    """Như nhau: every table but its clocks, every file a record names, every published byte; and nothing is amiss."""
    found, expected = twin.tables(), other.tables()
    assert [name for name in expected if found.get(name) != expected[name]] == []
    assert found.keys() == expected.keys()
    # A file may be kept whose number was never given, or half of one: no record names it.
    assert twin.files() >= other.files()
    assert contents(twin.home / "cong-bo") == contents(other.home / "cong-bo") != {}
    workspace = twin.workspace
    assert verify_books(workspace).problems == []
    workspace.engine.dispose()


def journaled(campaign: Campaign) -> int:
    """Nhật ký dài bao nhiêu: the acts of engine and people that stand."""
    with sqlite3.connect(f"file:{campaign.home / 'vanthu.db'}?mode=ro", uri=True, timeout=10) as store:
        found: int = store.execute("select count(*) from audit_entry").fetchone()[0]
    store.close()
    return found
