"""Nhận xét chung: the sentences with which a decision or report sums up a result, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.publication import Limits
from sipas_engine.index.result import IndexResult, Value
from sipas_engine.index.rounding import published_value

Kind = Literal["national", "highest_unit", "lowest_unit", "strongest_element", "weakest_element"]
"""Loại nhận xét: what a finding is about."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Nhận xét: one finding; ``names`` are all that share the value, ``sentence`` says it in Vietnamese."""

    kind: Kind
    names: tuple[str, ...]
    value: Decimal
    sentence: str


def highlights(result: IndexResult, level: str, *, limits: Limits | None = None) -> tuple[Highlight, ...]:
    """Nhận xét chung: the index of all, the best and last unit of a level, the best and weakest element.

    Units too small to be published are passed over; a finding that has no value is left out, and so is the
    lowest where it is the highest too.
    """
    limits = limits or Limits()
    units = [
        (unit.label, unit.published)
        for unit in result.level(level)
        if unit.published is not None and not limits.suppresses(unit.n_valid)
    ]
    found = _ends(
        units, "highest_unit", "Chỉ số hài lòng cao nhất", "lowest_unit", "Chỉ số hài lòng thấp nhất"
    )
    national = result.national
    if national.published is None or limits.suppresses(national.n_valid):
        return tuple(found)
    overall = f"Chỉ số hài lòng chung đạt {printed(national.published, 'percent')}%."
    elements = [
        (f"“{element.name}”", value)
        for element in result.questions.elements
        if (value := _rounded(result, national.elements[element.code])) is not None
    ]
    found += _ends(
        elements, "strongest_element", "Yếu tố đạt cao nhất", "weakest_element", "Yếu tố đạt thấp nhất"
    )
    return (Highlight("national", (), national.published, overall), *found)


def _rounded(result: IndexResult, value: Value) -> Decimal | None:
    return published_value(value, result.method.decimals, result.method.rounding)


def _ends(
    named: Sequence[tuple[str, Decimal]], highest: Kind, highest_says: str, lowest: Kind, lowest_says: str
) -> list[Highlight]:
    """The highest of some named values, and the lowest where it is another."""
    values = {value for _, value in named}
    ends: list[tuple[Kind, str, Decimal]] = []
    if values:
        ends.append((highest, highest_says, max(values)))
    if len(values) > 1:
        ends.append((lowest, lowest_says, min(values)))
    found = []
    for kind, says, value in ends:
        names = tuple(name for name, own in named if own == value)
        sentence = f"{says}: {', '.join(names)} ({printed(value, 'percent')}%)."
        found.append(Highlight(kind, names, value, sentence))
    return found
