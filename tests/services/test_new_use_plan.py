"""Lập kế hoạch sử dụng kết quả: from the campaign whose result is used, by the tiers of the day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.followup.plan import ResultBook
from directives.org.errors import EndedOffice
from tests.services.year_of_use import DISTRICT, EXAMPLES, LATER, STANDING, UNITS, USED, on_day, year_of_use
from tests.services.year_of_use import PLAN as TAM_DUONG_PLAN
from workflows.services.campaign_state import UnknownCampaign
from workflows.services.followup_state import followup_state
from workflows.services.new_plan import write_plan
from workflows.services.results_use.new_use_plan import (
    NobodyStands,
    NothingAbove,
    UsePlanRequest,
    new_use_plan,
)
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.workspace import Workspace

LETTER = date(2020, 3, 31)
ASKED = UsePlanRequest("tam-duong-su-dung", LETTER, USED, LATER, directive="345/UBND-NV")


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return year_of_use(tmp_path)


def test_everything_follows_from_the_campaign_whose_result_is_used(desk: Workspace) -> None:
    made = new_use_plan(desk, ASKED)
    plan = made.plan
    assert made.template.name == "su-dung-ba-cap"
    assert (plan.units, plan.standing_office, plan.province) == (UNITS, STANDING, "12")
    assert (plan.result_of, plan.compared_with, plan.question_set) == (USED, LATER, "")
    assert dict(plan.roles) == {"standing_office": STANDING, "superior": DISTRICT}
    assert plan.title == "Sử dụng kết quả đo lường sự hài lòng năm 2019, tỉnh Lai Châu"
    assert plan.synthetic_returns, "what is drafted from made-up figures says so"
    assert made.owing == len(UNITS) + 2
    assert made.warnings == ()


def test_the_template_has_the_steps_of_the_letters_own_plan(desk: Workspace) -> None:
    own, _ = read_plan(TAM_DUONG_PLAN)
    made = {step.code: step for step in new_use_plan(desk, ASKED).plan.steps}
    assert set(made) == {step.code for step in own.steps} - {"cat_giam", "co_so_vat_chat"}
    for step in own.steps:
        if step.code in made:
            found = made[step.code]
            assert (found.act, found.book, found.standing) == (step.act, step.book, step.standing)
            assert found.report == step.report
    books = {step.book for step in made.values()} - {None}
    assert books == set(ResultBook) - {ResultBook.LESSON}


def test_weeks_begin_on_a_monday_months_on_their_first_and_the_year_ends(desk: Workspace) -> None:
    plan = new_use_plan(desk, ASKED).plan
    spans = {
        step.code: (step.recurrence.first, step.recurrence.until) for step in plan.steps if step.recurrence
    }
    assert spans["kiem_tra"] == (date(2020, 4, 6), date(2020, 12, 31))
    assert spans["xin_loi"] == (date(2020, 4, 1), date(2020, 12, 31))
    late = new_use_plan(desk, replace(ASKED, t0=date(2020, 10, 12))).plan
    assert late.anchors["END"] == date(2021, 12, 31), "three months would be no year"


def test_of_two_tiers_the_department_of_home_affairs_deals_with_the_communes(desk: Workspace) -> None:
    plan, drafts = read_plan(EXAMPLES / "campaigns" / "lam-dong-2026" / "plan.toml")
    start_campaign(desk, plan, drafts)
    made = new_use_plan(desk, UsePlanRequest("su-dung", date(2026, 9, 1), plan.id))
    assert made.template.name == "su-dung-hai-cap"
    assert made.plan.roles["standing_office"] == "snv-lam-dong"
    assert made.plan.roles["superior"] == "ubnd-tinh-lam-dong"
    assert any("Trung tâm Phục vụ hành chính công" in step.name for step in made.plan.steps)


def test_what_is_written_is_what_starts(desk: Workspace, tmp_path: Path) -> None:
    file = write_plan(new_use_plan(desk, ASKED), tmp_path / "ke-hoach")
    assert start_campaign(desk, *read_plan(file))
    board = followup_state(desk, ASKED.id).board(date(2021, 2, 1))
    assert len([lane for lane in board.lanes if lane.lane.step.code == "kiem_tra"]) == 39


REFUSED = [
    (replace(ASKED, result_of="chua-co"), UnknownCampaign, "no such campaign"),
    (replace(ASKED, standing_office="bnv"), None, "the Ministry has the Government above it"),
    (replace(ASKED, standing_office="chinh-phu"), NothingAbove, "nobody to report to"),
    (replace(ASKED, t0=date(2025, 9, 1)), EndedOffice, "there are no districts any more"),
]


@pytest.mark.parametrize(("request_", "refusal", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_does_not_fit_is_refused_with_the_way_out(
    desk: Workspace, request_: UsePlanRequest, refusal: type[Exception] | None, why: str
) -> None:
    if refusal is None:
        assert new_use_plan(desk, request_).plan.roles["superior"] == "chinh-phu", why
        return
    with pytest.raises(refusal):
        new_use_plan(desk, request_)


def test_a_campaign_without_a_standing_office_needs_one_named(desk: Workspace) -> None:
    plan, drafts = read_plan(EXAMPLES / "campaigns" / USED / "plan.toml")
    bare = replace(plan, id="khong-thuong-truc", standing_office="")
    start_campaign(on_day(desk, LETTER), bare, drafts)
    with pytest.raises(NobodyStands):
        new_use_plan(desk, replace(ASKED, result_of=bare.id))
    assert new_use_plan(desk, replace(ASKED, result_of=bare.id, standing_office=STANDING)).owing == 15
