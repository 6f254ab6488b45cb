"""Công thức F1 - F3: from scored criteria to elements, components and the index, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import assert_never

from sipas_engine.index.formulas import Formula, Formulas, Mean, Pool
from sipas_engine.index.result import Value
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import BLANK, dont_know, double_tick, number_of_codes

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Score:
    """Điểm của một tiêu chí: what the answers add up to, and how many (or how heavy) they are.

    The value of the criterion is 100 * ``points`` / ``answers``; each answer earns 0 to 1 point.
    """

    points: Fraction
    answers: Fraction

    def value(self) -> Value:
        """Chỉ số tiêu chí (F1): None when nobody answered, never 0."""
        return HUNDRED * self.points / self.answers if self.answers else None


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
                    known[formula] = weighted_mean(
                        [(value(p), w) for p, w in zip(parts, weights, strict=True)]
                    )
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
    return Score(total([s.points for s in scores]), total([s.answers for s in scores])).value()


def weighted_mean(weighted: Sequence[tuple[Value, Fraction | int]]) -> Value:
    """Trung bình có trọng số: the mean, by weight, of those values that exist; None for none."""
    known = [(value, weight) for value, weight in weighted if value is not None]
    weight = total([weight for _, weight in known])
    if not weight:
        return None
    # Over one common denominator: a Fraction reduced once, not at every step.
    denominator = lcm(*(value.denominator * weight.denominator for value, weight in known))
    added = sum(
        value.numerator * weight.numerator * (denominator // (value.denominator * weight.denominator))
        for value, weight in known
    )
    return Fraction(added * weight.denominator, denominator * weight.numerator)


def total(fractions: Sequence[Fraction | int]) -> Fraction:
    """Tổng: the exact sum, over one common denominator (much faster than one by one)."""
    denominator = lcm(*(fraction.denominator for fraction in fractions))
    return Fraction(sum(f.numerator * (denominator // f.denominator) for f in fractions), denominator)
