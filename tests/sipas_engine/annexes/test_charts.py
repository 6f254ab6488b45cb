"""Biểu đồ: what they show is what the tables say; the same chart gives the same bytes."""

import os
import subprocess
import sys

import pytest

from sipas_engine.annexes.chart_names import shortened
from sipas_engine.annexes.charts import around
from sipas_engine.annexes.drawing import as_png, as_svg
from sipas_engine.annexes.edition import edition_of
from tests.sipas_engine.annexes.results import a_result, with_precision
from tests.sipas_engine.annexes.test_sentences import LAST_YEAR, QUESTIONS, UNITS


@pytest.fixture(scope="module")
def charts():
    return edition_of(with_precision(a_result(UNITS, QUESTIONS), 1.0), last_year=LAST_YEAR).charts


def test_there_is_a_chart_of_elements_levels_ranks_years_and_robustness(charts):
    assert list(charts) == ["elements", "levels", "ranking:commune", "change:commune", "robustness"]


def test_bars_have_the_printed_figure_and_the_interval_of_the_table(charts):
    bar = charts["elements"].rows[0]
    assert (bar.name, bar.figure, round(bar.low, 2), round(bar.high, 2)) == (
        "Yếu tố A",
        "73,54",
        71.54,
        75.54,
    )


def test_shares_add_up_to_a_hundred(charts):
    for row in charts["levels"].rows:
        assert sum(row.shares) == pytest.approx(100, abs=0.03)


def test_the_ranking_stands_best_first_with_ranks(charts):
    assert [row.name for row in charts["ranking:commune"].rows] == [
        "1. Xã Bắc", "2. Xã Đông", "3. Xã Nam", "4. Xã Tây",
    ]  # fmt: skip


def test_only_units_with_two_years_stand_in_the_comparison(charts):
    assert [(row.name, row.before) for row in charts["change:commune"].rows] == [
        ("Xã Bắc", 90.0),
        ("Xã Đông", 70.0),
    ]
    assert charts["change:commune"].legend == ("Năm 2025", "Năm 2026")


def test_a_chart_can_be_heard(charts):
    assert charts["elements"].alternative == (
        "Biểu đồ Chỉ số hài lòng theo yếu tố: Yếu tố A 73,54; Yếu tố B 58,54."
    )


AXES = [
    ([74.1, 81.9], (70, 85), "fives around the values"),
    ([98.0, 100.0], (95, 100), "never beyond a hundred"),
    ([0.0, 2.0], (0, 5), "never below nought"),
    ([80.0], (75, 85), "one value still has a scale"),
    ([], (0, 100), "nothing to show"),
]


@pytest.mark.parametrize(("values", "ends", "reason"), AXES)
def test_the_scale_stands_close_around_the_values(values, ends, reason):
    assert around(values) == ends, reason


def test_a_name_too_long_ends_in_dots():
    assert shortened("Cơ quan nhà nước tiếp nhận, xử lý phản ánh", 12, lines=1).endswith(" …")


_HASHES = """
import hashlib
from tests.sipas_engine.annexes.results import a_result, with_precision
from tests.sipas_engine.annexes.test_sentences import LAST_YEAR, QUESTIONS, UNITS
from sipas_engine.annexes.drawing import as_png, as_svg
from sipas_engine.annexes.edition import edition_of
charts = edition_of(with_precision(a_result(UNITS, QUESTIONS), 1.0), last_year=LAST_YEAR).charts
for key in ("elements", "change:commune"):
    print(hashlib.sha256(as_png(charts[key]) + as_svg(charts[key])).hexdigest())
"""


def test_pictures_are_the_same_in_another_process_locale_zone_and_home(charts, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    settings = {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "HOME": str(home), "PYTHONHASHSEED": "7"}
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", _HASHES], env={"PATH": os.environ["PATH"], **settings, **other},
            capture_output=True, text=True, check=True, cwd=os.getcwd(),
        ).stdout
        for other in ({}, {"TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "1"})
    }  # fmt: skip
    assert len(outcomes) == 1
    assert list(home.iterdir()) == [], "no cache is left in a person's home"


@pytest.mark.parametrize("key", ["elements", "levels", "ranking:commune", "change:commune", "robustness"])
def test_each_kind_can_be_drawn_and_bears_no_time(charts, key):
    svg, png = as_svg(charts[key]).decode(), as_png(charts[key])
    assert png.startswith(b"\x89PNG")
    assert b"tEXt" not in png
    assert "<dc:date>" not in svg
    assert "<text" not in svg, "letters are outlines: no font of the reader's machine gets in"
