"""Các hàng số liệu: valid forms, or counts of forms by cluster, as rows whose linearized values can be summed."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from sipas_engine.index.aggregate import AnswerPoints
from sipas_engine.returns.forms import Forms, number_of_codes
from sipas_engine.uncertainty.domains import Places
from sipas_engine.uncertainty.linearization import Linear, Reals, Totals, points_and_answers

Kept = TypeVar("Kept", bound=np.generic)

CHUNK = 1 << 14
"""Khối phiếu: so many forms at a time, so that what is looked up stays near the processor."""


class Rows(Protocol):
    """Các hàng số liệu: what standard errors are computed from."""

    @property
    def forms(self) -> Reals:
        """Số phiếu: of each row, by their weights."""
        ...

    def values(self, linear: Linear, unit: Places) -> Reals:
        """Giá trị tuyến tính hóa: how much each row moves the value of its unit (position ``unit`` of the row)."""
        ...


class CountRows:
    """Hàng là số đếm: each row holds the totals of some forms of one unit and one cluster."""

    def __init__(self, totals: Totals) -> None:
        self._totals = totals

    @property
    def forms(self) -> Reals:
        """Số phiếu: of each row, by their weights."""
        return self._totals.forms

    def values(self, linear: Linear, unit: Places) -> Reals:
        """Giá trị tuyến tính hóa: the derivatives times the totals of the row."""
        moved: Reals = np.einsum("rc,rc->r", linear.by_points[unit], self._totals.points)
        moved += np.einsum("rc,rc->r", linear.by_answers[unit], self._totals.answers)
        return moved


class FormRows:
    """Hàng là phiếu: each valid form is a row; what its answers add is looked up two criteria at a time."""

    def __init__(self, forms: Forms, points: AnswerPoints) -> None:
        self._codes = number_of_codes(forms.scale)
        self._earned, self._answered = points_and_answers(points)
        columns = [_valid(answers, forms.valid) for answers in forms.answers.values()]
        self._pairs = [_packed(columns[i : i + 2], self._codes) for i in range(0, len(columns), 2)]
        self._n = int(forms.valid.sum())
        self._weights: Reals | None = None
        if forms.weights is not None:
            values = np.array([float(weight) for weight in forms.weights.values])
            self._weights = values[_valid(forms.weights.index, forms.valid)]

    @property
    def forms(self) -> Reals:
        """Số phiếu: the weight of each form."""
        return np.ones(self._n) if self._weights is None else self._weights

    def values(self, linear: Linear, unit: Places) -> Reals:
        """Giá trị tuyến tính hóa: the sum, over the criteria, of what the form's answer adds in its unit."""
        by_code = linear.by_points[:, :, None] * self._earned + linear.by_answers[:, :, None] * self._answered
        tables = [self._table(by_code, 2 * i) for i in range(len(self._pairs))]
        found = np.zeros(self._n)
        for start in range(0, self._n, CHUNK):
            rows = slice(start, start + CHUNK)
            base = unit[rows] * (self._codes * self._codes)
            for table, packed in zip(tables, self._pairs, strict=True):
                if table is not None:
                    found[rows] += table.take(base + packed[rows])
        return found if self._weights is None else found * self._weights

    def _table(self, by_code: Reals, column: int) -> Reals | None:
        """What each pair of answers to two neighbouring criteria adds, by unit; None when neither adds anything."""
        first = by_code[:, column]
        second = by_code[:, column + 1] if column + 1 < by_code.shape[1] else np.zeros_like(first)
        if not first.any() and not second.any():
            return None
        return np.ascontiguousarray(first[:, :, None] + second[:, None, :]).ravel()


def _packed(columns: Sequence[npt.NDArray[np.int8]], codes: int) -> npt.NDArray[np.uint16]:
    """The answers to one or two criteria as one number."""
    first, *second = (column.astype(np.uint16) for column in columns)
    return first * np.uint16(codes) + (second[0] if second else np.uint16(0))


def _valid(column: "npt.NDArray[Kept]", valid: npt.NDArray[np.bool_]) -> "npt.NDArray[Kept]":
    return column if valid.all() else column[valid]
