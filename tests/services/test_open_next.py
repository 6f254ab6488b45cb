"""Mở đợt năm sau: once, with last year's figures and lessons; what people must decide is refused with the way out."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.errors import DirectiveError
from directives.followup.duties import DutyKey
from directives.followup.next_year import LAST_YEAR_FILE, a_year_on
from directives.followup.plan import ActKind, Due, Plan, Step
from storage import campaigns, followup_records
from storage.database import reading
from tests.services.ending_year import AN, BINH, OPENED, PUBLISHED, acting, ended
from tests.services.returning import CU_JUT, DAK_MIL, ID
from tests.workspaces import fresh_workspace, workspace_at
from workflows.services import open_next as module
from workflows.services.advance import advance_day
from workflows.services.approve_edition import approve_edition
from workflows.services.audit_head import audit_head
from workflows.services.books import entries
from workflows.services.campaign_lessons import campaign_lessons, lessons_kept
from workflows.services.campaign_state import campaign_state, running_campaigns
from workflows.services.last_year import earlier_figures
from workflows.services.next_method import next_method
from workflows.services.next_offices import DistrictsGone, ProvinceEnded, next_offices
from workflows.services.open_next import open_next_by_hand, planned_next
from workflows.services.start_campaign import start_campaign
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

NEXT = "thu-2022"
KEY = DutyKey(ID, "mo_dot_sau")


def out(workspace: Workspace, folder: Path) -> Workspace:
    """Kết quả đã công bố: the next campaign may be opened."""
    desk = ended(workspace, folder)
    advance_day(desk, ID, PUBLISHED)
    for person in (AN, BINH):
        approve_edition(acting(desk, person), ID)
    advance_day(desk, ID, PUBLISHED)
    return desk


@pytest.fixture(scope="module")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà đã công bố: made once; every test that goes on from there takes a copy."""
    folder = tmp_path_factory.mktemp("cong-bo")
    out(fresh_workspace(folder), folder / "ke-hoach").engine.dispose()
    return folder


