"""So sánh: years across mergers, groups of people."""

from decimal import Decimal

import pytest

from sipas_engine.comparison.breakdown import breakdown
from sipas_engine.comparison.converted import EarlierValue, FormsUnknown, convert_earlier
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_file import load_question_set
from sipas_engine.returns.forms_file import read_forms

OLD = {
    "Lâm Đồng": EarlierValue(Decimal("82.10"), 400),
    "Đắk Nông": EarlierValue(Decimal("80.05"), 200),
    "Bình Thuận": EarlierValue(Decimal("83.00"), 400),
    "Hà Nội": EarlierValue(Decimal("84.39"), 900),
}

# unit of today, its old units, how, value, old units without one, converted
CONVERTED = [
    ("Hà Nội", ["Hà Nội"], "mean_units", "84.39", (), False),
    ("Lâm Đồng mới", ["Lâm Đồng", "Đắk Nông", "Bình Thuận"], "mean_units", "81.72", (), True),
    ("Lâm Đồng mới", ["Lâm Đồng", "Đắk Nông", "Bình Thuận"], "by_forms", "82.05", (), True),
    ("Lâm Đồng mới", ["Lâm Đồng", "Ninh Thuận"], "mean_units", "82.10", ("Ninh Thuận",), True),
]


@pytest.mark.parametrize(("unit", "sources", "how", "value", "without", "converted"), CONVERTED)
def test_the_value_of_an_earlier_year_for_a_merged_unit(unit, sources, how, value, without, converted):
    found = convert_earlier(OLD, {unit: sources}, how)[unit]
    assert (found.value, found.without_value, found.converted) == (Decimal(value), without, converted)


def test_a_unit_none_of_whose_parts_had_a_value_gets_none():
    assert convert_earlier(OLD, {"Mới": ["Ninh Thuận", "Đắk Lắk"]}) == {}


def test_weighting_by_forms_needs_the_forms_of_every_part():
    old = {"A": EarlierValue(Decimal("80.00"), 100), "B": EarlierValue(Decimal("90.00"))}
    with pytest.raises(FormsUnknown, match="valid forms of B"):
        convert_earlier(old, {"AB": ["A", "B"]}, "by_forms")


def test_the_index_of_each_group_of_people_is_that_of_its_own_forms(tmp_path):
    questions = tmp_path / "Q.toml"
    questions.write_text(
        """satisfied = [4, 5]
scale = 5
[[component]]
code = "I"
name = "Chung"
[[component.element]]
code = "E"
name = "Chung"
criteria = [{ code = "1.1", name = "Một" }]
""",
        encoding="utf-8",
    )
    forms = tmp_path / "phieu.csv"
    forms.write_text("form_id,sex,1.1\n1,Nam,5\n2,Nữ,3\n3,Nữ,4\n4,,5\n", encoding="utf-8")
    asked = load_question_set(questions)
    read = read_forms(forms, asked, labels=[], optional=["sex", "mode"])
    found = breakdown(read, asked, Method())
    assert list(found) == ["sex"]
    by_sex = {unit.label: (unit.n_valid, unit.published) for unit in found["sex"].units}
    assert by_sex == {"": (1, Decimal("100.00")), "Nam": (1, Decimal("100.00")), "Nữ": (2, Decimal("50.00"))}
