"""Đọc một lần: a campaign's state and its desk of returns are made once, and anew as soon as anything is added."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sipas_engine.fieldwork.assignment import Assignment, Village
from tests.services.returning import CHIEF, CU_JUT, DAK_MIL, DUE, ID, KNIA, THUAN_AN, begun, form, sent
from workflows.services.campaign_state import campaign_state
from workflows.services.close_returns import close_returns, reopen_returns
from workflows.services.decide_forms import Decided, edit_form, reject_form
from workflows.services.field_book import assignment_content, village_key, write_field_book
from workflows.services.returns_desk import ReturnsDesk, returns_desk
from workflows.services.workspace import Workspace

_DECIDED = Decided("A1", CHIEF, DUE, "gọi lại để hỏi", CU_JUT)


@pytest.fixture
def small(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Đợt nhỏ: one of its two districts has sent three forms."""
    begun(workspace, tmp_path)
    sent(workspace, tmp_path, [form(f"A{number}") for number in range(3)])
    return workspace


def test_a_state_is_read_once_and_belongs_to_whoever_asks(small: Workspace) -> None:
    first = campaign_state(replace(small, actor="người-một"), ID)
    second = campaign_state(replace(small, actor="người-hai"), ID)
    assert second.units is first.units
    assert second.facts is first.facts
    assert first.followup.workspace.actor == "người-một"
    assert second.followup.workspace.actor == "người-hai"


def test_a_state_is_read_again_when_a_duty_is_done(small: Workspace, tmp_path: Path) -> None:
    before = campaign_state(small, ID)
    sent(small, tmp_path, [form("M1", THUAN_AN)], unit=DAK_MIL, name="dak-mil.csv")
    after = campaign_state(small, ID)
    assert {key.unit for key in after.facts} - {key.unit for key in before.facts} == {DAK_MIL}


def _send_more(workspace: Workspace, folder: Path) -> None:
    sent(workspace, folder, [form("M1", THUAN_AN), form("M2", THUAN_AN)], unit=DAK_MIL, name="dak-mil.csv")


def _reject(workspace: Workspace, _folder: Path) -> None:
    assert reject_form(workspace, ID, _DECIDED, "never_seen")


def _edit(workspace: Workspace, _folder: Path) -> None:
    edit_form(workspace, ID, _DECIDED, {"1.1": "5"})


def _close(workspace: Workspace, _folder: Path) -> None:
    assert close_returns(workspace, ID, DUE, reason="Đủ phiếu", person=CHIEF)


def _close_and_open(workspace: Workspace, folder: Path) -> None:
    _close(workspace, folder)
    assert returns_desk(workspace, ID).closing is not None
    reopen_returns(workspace, ID, DUE, reason="Phiếu đến muộn", person=CHIEF)


def _give_out(workspace: Workspace, _folder: Path) -> None:
    village = Village((*KNIA, "Thôn 1"), ("0001", "0002"))
    content = {village_key(village.path): assignment_content(Assignment("dtv-1", village))}
    write_field_book(workspace, ID, "assignment", "villages_assigned", lambda _: content)


def _forms(desk: ReturnsDesk) -> object:
    return [one.received.forms for one in desk.units]


def _valid(desk: ReturnsDesk) -> object:
    return [one.received.valid for one in desk.units]


@pytest.mark.parametrize(
    ("act", "seen", "before", "after"),
    [
        (_send_more, _forms, [3, 0], [3, 2]),
        (_reject, _valid, [3, 0], [2, 0]),
        (_edit, lambda desk: desk.total("edited"), 0, 1),
        (_close, lambda desk: desk.closing is not None, False, True),
        (_close_and_open, lambda desk: desk.closing is not None, False, False),
        (_give_out, lambda desk: desk.sample, None, 2),
    ],
)
def test_the_desk_of_returns_is_kept_until_something_is_added(
    small: Workspace,
    tmp_path: Path,
    act: Callable[[Workspace, Path], None],
    seen: Callable[[ReturnsDesk], object],
    before: object,
    after: object,
) -> None:
    desk = returns_desk(small, ID)
    assert seen(desk) == before
    assert returns_desk(replace(small, actor="người khác"), ID) is desk
    act(small, tmp_path)
    assert seen(returns_desk(small, ID)) == after
    assert seen(desk) == before
