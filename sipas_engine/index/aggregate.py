"""Công thức F1 - F3: from scored criteria to elements, components and the index, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from operator import mul
from typing import assert_never

from sipas_engine.index.formulas import Formula, Formulas, Mean, Pool
from sipas_engine.index.result import Value
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import BLANK, dont_know, double_tick, number_of_codes

Score = tuple[int, int]
"""Điểm của một tiêu chí: what the answers add up to, and what they could.

Both are whole numbers over one denominator (that of points and of weights), which cancels out: the value of the
criterion is 100 times the first over the second, and scores of one group may be added up.
"""


@lru_cache(maxsize=100_000)  # communes have a few hundred forms each: the same few thousand shares come again
def _percentage(points: int, answers: int) -> Value:
    """The value of a criterion (F1): None when nobody answered, never 0."""
    return Fraction(100 * points, answers) if answers else None


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


class Aggregation:
    """Cách gộp chỉ số (F2, F3): the formulas made ready to be followed for thousands of groups.

    ``criteria`` name the scores of a group, in their order.
    """

    def __init__(self, formulas: Formulas, criteria: Sequence[str]) -> None:
        self._formulas = formulas
        self._criteria = {code: place for place, code in enumerate(criteria)}
        self._place: dict[Formula, int] = {}  # formulas are told apart as objects
        self._steps: list[tuple[bool, list[int], Sequence[Fraction] | None]] = []
        for formula in formulas.in_order:
            self._place[formula] = self._added(formula)

    def _added(self, formula: Formula) -> int:
        """The place of the formula's value, behind those of the criteria unless it is one of them.

        A step tells whether criteria are pooled, the places of these or of the parts, and the weights of the parts.
        """
        step: tuple[bool, list[int], Sequence[Fraction] | None]
        match formula:
            case Pool((code,)):
                return self._criteria[code]
            case Pool(codes):
                step = (True, [self._criteria[code] for code in codes], None)
            case Mean(parts, weights):
                step = (False, [self._place[part] for part in parts], weights)
        if step not in self._steps:  # the only component of a set is the index itself: worked out once
            self._steps.append(step)
        return len(self._criteria) + self._steps.index(step)

    def values(self, scores: Sequence[Score]) -> Values:
        """Các giá trị của một nhóm: from the scores of its criteria; what has no answer leaves every mean."""
        known = [_percentage(points, answers) for points, answers in scores]
        for pools, places, weights in self._steps:
            if pools:
                known.append(pooled([scores[place] for place in places]))
            else:
                known.append(weighted_mean([known[place] for place in places], weights))

        def values(of: Mapping[str, Formula]) -> dict[str, Value]:
            return {code: known[self._place[formula]] for code, formula in of.items()}

        formulas = self._formulas
        return Values(
            values(formulas.criteria),
            values(formulas.elements),
            values(formulas.components),
            known[self._place[formulas.sipas]],
        )


def pooled(scores: Sequence[Score]) -> Value:
    """Gộp chung: all answers together, each with one vote; None when there is none."""
    return _percentage(sum(points for points, _ in scores), sum(answers for _, answers in scores))


def weighted_mean(values: Sequence[Value], weights: Sequence[Fraction | int] | None = None) -> Value:
    """Trung bình có trọng số: the mean, by weight (plain without weights), of those values that exist.

    None when there is none. All is added up over one common denominator, and reduced once.
    """
    ratios = [value.as_integer_ratio() for value in values if value is not None]
    if weights is None:
        heavy = Fraction(len(ratios))
    else:
        heavies = [Fraction(w) for value, w in zip(values, weights, strict=True) if value is not None]
        ratios = [
            (above * w.numerator, below * w.denominator)
            for (above, below), w in zip(ratios, heavies, strict=True)
        ]
        heavy = sum(heavies, Fraction(0))
    if not heavy:
        return None
    aboves, belows = zip(*ratios, strict=True)
    common = lcm(*set(belows))
    added = sum(map(mul, aboves, map(common.__floordiv__, belows)))
    return Fraction(added * heavy.denominator, common * heavy.numerator)
