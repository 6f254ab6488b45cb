"""Vận hành qua sự cố: the server goes away in the middle, a worker dies, all is killed; nothing is repeated."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.workflows.running import Running, everything_up, kill, marked_in, wait_until

#: Each takes half a minute of both cores; `make test-all` runs them. What they rest on is in test_supervisor.py.
pytestmark = [pytest.mark.prefect, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples" / "campaigns" / "dak-nong-2021" / "plan.toml"
CAMPAIGN, END = "dak-nong-2021", "2022-06-01"
_OVER = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Tất cả đang chạy: on the embedded databases, as somebody starts it who reads no manual."""
    with everything_up(tmp_path_factory.mktemp("nha"), "--workers", "2") as found:
        yield found


def facts(running: Running) -> list[tuple[str, str, int, int]]:
    """Các việc đã làm: as the database has them."""
    with closing(sqlite3.connect(running.home / "vanthu.db", timeout=30)) as store:
        return sorted(store.execute("select step, unit, occurrence, rung from campaign_fact"))


def test_the_books_go_on_while_the_server_is_away_and_the_campaign_catches_up_once(running: Running) -> None:
    assert running.command("campaign", "start", str(PLAN)).returncode == 0
    first = running.started_run("run-campaign", campaign=CAMPAIGN, until=END)
    wait_until(lambda: len(facts(running)) >= 2, 120, "the first acts")
    (server,) = running.pids("server start")
    kill(server)
    done_when_it_went = len(facts(running))
    listed = running.command("register", "list", "--issuer", "bnv", "--year", "2021")
    looked = running.command("campaign", "status", CAMPAIGN, "--on", "2021-12-10", "--json")
    assert (listed.returncode, looked.returncode) in {(0, 0), (0, 1)}, "books and status need no server"
    wait_until(lambda: running.ask("/health") is True, 120, "the server's return")
    wait_until(lambda: running.state_of(first) in _OVER or _is_finished(running), 180, "the first run's end")
    again = running.started_run("run-campaign", campaign=CAMPAIGN, until=END)
    wait_until(lambda: running.state_of(again) in _OVER, 240, "the second run's end")
    assert running.state_of(again) == "COMPLETED"
    assert _is_finished(running)
    found = facts(running)
    assert len(found) == len(set(found)) > done_when_it_went
    verified = running.command("register", "verify", "--json")
    assert (verified.returncode, json.loads(verified.stdout)["problems"]) == (0, [])


def _is_finished(running: Running) -> bool:
    """Đã xong: every step has been done by everybody who owes it."""
    rows = json.loads(running.command("campaign", "timeline", CAMPAIGN, "--json").stdout)
    return all(row["done"] == row["owed"] for row in rows)


def test_a_worker_that_dies_is_replaced(running: Running) -> None:
    before = set(running.pids("worker start"))
    kill(min(before))
    wait_until(lambda: len(set(running.pids("worker start")) - before) == 1, 60, "a new worker")


def test_a_second_start_is_refused(running: Running) -> None:
    ended = running.command("up", "--prefect-port", "4999")
    assert (ended.returncode, str(running.process.pid) in ended.stderr) == (2, True)


def test_killed_outright_it_leaves_nobody_behind_and_starts_again(running: Running) -> None:
    done = facts(running)
    running.process.kill()
    running.process.wait()
    wait_until(lambda: not marked_in(running.home), 30, "the end of every process")
    with everything_up(running.home) as again:
        assert len(again.ask("/deployments/filter", {})) >= 3
        assert facts(again) == done
