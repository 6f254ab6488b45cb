"""Đơn vị, thứ hạng, làm tròn: who is ranked with whom, and what is printed."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sipas_engine.errors import SipasError
from sipas_engine.from_file import index_from_file
from sipas_engine.index.as_json import result_as_json
from sipas_engine.index.rounding import decimal_comma, published_value
from sipas_engine.methods.method import Method
from tests.sipas_engine.builders import a_forms_csv, a_question_set, rows_of

ONE = a_question_set({"I": {"A": ["1"]}})

ROUNDED = [
    (Fraction(77225, 1000), "half_up", "77,23"),
    (Fraction(77225, 1000), "half_even", "77,22"),
    (Fraction(77235, 1000), "half_even", "77,24"),
    (Fraction(772249999, 10**7), "half_up", "77,22"),
    (Fraction(1005, 1000), "half_up", "1,01"),  # binary floating point would say 1,00
    (Fraction(2675, 1000), "half_up", "2,68"),
    (Fraction(200, 3), "half_up", "66,67"),
    (Fraction(100), "half_up", "100,00"),
    (Fraction(0), "half_up", "0,00"),
    (Fraction(99995, 1000), "half_up", "100,00"),
    (Fraction(-1005, 1000), "half_up", "-1,01"),
    (None, "half_up", None),
]


@pytest.mark.parametrize(("value", "rounding", "printed"), ROUNDED)
def test_a_value_is_rounded_once_from_the_exact_fraction(value, rounding, printed):
    assert decimal_comma(published_value(value, 2, rounding)) == printed


def satisfied(province, count, of, start=0, **more):
    """Forms of one province of which ``count`` are satisfied."""
    return [
        {"form_id": f"{province}{i}", "province": province, "1": "5" if i < count else "2", **more}
        for i in range(start, of)
    ]


def test_units_published_with_the_same_figure_share_a_rank_and_the_next_is_skipped(tmp_path):
    """Printed without decimals, 2/3 and 67/100 are both 67, though the unrounded values differ."""
    rows = [*satisfied("A", 2, 3), *satisfied("B", 67, 100), *satisfied("C", 9, 10), *satisfied("D", 1, 2)]
    result = index_from_file(a_forms_csv(tmp_path, rows), ONE, ["province"], Method(decimals=0))
    a, b, c, d = result.units
    assert a.sipas != b.sipas
    assert a.published == b.published == Decimal(67)
    assert [unit.rank for unit in (a, b, c, d)] == [2, 2, 1, 4]


TIES = """
  phiếu | province | 1
  01    | A        | 4
  02    | B        | 5
  03    | C        | 2
  04    | D        |
  05    | E        | KB
  06    | F        | 45
"""


def test_equal_values_share_a_rank_and_units_without_answers_have_none(tmp_path):
    result = index_from_file(a_forms_csv(tmp_path, rows_of(TIES)), ONE, ["province"])
    assert [(u.label, u.sipas, u.rank) for u in result.units] == [
        ("A", 100, 1),
        ("B", 100, 1),
        ("C", 0, 3),
        ("D", None, None),
        ("E", None, None),
        ("F", None, None),
    ]
    assert result.national.sipas == Fraction(200, 3)
    printed = result_as_json(result)
    assert printed["units"][3]["sipas"] is None
    assert printed["units"][3]["published"] is None
    assert printed["units"][3]["elements"] == {"A": None}
    assert printed["units"][3]["criteria"]["1"]["n"] == 0


SAME_NAMES = """
  phiếu | province  | district | commune | 1
  01    | Hà Giang  | Vị Xuyên | Tân Lập | 5
  02    | Hà Giang  | Bắc Quang| Tân Lập | 2
  03    | Lạng Sơn  | Bắc Sơn  | Tân Lập | 5
  04    | Lạng Sơn  | Bắc Sơn  | Chiến Thắng | 5
