"""Tổng hợp nhận định, mong đợi: every question of the form besides satisfaction, counted over a group of forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from sipas_engine.methods.instrument import AnswerScale, Instrument, Question
from sipas_engine.methods.method import SingleNumber
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.perceptions.read import DONT_KNOW, DOUBLE, Opinions
from sipas_engine.perceptions.shares import Distribution, distribution, single_number


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """Một mục: one item of a matrix (or the question itself), its distribution and, on a weighted scale, one number."""

    code: str
    label: str
    found: Distribution
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """Một câu hỏi: what was answered to it, item by item; ``several`` when a person may choose more than one."""

    code: str
    text: str
    several: bool
    items: tuple[ItemSummary, ...]


def summarize(
    opinions: Opinions, questions: QuestionSet, how: SingleNumber = "scored"
) -> tuple[QuestionSummary, ...]:
    """Tổng hợp (F9, F10): every question of which the file has a column, in printed order."""
    found = []
    for question in questions.instrument.questions:
        items = _items(opinions, question, questions.instrument, how)
        if items:
            several = question.kind == "multi" or question.choose is not None
            found.append(QuestionSummary(question.code, question.text, several, tuple(items)))
    return tuple(found)


def _items(
    opinions: Opinions, question: Question, instrument: Instrument, how: SingleNumber
) -> list[ItemSummary]:
    match question.kind:
        case "single" if question.code in opinions.single:
            return [
                ItemSummary(question.code, "", _one_answer(opinions.single[question.code], question.options))
            ]
        case "multi" if question.code in opinions.several:
            return [
                ItemSummary(question.code, "", _several(opinions.several[question.code], question.options))
            ]
        case "matrix":
            named = list(zip(question.columns, question.items, strict=True))
            return _levels(opinions, question, named, instrument, how)
        case "expectations":
            return _expectations(opinions, question, instrument, how)
        case _:
            return []


def _expectations(
    opinions: Opinions, question: Question, instrument: Instrument, how: SingleNumber
) -> list[ItemSummary]:
    labels = [item.name or f"Nội dung {item.code} (chưa có lời văn)" for item in instrument.expectations]
    if question.choose is None:
        named = list(zip(instrument.expectation_columns(), labels, strict=True))
        return _levels(opinions, question, named, instrument, how)
    if question.code not in opinions.several:
        return []
    return [ItemSummary(question.code, "", _several(opinions.several[question.code], labels))]


def _levels(
    opinions: Opinions,
    question: Question,
    named: Sequence[tuple[str, str]],
    instrument: Instrument,
    how: SingleNumber,
) -> list[ItemSummary]:
    scale = instrument.scale(question.scale)
    items = []
    for column, label in named:
        if column in opinions.single:
            found = _one_answer(opinions.single[column], scale.levels)
            items.append(ItemSummary(column, label, found, _number(found, scale, how)))
    return items


def _number(found: Distribution, scale: AnswerScale, how: SingleNumber) -> Fraction | None:
    """One number on a weighted scale; "top" means nothing where level 1 is the best, as with "đã từng"."""
    if not scale.weights:
        return None
    rising = scale.weights[0] < scale.weights[-1]
    return single_number(found, scale, how if rising else "scored")


def _one_answer(values: npt.NDArray[np.int16], labels: Sequence[str]) -> Distribution:
    counts = [int((values == number).sum()) for number in range(1, len(labels) + 1)]
    return distribution(
        labels,
        counts,
        answered=sum(counts),
        blank=int((values == 0).sum()),
        double=int((values == DOUBLE).sum()),
        dont_know=int((values == DONT_KNOW).sum()),
    )


def _several(values: npt.NDArray[np.int64], labels: Sequence[str]) -> Distribution:
    counts = [int(((values >> place) & 1).sum()) for place in range(len(labels))]
    blank = int((values == 0).sum())
    return distribution(labels, counts, answered=len(values) - blank, blank=blank)
