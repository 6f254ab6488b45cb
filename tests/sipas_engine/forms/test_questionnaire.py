"""Phiếu hỏi: everything the set asks is asked, nothing personal, and another wording is another version."""

from dataclasses import replace
from datetime import date

import pytest

from sipas_engine.forms.asking import questionnaire_of
from sipas_engine.forms.questionnaire import ChoiceQuestion, MatrixQuestion, OpenQuestion
from sipas_engine.methods.built_in import built_in, built_in_codes
from tests.sipas_engine.builders import a_question_set


@pytest.mark.parametrize("code", built_in_codes())
def test_every_criterion_is_asked_once_in_printed_order(code: str) -> None:
    questions = built_in(code)
    asked = questionnaire_of(questions).of_purpose("satisfaction")
    items = [item.code for one in asked if isinstance(one, MatrixQuestion) for item in one.items]
    assert tuple(items) == questions.criterion_codes


@pytest.mark.parametrize("code", built_in_codes())
def test_no_column_is_asked_twice(code: str) -> None:
    columns = list(questionnaire_of(built_in(code)).columns())
    assert len(columns) == len(set(columns))


def test_a_name_and_a_phone_number_are_never_asked() -> None:
    questions = built_in("P2023")
    personal = {one.code for one in questions.instrument.fields if one.personal}
    assert personal == {"name", "phone"}
    assert not personal & set(questionnaire_of(questions).columns())


@pytest.mark.parametrize(
    ("day", "asks_for_the_district", "reason"),
    [
        (date(2024, 10, 1), True, "three tiers"),
        (date(2025, 6, 30), True, "their last day"),
        (date(2025, 7, 1), False, "two tiers"),
        (None, False, "without a day: what is still asked"),
    ],
)
def test_the_district_is_asked_while_there_is_one(
    day: date | None, asks_for_the_district: bool, reason: str
) -> None:
    assert ("district" in questionnaire_of(built_in("P2023"), day).columns()) is asks_for_the_district, reason


def test_the_parts_of_the_form_of_2023_stand_in_their_order() -> None:
    sections = questionnaire_of(built_in("P2023")).sections
    purposes = [section.purpose for section in sections]
    assert purposes == ["respondent", "perception", "satisfaction", "expectation", "opinion"]


def test_kinds_of_questions_of_2023() -> None:
    asked = {question.code: question for question in questionnaire_of(built_in("P2023")).questions}
    channels, ways = asked["Q2"], asked["Q6"]
    assert isinstance(channels, ChoiceQuestion)
    assert channels.several
    assert isinstance(ways, ChoiceQuestion)
    assert not ways.several
    assert isinstance(asked["QX"], OpenQuestion)
    wishes = asked["Q10"]
    assert isinstance(wishes, MatrixQuestion)
    assert len(wishes.items) == 9, "the wording of the eighth is not known, so it is not asked"
    assert [level.text for level in wishes.levels] == ["Ít", "Nhiều", "Rất nhiều"]


def test_a_set_of_criteria_alone_asks_for_satisfaction_alone() -> None:
    sections = questionnaire_of(a_question_set()).sections
    assert [section.purpose for section in sections] == ["satisfaction"]


def test_a_scale_of_another_length_has_plain_levels() -> None:
    (asked,) = questionnaire_of(a_question_set(scale=4, satisfied=[3, 4])).of_purpose("satisfaction")
    assert isinstance(asked, MatrixQuestion)
    assert [level.text for level in asked.levels] == ["Mức 1", "Mức 2", "Mức 3", "Mức 4"]


def test_another_wording_is_another_version() -> None:
    questions = built_in("P2017")
    before = questionnaire_of(questions)
    changed = questionnaire_of(replace(questions, name=f"{questions.name}."))
    assert before.version.startswith("P2017-")
    assert questionnaire_of(questions).version == before.version != changed.version
