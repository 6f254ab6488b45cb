"""Công thức gộp F2, F3: how criteria become elements, components and the index, as values that can be walked.

The exact value (``aggregate``) and its standard error (``sipas_engine.uncertainty``) follow one and the same formula,
so that no reading of the method can be computed one way and judged another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import Element, QuestionSet


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Gộp chung: all answers to these criteria together, each with one vote."""

    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mean:
    """Trung bình: the mean of its parts, by weights if there are any; a part without answers leaves it."""

    parts: tuple["Formula", ...]
    weights: tuple[Fraction, ...] | None = None


Formula = Pool | Mean
"""Công thức: what one published value is made of. The value of one criterion is the pool of that criterion."""


@dataclass(frozen=True)
class Formulas:
    """Các công thức: of every criterion, element and component by code, and of the index itself."""

    criteria: Mapping[str, Formula]
    elements: Mapping[str, Formula]
    components: Mapping[str, Formula]
    sipas: Formula

    @cached_property
    def parts(self) -> tuple[tuple[str, str, Formula], ...]:
        """Các phần: what stands below the index, as (kind, code, formula); kinds are fields of this class."""
        return tuple(self._parts())

    @cached_property
    def in_order(self) -> tuple[Formula, ...]:
        """Thứ tự tính: each formula once, its parts before it."""
        order: dict[Formula, None] = {}

        def walk(formula: Formula) -> None:
            if formula not in order:
                for part in formula.parts if isinstance(formula, Mean) else ():
                    walk(part)
                order[formula] = None

        for formula in (*(formula for _, _, formula in self.parts), self.sipas):
            walk(formula)
        return tuple(order)

    def _parts(self) -> Iterator[tuple[str, str, Formula]]:
        for kind in ("components", "elements", "criteria"):
            yield from ((kind, code, formula) for code, formula in getattr(self, kind).items())


def formulas_of(questions: QuestionSet, method: Method) -> Formulas:
    """Các công thức của cách tính: what every value is under the settings chosen (F2, F3).

    ``pooled`` gives each answer one vote at every level. ``mean_criteria``: element, component and index are
    plain means of their criteria. ``mean_elements``: component and index are plain means of their elements.
    ``mean_components``: a component is the mean of its elements, the index the mean of the components.
    ``question``: an element is its own question where it has one, the index the general question where there is
    one, else the means of ``mean_elements``.
    """
    criteria = {code: Pool((code,)) for code in questions.criterion_codes}

    def of_criteria(codes: tuple[str, ...], how: str) -> Formula:
        return Pool(codes) if how == "pooled" else Mean(tuple(criteria[code] for code in codes))

    def of_element(element: Element) -> Formula:
        if method.aggregate == "question" and element.question:
            return criteria[element.question]
        return of_criteria(tuple(one.code for one in element.criteria), method.element_aggregate)

    elements = {element.code: of_element(element) for element in questions.elements}
    by_criteria = method.aggregate in ("pooled", "mean_criteria")
    components = {
        component.code: of_criteria(tuple(one.code for one in component.criteria), method.aggregate)
        if by_criteria
        else Mean(tuple(elements[element.code] for element in component.elements))
        for component in questions.components
    }
    if by_criteria:
        sipas = of_criteria(questions.criterion_codes, method.aggregate)
    elif method.aggregate == "mean_components":
        weights = tuple(method.component_weights.get(code, Fraction(1)) for code in components)
        sipas = Mean(tuple(components.values()), weights if method.component_weights else None)
    elif method.aggregate == "question" and questions.general:
        sipas = criteria[questions.general]
    else:
        sipas = Mean(tuple(elements.values()))
    return Formulas(criteria, elements, components, sipas)
