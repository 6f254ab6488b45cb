"""Người đã từng trải nghiệm: answers of people without the experience an element asks about leave n, where so chosen.

The published form asks everybody about petitions and complaints, those who never made one too. Whether their answers
count is an open point (``filter_by_experience``); nothing is filtered unless a campaign says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.answers import answer_code
from sipas_engine.returns.forms import BLANK, Forms
from sipas_engine.returns.refusals import BadForms

EXPERIENCED = 1
"""Đã từng: the first answer of an experience question ("Đã từng/Có")."""

_ANSWERS = 2
_MISSING = N_("Column {column} is missing: filtering by experience needs it for element {element}.")
_BAD = N_("Column {column} has {value!r}; allowed: 1 (yes), 2 (no), KB, or empty.")


class NoExperienceAsked(SipasError):
    """Không hỏi trải nghiệm: the setting filters by experience, but no element names a question about it."""

    kind: ClassVar[str] = "no_experience_asked"
    template: ClassVar[str] = N_(
        "filter_by_experience filters nothing: no element of the question set names an experience question. "
        'Write experience = "…" at the element, or leave the setting out.'
    )


def experience_columns(questions: QuestionSet) -> tuple[str, ...]:
    """Cột trải nghiệm: which a file must have to be filtered by experience. Raises NoExperienceAsked."""
    columns = dict.fromkeys(element.experience for element in questions.elements if element.experience)
    if not columns:
        raise NoExperienceAsked(where=questions.code)
    return tuple(columns)


def by_experience(forms: Forms, questions: QuestionSet) -> Forms:
    """Lọc theo trải nghiệm: answers to elements whose experience a form does not have are blanks.

    Only a plain "yes" is an experience; a blank, "không biết" or a double tick is none. ``forms`` were read with the
    columns of experience among their labels. Raises NoExperienceAsked, and BadForms for a column that is missing or
    holds anything but such answers.
    """
    experience_columns(questions)
    answers = dict(forms.answers)
    problems: list[Problem] = []
    for element in questions.elements:
        column = element.experience
        if not column:
            continue
        if column not in forms.labels:
            fields: dict[str, object] = {"column": column, "element": element.code}
            problems.append(Problem(_MISSING, fields, f"{forms.source}:1:{column}"))
            continue
        values = forms.labels[column].values
        codes = [answer_code(text, _ANSWERS) for text in values]
        problems += _bad(forms.source, column, values, codes)
        without = np.array([code != EXPERIENCED for code in codes], dtype=np.bool_)[
            forms.labels[column].index
        ]
        for criterion in element.criteria:
            answers[criterion.code] = _blanked(answers[criterion.code], without)
    if problems:
        raise BadForms(where=problems[0].where, problems=problems, file=forms.source, count=len(problems))
    return replace(forms, answers=answers)


def _bad(file: str, column: str, values: Sequence[str], codes: Sequence[int | None]) -> list[Problem]:
    return [
        Problem(_BAD, {"column": column, "value": value[:40]}, f"{file}:{column}")
        for value, code in zip(values, codes, strict=True)
        if code is None
    ]


def _blanked(answers: npt.NDArray[np.int8], without: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    found = np.where(without, np.int8(BLANK), answers)
    found.setflags(write=False)
    return found
