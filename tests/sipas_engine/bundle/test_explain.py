"""Giải trình: the worked example said with its numbers; ranks, withheld units; what a changed form moves."""

from fractions import Fraction

import pytest

from sipas_engine.annexes.printing import printed
from sipas_engine.bundle.contents import bundle_of
from sipas_engine.bundle.explain import (
    UnknownUnit,
    explained,
    figures_printed,
    sentences_printing,
    unit_named,
)
from sipas_engine.bundle.from_forms import source_from_file
from sipas_engine.bundle.impact import impact
from sipas_engine.bundle.steps import Figure, UnknownFigure
from sipas_engine.bundle.verify import opened
from sipas_engine.methods.method import Method
from tests.sipas_engine.builders import WORKED_EXAMPLE, a_forms_csv, rows_of
from tests.sipas_engine.bundle.surveys import a_source

QUESTIONS = """
scale = 5
satisfied = [4, 5]
[[component]]
code = "I"
name = "Dịch vụ"
[[component.element]]
code = "E1"
name = "Tiếp cận"
criteria = [{code = "E1.a", name = "một"}, {code = "E1.b", name = "hai"}]
[[component.element]]
code = "E2"
name = "Kết quả"
criteria = [{code = "E2.a", name = "ba"}]
"""
NATION = ("national", ())


@pytest.fixture
def worked(tmp_path):
    """The worked example, by method."""
    forms = a_forms_csv(tmp_path, rows_of(WORKED_EXAMPLE))
    questions = tmp_path / "q.toml"
    questions.write_text(QUESTIONS, encoding="utf-8")

    def of(method):
        return opened("bộ", bundle_of(source_from_file(forms, questions, ["province", "commune"], method)))

    return of


FORMULAS = [
    (Method(), "criterion", "E1.a", "F1 = 100 × s / n = 100 × 6 / 9 = 66,67"),
    (Method(metric="F1m"), "criterion", "E1.a", "100 × (1×0 + 2×1 + 3×2 + 4×5 + 5×1) / (5 × 9) = 73,33"),
    (Method(metric="F1z"), "criterion", "E2.a", "100 × ((1×0 + 2×1 + 3×1 + 4×3 + 5×3) / 8 − 1) / 4 = 75,00"),
    (Method(), "element", "E1", "Trung bình cộng = (66,67 + 90,00) / 2 = 78,33 (cộng số chưa làm tròn)"),
    (Method(aggregate="pooled"), "element", "E1", "100 × (6 + 9) / (9 + 10) = 78,95"),
    (Method(), "sipas", "", "(66,67 + 90,00 + 75,00) / 3 = 77,22"),
    (Method(aggregate="pooled"), "sipas", "", "100 × (6 + 9 + 6) / (9 + 10 + 8) = 77,78"),
    (Method(aggregate="mean_elements"), "sipas", "", "(78,33 + 75,00) / 2 = 76,67"),
    (
        Method(aggregate="mean_elements", aggregate_element="pooled"),
        "sipas",
        "",
        "(78,95 + 75,00) / 2 = 76,97",
    ),
]


@pytest.mark.parametrize(("method", "kind", "code", "said"), FORMULAS)
def test_a_figure_is_explained_by_its_formula_with_the_numbers_filled_in(worked, method, kind, code, said):
    found = explained(worked(method), Figure(("province", ("Tỉnh A",)), kind, code))
    assert said in found.step.formula


@pytest.mark.parametrize("rollup", ["mean_units", "by_forms", "pooled"])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("aggregate", ["pooled", "mean_criteria", "mean_elements", "mean_components"])
def test_the_tree_of_values_ends_in_the_value_that_is_printed(tmp_path, rollup, weighted, aggregate):
    method = Method(rollup=rollup, aggregate=aggregate, double_as=2)
    shown = opened("bộ", bundle_of(a_source(tmp_path, method=method, weighted=weighted)))
    for unit in (shown.printed.result.national, *shown.printed.result.units):
        key = (unit.level, unit.path)
        assert explained(shown, Figure(key)).step.value == unit.sipas
        for code, value in unit.elements.items():
            assert explained(shown, Figure(key, "element", code)).step.value == value
        for code, found in unit.criteria.items():
            assert explained(shown, Figure(key, "criterion", code)).step.value == found.value


def test_a_printed_figure_is_found_in_every_table_that_prints_it(worked):
    cells = list(figures_printed(worked(Method()), "77,22"))
    assert {cell.figure for cell in cells} == {
        Figure(("province", ("Tỉnh A",))),
        Figure(("commune", ("Tỉnh A", "Huyện B", "Xã C"))),
    }


