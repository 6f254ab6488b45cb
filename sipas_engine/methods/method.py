"""Cách tính: the settings that turn answers into one number; all of them are printed with every result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal, cast, get_args

from sipas_engine.errors import N_, SipasError

Metric = Literal["F1", "F1m", "F1z"]
"""Thước đo: F1 share of satisfied answers; F1m mean level over the highest; F1z the same, level 1 being 0."""

Aggregate = Literal["pooled", "mean_criteria", "mean_elements", "mean_components", "question"]
"""Cách gộp: how criteria become elements, components and the index; ``question`` asks people for each (2012 - 2016)."""

AggregateElement = Literal["pooled", "mean_criteria"]
"""Cách gộp yếu tố: how the criteria of an element become its value."""

Rollup = Literal["pooled", "mean_units", "by_forms"]
"""Cách gộp lên toàn quốc: all forms together, plain mean of units, or mean of units by their forms."""

SingleNumber = Literal["scored", "top", "top2"]
"""Một số cho cả thang (F10): weighted mean of the levels; share of the highest; share of the two highest."""

Rounding = Literal["half_up", "half_even"]
"""Làm tròn: what happens to a half in the last printed place."""


class BadMethod(SipasError):
    """Cách tính không hợp lệ: a setting has a value it cannot have."""

    kind: ClassVar[str] = "bad_method"
    template: ClassVar[str] = N_("The setting {setting} cannot be {value!r}. Possible: {possible}.")


@dataclass(frozen=True, slots=True)
class Method:
    """Cách tính: every open choice of the method, with its default.

    ``aggregate_element`` None means what ``aggregate`` implies: pooled under ``pooled``, else mean_criteria.
    ``blank_as``, ``double_as`` and ``dont_know_as`` say as which level such an answer counts; None (the
    default) means it is no answer and leaves n. ``component_weights`` weight the components of
    ``mean_components``; ``single_number`` is how interest and expectation become one number. With
    ``filter_by_experience`` only people with the experience are counted for elements that name one. Raises
    BadMethod when a value is not on its list.
    """

    metric: Metric = "F1"
    aggregate: Aggregate = "mean_criteria"
    aggregate_element: AggregateElement | None = None
    rollup: Rollup = "mean_units"
    blank_as: int | None = None
    double_as: int | None = None
    dont_know_as: int | None = None
    component_weights: Mapping[str, Fraction] = field(default_factory=dict)
    single_number: SingleNumber = "scored"
    filter_by_experience: bool = False
    decimals: int = 2
    rounding: Rounding = "half_up"

    def __post_init__(self) -> None:
        _one_of("metric", self.metric, get_args(Metric))
        _one_of("aggregate", self.aggregate, get_args(Aggregate))
        _one_of("aggregate_element", self.aggregate_element, (None, *get_args(AggregateElement)))
        _one_of("rollup", self.rollup, get_args(Rollup))
        _one_of("single_number", self.single_number, get_args(SingleNumber))
        _one_of("rounding", self.rounding, get_args(Rounding))
        _one_of("decimals", self.decimals, tuple(range(7)))
        _one_of("filter_by_experience", self.filter_by_experience, (False, True))
        if self.component_weights and self.aggregate != "mean_components":
            raise BadMethod(setting="component_weights", value=self.aggregate, possible="mean_components")
        for code, weight in self.component_weights.items():
            if weight <= 0:
                raise BadMethod(setting=f"component_weights.{code}", value=str(weight), possible="> 0")

    @property
    def element_aggregate(self) -> AggregateElement:
        """Cách gộp yếu tố: the one in force, whether chosen or implied."""
        if self.aggregate_element is not None:
            return self.aggregate_element
        return "pooled" if self.aggregate == "pooled" else "mean_criteria"

    def settings(self) -> dict[str, object]:
        """Bảng thông số: every setting as plain text and numbers, to be printed with each result."""
        return {
            "metric": self.metric,
            "aggregate": self.aggregate,
            "aggregate_element": self.element_aggregate,
            "rollup": self.rollup,
            "blank": _counts_as(self.blank_as),
            "double": _counts_as(self.double_as),
            "dont_know": _counts_as(self.dont_know_as),
            "component_weights": {code: str(weight) for code, weight in self.component_weights.items()}
            or None,
            "single_number": self.single_number,
            "filter_by_experience": self.filter_by_experience,
            "rounding": self.rounding,
            "decimals": self.decimals,
            "rank": "1 + number of units of the level with a larger published value",
        }


def _one_of(setting: str, value: object, possible: tuple[object, ...]) -> None:
    if value not in possible:
        raise BadMethod(setting=setting, value=value, possible=", ".join(map(str, possible)))


def _counts_as(level: int | None) -> str:
    return "leaves n" if level is None else f"level {level}"


def chosen_method(metric: str, aggregate: str, aggregate_element: str | None, rollup: str) -> Method:
    """Cách tính đã chọn: a method from the words of a command line. Raises BadMethod for a word it cannot be."""
    return Method(
        metric=cast(Metric, metric),  # Method itself refuses what is not on its lists
        aggregate=cast(Aggregate, aggregate),
        aggregate_element=cast(AggregateElement | None, aggregate_element),
        rollup=cast(Rollup, rollup),
    )
