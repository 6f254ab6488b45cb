"""Phiếu mô phỏng: the same for the same seed, believable, and visibly not real."""

import hashlib
from dataclasses import replace
from statistics import pstdev

import pytest

from sipas_engine.from_file import index_from_file
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.instrument import Instrument
from sipas_engine.perceptions.read import opinion_columns, read_opinions
from sipas_engine.returns.synthetic import synthesize_forms, write_forms_csv
from tests.sipas_engine.builders import a_question_set

THREE_TIERS = [(f"Tỉnh {p}", f"Huyện {p}{d}", f"Xã {p}{d}{c}") for p in "ABCD" for d in "12" for c in "12"]
TWO_TIERS = [("Tỉnh A", f"Xã {c}") for c in range(12)]


def test_synthetic_forms_are_read_back_and_look_like_a_survey(tmp_path):
    questions = built_in("P2023")
    path = tmp_path / "phieu.csv"
    write_forms_csv(synthesize_forms(questions, THREE_TIERS, 60, seed=2026), path)
    result = index_from_file(path, questions, ["province", "district", "commune"])
    nation = result.national
    assert nation.n_forms == 16 * 60
    assert 0 < nation.n_forms - nation.n_valid < 0.05 * nation.n_forms
    assert all(70 < unit.published < 92 for unit in result.units)
    assert len({unit.published for unit in result.level("commune")}) > 12
    assert pstdev(float(unit.published) for unit in result.level("commune")) > 1
    answers = sum(found.n for found in nation.criteria.values())
    assert 0.005 < sum(found.blank for found in nation.criteria.values()) / answers < 0.05
    assert 0 < sum(found.double for found in nation.criteria.values()) / answers < 0.01
    assert 0 < sum(found.dont_know for found in nation.criteria.values()) / answers < 0.02


def test_every_synthetic_form_is_marked_as_such(tmp_path):
    forms = synthesize_forms(built_in("P2017"), TWO_TIERS, 5, seed=1)
    assert all(form.form_id.startswith("TH-") for form in forms.forms)
    assert len({form.form_id for form in forms.forms}) == 60


def test_the_same_seed_gives_the_same_bytes_on_any_machine(tmp_path):
    digests = []
    for name in ("one.csv", "two.csv"):
        write_forms_csv(synthesize_forms(built_in("P2017"), TWO_TIERS, 5, seed=1), tmp_path / name)
        digests.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests == ["35dac631421b4e6aea5b395d53b85d1e6e03fd1165f97cd72030cae70cb648f4"] * 2
    write_forms_csv(synthesize_forms(built_in("P2017"), TWO_TIERS, 5, seed=2), tmp_path / "three.csv")
    assert (tmp_path / "three.csv").read_bytes() != (tmp_path / "one.csv").read_bytes()


def test_the_forms_of_a_unit_do_not_depend_on_the_other_units():
    questions = built_in("P2017")
    whole = synthesize_forms(questions, THREE_TIERS, 3, seed=5)
    alone = synthesize_forms(questions, THREE_TIERS[4:5], 3, seed=5, first_number=13)
    assert alone.forms == whole.forms[12:15]


def test_units_have_the_columns_of_their_tiers():
    questions = a_question_set()
    assert synthesize_forms(questions, TWO_TIERS, 1, seed=1).levels == ("province", "commune")
    assert synthesize_forms(questions, THREE_TIERS, 1, seed=1).levels == ("province", "district", "commune")


BAD_PATHS = [
    ([("A",), ("A", "B")], None),
    ([("A", "B", "C", "D")], None),
    ([("A", "B")], ["province"]),
]


@pytest.mark.parametrize(("units", "levels"), BAD_PATHS)
def test_paths_that_do_not_fit_the_levels_are_refused(units, levels):
    with pytest.raises(ValueError, match="unit paths"):
        synthesize_forms(a_question_set(), units, 1, seed=1, levels=levels)


def test_made_up_people_answer_every_question_of_the_form(tmp_path):
    questions = built_in("P2023")
    forms = synthesize_forms(questions, TWO_TIERS, 5, seed=1)
    path = tmp_path / "phieu.csv"
    write_forms_csv(forms, path)
    found = read_opinions(path, questions)
    assert {*found.single, *found.several} == opinion_columns(questions) - {"QX"}
    assert forms.people[:3] == ("sex", "age", "mode")
    assert {form.person[0] for form in forms.forms} == {"Nam", "Nữ"}
    assert forms == synthesize_forms(questions, TWO_TIERS, 5, seed=1)


def test_what_else_a_form_asks_does_not_change_the_answers_about_satisfaction():
    questions = built_in("P2023")
    bare = replace(questions, instrument=Instrument())
    with_all, without = (synthesize_forms(one, TWO_TIERS, 5, seed=1).forms for one in (questions, bare))
    assert [form.answers for form in with_all] == [form.answers for form in without]
    assert all(form.person == () for form in without)
