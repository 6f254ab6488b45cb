"""Tệp bộ câu hỏi: what is refused, and why; one row, one reason."""

import pytest

from sipas_engine.errors import SipasError
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.question_file import load_question_set

GOOD = """
satisfied = [4, 5]
scale = 5

[[component]]
code = "I"
name = "Chính sách"

[[component.element]]
code = "I.A"
name = "Trách nhiệm giải trình"
criteria = [{ code = "1.1", name = "Dễ tìm" }, { code = "1.10", name = "Dễ hiểu" }]
"""


def test_codes_are_text_exactly_as_printed(tmp_path):
    path = tmp_path / "Q.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    questions = load_question_set(path)
    assert questions.criterion_codes == ("1.1", "1.10")
    assert (questions.scale, questions.satisfied) == (5, (4, 5))
    assert [element.name for element in questions.components[0].elements] == ["Trách nhiệm giải trình"]


REFUSED = [
    # the change, the place, part of the sentence
    ('"1.10"', '"1.1"', "Q.toml:criteria", "stands 2 times"),
    ('"1.10"', "1.10", "Q.toml:component[1].element[1].criteria[2].code", "text in quotes"),
    ('"1.10"', '""', "Q.toml:component[1].element[1].criteria[2].code", "empty"),
    ('"1.10"', '"weight"', "Q.toml:criteria", "another column"),
    ('code = "I.A"', "", "Q.toml:component[1].element[1].code", "missing"),
    ('name = "Chính sách"', 'title = "Chính sách"', "Q.toml:component[1].title", "not known"),
    ('[{ code = "1.1", name = "Dễ tìm" }, { code = "1.10", name = "Dễ hiểu" }]', "[]", "criteria", "empty"),
    ("criteria = [", "criteria = 4 # [", "Q.toml:component[1].element[1].criteria", "list of tables"),
    ("[4, 5]", "[4, 6]", "Q.toml:satisfied", "Level 6 is not on the scale 1 to 5"),
    ("[4, 5]", "[]", "Q.toml:satisfied", "must list the levels"),
    ("[4, 5]", '["4"]', "Q.toml:satisfied", "must list the levels"),
    ("[4, 5]", "[4, 4]", "Q.toml:satisfied", "twice"),
    ("[4, 5]", "[1, 2, 3, 4, 5]", "Q.toml:satisfied", "every level"),
    ("satisfied = [4, 5]", "", "Q.toml:satisfied", "must list the levels"),
    ("scale = 5", "scale = 1", "Q.toml:scale", "found 1"),
    ("scale = 5", "scale = 9", "Q.toml:scale", "found 9"),
    ("scale = 5", 'scale = "5"', "Q.toml:scale", "found '5'"),
    ("scale = 5", "scale = true", "Q.toml:scale", "found True"),
    ("scale = 5", "scales = 5", "Q.toml:scales", "not known"),
    ("scale = 5", "scale = 5\nsource = 3", "Q.toml:source", "must be a table"),
    ("scale = 5", 'scale = 5\n[source]\nfirst_day = "2023"', "Q.toml:source.first_day", "must be a date"),
]


@pytest.mark.parametrize(("old", "new", "where", "sentence"), REFUSED)
def test_a_mistake_in_a_question_set_is_named_with_its_place(tmp_path, old, new, where, sentence):
    assert old in GOOD
    path = tmp_path / "Q.toml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(SipasError) as caught:
        load_question_set(path)
    assert caught.value.kind == "bad_question_set"
    assert any(where in problem.where and sentence in str(problem) for problem in caught.value.problems)


def test_all_mistakes_are_reported_at_once(tmp_path):
    path = tmp_path / "Q.toml"
    path.write_text('satisfied = [7]\nscale = 5\ncolour = "red"\n[[component]]\ncode = ""\nname = 4\n')
    with pytest.raises(SipasError) as caught:
        load_question_set(path)
    places = [problem.where for problem in caught.value.problems]
    assert places == [
        "Q.toml:colour",
        "Q.toml:satisfied",
        "Q.toml:component[1].element",
        "Q.toml:component[1].code",
        "Q.toml:component[1].name",
    ]


