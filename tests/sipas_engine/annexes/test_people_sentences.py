"""Câu về người trả lời: what a report says of groups of people and of their opinions."""

from dataclasses import replace

from sipas_engine.annexes.edition import edition_of
from sipas_engine.annexes.report import part_of
from tests.sipas_engine.annexes.results import a_result
from tests.sipas_engine.annexes.test_opinions import CHANNELS, INTEREST, QUESTIONS

RESULT = a_result({"Nam": (30,), "Nữ": (20,)}, QUESTIONS)
BY_SEX = replace(RESULT, by=("sex",), units=tuple(replace(u, level="sex") for u in RESULT.level("commune")))


def texts(part, **more):
    edition = edition_of(RESULT, **more)
    return [sentence.text for sentence in part_of(edition.sentences, part)]


def test_groups_of_people_are_told_with_their_index():
    assert texts("groups", breakdowns={"sex": BY_SEX}) == ["Theo giới tính: Nam 75,00%; Nữ 50,00%."]


def test_of_many_groups_only_the_ends_are_named():
    many = a_result({f"Nghề {n}": (n,) for n in range(10, 18)}, QUESTIONS)
    by_job = replace(many, by=("job",), units=tuple(replace(u, level="job") for u in many.level("commune")))
    assert texts("groups", breakdowns={"job": by_job}) == [
        "Theo job, cao nhất là Nghề 17 42,50%; thấp nhất là Nghề 10 25,00%."
    ]


def test_a_question_with_one_number_an_item_tells_its_ends_but_no_item_too_few_answered():
    assert texts("opinions", opinions=[INTEREST]) == [
        "Mức độ quan tâm: cao nhất là “Y tế” (90,00%); thấp nhất là “Kinh tế” (75,00%)."
    ]


def test_any_other_question_tells_what_most_people_chose():
    assert texts("opinions", opinions=[CHANNELS]) == [
        "Kênh thông tin: nhiều người chọn nhất là “Loa xã” (75,00%)."
    ]


def test_without_such_questions_nothing_is_said():
    assert texts("groups") == texts("opinions") == []
