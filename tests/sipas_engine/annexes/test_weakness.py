"""Tiêu chí yếu: how far from the group, and whether the sample tells it apart."""

from decimal import Decimal

import pytest

from sipas_engine.annexes.weakness import compared_in_words, weakest_criteria, weakest_criteria_table
from tests.sipas_engine.annexes.results import a_result, with_precision
from tests.sipas_engine.builders import a_question_set

QUESTIONS = a_question_set({"I": {"A": ["1", "2", "3"]}})
UNITS = {"Xã Bắc": (20, 30, 38), "Xã Đông": (40, 30, 38), "Xã Nam": (40, 30, 36)}

#: criterion, value, mean of the group, distance, standard error, told apart, what is said
COMPARED = [
    ("1", "50.00", "83.33", "-33.33", 5.0, True, "thấp hơn trung bình các đơn vị cùng cấp 33,33 điểm"),
    (
        "1", "50.00", "83.33", "-33.33", 25.0, False,
        "thấp hơn trung bình các đơn vị cùng cấp 33,33 điểm, chênh lệch chưa vượt sai số chọn mẫu",
    ),
    ("2", "75.00", "75.00", "0.00", 5.0, False, "bằng trung bình các đơn vị cùng cấp"),
    ("3", "95.00", "93.33", "1.67", None, None, "cao hơn trung bình các đơn vị cùng cấp 1,67 điểm"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "value", "group", "distance", "se", "apart", "words"), COMPARED)
def test_a_criterion_is_compared_with_the_mean_of_its_level(code, value, group, distance, se, apart, words):
    result = a_result(UNITS, QUESTIONS)
    if se is None:
        units = [u for u in result.level("commune") if u.name == "Xã Bắc"]
        assert not units[0].precision
    else:
        result = with_precision(result, se)
    (unit,) = (u for u in result.level("commune") if u.name == "Xã Bắc")
    (found,) = (weak for weak in weakest_criteria(result, unit, 3) if weak.code == code)
    assert (found.published, found.group, found.distance) == (
        Decimal(value),
        Decimal(group),
        Decimal(distance),
    )
    assert found.apart is apart
    assert compared_in_words(found) == words


def test_the_table_says_what_is_not_told_apart():
    result = with_precision(a_result(UNITS, QUESTIONS), 25.0)
    (unit,) = (u for u in result.level("commune") if u.name == "Xã Bắc")
    table = weakest_criteria_table(result, unit, 1)
    assert table.column("apart") == ("chưa",)
    assert "chưa phân biệt được" in table.note
