"""Người đã từng trải nghiệm: whose answers leave n when a campaign filters by experience, and what is refused."""

import pytest

from sipas_engine.from_file import index_from_file
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.method import Method
from sipas_engine.methods.method_table import BadMethodTable, method_from_table, method_table
from sipas_engine.methods.question_file import BadQuestionSet, question_set_from_table
from sipas_engine.methods.question_text import question_set_text
from sipas_engine.returns.experience import NoExperienceAsked
from sipas_engine.returns.refusals import BadForms

QUESTIONS = built_in("P2023")
ASKED = ("31", "32", "33")
FILTERED = Method(filter_by_experience=True)


def index(folder, answers, method=FILTERED, questions=QUESTIONS, column="Q8.5"):
    file = folder / "phieu.csv"
    lines = [",".join(["form_id", "commune", column, *questions.criterion_codes])]
    lines += [
        ",".join([f"{n:04d}", "Xã An", answer, *["4"] * len(questions.criteria)])
        for n, answer in enumerate(answers, start=1)
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return index_from_file(file, questions, ["commune"], method).units[0].criteria


# what stands at "Phản ánh, kiến nghị với cơ quan nhà nước", whether the answers to II.5 count
COUNTS = [("1", 1), ("2", 0), ("", 0), ("KB", 0), ("1;2", 0)]


@pytest.mark.parametrize(("answer", "n"), COUNTS)
def test_only_who_has_the_experience_is_counted_where_so_chosen(tmp_path, answer, n):
    criteria = index(tmp_path, [answer])
    assert [criteria[code].n for code in ASKED] == [n] * 3
    assert [criteria[code].blank for code in ASKED] == [1 - n] * 3
    assert criteria["30"].n == 1


def test_everybody_is_counted_unless_a_campaign_says_otherwise(tmp_path):
    criteria = index(tmp_path, ["1", "2", ""], Method())
    assert [criteria[code].n for code in ASKED] == [3] * 3


def test_without_the_column_the_file_is_refused(tmp_path):
    with pytest.raises(
        BadForms, match=r"Q8\.5 is missing: filtering by experience needs it for element II\.5"
    ):
        index(tmp_path, ["1"], column="Q8.6")


def test_what_is_no_answer_is_refused(tmp_path):
    with pytest.raises(BadForms, match="'có'; allowed: 1"):
        index(tmp_path, ["1", "có"])


def test_a_question_set_without_experience_cannot_be_filtered(tmp_path):
    with pytest.raises(NoExperienceAsked):
        index(tmp_path, ["1"], questions=built_in("P2017"))


def test_the_switch_is_read_and_written_in_the_table_of_a_campaign():
    chosen = method_from_table({"filter_by_experience": True}, file="plan.toml").method
    assert chosen == FILTERED
    assert method_table(chosen) == {"filter_by_experience": True}
    with pytest.raises(BadMethodTable, match="must be true or false"):
        method_from_table({"filter_by_experience": "có"}, file="plan.toml")


def test_the_experience_of_an_element_is_written_with_the_question_set():
    assert 'experience = "Q8.5"' in question_set_text(QUESTIONS)


def test_an_experience_nobody_asks_about_is_refused():
    element = {"code": "1", "name": "Một", "criteria": [{"code": "1.1", "name": "Một"}], "experience": "Q9"}
    table = {"scale": 5, "satisfied": [4, 5], "component": [{"code": "I", "name": "I", "element": [element]}]}
    with pytest.raises(BadQuestionSet, match="no question of the form has the column 'Q9'"):
        question_set_from_table(table, file="Q.toml")
