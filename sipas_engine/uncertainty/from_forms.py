"""Sai số từ phiếu: from the forms of a file, each a cluster of its own unless a column names clusters."""

from collections.abc import Mapping, Sequence

import numpy as np

from sipas_engine.index.aggregate import answer_points
from sipas_engine.index.result import DesignUsed, IndexResult, RankSetsUsed
from sipas_engine.returns.forms import Forms
from sipas_engine.tally.tally import Tally
from sipas_engine.uncertainty.domains import Places, design_of_rows, distinct_pairs
from sipas_engine.uncertainty.estimates import Sample, with_precision
from sipas_engine.uncertainty.rows import FormRows


def with_form_uncertainty(
    result: IndexResult,
    forms: Forms,
    tally: Tally,
    levels: Mapping[str, Sequence[str]],
    *,
    psu: str | None = None,
    strata: str | None = None,
    parts: bool = False,
    ranks: RankSetsUsed | None = None,
) -> IndexResult:
    """Kết quả kèm sai số: the result with standard errors and 95 % intervals, from the forms it was computed from.

    ``tally`` is the tally of ``forms`` by the columns of ``levels``. Without ``psu`` every form is a cluster of its
    own, without ``strata`` all lie in one. With ``parts`` the components, elements and criteria get theirs, too; with
    ``ranks`` the units of every level their rank sets.
    """
    points = answer_points(result.method, result.questions)
    sample = Sample(
        FormRows(forms, points),
        design_of_rows(_column(forms, strata), None if psu is None else _column(forms, psu)),
        _groups(forms, tally),
    )
    used = DesignUsed((strata,) if strata else (), (psu,) if psu else ())
    return with_precision(result, tally, levels, sample, used, points, parts=parts, ranks=ranks)


def _column(forms: Forms, column: str | None) -> Places:
    """What the valid forms hold in a column, as numbers; 0 everywhere without one."""
    if column is None:
        return np.zeros(int(forms.valid.sum()), dtype=np.intp)
    return forms.labels[column].index[forms.valid].astype(np.intp)


def _groups(forms: Forms, tally: Tally) -> Places:
    """The group of the tally that each valid form was counted in."""
    place = {key: i for i, key in enumerate(tally.keys)}
    combined = np.zeros(int(forms.valid.sum()), dtype=np.intp)
    keys: list[tuple[str, ...]] = [()]
    for column in tally.columns:
        combined, before, value = distinct_pairs(combined, _column(forms, column))
        texts = forms.labels[column].values
        keys = [(*keys[b], texts[v]) for b, v in zip(before.tolist(), value.tolist(), strict=True)]
    return np.array([place[key] for key in keys], dtype=np.intp)[combined]