def test_a_withheld_unit_has_a_reason_and_no_formula(tmp_path):
    shown = opened("bộ", bundle_of(a_source(tmp_path)))
    small = explained(shown, Figure(unit_named(shown, "Xã 2")))
    neighbour = explained(shown, Figure(unit_named(shown, "Xã 3")))
    assert "dưới 10 phiếu" in small.withheld
    assert "không suy ra được" in neighbour.withheld
    assert (small.step.value, small.step.formula, small.rank) == (None, "", "")


def test_rank_settings_and_inputs_stand_beside_the_formula(tmp_path):
    shown = opened("bộ", bundle_of(a_source(tmp_path)))
    best = next(unit for unit in shown.printed.result.level("commune") if unit.rank == 2)
    found = explained(shown, Figure((best.level, best.path)))
    assert found.rank.startswith("Hạng 2 trong 4 đơn vị được công bố = 1 + 1 đơn vị")
    assert ("Bỏ trống", "Không tính là câu trả lời") in found.settings
    (one,) = found.inputs
    assert (one["forms"], one["valid"], len(str(one["sha256"]))) == (141, 140, 64)


def test_a_name_of_two_units_or_none_is_refused_with_the_names_there_are(tmp_path):
    shown = opened("bộ", bundle_of(a_source(tmp_path)))
    with pytest.raises(UnknownUnit, match="Tỉnh A / Xã 1"):
        unit_named(shown, "Xã 1")
    with pytest.raises(UnknownUnit, match="0 units"):
        unit_named(shown, "Xã 77")
    assert unit_named(shown, "Tỉnh B / Xã 1") == ("commune", ("Tỉnh B", "Xã 1"))
    with pytest.raises(UnknownFigure, match=r"1\.1, 1\.2, 2\.1"):
        explained(shown, Figure(NATION, "criterion", "9.9"))


def test_one_changed_form_moves_the_cells_ranks_and_sentences_of_its_unit_and_those_above(tmp_path):
    (tmp_path / "a").mkdir()
    before = opened("bộ", bundle_of(a_source(tmp_path)))
    forms, questions = tmp_path / "phieu.csv", tmp_path / "bo-cau-hoi.toml"
    lines = forms.read_text(encoding="utf-8").splitlines()
    best = next(unit for unit in before.printed.result.level("commune") if unit.rank == 1)
    place = f",{','.join(best.path)},"
    changed = [f"{','.join(line.split(',')[:6])},1,1,1" if place in line else line for line in lines]
    (tmp_path / "a" / "phieu.csv").write_text("\n".join(changed) + "\n", encoding="utf-8")
    after = opened(
        "bộ", bundle_of(source_from_file(tmp_path / "a" / "phieu.csv", questions, ["province", "commune"]))
    )
    found = impact(before, after)
    rows = {cell.row for cell in found.cells if cell.table == "ranking:commune" and cell.column == "sipas"}
    assert rows == {" / ".join(best.path)}
    moved = {rank.unit: (rank.before, rank.after) for rank in found.ranks if rank.level == "commune"}
    assert moved[" / ".join(best.path)] == (1, 4)
    assert any(best.label in (sentence.before or "") + (sentence.after or "") for sentence in found.sentences)
    assert (len(found.inputs_gone), len(found.inputs_new), found.settings) == (1, 1, ())


def test_two_equal_bundles_move_nothing(tmp_path):
    shown = opened("bộ", bundle_of(a_source(tmp_path)))
    found = impact(shown, shown)
    assert [found.cells, found.ranks, found.sentences, found.settings, found.inputs_new] == [()] * 5


def test_a_mean_of_exact_values_is_never_a_mean_of_rounded_ones(tmp_path):
    shown = opened("bộ", bundle_of(a_source(tmp_path)))
    step = explained(shown, Figure(("province", ("Tỉnh A",)))).step
    values = [part.value for part in step.parts]
    assert step.value == sum(values, Fraction(0)) / len(values)


def test_a_figure_of_a_sentence_leads_to_the_sentence_and_its_cells(tmp_path):
    shown = opened("bộ", bundle_of(a_source(tmp_path)))
    figure = printed(shown.printed.result.national.published, "percent")
    assert "overall_index" in {sentence.id for sentence in sentences_printing(shown, figure)}
    assert any(cell.figure == Figure(("national", ())) for cell in figures_printed(shown, figure))
    assert sentences_printing(shown, "không có số này") == ()
