"""Che nhóm nhỏ: which units go with a small one, and that nobody's answers can be reckoned from what is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.annexes.publication import Limits
from sipas_engine.bundle.contents import bundle_of, printed_result
from sipas_engine.bundle.count_files import COUNTS, UNITS
from sipas_engine.bundle.csv_text import rows_of
from sipas_engine.bundle.from_forms import source_from_file
from sipas_engine.bundle.redaction import LevelsNotNested, Nesting, TooFewForms, withheld_units
from sipas_engine.methods.method import Method
from tests.sipas_engine.bundle.surveys import a_source

NESTING = Nesting({"province": ("province",), "commune": ("province", "commune")})

#: (forms by commune of one province, who is withheld and why, the reason for the row)
FAMILIES = [
    ({"a": 30, "b": 40}, {}, "all are large enough"),
    (
        {"a": 6, "b": 14, "c": 40},
        {"a": "small", "b": "complement"},
        "one small unit alone: the next smallest goes",
    ),
    ({"a": 6, "b": 7, "c": 40}, {"a": "small", "b": "small"}, "two small ones hide each other: 13 forms"),
    (
        {"a": 2, "b": 3, "c": 40, "d": 12},
        {"a": "small", "b": "small", "d": "complement"},
        "5 forms are too few",
    ),
    ({"a": 0, "b": 40}, {}, "a unit without forms has nothing to hide"),
    ({"a": 9, "b": 10}, {"a": "small", "b": "complement"}, "nothing is left but the province itself"),
    ({"a": 10, "b": 10}, {}, "ten are enough"),
]


@pytest.mark.parametrize(("forms", "expected", "reason"), FAMILIES)
def test_a_small_unit_is_hidden_with_the_next_smallest(forms, expected, reason):
    sizes = {("commune", ("A", name)): n for name, n in forms.items()}
    sizes |= {
        ("province", ("A",)): sum(forms.values()),
        ("province", ("B",)): 100,
        ("commune", ("B", "x")): 100,
    }
    found = withheld_units(sizes, NESTING, Limits())
    assert {key[1][1]: why for key, why in found.items()} == expected, reason


def test_parts_of_a_withheld_unit_are_withheld():
    sizes = {("province", ("A",)): 5, ("province", ("B",)): 50, ("province", ("C",)): 60}
    sizes |= {("commune", ("A", "a")): 5, ("commune", ("B", "b")): 50, ("commune", ("C", "c")): 60}
    found = withheld_units(sizes, NESTING, Limits())
    assert {key[1]: why for key, why in found.items()} == {
        ("A",): "small",
        ("B",): "complement",
        ("A", "a"): "within",
        ("B", "b"): "within",
    }


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 30), min_size=1, max_size=9))
def test_what_is_hidden_below_a_parent_is_never_one_unit_nor_a_small_group(forms):
    sizes = {("commune", ("A", name)): n for name, n in forms.items()}
    whole = sum(forms.values())
    sizes |= {("province", ("A",)): whole, ("province", ("B",)): 99, ("province", ("C",)): 99}
    found = withheld_units(sizes, NESTING, Limits())
    hidden = [sizes[key] for key in found if key[0] == "commune" and sizes[key]]
    shown = [n for key, n in sizes.items() if key[0] == "commune" and key not in found and n]
    assert all(n >= 10 for n in shown)
    assert not hidden or not shown or (len(hidden) >= 2 and sum(hidden) >= 10)


def test_levels_that_cross_each_other_cannot_be_protected(tmp_path):
    with pytest.raises(LevelsNotNested, match="commune"):
        bundle_of(a_source(tmp_path, by=("commune", "province")))


def test_of_fewer_forms_than_a_group_must_have_nothing_is_published(tmp_path):
    with pytest.raises(TooFewForms, match="9 valid forms"):
        bundle_of(a_source(tmp_path, {("Tỉnh A", "Xã 1"): 9}))


def test_a_withheld_unit_is_named_but_has_no_counts_and_no_figure(tmp_path):
    contents = bundle_of(a_source(tmp_path))
    status = {row[3]: row[8] for row in rows_of(contents[UNITS])}
    assert (status["Xã 2"], status["Xã 3"], status["Đơn vị khác"]) == ("small", "complement", "others")
    names = {row[1] for row in rows_of(contents[COUNTS])}
    assert not names & {"Xã 2", "Xã 3"}
    withheld = [row[1:] for row in rows_of(contents["tables/withheld.csv"])][1:]
    assert [(name, n) for name, n, _ in withheld] == [("Xã 2", "6"), ("Xã 3", "14")]


def test_what_is_shown_is_what_the_index_computed(tmp_path):
    source = a_source(tmp_path)
    computed = {(unit.level, unit.path): unit for unit in source.result.units}
    shown = printed_result(source).result
    assert shown.national.sipas == source.result.national.sipas
    for unit in shown.units:
        own = computed[unit.level, unit.path]
        if unit.published is not None:
            assert (unit.sipas, unit.elements, unit.components) == (own.sipas, own.elements, own.components)
            assert {code: found.value for code, found in unit.criteria.items()} == {
                code: found.value for code, found in own.criteria.items()
            }
        assert (unit.label, unit.n_forms, unit.n_valid) == (own.label, own.n_forms, own.n_valid)


@pytest.mark.parametrize("rollup", ["mean_units", "by_forms"])
def test_a_mean_over_provinces_some_of_which_are_withheld_keeps_its_index_alone(tmp_path, rollup):
    sizes = {("A", "a"): 6, ("B", "b"): 20, ("C", "c"): 80}
    source = a_source(tmp_path, sizes, Method(rollup=rollup))
    shown = printed_result(source)
    assert shown.result.national.published == source.result.national.published
    assert set(shown.result.national.elements.values()) == {None}
    assert shown.counts.units[0].counts is None
    assert not [unit for unit in shown.counts.units if unit.status == "others"]


def test_no_personal_column_and_no_text_of_a_form_gets_into_a_bundle(tmp_path):
    a_source(tmp_path)
    forms = (tmp_path / "phieu.csv").read_text(encoding="utf-8").splitlines()
    secret = [f"{forms[0]},name,phone,Ý kiến khác"] + [
        f"{row},Nguyễn Bí Mật,0912345678,Chuyện riêng" for row in forms[1:]
    ]
    (tmp_path / "phieu.csv").write_text("\n".join(secret) + "\n", encoding="utf-8")
    again = source_from_file(tmp_path / "phieu.csv", tmp_path / "bo-cau-hoi.toml", ["province", "commune"])
    everything = b"".join(bundle_of(again).values())
    for word in ("Bí Mật", "0912345678", "Chuyện riêng", "thôn", "P17", str(tmp_path)):
        assert word.encode() not in everything
