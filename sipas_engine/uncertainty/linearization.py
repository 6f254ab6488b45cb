"""Tuyến tính hóa Taylor: how much each answer moves a printed value, for every unit at once.

A value is a function of the totals of its criteria: points S and answers N. Near the sample, a change of the totals
moves it by ``sum(by_points * dS + by_answers * dN)``; these two factors are all that the standard error needs
(Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 1992, section 5.5).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.index.aggregate import AnswerPoints
from sipas_engine.index.formulas import Formula, Mean, Pool
from sipas_engine.tally.tally import Tally

Reals = npt.NDArray[np.float64]
"""Số thực: an array of float64."""


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Tổng theo đơn vị: points and answers by unit and criterion, and valid forms by unit; weighted if the tally is.

    Points of one answer are 0 to 1. ``ticked`` is the raw number of answers, without weights.
    """

    criteria: tuple[str, ...]
    points: Reals
    answers: Reals
    forms: Reals
    ticked: Reals

    def rows(self, chosen: npt.NDArray[np.intp]) -> "Totals":
        """Các hàng được chọn: the totals of some of the units only."""
        return Totals(
            self.criteria,
            self.points[chosen],
            self.answers[chosen],
            self.forms[chosen],
            self.ticked[chosen],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Giá trị và đạo hàm: a value of every unit in percent (nan: nobody answered) and what moves it.

    ``by_points[u, c]`` and ``by_answers[u, c]`` are the derivatives by the totals of unit u and criterion c.
    ``forms`` is the number of forms of which an answer surely went in: the most that answered one criterion.
    """

    value: Reals
    forms: Reals
    by_points: Reals
    by_answers: Reals


def totals_of(tally: Tally, points: AnswerPoints) -> Totals:
    """Tổng theo đơn vị: of every group of a tally, as real numbers."""
    counts = _real(tally.counts if tally.weighted is None else tally.weighted)
    forms = _real(tally.n_valid if tally.weight_of_valid is None else tally.weight_of_valid)
    earned, answered = points_and_answers(points)
    return Totals(tally.criteria, counts @ earned, counts @ answered, forms, tally.counts @ answered)


def points_and_answers(points: AnswerPoints) -> tuple[Reals, Reals]:
    """Điểm và câu trả lời theo mã: what an answer of each code adds to S and to N."""
    earned = np.array([0 if part is None else part / points.whole for part in points.parts])
    return earned, np.array([part is not None for part in points.parts], dtype=np.float64)


def linearized(formula: Formula, totals: Totals) -> Linear:
    """Tuyến tính hóa một công thức: its value and derivatives in every unit."""
    place = {code: i for i, code in enumerate(totals.criteria)}
    known: dict[Formula, Linear] = {}

    def linear(formula: Formula) -> Linear:
        if formula not in known:
            match formula:
                case Pool(codes):
                    known[formula] = _pooled([place[code] for code in codes], totals)
                case Mean(parts, weights):
                    known[formula] = _mean(
                        [linear(part) for part in parts], [float(w) for w in weights or [1] * len(parts)]
                    )
        return known[formula]

    return linear(formula)


def _pooled(columns: list[int], totals: Totals) -> Linear:
    """100 S / N: one more point adds 100 / N, one more answer takes away value / N."""
    answers = totals.answers[:, columns].sum(axis=1)
    one = np.divide(1.0, answers, out=np.zeros_like(answers), where=answers > 0)
    points = 100.0 * totals.points[:, columns].sum(axis=1)
    value = np.divide(points, answers, out=np.full_like(answers, np.nan), where=answers > 0)
    by_points, by_answers = np.zeros_like(totals.points), np.zeros_like(totals.points)
    by_points[:, columns] = (100.0 * one)[:, None]
    by_answers[:, columns] = -(np.nan_to_num(value) * one)[:, None]
    return Linear(value, totals.ticked[:, columns].max(axis=1), by_points, by_answers)


def _mean(parts: list[Linear], weights: list[float]) -> Linear:
    """A part without answers leaves the mean: it neither has a value nor moves it."""
    share = np.array([np.where(np.isnan(part.value), 0.0, w) for part, w in zip(parts, weights, strict=True)])
    heavy = share.sum(axis=0)
    share = np.divide(share, heavy, out=np.zeros_like(share), where=heavy > 0)
    value = np.einsum("pu,pu->u", np.nan_to_num([part.value for part in parts]), share)
    return Linear(
        np.where(heavy > 0, value, np.nan),
        np.max([part.forms for part in parts], axis=0),
        _added([part.by_points for part in parts], share),
        _added([part.by_answers for part in parts], share),
    )


def _added(arrays: list[Reals], share: Reals) -> Reals:
    total = np.zeros_like(arrays[0])
    for array, part in zip(arrays, share, strict=True):
        total += array * part[:, None]
    return total


def _real(numbers: npt.NDArray[np.int64] | npt.NDArray[np.object_]) -> Reals:
    return numbers.astype(np.float64)
