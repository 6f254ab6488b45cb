"""Ấn bản của đợt: opinions of the forms that count, groups of people, rank sets and settings of a small campaign."""

from pathlib import Path

import pytest

from sipas_engine.annexes.report import part_of
from sipas_engine.returns.experience import NoExperienceAsked
from sipas_engine.returns.refusals import BadForms
from storage import campaigns
from storage.database import reading
from tests.services.returning import (
    COMPUTED,
    CU_JUT,
    DAK_MIL,
    ID,
    KNIA,
    PLAN,
    QUESTIONS,
    TAM_THANG,
    THUAN_AN,
    begun,
    carried_on,
    form,
    sent,
)
from tests.workspaces import workspace_at
from workflows.services.campaign_edition import campaign_edition
from workflows.services.campaign_state import campaign_state
from workflows.services.compute_result import RANK_SETS, index_of
from workflows.services.decide_forms import Decided, reject_form
from workflows.services.workspace import Workspace

OPINIONS = """
[[answer_scale]]
code = "exp"
levels = ["Có", "Không"]
weights = [1, 0]
[[question]]
code = "Q4"
kind = "single"
text = "Tình trạng phiền hà"
options = ["Không có", "Một số"]
[[question]]
code = "Q8"
kind = "matrix"
text = "Trải nghiệm"
scale = "exp"
items = ["Nộp hồ sơ", "Phản ánh"]
"""
ASKING = QUESTIONS + OPINIONS
FILTERING = ASKING.replace(
    'code = "2", name = "Kết quả",', 'code = "2", name = "Kết quả", experience = "Q8.2",'
)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return workspace_at(f"sqlite:///{tmp_path / 'vanthu.db'}", tmp_path)


def _rows(
    letter: str, place: tuple[str, ...], answers: str
) -> list[tuple[str, tuple[str, ...], str, dict[str, str]]]:
    return [
        (
            f"{letter}{n}",
            place,
            answers,
            {"sex": ("Nam", "Nữ")[n % 2], "Q4": "12"[n % 3 == 0], "Q8.2": "12"[n % 2]},
        )
        for n in range(30)
    ]


def _returned(desk: Workspace, folder: Path) -> None:
    sent(desk, folder, [*_rows("K", KNIA, "4 4 4"), *_rows("T", TAM_THANG, "4 2 3")], unit=CU_JUT)
    sent(desk, folder, _rows("M", THUAN_AN, "2 2 1"), unit=DAK_MIL, name="mil.csv")


def _chosen(desk: Workspace) -> list[int]:
    table = campaign_edition(desk, campaign_state(desk, ID)).tables["opinions:Q4"]
    return [int(str(count)) for count in table.column("count")]


def test_opinions_of_all_batches_add_up_and_those_of_rejected_forms_leave(
    desk: Workspace, tmp_path: Path
) -> None:
    begun(desk, tmp_path / "dot", questions=ASKING)
    _returned(desk, tmp_path)
    decided = Decided("K0", "Trần Văn A", COMPUTED, unit=CU_JUT)
    assert reject_form(desk, ID, decided, "one_hand")
    carried_on(desk)
    assert _chosen(desk) == [60, 29]


def test_groups_opinions_settings_and_what_cannot_be_told_apart_are_said(
    desk: Workspace, tmp_path: Path
) -> None:
    begun(desk, tmp_path / "dot", questions=ASKING, plan=f"target = 0.9\n{PLAN}")
    _returned(desk, tmp_path)
    carried_on(desk)
    edition = campaign_edition(desk, campaign_state(desk, ID))
    assert [s.text for s in part_of(edition.sentences, "groups")] == [
        "Theo giới tính: Nam 44,44%; Nữ 44,44%."
    ]
    assert part_of(edition.sentences, "opinions")[0].text == (
        "Tình trạng phiền hà: nhiều người chọn nhất là “Không có” (66,67%)."
    )
    settings = edition.tables["settings"]
    assert settings.cell(("target",), "in_force") == "90%"
    assert settings.cell(("max_missing_share",), "in_force") == "20%"
    method = dict(edition.tables["method"].rows)
    assert "1.000 lần rút ngẫu nhiên, hạt giống 1" in str(method["Khoảng xếp hạng"])
    columns = {column.key for column in edition.tables["ranking:commune"].columns}
    assert {"rank_low", "rank_high"} <= columns


def test_an_edition_is_made_once_for_a_cut(desk: Workspace, tmp_path: Path) -> None:
    begun(desk, tmp_path / "dot")
    _returned(desk, tmp_path)
    carried_on(desk)
    state = campaign_state(desk, ID)
    assert campaign_edition(desk, state) is campaign_edition(desk, state)


def test_rank_sets_rest_on_draws_recorded_with_the_cut(desk: Workspace, tmp_path: Path) -> None:
    begun(desk, tmp_path / "dot")
    _returned(desk, tmp_path)
    carried_on(desk)
    with reading(desk.engine) as connection:
        frozen = campaigns.frozen_result(connection, ID)
    assert frozen is not None
    assert frozen.inputs["rank_sets"] == {"draws": 1000, "seed": 1, "confidence": 0.95}
    result = index_of(desk, campaign_state(desk, ID).plan)
    assert result.rank_sets == RANK_SETS
    assert all(unit.rank_set is not None for unit in result.units)


def test_a_bad_answer_to_any_question_refuses_the_file(desk: Workspace, tmp_path: Path) -> None:
    begun(desk, tmp_path / "dot", questions=ASKING)
    with pytest.raises(BadForms, match="column Q4 has '7'; allowed: 1–2, KB"):
        sent(desk, tmp_path, [form("K1", Q4="7")])


def test_a_campaign_that_filters_by_experience_counts_only_who_has_it(
    desk: Workspace, tmp_path: Path
) -> None:
    plan = PLAN.replace("[returns]", "[method]\nfilter_by_experience = true\n\n[returns]")
    begun(desk, tmp_path / "dot", questions=FILTERING, plan=plan)
    with pytest.raises(BadForms, match=r"Q8\.2 is missing"):
        sent(desk, tmp_path, [form("K1")])
    _returned(desk, tmp_path)
    carried_on(desk)
    criteria = index_of(desk, campaign_state(desk, ID).plan).units[0].criteria
    assert (criteria["1.1"].n, criteria["2.1"].n, criteria["2.1"].blank) == (90, 45, 45)


def test_a_campaign_cannot_filter_by_an_experience_nobody_asks_about(desk: Workspace, tmp_path: Path) -> None:
    plan = PLAN.replace("[returns]", "[method]\nfilter_by_experience = true\n\n[returns]")
    with pytest.raises(NoExperienceAsked):
        begun(desk, tmp_path / "dot", plan=plan)