@pytest.fixture
def desk(published_home: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc trong một bản chép của nhà ấy."""
    home = shutil.copytree(published_home, tmp_path / "nha")
    found = workspace_at(f"sqlite:///{home / 'vanthu.db'}", home)
    yield replace(found, public=home / "ke-hoach" / "cong-bo")
    found.engine.dispose()


def test_the_next_campaign_has_the_figures_and_lessons_of_this_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    desk = out(workspace, tmp_path)
    assert advance_day(desk, ID, OPENED) == 1
    state = campaign_state(desk, NEXT)
    plan = state.plan
    assert (plan.title, plan.units, plan.anchors) == (
        "Đợt thử năm 2022",
        (CU_JUT, DAK_MIL),
        {"F1": date(2022, 12, 26)},  # 25/12/2022 is a Sunday
    )
    assert plan.step("so_phoi_hop").due.on == date(2022, 12, 12)  # 10/12/2022 is a Saturday
    figures = earlier_figures(state.drafts[LAST_YEAR_FILE], frozenset(plan.units), file=LAST_YEAR_FILE)
    assert [(one.unit, one.published, one.valid_forms, one.rank) for one in figures.units] == [
        ("Huyện Cư Jút", "100.00", 40, 1),
        ("Huyện Đắk Mil", "66.67", 40, 2),
    ]
    assert (figures.name, figures.this_name) == ("Năm 2021", "Năm 2022")
    assert lessons_kept(state) == campaign_lessons(desk, ID, OPENED)
    assert "năm 2022" in state.drafts["giao.toml"]
    assert list(verify_books(desk).problems) == []


def test_the_directive_of_the_next_year_quotes_the_lessons(desk: Workspace) -> None:
    advance_day(desk, ID, OPENED)
    day = date(2022, 12, 12)
    advance_day(desk, NEXT, day)
    texts = [str(entry.document) for entry in entries(desk) if entry.document.issued_on == day]
    assert len(texts) == 1
    for sentence in lessons_kept(campaign_state(desk, NEXT)).sentences():
        assert sentence in texts[0]


def test_it_is_opened_once(desk: Workspace) -> None:
    assert [advance_day(desk, ID, OPENED) for _ in range(3)] == [1, 0, 0]
    before = audit_head(desk)
    assert open_next_by_hand(desk, ID, OPENED) is None
    assert audit_head(desk) == before
    assert list(running_campaigns(desk)) == [ID, NEXT]


@pytest.mark.parametrize("where", ["start_campaign", "planned_next"])
def test_killed_anywhere_it_ends_the_same(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = audit_head(desk)
    with monkeypatch.context() as patched:
        if where == "start_campaign":  # in the middle of its transaction, behind the plan and its units
            patched.setattr(campaigns, "add_fact", _killed)
        else:
            patched.setattr(module, where, _killed)
        with pytest.raises(KeyboardInterrupt):
            advance_day(desk, ID, OPENED)
    assert audit_head(desk) == before
    assert list(running_campaigns(desk)) == [ID]
    assert advance_day(desk, ID, OPENED) == 1
    with reading(desk.engine) as connection:
        assert campaigns.facts(connection, ID)[KEY].payload["campaign"] == NEXT


def _killed(*_arguments: object, **_named: object) -> None:
    raise KeyboardInterrupt


def test_a_campaign_opened_by_hand_closes_the_duty(desk: Workspace) -> None:
    found = planned_next(desk, campaign_state(desk, ID), OPENED)
    start_campaign(desk, found.plan, found.drafts)
    assert advance_day(desk, ID, OPENED) == 1
    assert list(running_campaigns(desk)) == [ID, NEXT]


def test_it_may_be_opened_by_hand_before_its_day(tmp_path: Path) -> None:
    desk = ended(fresh_workspace(tmp_path), tmp_path)
    found = open_next_by_hand(desk, ID, PUBLISHED)
    assert found is not None
    assert found.plan.id == NEXT
    with reading(desk.engine) as connection:
        assert KEY in campaigns.facts(connection, ID)


# --- the organisation of the new year

FIELD = Step("dieu_tra", "Điều tra", ActKind.FIELD_WORK, Due(anchor="F0"))
DISTRICT_ANNEX = replace(FIELD, annexes=("ranking:district",))
#: Province, units, standing office, step; first day; what is refused; why.
CROSSING = [
    ("67", (CU_JUT,), "", FIELD, date(2024, 3, 4), None, "2024 to 2025 before July: all goes on"),
    ("67", (CU_JUT,), "", FIELD, date(2024, 9, 2), DistrictsGone, "a district is surveyed"),
    ("68", (), "", DISTRICT_ANNEX, date(2025, 3, 4), DistrictsGone, "an annex ranks districts"),
    ("67", (), "", FIELD, date(2025, 3, 4), ProvinceEnded, "Đắk Nông went into Lâm Đồng"),
    ("68", (), "snv-lam-dong", FIELD, date(2025, 3, 4), None, "communes of a province that goes on"),
]


@pytest.mark.parametrize(
    ("province", "units", "standing", "step", "first", "error", "reason"),
    CROSSING,
    ids=[r[-1] for r in CROSSING],
)
def test_the_change_of_tiers_is_carried_over_or_refused(
    tmp_path: Path,
    province: str,
    units: tuple[str, ...],
    standing: str,
    step: Step,
    first: date,
    error: type[DirectiveError] | None,
    reason: str,
) -> None:
    desk = fresh_workspace(tmp_path)
    plan = Plan(
        "dot-2024",
        "Đợt 2024",
        province,
        "P2023",
        {"F0": first},
        (step,),
        units=units,
        standing_office=standing,
    )
    start_campaign(desk, plan, {})
    state = campaign_state(desk, plan.id)
    next_day = a_year_on(first)
    if error is None:
        offices = next_offices(desk, state, next_day, "dot-2025")
        assert offices.one(standing) == standing
        snapshot = desk.chart.on(next_day)
        for unit in state.units:
            assert all(snapshot.office(heir).level is unit.level for heir in offices.heirs[unit.id]), reason
    else:
        with pytest.raises(error) as refused:
            next_offices(desk, state, next_day, "dot-2025")
        assert "dot-2025" in str(refused.value), "it names the way out"
    desk.engine.dispose()


#: Old commune, province; who stands in its place; whether that is certain.
HEIRS = [
    ("68", "ubnd-phuong-1-24784", ["24781"], "went into", "one of several wards that became one"),
    ("68", "ubnd-phuong-2-24820", ["24820"], "went into", "the code goes on, the office has another name"),
    ("01", "ubnd-phuong-cat-linh-00178", ["00025", "00190"], "divided", "into Giảng Võ and Ô Chợ Dừa"),
]


@pytest.mark.parametrize(
    ("province", "old", "codes", "said", "reason"), HEIRS, ids=[row[-1] for row in HEIRS]
)
def test_merged_and_divided_communes_are_said(
    tmp_path: Path, province: str, old: str, codes: list[str], said: str, reason: str
) -> None:
    desk = fresh_workspace(tmp_path)
    plan = Plan("dot", "Đợt", province, "P2023", {"F0": date(2025, 3, 4)}, (FIELD,), units=(old,))
    start_campaign(desk, plan, {})
    offices = next_offices(desk, campaign_state(desk, plan.id), date(2026, 3, 4), "dot-2026")
    new = desk.chart.on(date(2026, 3, 4))
    assert [new.office(heir).unit.code for heir in offices.heirs[old]] == codes, reason
    assert [said in note.template for note in offices.notes] == [True]
    assert offices.of(plan.units) == offices.heirs[old]
    desk.engine.dispose()


def test_a_commune_that_became_a_ward_within_the_year_is_carried_over(tmp_path: Path) -> None:
    """Xã thành phường: Bố Hạ of Bắc Ninh, on 20 September 2026 (Resolution 388/NQ-UBTVQH16), keeps its code."""
    desk = fresh_workspace(tmp_path)
    old = "ubnd-xa-bo-ha-07294"
    plan = Plan("dot", "Đợt", "24", "P2023", {"F0": date(2026, 3, 4)}, (FIELD,), units=(old,))
    start_campaign(desk, plan, {})
    offices = next_offices(desk, campaign_state(desk, plan.id), date(2027, 3, 4), "dot-2027")
    (heir,) = offices.heirs[old]
    assert desk.chart.on(date(2027, 3, 4)).office(heir).full_name == "Ủy ban nhân dân phường Bố Hạ"
    assert [note.fields["old"] for note in offices.notes] == ["Ủy ban nhân dân xã Bố Hạ"]
    desk.engine.dispose()


def test_what_is_refused_is_written_down_once_and_leaves_the_duty_open(tmp_path: Path) -> None:
    desk = fresh_workspace(tmp_path)
    opening = Step("mo_dot", "Mở đợt sau", ActKind.OPEN_NEXT, Due(anchor="F0"), after=("dieu_tra",))
    first = date(2024, 9, 4)
    plan = Plan("dot-2024", "Đợt 2024", "67", "P2023", {"F0": first}, (FIELD, opening), units=(CU_JUT,))
    start_campaign(desk, plan, {})
    assert [advance_day(desk, plan.id, first) for _ in range(3)] == [1, 0, 0]
    with reading(desk.engine) as connection:
        versions = followup_records.versions(connection, plan.id, "next_year", "mo_dot")
    assert [content["reason"] for _at, _actor, content in versions] == ["districts_gone"]
    by_hand = replace(plan, id="dot-2025", anchors={"F0": date(2025, 3, 4)})
    start_campaign(desk, by_hand, {})
    assert advance_day(desk, plan.id, date(2024, 9, 5)) == 1, "people opened it: the duty is closed"
    desk.engine.dispose()


# --- the method of the new period

METHODS = [
    ("P2023", date(2024, 3, 1), date(2025, 3, 3), "P2023", 0, "within one period nothing changes"),
    ("P2023", date(2026, 3, 2), date(2027, 3, 2), "P2023", 1, "no period is known yet: an open point"),
    ("P2017", date(2019, 3, 1), date(2020, 3, 2), "P2017", 0, "the last year of its period"),
    ("bo-rieng.toml", date(2024, 3, 1), date(2025, 3, 3), "bo-rieng.toml", 1, "a set of one's own goes on"),
    ("", date(2024, 3, 1), date(2025, 3, 3), "", 0, "no survey, nothing to ask"),
    (
        "P2012",
        date(2017, 3, 1),
        date(2018, 3, 1),
        "P2017",
        2,
        "a new period: its set, and its way of adding up",
    ),
]


@pytest.mark.parametrize(
    ("asked", "old", "new", "expected", "notes", "reason"), METHODS, ids=[r[-1] for r in METHODS]
)
def test_question_set_and_method_are_those_of_the_new_period(
    asked: str, old: date, new: date, expected: str, notes: int, reason: str
) -> None:
    plan = Plan("dot", "Đợt", "68", asked, {"F0": old}, (FIELD,))
    found = next_method(plan, old, new)
    assert found.question_set == expected, reason
    assert len(found.notes) == notes, found.notes


def test_an_incomplete_set_does_not_take_the_place_of_a_whole_one() -> None:
    plan = Plan("dot", "Đợt", "68", "P2017", {"F0": date(2020, 9, 1)}, (FIELD,))
    found = next_method(plan, date(2020, 9, 1), date(2021, 9, 1))
    assert found.question_set == "P2017"
    assert found.notes[0].fields["missing"]
