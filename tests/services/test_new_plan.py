"""Kế hoạch từ mẫu: every template makes a plan that starts; every one of its drafts is issued by the law of form."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directives.errors import DirectiveError
from directives.followup.log import EventKind
from directives.followup.plan import ActKind, Capacity, SyntheticReturns
from directives.followup.plan_templates import plan_templates
from directives.org.errors import IncompleteList
from storage.followup import NewEvent
from tests.workspaces import empty_books, workspace_at
from workflows.services.advance import acts_on, advance_step
from workflows.services.books import entries
from workflows.services.followup_state import followup_state
from workflows.services.new_plan import (
    DaysOutOfOrder,
    NewPlan,
    PlanFolderTaken,
    PlanRequest,
    ProvinceWanted,
    WrongTemplate,
    new_plan,
    write_plan,
)
from workflows.services.record_events import record_events
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.workspace import Workspace

FOUR = ("ubnd-huyen-cu-jut", "ubnd-huyen-dak-mil", "ubnd-huyen-dak-r-lap", "ubnd-thanh-pho-gia-nghia")
DAK_NONG = PlanRequest(
    "dak-nong-thu",
    date(2021, 11, 29),
    date(2021, 12, 12),
    date(2021, 12, 25),
    province="Đắk Nông",
    units=FOUR[:2],
    synthetic=SyntheticReturns(1848, 40, 2),
)
LAM_DONG = PlanRequest(
    "lam-dong-thu",
    date(2026, 3, 2),
    date(2026, 4, 20),
    province="68",
    units=("ubnd-phuong-1-bao-loc-24823", "ubnd-phuong-2-bao-loc-24820"),
    synthetic=SyntheticReturns(2026, 40),
)
NATION = PlanRequest(
    "ca-nuoc-thu",
    date(2026, 3, 2),
    date(2026, 4, 20),
    kind="national",
    units=("ubnd-phuong-an-xuyen-32002", "ubnd-phuong-bac-giang-07210"),
    synthetic=SyntheticReturns(2026, 40),
)
NATION_2022 = PlanRequest(
    "ca-nuoc-2022",
    date(2022, 8, 1),
    date(2022, 10, 3),
    kind="national",
    units=("ubnd-thi-tran-to-hap-22714", "ubnd-phuong-quang-thanh-24619"),
    synthetic=SyntheticReturns(2022, 40),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Một bàn làm việc: for all tests here; each campaign has an id and offices' books of its own."""
    folder = tmp_path_factory.mktemp("ke-hoach")
    (folder / "vanthu.db").write_bytes(empty_books())
    workspace = workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder)
    yield workspace
    workspace.engine.dispose()


def begun(desk: Workspace, folder: Path, request: PlanRequest) -> NewPlan:
    """Lập và mở: a plan written from its template and started from its file."""
    made = new_plan(desk, request)
    assert start_campaign(desk, *read_plan(write_plan(made, folder)))
    return made


def walked(desk: Workspace, campaign: str) -> None:
    """Đi qua các hạn: on each due day people hand in what they owe, then the engine does its acts, up to the last
    document; reminders, publication and summing up have tests of their own.
    """
    lanes = followup_state(desk, campaign).lanes
    acts = {ActKind.ISSUE, ActKind.FIELD_WORK, ActKind.RETURNS, ActKind.COMPUTE}
    plan = followup_state(desk, campaign).plan
    last = next(lane.occurrence.due for lane in lanes if lane.step.code == "su_dung_ket_qua")
    days = sorted({lane.occurrence.due for lane in lanes if lane.occurrence.due})
    for day in (day for day in days if last is not None and day <= last):
        hand_in(desk, campaign, day)
        while due := {a.step for a in acts_on(desk, campaign, day) if plan.step(a.step).act in acts}:
            assert sum(advance_step(desk, campaign, code, day) for code in sorted(due))


def hand_in(desk: Workspace, campaign: str, day: date) -> None:
    """Người làm việc của mình: what is due on the day is handed in and accepted."""
    events = [
        NewEvent(
            lane.step.code,
            unit,
            lane.occurrence.number,
            kind,
            day,
            {"document": "01/UBND"},
            f"{lane.step.code}/{unit}/{lane.occurrence.number}/{kind.value}",
        )
        for lane in followup_state(desk, campaign).lanes
        if lane.occurrence.due == day and lane.step.act in (ActKind.EVIDENCE, ActKind.APPOINT, ActKind.REPORT)
        for unit in lane.owers
        for kind in (EventKind.SUBMITTED, EventKind.ACCEPTED)
    ]
    if events:
        record_events(desk, campaign, events, act="duty_submitted")


@pytest.mark.parametrize(
    ("request_", "template"),
    [
        pytest.param(DAK_NONG, "tinh-ba-cap", id="Đắk Nông 2021", marks=pytest.mark.slow),
        pytest.param(NATION_2022, "quoc-gia-ba-cap", id="cả nước 2022", marks=pytest.mark.slow),
        pytest.param(LAM_DONG, "tinh-hai-cap", id="Lâm Đồng 2026"),
        pytest.param(NATION, "quoc-gia-hai-cap", id="cả nước 2026"),
    ],
)
def test_every_document_of_a_template_is_issued_to_or_by_everyone_who_owes_it(
    desk: Workspace, tmp_path: Path, request_: PlanRequest, template: str
) -> None:
    made = begun(desk, tmp_path / "ke-hoach", request_)
    assert made.template.name == template
    walked(desk, request_.id)
    owed = [
        f"{request_.id}/{lane.step.code}/{unit}/{lane.occurrence.number}/0"
        for lane in followup_state(desk, request_.id).lanes
        if lane.step.act is ActKind.ISSUE
        for unit in lane.owers
    ]
    issued = {entry.idempotency_key: entry.document for entry in entries(desk)}
    assert [key for key in owed if key not in issued] == []
    assert all("giả lập" in issued[key].signature.name for key in owed)