UNREADABLE = [
    (None, "no_such_file"),
    (b"\xff\xfe", "unreadable_question_set"),
    (b"scale = ", "unreadable_question_set"),
]


@pytest.mark.parametrize(("content", "kind"), UNREADABLE)
def test_what_is_no_toml_text_is_refused(tmp_path, content, kind):
    path = tmp_path / "Q.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SipasError) as caught:
        load_question_set(path)
    assert caught.value.kind == kind


BUILT_IN = [
    ("P2017", [4, 5, 6, 3, 4], "1.1", "5.4"),
    ("P2023", [2, 2, 8, 2, 4, 4, 5, 3, 3], "1", "33"),
]


@pytest.mark.parametrize(("code", "sizes", "first", "last"), BUILT_IN)
def test_the_built_in_question_sets_have_the_published_numbers_of_criteria(code, sizes, first, last):
    questions = built_in(code)
    assert questions.code == code
    assert [len(element.criteria) for element in questions.elements] == sizes
    assert (questions.criterion_codes[0], questions.criterion_codes[-1]) == (first, last)
    assert questions.satisfied == (4, 5)
    assert "QĐ-BNV" in questions.source.legal
    assert questions.source.notes


def test_another_code_is_refused_with_those_there_are():
    with pytest.raises(SipasError, match="P2012, P2017"):
        built_in("P1999")


FORM = (
    GOOD
    + """
[[answer_scale]]
code = "muc3"
levels = ["Không", "Một chút", "Rất"]
weights = [0, 0.5, 1]

[[respondent_field]]
code = "sex"
label = "Giới tính"
options = ["Nam", "Nữ"]

[[question]]
code = "Q1"
kind = "matrix"
text = "Mức độ quan tâm"
scale = "muc3"
items = ["kinh tế", "y tế"]

[[question]]
code = "Q4"
kind = "single"
text = "Phiền hà"
options = ["Không", "Có"]

[[expectation]]
code = "1"
name = "Thông tin"
"""
)

FORM_REFUSED = [
    # the change, the place, part of the sentence
    ('scale = "muc3"', 'scale = "muc4"', "Q.toml:question", "does not define"),
    ('scale = "muc3"', "", "Q.toml:question[1].scale", "missing"),
    ('kind = "single"', 'kind = "radio"', "Q.toml:question[2].kind", "no kind of question"),
    ('options = ["Không", "Có"]', "", "Q.toml:question[2].options", "missing"),
    ('code = "Q4"', 'code = "Q1"', "Q.toml:question", "stands 2 times"),
    ('code = "Q4"', 'code = "1.1"', "Q.toml:question", "stands 2 times"),
    ('code = "sex"', 'code = "Q4"', "Q.toml:question", "stands 2 times"),
    ("weights = [0, 0.5, 1]", "weights = [0, 1]", "Q.toml:answer_scale[1].weights", "one number a level"),
    ("weights = [0, 0.5, 1]", "weights = [0, 2, 1]", "Q.toml:answer_scale[1].weights", "from 0 to 1"),
    ('options = ["Nam", "Nữ"]', "options = [1, 2]", "Q.toml:respondent_field[1].options", "list of texts"),
    ('label = "Giới tính"', 'label = "X"\npersonal = "có"', "respondent_field[1].personal", "true or false"),
    ('text = "Phiền hà"', 'text = "X"\nchoose = 0', "Q.toml:question[2].choose", "above 0"),
    ("scale = 5", 'scale = 5\ngeneral = "9.9"', "Q.toml:general", "none of the criteria"),
    ('code = "I.A"', 'code = "I.A"\nquestion = "9"', "element[1].question", "none of the criteria"),
]


@pytest.mark.parametrize(("old", "new", "place", "says"), FORM_REFUSED)
def test_mistakes_in_the_rest_of_the_form_are_named(tmp_path, old, new, place, says):
    path = tmp_path / "Q.toml"
    assert old in FORM
    path.write_text(FORM.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SipasError) as refused:
        load_question_set(path)
    assert any(place in str(problem) and says in str(problem) for problem in refused.value.problems)
