"""Lập phiếu hỏi: a question set becomes the questions that a person is asked on a day."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from sipas_engine.forms.questionnaire import (
    AskedItem,
    Choice,
    ChoiceQuestion,
    ItemGroup,
    MatrixQuestion,
    OpenQuestion,
    Purpose,
    Question,
    Questionnaire,
    Section,
)
from sipas_engine.methods.instrument import Question as SetQuestion
from sipas_engine.methods.instrument import RespondentField
from sipas_engine.methods.question_set import QuestionSet

SATISFACTION_WORDS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
"""Lời của thang hài lòng: the five levels, lowest first, where the set has no wording of its own."""

SATISFACTION_TEXT = "Xin Ông/Bà cho biết mức độ hài lòng đối với từng nội dung dưới đây"
EXPECTATION_TEXT = "Ông/Bà mong muốn các cơ quan ưu tiên cải thiện nội dung nào dưới đây"
_PURPOSES: dict[str, Purpose] = {
    "single": "perception",
    "multi": "perception",
    "matrix": "perception",
    "satisfaction": "satisfaction",
    "expectations": "expectation",
    "text": "opinion",
}


def questionnaire_of(questions: QuestionSet, day: date | None = None) -> Questionnaire:
    """Lập phiếu hỏi: everything the set asks on ``day`` (without a day: what is still asked), but nothing personal.

    A name or a phone number stands on the list of the sample, never on a form. A set of criteria alone asks for
    satisfaction only. An expectation whose wording is not known is not asked.
    """
    fields = [one for one in questions.instrument.fields if not one.personal and _is_asked(one, day)]
    asked = [_asked(questions, one) for one in questions.instrument.questions]
    if not any(purpose == "satisfaction" for purpose, _ in asked):
        asked.append(
            ("satisfaction", _satisfaction(questions, SetQuestion("", "satisfaction", SATISFACTION_TEXT)))
        )
    if questions.instrument.expectations and questions.instrument.expectation_question is None:
        choice = SetQuestion("expectations", "expectations", EXPECTATION_TEXT)
        asked.append(("expectation", _expectations(questions, choice)))
    sections = [Section("respondent", tuple(map(_field, fields)))] if fields else []
    sections += [
        Section(purpose, tuple(question for _, question in group))
        for purpose, group in groupby(asked, key=lambda one: one[0])
    ]
    return Questionnaire(questions.code, questions.name, tuple(sections))


def _is_asked(field: RespondentField, day: date | None) -> bool:
    return field.last_day is None if day is None else field.asked_on(day)


def _asked(questions: QuestionSet, question: SetQuestion) -> tuple[Purpose, Question]:
    return _PURPOSES[question.kind], _question(questions, question)


def _question(questions: QuestionSet, question: SetQuestion) -> Question:
    match question.kind:
        case "single" | "multi":
            several = question.kind == "multi"
            return ChoiceQuestion(
                question.code, question.text, _choices(question.options), several, question.choose
            )
        case "matrix":
            items = tuple(map(AskedItem, question.columns, question.items))
            levels = questions.instrument.scale(question.scale).levels
            return MatrixQuestion(question.code, question.text, _choices(levels), (ItemGroup("", items),))
        case "satisfaction":
            return _satisfaction(questions, question)
        case "expectations":
            return _expectations(questions, question)
        case "text":
            return OpenQuestion(question.code, question.text)


def _satisfaction(questions: QuestionSet, question: SetQuestion) -> MatrixQuestion:
    groups = tuple(_groups(questions))
    return MatrixQuestion(question.code, question.text, _choices(_levels(questions, question)), groups)


def _groups(questions: QuestionSet) -> Iterator[ItemGroup]:
    several_parts = len(questions.components) > 1
    for component in questions.components:
        for place, element in enumerate(component.elements):
            part = component.name if several_parts and place == 0 else ""
            items = tuple(AskedItem(criterion.code, criterion.name) for criterion in element.criteria)
            yield ItemGroup(element.name, items, part)


def _levels(questions: QuestionSet, question: SetQuestion) -> tuple[str, ...]:
    """Lời các mức: those of the question's scale, else the usual five, else "Mức 1"… for another scale."""
    if question.scale:
        named = questions.instrument.scale(question.scale).levels
        if len(named) == questions.scale:
            return named
    if questions.scale == len(SATISFACTION_WORDS):
        return SATISFACTION_WORDS
    return tuple(f"Mức {level}" for level in questions.levels())


def _expectations(questions: QuestionSet, question: SetQuestion) -> Question:
    known = [one for one in questions.instrument.expectations if one.name is not None]
    if question.choose is not None or not question.scale:
        return ChoiceQuestion(
            question.code, question.text, tuple(_wishes(questions)), several=True, most=question.choose
        )
    items = tuple(AskedItem(f"{question.code}.{one.code}", one.name or "") for one in known)
    levels = _choices(questions.instrument.scale(question.scale).levels)
    return MatrixQuestion(question.code, question.text, levels, (ItemGroup("", items),))


def _wishes(questions: QuestionSet) -> Iterator[Choice]:
    """Điều mong muốn để chọn: by their place in the set, which is how an answer names them."""
    for number, one in enumerate(questions.instrument.expectations, start=1):
        if one.name is not None:
            yield Choice(str(number), one.name)


def _field(field: RespondentField) -> Question:
    if not field.options:
        return OpenQuestion(field.code, field.label)
    return ChoiceQuestion(field.code, field.label, _choices(field.options))


def _choices(texts: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(str(number), text) for number, text in enumerate(texts, start=1))
