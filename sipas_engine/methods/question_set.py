"""Bộ câu hỏi: components, elements and criteria of one campaign, as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Criterion:
    """Tiêu chí: one question answered on the satisfaction scale. ``code`` is text, exactly as printed."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Element:
    """Yếu tố: criteria that belong together, such as access or procedures."""

    code: str
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Nội dung thành phần: elements that belong together, such as policy or services."""

    code: str
    name: str
    elements: tuple[Element, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Tiêu chí: those of all elements of the component, in printed order."""
        return tuple(criterion for element in self.elements for criterion in element.criteria)


@dataclass(frozen=True, slots=True)
class Source:
    """Căn cứ của bộ câu hỏi: the legal text, the days it covers and what is not certain about the wording.

    ``first_day`` and ``last_day`` are included; None means not known. ``notes`` are Vietnamese sentences for
    readers.
    """

    legal: str = ""
    first_day: date | None = None
    last_day: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Bộ câu hỏi: what a form asks.

    ``scale`` is the number of levels, ``satisfied`` the levels counted as hài lòng.
    Every campaign owns one: the number of criteria changes between years inside one period (33, 45, 51).
    """

    code: str
    name: str
    scale: int
    satisfied: tuple[int, ...]
    components: tuple[Component, ...]
    source: Source = Source()

    @property
    def elements(self) -> tuple[Element, ...]:
        """Yếu tố: those of all components, in printed order."""
        return tuple(element for component in self.components for element in component.elements)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Tiêu chí: all of them, in printed order."""
        return tuple(criterion for component in self.components for criterion in component.criteria)

    @property
    def criterion_codes(self) -> tuple[str, ...]:
        """Mã tiêu chí: the columns a file of forms must have, in printed order."""
        return tuple(criterion.code for criterion in self.criteria)

    def levels(self) -> Iterator[int]:
        """Mức trả lời: 1 up to ``scale``."""
        return iter(range(1, self.scale + 1))
