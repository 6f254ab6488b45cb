"""Phần còn lại của phiếu: what a form asks besides satisfaction: the respondent, perceptions, expectations."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

QuestionKind = Literal["single", "multi", "matrix", "satisfaction", "expectations", "text"]
"""Loại câu hỏi: one option; several options; a level for each item; the criteria; the expectations; words."""


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """Thang trả lời: the names of its levels, 1 first, and what an answer at each level is worth, from 0 to 1.

    ``weights`` serve the single number of interest and expectation (F10); empty for a scale without one.
    """

    code: str
    levels: tuple[str, ...]
    weights: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class RespondentField:
    """Thông tin người trả lời: a line of the card on the form; without options it is filled in by hand.

    ``personal`` fields (name, phone) are kept apart from the answers and never leave in an export. ``last_day``
    is the last day on which it is asked, such as the district; None while it goes on.
    """

    code: str
    label: str
    options: tuple[str, ...] = ()
    personal: bool = False
    last_day: date | None = None

    def asked_on(self, day: date) -> bool:
        """Còn hỏi không: whether the form of that day has this line."""
        return self.last_day is None or day <= self.last_day


@dataclass(frozen=True, slots=True)
class Question:
    """Câu hỏi: one question of the form, in printed order.

    ``options`` belong to single and multi; ``items`` and ``scale`` (a code) to matrix; ``choose`` is how many
    options of a multi question are asked for, None for as many as fit. The satisfaction question stands for all
    criteria, the expectations question for all expectations.
    """

    code: str
    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    scale: str = ""
    choose: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Cột trong tệp phiếu: ``Q4`` for one answer, ``Q1.1``, ``Q1.2``… for a matrix; "2;5" stands for several.

        Empty for satisfaction and expectations, whose columns are those of their criteria.
        """
        if self.kind == "matrix":
            return tuple(f"{self.code}.{number}" for number in range(1, len(self.items) + 1))
        return () if self.kind in ("satisfaction", "expectations") else (self.code,)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Mong đợi: one thing people may want improved. ``name`` is None where the source leaves it out."""

    code: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """Phần còn lại của phiếu: scales, the respondent's card, questions in printed order, expectations."""

    scales: tuple[AnswerScale, ...] = ()
    fields: tuple[RespondentField, ...] = ()
    questions: tuple[Question, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    def scale(self, code: str) -> AnswerScale:
        """Thang trả lời theo mã: KeyError when there is none of this code."""
        return {scale.code: scale for scale in self.scales}[code]

    def question(self, code: str) -> Question:
        """Câu hỏi theo mã: KeyError when there is none of this code."""
        return {question.code: question for question in self.questions}[code]

    @property
    def expectation_question(self) -> Question | None:
        """Câu hỏi mong đợi: the one that asks for the expectations, None when the form has none."""
        return next((q for q in self.questions if q.kind == "expectations"), None)

    def expectation_columns(self) -> tuple[str, ...]:
        """Cột mong đợi: ``Q10.1``… when each item has a level; the question's own column when some are chosen."""
        question = self.expectation_question
        if question is None:
            return ()
        if question.choose is not None:
            return (question.code,)
        return tuple(f"{question.code}.{item.code}" for item in self.expectations)
