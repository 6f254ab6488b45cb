"""So với gói survey của R: standard errors to six digits on three designs; ``survey_package/`` says how it was made."""

import json
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from sipas_engine.from_file import index_from_file
from sipas_engine.methods.method import Method
from tests.sipas_engine.builders import a_question_set

FOLDER = Path(__file__).parent / "survey_package"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
QUESTIONS = a_question_set({"I": {"A": ["1.1", "1.2", "1.3"]}, "II": {"B": ["2.1", "2.2", "2.3"]}})
DESIGNS = {
    "crossing": {"strata": "stratum", "psu": "psu"},
    "nested": {"strata": "stratum", "psu": "psu"},
    "weighted": {"strata": "stratum", "weight": "weight"},
}
ROLLUPS = ["pooled", "mean_units", "by_forms"]


@cache
def ours(design, metric, aggregate, rollup):
    method = Method(metric=metric, aggregate=aggregate, rollup=rollup)
    return index_from_file(FOLDER / f"{design}.csv", QUESTIONS, ["province"], method, **DESIGNS[design])


def test_the_package_is_named_with_its_version_and_judged_all_readings_of_three_designs():
    assert EXPECTED["package"].startswith("survey 4.")
    seen = {(f["design"], f["metric"], f["aggregate"], f["of"]) for f in EXPECTED["figures"]}
    metrics, aggregates = ["F1", "F1m", "F1z"], ["pooled", "mean_criteria", "mean_elements"]
    assert seen == set(product(DESIGNS, metrics, aggregates, ["province", *ROLLUPS]))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("rollup", ROLLUPS)
def test_values_and_standard_errors_agree_to_six_digits(design, rollup):
    compared = 0
    for figure in EXPECTED["figures"]:
        if figure["design"] != design or figure["of"] not in ("province", rollup):
            continue
        result = ours(design, figure["metric"], figure["aggregate"], rollup)
        unit = {u.name: u for u in result.units}.get(figure["unit"], result.national)
        assert float(unit.sipas) == pytest.approx(figure["value"], rel=1e-9), figure
        assert unit.se == pytest.approx(figure["se"], rel=5e-7), figure
        compared += 1
    assert compared == 3 * 3 * 4
