"""Hai người cùng lúc: two processes that carry the same campaign on at the same moment do each act once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from storage import campaigns
from storage.database import reading
from tests.workspaces import workspace_at
from workflows.services.advance import advance_day, due_days
from workflows.services.campaign_state import campaign_state
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

PLAN = Path(__file__).parents[2] / "examples" / "campaigns" / "dak-nong-2021" / "plan.toml"
END = date(2022, 6, 1)


def carried_on(workspace: Workspace) -> None:
    """Tiến hành đến hết: as each of them does who thinks to be alone."""
    for day in due_days(workspace, "dak-nong-2021", END):
        advance_day(workspace, "dak-nong-2021", day)


def test_a_campaign_started_by_several_at_once_begins_once(workspace: Workspace) -> None:
    plan, drafts = read_plan(PLAN)
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: start_campaign(workspace, plan, drafts), range(4)))
    assert sorted(begun) == [False, False, False, True]
    assert verify_books(workspace).problems == []


def test_several_who_carry_it_on_at_once_do_each_act_once(database_url: str, tmp_path: Path) -> None:
    desks = [workspace_at(database_url, tmp_path) for _ in range(3)]
    start_campaign(desks[0], *read_plan(PLAN))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(carried_on, desks))
    state = campaign_state(desks[0], "dak-nong-2021")
    assert len(state.facts) == len(state.duties) == 20
    found = verify_books(desks[0])
    assert (found.entries, found.problems) == (14, [])
    with reading(desks[0].engine) as connection:
        assert campaigns.frozen_result(connection, "dak-nong-2021") is not None
    for desk in desks:
        desk.engine.dispose()


@pytest.mark.parametrize(
    "stops", [n if n in (0, 9) else pytest.param(n, marks=pytest.mark.slow) for n in range(0, 20, 3)]
)
def test_one_who_stopped_anywhere_is_taken_over_by_another(tmp_path: Path, stops: int) -> None:
    """The first works until so many facts are written and is gone; the second ends as if nothing had been."""
    desk = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path)
    start_campaign(desk, *read_plan(PLAN))
    real, left = campaigns.add_fact, stops

    class Gone(Exception):
        pass

    def counted(*what: object) -> bool:
        nonlocal left
        if left == 0:
            raise Gone
        left -= 1
        return real(*what)  # type: ignore[arg-type]  # passed on as they came

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(campaigns, "add_fact", counted)
        with pytest.raises(Gone):
            carried_on(desk)
    kept = len(campaign_state(desk, "dak-nong-2021").facts)
    assert stops - 4 < kept <= stops  # four districts write in one transaction: all of them or none
    carried_on(desk)
    assert len(campaign_state(desk, "dak-nong-2021").facts) == 20
    assert (verify_books(desk).entries, verify_books(desk).problems) == (14, [])
    desk.engine.dispose()
