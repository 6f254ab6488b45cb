"""Quy đổi: a reference value of an earlier year for a unit that was merged since; never a published figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from sipas_engine.errors import N_, SipasError
from sipas_engine.index.rounding import published_value

Weighting = Literal["mean_units", "by_forms"]
"""Cách quy đổi: plain mean of the old units, or weighted by their valid forms."""

CONVERTED_MARK = "(qđ)"
"""Dấu quy đổi: printed beside every converted value."""


class FormsUnknown(SipasError):
    """Thiếu số phiếu: a conversion by forms needs the number of forms of every old unit."""

    kind: ClassVar[str] = "forms_unknown"
    template: ClassVar[str] = N_(
        "{unit} cannot be converted by forms: the valid forms of {missing} are not known. Use mean_units."
    )


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """Giá trị năm trước: what was published for an old unit, and how many valid forms stood behind it."""

    published: Decimal
    n_valid: int | None = None


@dataclass(frozen=True, slots=True)
class ConvertedValue:
    """Giá trị quy đổi: the reference value of a merged unit, from which old units, and which of them had none.

    A unit that was not merged keeps its published value and is not ``converted``.
    """

    value: Decimal
    sources: tuple[str, ...]
    without_value: tuple[str, ...]
    converted: bool


def convert_earlier(
    earlier: Mapping[str, EarlierValue],
    came_from: Mapping[str, Sequence[str]],
    how: Weighting = "mean_units",
    decimals: int = 2,
) -> dict[str, ConvertedValue]:
    """Quy đổi năm trước: for each unit of today the value to compare with, None of it invented.

    ``came_from`` gives the old units of each unit of today; one alone means it was not merged. A unit none of
    whose old units had a value is left out. The mean is exact and rounded once. Raises FormsUnknown.

    >>> came_from = {"Lâm Đồng": ["Lâm Đồng", "Đắk Nông", "Bình Thuận"]}
    >>> old = {name: EarlierValue(Decimal(value)) for name, value in
    ...        {"Lâm Đồng": "82.10", "Đắk Nông": "80.05", "Bình Thuận": "83.00"}.items()}
    >>> found = convert_earlier(old, came_from)["Lâm Đồng"]
    >>> str(found.value), found.converted
    ('81.72', True)
    """
    found: dict[str, ConvertedValue] = {}
    for unit, sources in came_from.items():
        known = [source for source in sources if source in earlier]
        if not known:
            continue
        if len(sources) == 1:
            found[unit] = ConvertedValue(earlier[known[0]].published, tuple(known), (), converted=False)
            continue
        weights = _weights(unit, {source: earlier[source] for source in known}, how)
        mean = sum(
            (Fraction(earlier[source].published) * weight for source, weight in weights.items()), Fraction(0)
        ) / sum(weights.values())
        value = published_value(mean, decimals)
        if value is not None:
            missing = tuple(source for source in sources if source not in earlier)
            found[unit] = ConvertedValue(value, tuple(known), missing, converted=True)
    return found


def _weights(unit: str, old: Mapping[str, EarlierValue], how: Weighting) -> dict[str, int]:
    if how == "mean_units":
        return dict.fromkeys(old, 1)
    missing = [source for source, value in old.items() if not value.n_valid]
    if missing:
        raise FormsUnknown(where=unit, unit=unit, missing=", ".join(missing))
    return {source: value.n_valid for source, value in old.items() if value.n_valid}
