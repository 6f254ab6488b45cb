"""Độ vững: ranks under other readings are those of the exact index, and stable units are called so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.annexes.edition import edition_of
from sipas_engine.annexes.robustness import robustness, robustness_table, variations_table
from sipas_engine.index.compute import rank_of
from sipas_engine.methods.method import Method
from tests.sipas_engine.annexes.results import a_result
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2"]}, "II": {"B": ["3"]}})
UNITS = {"Xã Bắc": (40, 40, 8), "Xã Đông": (30, 30, 30), "Xã Nam": (24, 26, 39), "Xã Tây": (4, 4, 4)}


def _ranks(units, method, questions=QUESTIONS):
    result = a_result(units, questions, method=method)
    return tuple(rank_of([unit.published for unit in result.level("commune")]))


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=2, max_size=6))
def test_every_reading_gives_the_ranks_of_the_exact_index(values):
    units = {f"Xã {place}": satisfied for place, satisfied in enumerate(values)}
    found = robustness(a_result(units, QUESTIONS), "commune")
    by_name = {variation.name: variation.ranks for variation in found.variations}
    for metric, said in (
        ("F1", "tỷ lệ hài lòng"),
        ("F1m", "điểm trung bình"),
        ("F1z", "điểm quy về 0 - 100"),
    ):
        for aggregate, how in (
            ("pooled", "gộp câu trả lời"),
            ("mean_criteria", "trung bình tiêu chí"),
            ("mean_elements", "trung bình yếu tố"),
            ("mean_components", "trung bình nội dung"),
        ):
            assert by_name[f"{said}, {how}"] == _ranks(units, Method(metric=metric, aggregate=aggregate))


def test_a_criterion_left_out_gives_the_ranks_of_a_set_without_it():
    found = robustness(a_result(UNITS, QUESTIONS), "commune")
    (without,) = (variation.ranks for variation in found.variations if variation.name == "bỏ 3")
    shorter = a_question_set({"I": {"A": ["1", "2"]}})
    assert without == _ranks({name: values[:2] for name, values in UNITS.items()}, Method(), shorter)


def test_the_kinds_of_variation_and_how_many():
    found = robustness(a_result(UNITS, QUESTIONS), "commune")
    kinds = [variation.kind for variation in found.variations]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "reading": 12,
        "element": 2,
        "criterion": 3,
        "weight": 7,
    }


def test_the_table_has_the_widest_range_of_each_unit_best_published_first():
    table = robustness_table(robustness(a_result(UNITS, QUESTIONS), "commune"))
    rows = {row[1]: (row[0], row[3], row[4]) for row in table.rows}
    assert rows["Xã Tây"] == (4, 4, 4), "last under every reading"
    assert rows["Xã Bắc"][1] == 1
    assert rows["Xã Bắc"][2] == 3, "first or third, by how much the third criterion weighs"
    assert [row[0] for row in table.rows] == [1, 2, 3, 4]


def test_each_variation_says_how_many_ranks_it_moves_and_how_far():
    table = variations_table(robustness(a_result(UNITS, QUESTIONS), "commune"))
    rows = {row[1]: row[2:] for row in table.rows}
    assert rows["tỷ lệ hài lòng, trung bình tiêu chí"] == (0, 0, "Xã Đông"), (
        "the reading of the result itself"
    )
    assert rows["bỏ 3"][2] == "Xã Bắc"


def test_units_that_may_not_be_published_take_no_part():
    result = a_result({"Xã Bắc": (5, 5, 5), "Xã Nam": (4, 4, 4)}, QUESTIONS, of=8)
    assert robustness(result, "commune").units == ()


def test_a_weighted_result_is_not_reckoned_again_from_raw_counts():
    result = replace(a_result(UNITS, QUESTIONS), weight="weight")
    assert robustness(result, "commune").variations == ()
    assert "robust_stable" not in [sentence.id for sentence in edition_of(result).sentences]


@pytest.mark.parametrize("rounding", ["half_up", "half_even"])
def test_a_half_is_rounded_as_the_method_says(rounding):
    questions = a_question_set({"I": {"A": ["1"]}})
    method = Method(decimals=0, rounding=rounding)
    units = {"Xã Bắc": (5,), "Xã Nam": (4,)}  # 12.5 and 10 of a hundred
    found = robustness(a_result(units, questions, method=method), "commune")
    assert found.variations[0].ranks == (1, 2)
    assert found.ranks == (1, 2)
