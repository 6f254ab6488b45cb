"""Thiết lập của phương pháp: every open point has its row, and what was chosen otherwise shows."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.settings import settings_table
from sipas_engine.methods.method import Method
from sipas_engine.methods.open_points import open_points
from tests.sipas_engine.annexes.results import a_result
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1"]}, "II": {"B": ["2"]}})
RESULT = a_result({"Xã An": (30, 20)}, QUESTIONS)


def in_force(setting, result=RESULT, **more):
    return settings_table(result, **more).cell((setting,), "in_force")


def test_every_open_point_has_its_row_with_value_default_and_reason():
    table = settings_table(RESULT)
    assert [row[0] for row in table.row_keys] == [point.setting for point in open_points()]
    assert all(all(cells) for cells in table.rows)


def test_without_a_choice_the_usual_value_is_in_force():
    for point in open_points():
        value = str(in_force(point.setting))
        if point.setting != "question_set":
            assert value.startswith(point.default), point.setting


WEIGHTS = {"I": Fraction(2, 5), "II": Fraction(3, 5)}
# the setting, a method that chooses otherwise, what the table says then
CHOSEN = [
    ("metric", Method(metric="F1m"), "F1m"),
    ("aggregate_element", Method(aggregate_element="pooled"), "pooled"),
    ("aggregate", Method(aggregate="mean_elements"), "mean_elements"),
    ("rollup", Method(rollup="by_forms"), "by_forms"),
    ("component_weights", Method(aggregate="mean_components", component_weights=WEIGHTS), "I: 2/5; II: 3/5"),
    ("blank_as", Method(blank_as=3), "tính là mức 3"),
    ("double_as", Method(double_as=1), "tính là mức 1"),
    ("dont_know_as", Method(dont_know_as=3), "tính là mức 3"),
    ("single_number", Method(single_number="top2"), "top2"),
    ("filter_by_experience", Method(filter_by_experience=True), "có"),
    ("rounding", Method(rounding="half_even", decimals=1), "1 số lẻ, nửa đơn vị làm tròn về số chẵn"),
]


@pytest.mark.parametrize(("setting", "method", "said"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_a_changed_setting_of_the_method_shows(setting, method, said):
    assert in_force(setting, replace(RESULT, method=method)) == said


def test_changed_questions_limits_and_settings_of_the_campaign_show():
    other = replace(RESULT, questions=replace(QUESTIONS, satisfied=(3, 4, 5), code="THU"))
    assert in_force("satisfied", other) == "3, 4, 5"
    assert in_force("question_set", other) == "THU, 2 tiêu chí"
    assert in_force("min_n", limits=Limits(50, 5)) == "50; dưới 5 phiếu không công bố"
    for setting in (
        "max_missing_share",
        "stages",
        "reserve_share",
        "supervision_share",
        "recheck_share",
        "target",
    ):
        assert in_force(setting, chosen={setting: "khác"}) == "khác"
