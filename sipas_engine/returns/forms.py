"""Phiếu đã thu: coded answers of many forms as one frozen value, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

BLANK = 0
"""Bỏ trống: the code of a criterion nobody ticked. Codes 1 up to the scale are the levels themselves."""


def double_tick(scale: int) -> int:
    """Hai dấu: the code of a criterion with two or more ticks."""
    return scale + 1


def dont_know(scale: int) -> int:
    """Không biết: the code of the answer "không biết" or "không có ý kiến"."""
    return scale + 2


def number_of_codes(scale: int) -> int:
    """Số mã trả lời: blank, the levels, double tick and don't know."""
    return scale + 3


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Nhãn: the text of one column, kept as distinct values and one index a form.

    ``values`` are sorted; ``values[index[i]]`` is the text of form i.
    """

    values: tuple[str, ...]
    index: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Trọng số: exact weights, kept as distinct fractions and one index a form."""

    values: tuple[Fraction, ...]
    index: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """Phiếu đã thu: n forms in the order of the file.

    ``answers[code]`` holds one answer code a form (0 blank, 1..scale levels, then double tick and don't
    know); ``valid`` is False for a form whose status says so; ``labels`` holds the text columns that name
    units, strata and clusters; ``weights`` is None when every form weighs the same.
    """

    source: str
    scale: int
    form_ids: tuple[str, ...]
    valid: npt.NDArray[np.bool_]
    labels: Mapping[str, Labels]
    answers: Mapping[str, npt.NDArray[np.int8]]
    weights: Weights | None = None

    def __len__(self) -> int:
        return len(self.valid)