"""

LEVELS = [
    (["province", "district", "commune"], 4),
    (["province", "commune"], 4),  # the district is not asked for, yet it tells two communes apart
    (["commune"], 4),
]


@pytest.mark.parametrize(("by", "communes"), LEVELS)
def test_units_of_equal_name_under_different_parents_are_different(tmp_path, by, communes):
    result = index_from_file(a_forms_csv(tmp_path, rows_of(SAME_NAMES)), ONE, by)
    units = result.level("commune")
    assert len(units) == communes
    assert [(unit.label, unit.sipas) for unit in units] == [
        ("Hà Giang / Bắc Quang / Tân Lập", 0),
        ("Hà Giang / Vị Xuyên / Tân Lập", 100),
        ("Chiến Thắng", 100),
        ("Lạng Sơn / Bắc Sơn / Tân Lập", 100),
    ]


def test_two_tiers_need_no_district(tmp_path):
    path = tmp_path / "phieu.csv"
    path.write_text("form_id,province,commune,1\n1,A,x,5\n2,B,x,2\n")
    result = index_from_file(path, ONE, ["province", "commune"])
    assert [unit.label for unit in result.units] == ["A", "B", "A / x", "B / x"]


def test_a_column_of_the_campaign_may_be_a_level_too(tmp_path):
    rows = [
        {"form_id": str(i), "province": p, "lĩnh vực": f, "1": "5"}
        for i, (p, f) in enumerate(["Aa", "Ab", "Ba"])
    ]
    result = index_from_file(a_forms_csv(tmp_path, rows), ONE, ["province", "lĩnh vực"])
    assert [unit.path for unit in result.level("lĩnh vực")] == [("A", "a"), ("A", "b"), ("B", "a")]


def test_invalid_forms_are_counted_but_leave_the_tally(tmp_path):
    rows = [*satisfied("A", 1, 1, status=""), *satisfied("A", 0, 3, start=1, status="Không hợp lệ")]
    unit = index_from_file(a_forms_csv(tmp_path, rows), ONE, ["province"]).units[0]
    assert (unit.n_forms, unit.n_valid, unit.sipas) == (3, 1, 100)


def test_weights_weigh_values_while_counts_stay_raw(tmp_path):
    rows = [*satisfied("A", 1, 1, weight="3"), *satisfied("A", 0, 2, start=1, weight="0.5")]
    path = a_forms_csv(tmp_path, rows)
    unit = index_from_file(path, ONE, ["province"], weight="weight").units[0]
    assert unit.sipas == Fraction(600, 7)
    assert (unit.criteria["1"].n, unit.criteria["1"].s, unit.criteria["1"].counts) == (2, 1, (0, 1, 0, 0, 1))
    assert index_from_file(path, ONE, ["province"]).units[0].sipas == 50


WRONG_LEVELS = [[], ["province", "province"], ["form_id"], ["1"], [""]]


@pytest.mark.parametrize("by", WRONG_LEVELS)
def test_forms_are_grouped_by_columns_of_units_only(tmp_path, by):
    with pytest.raises(SipasError) as caught:
        index_from_file(a_forms_csv(tmp_path, rows_of(TIES)), ONE, by)
    assert caught.value.kind == "bad_levels"


WRONG_SETTINGS = [
    {"metric": "F2"},
    {"aggregate": "mean"},
    {"aggregate_element": "mean_elements"},
    {"rollup": "median"},
    {"rounding": "down"},
    {"decimals": -1},
    {"component_weights": {"I": Fraction(1)}},
    {"aggregate": "mean_components", "component_weights": {"I": Fraction(0)}},
]


@pytest.mark.parametrize("settings", WRONG_SETTINGS)
def test_a_setting_that_is_not_on_its_list_is_refused(settings):
    with pytest.raises(SipasError) as caught:
        Method(**settings)
    assert caught.value.kind == "bad_method"


def test_components_may_have_weights_of_their_own(tmp_path):
    questions = a_question_set({"I": {"A": ["1"]}, "II": {"B": ["2"]}})
    rows = [{"form_id": "1", "1": "5", "2": "2"}, {"form_id": "2", "1": "5", "2": "4"}]
    method = Method(aggregate="mean_components", component_weights={"I": Fraction(3), "II": Fraction(1)})
    result = index_from_file(a_forms_csv(tmp_path, rows), questions, ["province"], method)
    assert result.units[0].sipas == Fraction(3 * 100 + 50, 4)
    assert result_as_json(result)["method"]["component_weights"] == {"I": "3", "II": "1"}
