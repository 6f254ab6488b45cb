"""Bộ câu hỏi: components, elements and criteria of one campaign, as values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sipas_engine.methods.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Criterion:
    """Tiêu chí: one question answered on the satisfaction scale. ``code`` is text, exactly as printed."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Element:
    """Yếu tố: criteria that belong together, such as access or procedures.

    ``question`` is the code of the criterion that asks about the element as a whole (2012 - 2016); empty for none.
    ``experience`` is the column of the question whether somebody has the experience it is about (1 means yes).
    """

    code: str
    name: str
    criteria: tuple[Criterion, ...]
    question: str = ""
    experience: str = ""


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

    ``first_day`` and ``last_day`` are included; None means not known. ``published_criteria`` is the number of
    criteria which the Ministry named for the period, where the wording of some is not known. ``notes`` are
    Vietnamese sentences for readers.
    """

    legal: str = ""
    first_day: date | None = None
    last_day: date | None = None
    published_criteria: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Bộ câu hỏi: what a form asks.

    ``scale`` is the number of levels, ``satisfied`` the levels counted as hài lòng. ``instrument`` is what the
    form asks besides satisfaction; empty when only the criteria are known. ``general`` is the code of the
    criterion that asks about everything at once (2012 - 2016); empty for none.
    Every campaign owns one: the number of criteria changes between years inside one period (33, 45, 51).
    """

    code: str
    name: str
    scale: int
    satisfied: tuple[int, ...]
    components: tuple[Component, ...]
    source: Source = Source()
    instrument: Instrument = field(default_factory=Instrument)
    general: str = ""

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

    @property
    def unknown_criteria(self) -> int:
        """Tiêu chí chưa biết: how many criteria the Ministry named beyond those written here; 0 when complete."""
        published = self.source.published_criteria
        return max(0, published - len(self.criteria)) if published is not None else 0
