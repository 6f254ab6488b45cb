"""Điểm còn mở: the defaults in the table of open points are the defaults of the code."""

import pytest

from sipas_engine.annexes.publication import Limits
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.method import Method
from sipas_engine.methods.open_points import open_points

LEAVES_N = "rời mẫu số"

# setting, what the code does when nobody chose
IN_CODE = [
    ("metric", Method().metric),
    ("satisfied", ", ".join(map(str, built_in("P2023").satisfied))),
    ("aggregate", Method().aggregate),
    ("aggregate_element", Method().element_aggregate),
    ("rollup", Method().rollup),
    ("component_weights", "ghi theo mã" if Method().component_weights else "không"),
    ("blank_as", LEAVES_N if Method().blank_as is None else str(Method().blank_as)),
    ("double_as", LEAVES_N if Method().double_as is None else str(Method().double_as)),
    ("dont_know_as", LEAVES_N if Method().dont_know_as is None else str(Method().dont_know_as)),
    ("single_number", Method().single_number),
    ("min_n", str(Limits().min_n)),
]


@pytest.mark.parametrize(("setting", "default"), IN_CODE)
def test_the_default_of_the_table_is_that_of_the_code(setting, default):
    assert {point.setting: point.default for point in open_points()}[setting] == default


def test_no_setting_stands_twice():
    assert len({point.setting for point in open_points()}) == len(open_points())
