"""Ví dụ tính tay: ten forms and two elements, each figure computed with pencil and paper."""

from fractions import Fraction
from pathlib import Path

import pytest

from sipas_engine.from_file import index_from_file
from sipas_engine.index.as_json import result_as_json
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.method import Method
from tests.sipas_engine.builders import WORKED_EXAMPLE, a_forms_csv, a_question_set, rows_of


def worked_example(folder: Path, method: Method) -> IndexResult:
    forms = a_forms_csv(folder, rows_of(WORKED_EXAMPLE))
    return index_from_file(forms, a_question_set(), ["province", "district", "commune"], method)


CRITERIA = [
    ("F1", {"E1.a": Fraction(600, 9), "E1.b": Fraction(90), "E2.a": Fraction(75)}),
    ("F1m", {"E1.a": Fraction(3300, 45), "E1.b": Fraction(84), "E2.a": Fraction(80)}),
    ("F1z", {"E1.a": Fraction(200, 3), "E1.b": Fraction(80), "E2.a": Fraction(75)}),
]


@pytest.mark.parametrize(("metric", "values"), CRITERIA)
def test_criteria_have_the_values_computed_by_hand(tmp_path, metric, values):
    unit = worked_example(tmp_path, Method(metric=metric)).units[0]
    assert {code: found.value for code, found in unit.criteria.items()} == values


READINGS = [
    # metric, aggregate, aggregate_element, E1, E2, SIPAS, published
    ("F1", "pooled", None, Fraction(1500, 19), 75, Fraction(2100, 27), "77,78"),
    ("F1", "mean_criteria", None, Fraction(235, 3), 75, Fraction(695, 9), "77,22"),
    ("F1", "mean_elements", None, Fraction(235, 3), 75, Fraction(460, 6), "76,67"),
    ("F1", "mean_elements", "pooled", Fraction(1500, 19), 75, Fraction(2925, 38), "76,97"),
    ("F1", "mean_components", None, Fraction(235, 3), 75, Fraction(460, 6), "76,67"),
    ("F1", "pooled", "mean_criteria", Fraction(235, 3), 75, Fraction(2100, 27), "77,78"),
    ("F1", "mean_criteria", "pooled", Fraction(1500, 19), 75, Fraction(695, 9), "77,22"),
    ("F1m", "mean_criteria", None, Fraction(236, 3), 80, Fraction(712, 9), "79,11"),
]


@pytest.mark.parametrize(("metric", "aggregate", "element", "e1", "e2", "sipas", "published"), READINGS)
def test_each_reading_of_the_formula_gives_its_own_index(
    tmp_path, metric, aggregate, element, e1, e2, sipas, published
):
    method = Method(metric=metric, aggregate=aggregate, aggregate_element=element)
    for unit in worked_example(tmp_path, method).units:
        assert unit.elements == {"E1": e1, "E2": e2}
        assert unit.sipas == sipas
        printed = result_as_json(worked_example(tmp_path, method))["units"][0]["published"]
        assert printed == published


def test_counts_blanks_and_double_ticks_are_reported_as_they_were_ticked(tmp_path):
    unit = worked_example(tmp_path, Method()).units[0]
    assert (unit.n_forms, unit.n_valid) == (10, 10)
    assert {
        code: (found.counts, found.blank, found.double, found.n, found.s)
        for code, found in unit.criteria.items()
    } == {
        "E1.a": ((0, 1, 2, 5, 1), 1, 0, 9, 6),
        "E1.b": ((0, 0, 1, 6, 3), 0, 0, 10, 9),
        "E2.a": ((0, 1, 1, 3, 3), 1, 1, 8, 6),
    }


ROLLUPS = [
    ("mean_units", Fraction(695, 9) / 2 + 30, "68,61"),
    ("by_forms", (10 * Fraction(695, 9) + 30 * 60) / 40, "64,31"),
]


@pytest.mark.parametrize(("rollup", "national", "published"), ROLLUPS)
def test_two_communes_of_ten_and_thirty_forms_roll_up_as_chosen(tmp_path, rollup, national, published):
    """The second commune has 60 % in every criterion: 18 forms of 4 and 12 of 3."""
    second = [
        {
            "form_id": f"b{i}",
            "commune": "Xã D",
            **dict.fromkeys(["E1.a", "E1.b", "E2.a"], "4" if i < 18 else "3"),
        }
        for i in range(30)
    ]
    forms = a_forms_csv(tmp_path, [*rows_of(WORKED_EXAMPLE), *second])
    result = index_from_file(forms, a_question_set(), ["commune"], Method(rollup=rollup))
    assert [unit.sipas for unit in result.units] == [Fraction(695, 9), 60]
    assert result.national.sipas == national
    assert result_as_json(result)["national"]["published"] == published
