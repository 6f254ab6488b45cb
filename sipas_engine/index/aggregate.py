"""Công thức F1 - F3: from scored criteria to elements, components and the index, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import assert_never

from sipas_engine.index.result import Value
from sipas_engine.methods.method import AggregateElement, Method
from sipas_engine.methods.question_set import QuestionSet

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
class LevelPoints:
    """Điểm của từng mức: an answer at level k earns ``parts[k - 1] / whole`` points, from 0 to 1."""

    parts: tuple[int, ...]
    whole: int


def level_points(method: Method, questions: QuestionSet) -> LevelPoints:
    """Điểm của từng mức: what an answer at each level earns under the metric (F1, F1m, F1z)."""
    levels, scale = questions.levels(), questions.scale
    match method.metric:
        case "F1":
            return LevelPoints(tuple(int(level in questions.satisfied) for level in levels), 1)
        case "F1m":
            return LevelPoints(tuple(levels), scale)
        case "F1z":
            return LevelPoints(tuple(level - 1 for level in levels), scale - 1)
        case never:
            assert_never(never)


def aggregate(scores: Mapping[str, Score], questions: QuestionSet, method: Method) -> Values:
    """Gộp chỉ số (F2, F3): every value of a group from the scores of its criteria.

    ``pooled`` gives each answer one vote at every level. ``mean_criteria``: element, component and index are
    plain means of their criteria. ``mean_elements``: component and index are plain means of their elements.
    ``mean_components``: a component is the mean of its elements, the index the mean of the components. What
    has no answer is None and leaves every mean.
    """
    criteria = {code: scores[code].value() for code in questions.criterion_codes}

    def combined(codes: Sequence[str], how: AggregateElement) -> Value:
        if how == "pooled":
            return pooled([scores[code] for code in codes])
        return mean([criteria[code] for code in codes])

    elements = {
        element.code: combined([criterion.code for criterion in element.criteria], method.element_aggregate)
        for element in questions.elements
    }
    components: dict[str, Value] = {}
    for component in questions.components:
        if method.aggregate in ("pooled", "mean_criteria"):
            how: AggregateElement = "pooled" if method.aggregate == "pooled" else "mean_criteria"
            components[component.code] = combined([criterion.code for criterion in component.criteria], how)
        else:
            components[component.code] = mean([elements[element.code] for element in component.elements])
    match method.aggregate:
        case "pooled":
            sipas = pooled(list(scores.values()))
        case "mean_criteria":
            sipas = mean(list(criteria.values()))
        case "mean_elements":
            sipas = mean(list(elements.values()))
        case "mean_components":
            weights = method.component_weights
            sipas = weighted_mean([(v, weights.get(code, Fraction(1))) for code, v in components.items()])
        case never:
            assert_never(never)
    return Values(criteria, elements, components, sipas)


def pooled(scores: Sequence[Score]) -> Value:
    """Gộp chung: all answers together, each with one vote; None when there is none."""
    return Score(total([s.points for s in scores]), total([s.answers for s in scores])).value()


def mean(values: Sequence[Value]) -> Value:
    """Trung bình cộng: the plain mean of those values that exist; None when there is none."""
    known = [value for value in values if value is not None]
    return total(known) / len(known) if known else None


def weighted_mean(weighted: Sequence[tuple[Value, Fraction]]) -> Value:
    """Trung bình có trọng số: the mean, by weight, of those values that exist; None for none."""
    known = [(value, weight) for value, weight in weighted if value is not None]
    weight = total([weight for _, weight in known])
    return total([value * weight for value, weight in known]) / weight if weight else None


def total(fractions: Sequence[Fraction]) -> Fraction:
    """Tổng: the exact sum, over one common denominator (much faster than one by one)."""
    denominator = lcm(*(fraction.denominator for fraction in fractions))
    return Fraction(sum(f.numerator * (denominator // f.denominator) for f in fractions), denominator)
