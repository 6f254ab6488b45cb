"""Nhận phiếu bị giết: at every named point a file is there whole or not at all, and sending it again works (U15)."""

import signal
from pathlib import Path
from typing import Any

import pytest

from storage import audit, campaigns, database, return_forms, returns
from tests.services.returning import CU_JUT, DUE, ID, begun, form, forms_file
from tests.storage.killed import dies_at, forked, how_it_ended
from tests.workspaces import workspace_at
from workflows.services.accept_returns import accept_returns
from workflows.services.campaign_state import campaign_state
from workflows.services.returns_received import returns_received
from workflows.services.verify_books import verify_books

#: Where the one who accepts is killed.
POINTS = [
    (returns, "add_batch"),
    (return_forms, "add_forms"),
    (returns, "add_version"),
    (campaigns, "add_fact"),
    (audit, "append"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "act"), POINTS, ids=[act for _, act in POINTS])
def test_killed_at_a_named_point(
    database_url: str, tmp_path: Path, module: Any, act: str, after: bool
) -> None:
    desk = workspace_at(database_url, tmp_path)
    begun(desk, tmp_path / "dot")
    desk.engine.dispose()
    file = forms_file(tmp_path / "phieu.csv", [form(f"P{n}") for n in range(40)])

    def deadly() -> None:
        dies_at(module, act, after=after)
        own = workspace_at(database_url, tmp_path)
        accept_returns(own, campaign_state(own, ID), CU_JUT, file, DUE)

    assert how_it_ended(forked(deadly)) == -signal.SIGKILL
    desk = workspace_at(database_url, tmp_path)
    assert returns_received(desk, ID) == [], "nothing was committed, so nothing is there"
    accepted = accept_returns(desk, campaign_state(desk, ID), CU_JUT, file, DUE)
    assert (accepted.known, accepted.batch.forms) == (False, 40)
    assert verify_books(desk).problems == []
    desk.engine.dispose()


def test_killed_right_after_the_commit_it_is_there_and_counts_once(database_url: str, tmp_path: Path) -> None:
    desk = workspace_at(database_url, tmp_path)
    begun(desk, tmp_path / "dot")
    desk.engine.dispose()
    file = forms_file(tmp_path / "phieu.csv", [form(f"P{n}") for n in range(40)])

    def deadly() -> None:
        own = workspace_at(database_url, tmp_path)
        accept_returns(own, campaign_state(own, ID), CU_JUT, file, DUE)
        dies_at(database, "transaction", after=False)
        database.transaction(own.engine)

    assert how_it_ended(forked(deadly)) == -signal.SIGKILL
    desk = workspace_at(database_url, tmp_path)
    assert accept_returns(desk, campaign_state(desk, ID), CU_JUT, file, DUE).known
    assert [row.forms for row in returns_received(desk, ID)] == [40]
    desk.engine.dispose()
