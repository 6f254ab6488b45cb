"""Công thức F1 - F3: from scored criteria to elements, components and the index, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import assert_never

from sipas_engine.index.formulas import Formula, Formulas, Mean, Pool
from sipas_engine.index.result import Value
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import BLANK, dont_know, double_tick, number_of_codes


@dataclass(frozen=True, slots=True)
class Score:
    """Điểm của một tiêu chí: what the answers add up to, over what they could.

    Both are whole numbers over one denominator (that of points and of weights), which cancels out: the value of the
    criterion is 100 * ``points`` / ``answers``, and scores of one group may be added up.
    """

    points: int
    answers: int

    def value(self) -> Value:
        """Chỉ số tiêu chí (F1): None when nobody answered, never 0."""
        return _percentage(self.points, self.answers) if self.answers else None


@lru_cache(maxsize=100_000)  # communes have a few hundred forms each: the same few thousand shares come again
def _percentage(points: int, answers: int) -> Fraction:
    return Fraction(100 * points, answers)


@dataclass(frozen=True, slots=True)
class Values:
    """Các giá trị của một nhóm: criteria, elements, components by code, and the index itself."""

    criteria: Mapping[str, Value]
    elements: Mapping[str, Value]
    components: Mapping[str, Value]
    sipas: Value


@dataclass(frozen=True, slots=True)
class AnswerPoints:
    """Điểm của từng câu trả lời: an answer of code a earns ``parts[a] / whole`` points, from 0 to 1.

    None where such an answer is none and leaves n.
    """

    parts: tuple[int | None, ...]
    whole: int


def answer_points(method: Method, questions: QuestionSet) -> AnswerPoints:
    """Điểm của từng câu trả lời: by the metric (F1, F1m, F1z) and by what a blank, a double tick, a KB counts as."""
    levels, scale = questions.levels(), questions.scale
    match method.metric:
        case "F1":
            earned, whole = [int(level in questions.satisfied) for level in levels], 1
        case "F1m":
            earned, whole = list(levels), scale
        case "F1z":
            earned, whole = [level - 1 for level in levels], scale - 1
        case never:
            assert_never(never)
    parts: list[int | None] = [None] * number_of_codes(scale)
    parts[1 : scale + 1] = earned
    counted_as = {
        BLANK: method.blank_as,
        double_tick(scale): method.double_as,
        dont_know(scale): method.dont_know_as,
    }
    for code, level in counted_as.items():
        parts[code] = None if level is None else earned[level - 1]
    return AnswerPoints(tuple(parts), whole)


def aggregate(scores: Mapping[str, Score], formulas: Formulas) -> Values:
    """Gộp chỉ số (F2, F3): every value of a group from the scores of its criteria, by the formulas.

    What has no answer is None and leaves every mean.
    """
    known: dict[Formula, Value] = {}  # formulas are told apart as objects: each is reckoned once

    def value(formula: Formula) -> Value:
        if formula not in known:
            match formula:
                case Pool(codes):
                    known[formula] = pooled([scores[code] for code in codes])
                case Mean(parts, weights):
                    known[formula] = weighted_mean([value(part) for part in parts], weights)
        return known[formula]

    def values(of: Mapping[str, Formula]) -> dict[str, Value]:
        return {code: value(formula) for code, formula in of.items()}

    return Values(
        values(formulas.criteria),
        values(formulas.elements),
        values(formulas.components),
        value(formulas.sipas),
    )


def pooled(scores: Sequence[Score]) -> Value:
    """Gộp chung: all answers together, each with one vote; None when there is none."""
    if len(scores) == 1:
        return scores[0].value()
    return Score(sum(score.points for score in scores), sum(score.answers for score in scores)).value()


def weighted_mean(values: Sequence[Value], weights: Sequence[Fraction | int] | None = None) -> Value:
    """Trung bình có trọng số: the mean, by weight (plain without weights), of those values that exist.

    None when there is none. All is added up over one common denominator, and reduced once.
    """
    if weights is None:
        ratios = [value.as_integer_ratio() for value in values if value is not None]
        heavy = Fraction(len(ratios))
    else:
        known = [(value, Fraction(w)) for value, w in zip(values, weights, strict=True) if value is not None]
        ratios = [(value * weight).as_integer_ratio() for value, weight in known]
        heavy = sum((weight for _, weight in known), Fraction(0))
    if not heavy:
        return None
    common = lcm(*(below for _, below in ratios))
    added = sum(above * (common // below) for above, below in ratios)
    return Fraction(added * heavy.denominator, common * heavy.numerator)
