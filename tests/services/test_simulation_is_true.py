"""Chạy thử và chạy thật: what a simulation says is what the live services then do on the virtual clock, day for day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from directives.followup.log import Event, EventKind
from directives.followup.plan import Plan, Recipient, Rung, SyntheticReturns
from directives.followup.plan_file import parse_plan
from directives.followup.simulation import People, World, run
from directives.followup.virtual_days import EARLY_DAYS
from tests.services.reporting_plan import ID, PLAN
from tests.workspaces import workspace_at
from workflows.services.followup_state import followup_state
from workflows.services.start_campaign import start_campaign
from workflows.services.superiors import superiors_of
from workflows.services.virtual_clock import virtual_days, walk_day

PEOPLE = People(seed=7, late_share=0.5, late_days=6, early_days=EARLY_DAYS)


def the_plan() -> Plan:
    """Kế hoạch: six communes report on one month, half of them late, and are reminded."""
    a_month = PLAN.replace("2026-05-31", "2026-03-31")
    made_up = SyntheticReturns(PEOPLE.seed, 1, late_share=PEOPLE.late_share, late_days=PEOPLE.late_days)
    ladder = (Rung(-2), Rung(1), Rung(3, Recipient.SUPERIOR))
    return replace(parse_plan(a_month, file="plan.toml"), synthetic_returns=made_up, ladder=ladder)


def told(events: Iterable[Event]) -> list[tuple[object, ...]]:
    """Kể lại: by day; that people hand in and that the engine does it is one and the same here."""
    kinds = {EventKind.SUBMITTED: "done", EventKind.DONE: "done", EventKind.REMINDED: "reminded"}
    return sorted(
        (event.day, event.step, event.unit, event.occurrence, kinds[event.kind], event.payload.get("rung", 0))
        for event in events
    )


@pytest.mark.slow  # reminders are real documents: seven seconds
def test_the_live_run_does_what_the_simulation_said(tmp_path: Path) -> None:
    workspace = workspace_at(f"sqlite:///{tmp_path}/vanthu.db", tmp_path)
    plan = the_plan()
    start_campaign(workspace, plan, {})
    state = followup_state(workspace, ID)
    superiors = superiors_of(state, "snv-khanh-hoa")
    said = told(chain(*run(World(plan, state.lanes, workspace.calendar, superiors, PEOPLE))))
    for day in virtual_days(workspace, ID, date(2026, 12, 31)):
        walk_day(workspace, ID, day)
    happened = told(followup_state(workspace, ID).events)
    assert happened == said
    assert sum(1 for row in said if row[4] == "done") == 7
    assert {row[5] for row in said if row[4] == "reminded"} == {1, 2, 3}
    workspace.engine.dispose()
