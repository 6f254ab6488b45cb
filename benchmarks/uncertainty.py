"""Sai số: standard errors of a national sample, and rank sets of 700 units, from synthetic forms in memory.

The peer of ``standard_errors`` does the same linearization as pandas frames would have it: sums by unit, a residual a
form, sums by cluster, squares by stratum. The peer of ``rank_sets`` uses the same draws and looks at every pair of
units in plain numpy, unit by unit. Both must give the very same figures before anything is timed.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.measure import Result, Work, compare
from sipas_engine.index.compute import compute_index
from sipas_engine.index.result import IndexResult, RankSetsUsed
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.method import Method
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.forms import Forms, Labels
from sipas_engine.tally.count import tally_forms
from sipas_engine.tally.tally import Tally
from sipas_engine.uncertainty.covariance import correlated_draws
from sipas_engine.uncertainty.from_forms import with_form_uncertainty
from sipas_engine.uncertainty.rank_sets import critical_value

_PROVINCES, _COMMUNES, _VILLAGES, _FORMS_EACH = 34, 3321, 3, 10
_LEVELS = {"province": ("province",), "commune": ("province", "commune")}
_UNITS, _DRAWS = 700, 1000


def standard_errors() -> Result:
    """Sai số chuẩn: of 34 provinces, 3,321 communes and the nation, from a hundred thousand forms in villages."""
    questions = built_in("P2017")
    forms, frame = _sample(questions)
    tally = tally_forms(forms, ("province", "commune"))
    result = compute_index(tally, questions, Method(), _LEVELS)
    _same(_ours(result, forms, tally), _theirs(frame, questions))
    units = len(result.units)

    def ours() -> int:
        _ours(result, forms, tally)
        return units

    def theirs() -> int:
        _theirs(frame, questions)
        return units

    return compare(
        "standard_errors",
        "units/s",
        Work(ours),
        f"pandas {version('pandas')}, the same sums as frames",
        Work(theirs),
    )


def rank_sets() -> Result:
    """Khoảng hạng: the critical value of 700 units from 1,000 draws, 244,650 pairs each."""
    errors = np.random.default_rng(4).uniform(0.3, 2.5, _UNITS)
    precision = 1 / np.hypot(errors[:, None], errors[None, :])
    draws = correlated_draws(np.diag(errors**2), _DRAWS, 1)

    def all_pairs() -> float:
        largest = np.zeros(_DRAWS)
        for unit in range(_UNITS - 1):
            apart = np.abs(draws[:, unit + 1 :] - draws[:, unit : unit + 1]) * precision[unit, unit + 1 :]
            np.maximum(largest, apart.max(axis=1), out=largest)
        return float(np.sort(largest)[int(np.ceil(0.95 * (_DRAWS + 1))) - 1])

    if not np.isclose(critical_value(draws, errors, precision, 0.95), all_pairs(), rtol=1e-12):
        raise AssertionError("the two critical values differ")

    def ours() -> int:
        critical_value(draws, errors, precision, RankSetsUsed(_DRAWS, 1).confidence)
        return _UNITS

    def theirs() -> int:
        all_pairs()
        return _UNITS

    return compare(
        "rank_sets",
        "units/s",
        Work(ours),
        f"numpy {version('numpy')}, every pair, unit by unit",
        Work(theirs),
    )


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield standard_errors
    yield rank_sets


@cache
def _sample(questions: QuestionSet) -> tuple[Forms, pd.DataFrame]:
    """Thirty synthetic forms a commune, ten in each of three villages; provinces are the strata."""
    rng = np.random.default_rng(2026)
    commune = np.repeat(np.arange(_COMMUNES), _VILLAGES * _FORMS_EACH)
    province = commune * _PROVINCES // _COMMUNES
    village = np.repeat(np.arange(_COMMUNES * _VILLAGES), _FORMS_EACH)
    leaning = rng.normal(0, 0.4, _COMMUNES)[commune] + rng.normal(0, 0.3, _COMMUNES * _VILLAGES)[village]
    answers = {}
    for code in questions.criterion_codes:
        lot = np.rint(3.9 + leaning + rng.normal(0, 1, len(commune))).clip(1, 5)
        answers[code] = np.where(rng.random(len(commune)) < 0.03, 0, lot).astype(np.int8)
    labels = {"province": province, "commune": commune, "village": village}
    forms = Forms(
        source="synthetic",
        scale=questions.scale,
        form_ids=tuple(map(str, range(len(commune)))),
        valid=np.ones(len(commune), dtype=np.bool_),
        labels={name: _labels(index) for name, index in labels.items()},
        answers=answers,
    )
    return forms, pd.DataFrame({**labels, **answers})


def _labels(index: npt.NDArray[np.int64]) -> Labels:
    return Labels(tuple(f"{number:05}" for number in range(int(index.max()) + 1)), index.astype(np.int32))


def _ours(result: IndexResult, forms: Forms, tally: Tally) -> list[float]:
    found = with_form_uncertainty(result, forms, tally, _LEVELS, psu="village", strata="province")
    errors = [unit.se for unit in (*found.units, found.national)]
    return [np.nan if error is None else error for error in errors]


def _theirs(frame: pd.DataFrame, questions: QuestionSet) -> list[float]:
    codes = list(questions.criterion_codes)
    ticked = frame[codes].gt(0)
    satisfied = frame[codes].isin(questions.satisfied)
    villages = frame.groupby("province")["village"].nunique()
    errors: list[float] = []
    nation = pd.Series(0.0, index=frame.index)
    for level in ("province", "commune"):
        unit = frame[level]
        asked = ticked.groupby(unit).sum()
        share = satisfied.groupby(unit).sum() / asked
        each = 1 / (asked * asked.gt(0).sum(axis=1).to_numpy()[:, None])
        moved = (satisfied - ticked * share.loc[unit].to_numpy()) * each.loc[unit].to_numpy()
        value = 100 * moved.sum(axis=1)
        if level == "province":
            nation = value / len(asked)
        errors += _by_village(frame, value, unit, villages).tolist()
    errors += _by_village(frame, nation, pd.Series(0, index=frame.index), villages).tolist()
    return errors


def _by_village(
    frame: pd.DataFrame, value: pd.Series, unit: pd.Series, villages: pd.Series
) -> npt.NDArray[np.float64]:
    totals = value.groupby([unit.rename("unit"), frame["province"], frame["village"]]).sum()
    by_stratum = totals.groupby(level=["unit", "province"]).agg(["sum", lambda z: (z**2).sum()])
    n = by_stratum.index.get_level_values("province").map(villages).to_numpy()
    squares = n / (n - 1) * (by_stratum.iloc[:, 1] - by_stratum.iloc[:, 0] ** 2 / n)
    return np.sqrt(squares.groupby(level="unit").sum()).to_numpy()


def _same(mine: list[float], others: list[float]) -> None:
    if not np.allclose(mine, others, rtol=1e-9):
        raise AssertionError("the two standard errors differ")
