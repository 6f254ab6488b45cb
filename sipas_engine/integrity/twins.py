"""Phiếu trùng hệt: forms with equal coded answers, within and among offices and files, and what chance gives."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import NONE, Material
from sipas_engine.returns.forms import BLANK

BY_CHANCE = 0.01
"""Do ngẫu nhiên: doubles of a pattern expected in the whole file; below it a double is a reason to look."""

_FORMS_A_CLASS = 50
_MOST_CLASSES = 8
_ON_LINE = 0.85  # share of the criteria
_UNSEEN = 0.05  # pairs that agree in telephone and times, though the file shows none whose answers differ


@dataclass(frozen=True, slots=True)
class Twins:
    """Nhóm phiếu trùng: positions of forms with equal answers, in the order of the file.

    ``expected`` is how many doubles by chance the whole file would have if every pattern were as likely as this one;
    ``same_record`` says that telephone, times and collector are equal as well, and that chance does not explain it:
    one return, twice.
    """

    forms: tuple[int, ...]
    expected: float
    same_record: bool


def twins_of(material: Material) -> list[Twins]:
    """Tìm phiếu trùng: every group of forms with equal answers, the least likely first.

    One return sent twice is a group of its own, so that the many honest forms with the same answers are not named
    with it.
    """
    record = _records(material)
    alike = _pairs(record[record != NONE])
    groups = list(_equal_answers(material))
    twice = [rows_of for rows, _ in groups for rows_of in _one_return(record, rows)]
    agree = alike - sum(
        _pairs(record[rows_of]) for rows_of in twice
    )  # whose answers differ: meetings, families
    share = (agree + _UNSEEN) / max(math.comb(len(material), 2), 1)  # of all pairs of forms
    doubles, found = 0, []
    for rows, expected in sorted(groups, key=lambda group: len(group[0])):
        doubles += math.comb(len(rows), 2)
        same = _one_return(record, rows) if doubles * share < BY_CHANCE else []
        left = np.setdiff1d(rows, np.concatenate(same)) if same else rows
        found += [Twins(tuple(map(int, rows_of)), expected, True) for rows_of in same]
        if len(left) > 1:
            found.append(Twins(tuple(map(int, left)), expected, False))
    return sorted(found, key=lambda twins: (not twins.same_record, twins.expected, twins.forms))


def _equal_answers(material: Material) -> Iterator[tuple[npt.NDArray[np.int64], float]]:
    n = len(material)
    answers = np.ascontiguousarray(material.answers)
    keys = answers.view(np.dtype((np.void, answers.shape[1]))).ravel()
    _, place, times = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.argsort(place, kind="stable")
    groups = np.split(order, np.cumsum(times)[:-1])
    doubled = [rows for rows in groups if len(rows) > 1]
    if not doubled:
        return
    log_chance = _log_chance(material, np.array([rows[0] for rows in doubled]))
    for rows, log_p in zip(doubled, log_chance, strict=True):
        yield rows, float(n * (n - 1) / 2 * np.exp(log_p))


def _log_chance(material: Material, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """log P(pattern), people of one class answering each criterion independently of the others."""
    answers = material.answers
    n, criteria = answers.shape
    kinds = _classes(material)
    codes = int(answers.max()) + 1
    total = np.full(len(rows), -np.inf)
    for one in np.unique(kinds):
        theirs = answers[kinds == one]
        log_p = np.zeros(len(rows))
        for criterion in range(criteria):
            counts = np.bincount(theirs[:, criterion], minlength=codes) + 0.5
            log_p += np.log(counts / counts.sum())[answers[rows, criterion]]
        total = np.logaddexp(total, log_p + np.log(len(theirs) / n))
    return total


def _classes(material: Material) -> npt.NDArray[np.int64]:
    """Người trả lời cùng kiểu: those (nearly) on a line at one level; the others in classes of about equal mean.

    Without them a satisfied person's row of fives, or an indifferent one's row of threes, would look like a wonder.
    """
    answers = material.answers
    n, criteria = answers.shape
    mean = answers.mean(axis=1)
    classes = int(np.clip(n // _FORMS_A_CLASS, 1, _MOST_CLASSES))
    found: npt.NDArray[np.int64] = np.argsort(np.argsort(mean, kind="stable"), kind="stable") * classes // n
    blank = (answers == BLANK).sum(axis=1)
    for level in range(1, material.scale + 1):
        on_line = (answers == level).sum(axis=1) + blank >= _ON_LINE * criteria
        found = np.where(on_line & (blank < criteria), classes + level, found)
    return found


def _records(material: Material) -> npt.NDArray[np.int64]:
    """What is known of a form besides its answers, as a number; NONE where neither telephone nor time is."""
    told = [material.phones.index, material.collected, material.started, material.finished]
    columns = [np.where(np.isfinite(column), column, NONE) for column in told]
    known = np.any([column != NONE for column in columns], axis=0)
    places = [material.collectors.index, material.villages.index, material.offices.index]
    _, number = np.unique(np.stack([*places, *columns]), axis=1, return_inverse=True)
    return np.where(known, number.ravel(), NONE).astype(np.int64)


def _one_return(record: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Those of the forms that agree in everything else that is known as well, set by set."""
    numbers, times = np.unique(record[rows], return_counts=True)
    return [rows[record[rows] == number] for number in numbers[(times > 1) & (numbers != NONE)]]


def _pairs(numbers: npt.NDArray[np.int64]) -> int:
    _, times = np.unique(numbers, return_counts=True)
    return int((times * (times - 1) // 2).sum())