def test_the_day_decides_tiers_and_questions_and_every_choice_has_its_reason(desk: Workspace) -> None:
    made = new_plan(desk, DAK_NONG)
    told = {choice.what: (choice.value, choice.why.format(**choice.fields)) for choice in made.choices}
    assert told["template"] == ("tinh-ba-cap", "the tiers on 2021-11-29 are three-tiers")
    assert told["question set"][0] == "P2017"
    assert "2 of its criteria are not known" in told["question set"][1]
    assert new_plan(desk, LAM_DONG).plan.question_set == "P2023"


def test_roles_are_the_offices_of_the_province_and_of_the_day(desk: Workspace) -> None:
    assert dict(new_plan(desk, DAK_NONG).plan.roles) == {
        "ministry": "bnv",
        "province": "ubnd-tinh-dak-nong",
        "standing_office": "snv-dak-nong",
        "post": "buu-dien-tinh-dak-nong",
        "front": "mttq-tinh-dak-nong",
        "veterans": "hoi-ccb-tinh-dak-nong",
    }


def test_a_role_without_office_falls_to_the_standing_office_and_is_told(desk: Workspace) -> None:
    made = new_plan(desk, PlanRequest("hue", date(2026, 3, 2), date(2026, 4, 20), province="Huế"))
    assert made.plan.roles["post"] == made.plan.roles["standing_office"] == "snv-hue"
    assert {one.where for one in made.warnings} >= {"roles.post", "roles.front", "roles.veterans"}


def test_the_nation_in_two_tiers_is_all_its_provinces_and_communes(desk: Workspace) -> None:
    made = new_plan(desk, PlanRequest("ca-nuoc", date(2026, 3, 2), date(2026, 4, 20), kind="national"))
    assert made.owing == 34 + 34 + 3321  # UBND tỉnh, Sở Nội vụ, UBND cấp xã


def test_the_nation_in_three_tiers_is_refused_where_the_communes_are_not_all_known(desk: Workspace) -> None:
    with pytest.raises(IncompleteList):
        new_plan(desk, PlanRequest("ca-nuoc", date(2021, 11, 29), date(2022, 2, 14), kind="national"))


def test_where_t0_and_f0_lie_near_the_preparation_is_shortened_and_told(desk: Workspace) -> None:
    made = new_plan(desk, DAK_NONG)
    offsets = {s.code: s.due.working_days for s in made.plan.steps if s.due.anchor == "T0"}
    # 9 ngày làm việc từ 29/11 đến 12/12/2021, thay cho 30: 7 × 9 / 30 = 2, 30 × 9 / 30 = 9.
    assert (offsets["tinh_chi_dao"], offsets["so_huong_dan"], offsets["tap_huan"]) == (2, 3, 9)
    assert "shortened in proportion" in made.warnings[0].template


def test_a_plan_that_cannot_hold_its_sample_is_warned_of_before_it_starts(desk: Workspace) -> None:
    request = PlanRequest(
        "suc", date(2026, 3, 2), date(2026, 4, 20), province="68", capacity=Capacity(1000, 4, 10.0)
    )
    told = [one for one in new_plan(desk, request).warnings if one.where == "capacity"]
    assert [one.fields["days_missing"] for one in told] == [5]


REFUSED: list[tuple[PlanRequest, type[DirectiveError], str]] = [
    (PlanRequest("x", date(2026, 3, 2), date(2026, 3, 1), province="68"), DaysOutOfOrder, "F0 trước T0"),
    (PlanRequest("x", date(2026, 3, 2), date(2026, 4, 1)), ProvinceWanted, "đợt tỉnh thiếu tỉnh"),
    (
        PlanRequest("x", date(2026, 3, 2), date(2026, 4, 1), kind="national", province="68"),
        ProvinceWanted,
        "đợt cả nước thừa tỉnh",
    ),
    (
        PlanRequest("x", date(2026, 3, 2), date(2026, 4, 1), template="tinh-ba-cap", province="68"),
        WrongTemplate,
        "mẫu ba cấp, ngày hai cấp",
    ),
]


@pytest.mark.parametrize(("asked", "refusal", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_cannot_be_planned_is_refused(
    desk: Workspace, asked: PlanRequest, refusal: type[DirectiveError], why: str
) -> None:
    with pytest.raises(refusal):
        new_plan(desk, asked)


def test_a_plan_somebody_may_have_edited_is_not_written_over(desk: Workspace, tmp_path: Path) -> None:
    made = new_plan(desk, LAM_DONG)
    file = write_plan(made, tmp_path / "ke-hoach")
    with pytest.raises(PlanFolderTaken):
        write_plan(made, tmp_path / "ke-hoach")
    assert read_plan(file)[0] == made.plan


def test_no_template_names_a_province() -> None:
    for template in plan_templates():
        for text in (template.steps_text, *template.drafts.values()):
            assert "Đắk Nông" not in text
            assert "dak-nong" not in text
            assert "Lâm Đồng" not in text


def test_every_draft_of_a_template_is_used_and_every_used_draft_is_there() -> None:
    for template in plan_templates():
        used = {step["draft"] for step in template.steps if "draft" in step}
        assert used == set(template.drafts), template.name
