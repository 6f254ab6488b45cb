"""Sửa kế hoạch đang chạy: what is not done may move; what is done keeps its meaning."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.followup.log import EventKind
from directives.followup.plan import Due, Plan, Step
from storage.followup import NewEvent
from tests.workspaces import empty_books, workspace_at
from workflows.services.campaign_method import ReasonWanted
from workflows.services.campaign_state import UnknownCampaign
from workflows.services.edit_plan import (
    PlanEdition,
    PlanEditRefused,
    edit_plan,
    plan_editions,
    plan_units,
)
from workflows.services.followup_state import followup_state
from workflows.services.new_plan import PlanRequest, new_plan
from workflows.services.record_events import record_events
from workflows.services.start_campaign import start_campaign
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

ID = "lam-dong-sua"
UNITS = ("ubnd-phuong-1-bao-loc-24823", "ubnd-phuong-2-bao-loc-24820")
LISTS, APPOINTED = "xa_gui_danh_sach", "cu_dau_moi"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Đợt đang chạy: one commune has handed in its list, four working days early."""
    (tmp_path / "vanthu.db").write_bytes(empty_books())
    workspace = workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path)
    made = new_plan(
        workspace, PlanRequest(ID, date(2026, 3, 2), date(2026, 4, 20), province="68", units=UNITS)
    )
    start_campaign(workspace, made.plan, made.drafts)
    day = date(2026, 3, 20)
    done = [
        NewEvent(LISTS, UNITS[0], 1, kind, day, {"document": "01/UBND-VP"}, f"{LISTS}/{kind.value}")
        for kind in (EventKind.SUBMITTED, EventKind.ACCEPTED)
    ]
    record_events(workspace, ID, done, act="duty_submitted")
    yield workspace
    workspace.engine.dispose()


def edited(
    desk: Workspace, change: Callable[[Plan], Plan], drafts: dict[str, str] | None = None
) -> PlanEdition:
    state = followup_state(desk, ID)
    return edit_plan(
        desk, ID, change(state.plan), {**state.drafts, **(drafts or {})}, reason="thử", person="Giám đốc"
    )


def with_step(code: str, **changed: object) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        steps = tuple(replace(s, **changed) if s.code == code else s for s in plan.steps)  # type: ignore[arg-type]  # the table of cases names the fields
        return replace(plan, steps=steps)

    return change


def without(code: str) -> Callable[[Plan], Plan]:
    def left(step: Step) -> Step:
        return replace(step, after=tuple(one for one in step.after if one != code))

    return lambda plan: replace(plan, steps=tuple(left(s) for s in plan.steps if s.code != code))


def test_a_later_deadline_holds_from_the_new_edition_on_and_the_old_day_is_told(desk: Workspace) -> None:
    edition = edited(desk, with_step(APPOINTED, due=Due(anchor="T0", working_days=14)))
    # T0 thứ Hai 02/3/2026; 12 ngày làm việc: 18/3; 14 ngày: 20/3.
    assert [(d.step, d.old, d.new) for d in edition.dues] == [
        (APPOINTED, date(2026, 3, 18), date(2026, 3, 20))
    ]
    assert (edition.version, edition.steps) == (2, (APPOINTED,))
    lanes = {lane.step.code: lane.occurrence.due for lane in followup_state(desk, ID).lanes}
    assert lanes[APPOINTED] == date(2026, 3, 20)


def test_every_edition_keeps_its_reason_and_stands_in_the_journal(desk: Workspace) -> None:
    edited(desk, with_step(APPOINTED, lead=5))
    edited(desk, with_step(APPOINTED, lead=6))
    assert [(e.version, e.reason, e.actor) for e in plan_editions(desk, ID)] == [
        (2, "thử", "Giám đốc"),
        (3, "thử", "Giám đốc"),
    ]
    assert verify_books(desk).problems == []


def test_the_same_plan_again_is_no_edition(desk: Workspace) -> None:
    assert edited(desk, lambda plan: plan) == PlanEdition(0)
    assert plan_editions(desk, ID) == ()


def test_a_new_unit_comes_to_the_plan_and_owes_what_the_others_owe(desk: Workspace) -> None:
    third = "ubnd-phuong-3-bao-loc-24841"
    edition = edited(desk, lambda plan: replace(plan, units=(*plan.units, third)))
    assert edition.units == (third,)
    assert third in [unit.id for unit in plan_units(desk, ID)]
    assert all(third in lane.owers for lane in followup_state(desk, ID).lanes if lane.step.code == LISTS)


REFUSED: list[tuple[str, Callable[[Plan], Plan], list[str]]] = [
    ("bước đã làm mất đi", without(LISTS), [f"step {LISTS} has been done by 1 and cannot vanish"]),
    (
        "hạn của bước đã làm",
        with_step(LISTS, due=Due(anchor="T0", working_days=30)),
        [f"step {LISTS} has been done by 1: its due cannot change"],
    ),
    (
        "mốc làm dời bước đã làm",
        lambda plan: replace(plan, anchors={**plan.anchors, "T0": date(2026, 3, 3)}),
        [f"step {LISTS} has been done by 1: its due cannot change"],
    ),
    (
        "người phải làm",
        with_step(LISTS, owed_by=("standing_office",)),
        [f"step {LISTS} has been done by 1: its owed_by cannot change"],
    ),
    ("mã khác", lambda plan: replace(plan, id="khac"), [f"the file is the plan of “khac”, not of “{ID}”"]),
    (
        "bộ câu hỏi và đơn vị",
        lambda plan: replace(plan, question_set="P2024", units=UNITS[:1]),
        [
            "“question_set” is fixed when a campaign starts",
            f"unit {UNITS[1]} is in the plan and cannot vanish: waive its duties instead",
        ],
    ),
]


@pytest.mark.parametrize(("why", "change", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_done_cannot_change_and_every_reason_is_said(
    desk: Workspace, why: str, change: Callable[[Plan], Plan], said: list[str]
) -> None:
    with pytest.raises(PlanEditRefused) as refused:
        edited(desk, change)
    assert [problem.template.format(**problem.fields) for problem in refused.value.problems] == said
    assert plan_editions(desk, ID) == ()


def test_an_edition_needs_a_reason_and_a_person(desk: Workspace) -> None:
    state = followup_state(desk, ID)
    with pytest.raises(ReasonWanted):
        edit_plan(desk, ID, state.plan, state.drafts, reason=" ", person="Giám đốc")


def test_a_plan_that_does_not_run_has_no_editions(desk: Workspace) -> None:
    with pytest.raises(UnknownCampaign):
        plan_editions(desk, "khong-co")
