"""Sai số từ số đếm: from counts by unit, stratum and cluster, which add up from batch to batch."""

from collections.abc import Mapping, Sequence

import numpy as np

from sipas_engine.index.aggregate import answer_points
from sipas_engine.index.result import DesignUsed, IndexResult, RankSetsUsed
from sipas_engine.tally.tally import Tally
from sipas_engine.uncertainty.domains import Places, design_of_rows
from sipas_engine.uncertainty.estimates import Sample, with_precision
from sipas_engine.uncertainty.linearization import totals_of
from sipas_engine.uncertainty.rows import CountRows


def with_uncertainty(
    result: IndexResult,
    clusters: Tally,
    levels: Mapping[str, Sequence[str]],
    *,
    psu: Sequence[str],
    strata: Sequence[str] = (),
    parts: bool = True,
    ranks: RankSetsUsed | None = None,
) -> IndexResult:
    """Kết quả kèm sai số: the result with standard errors and 95 % intervals, from counts by cluster.

    ``clusters`` is a tally of the very forms behind ``result`` by all columns of ``levels`` (as given to
    ``compute_index``) and by ``strata`` and ``psu``, columns that may also be those of units: a cluster is what
    agrees in all of both. With ``parts`` the components, elements and criteria get their precision, too;
    with ``ranks`` the units of every level their rank sets.
    """
    points = answer_points(result.method, result.questions)
    with_forms = np.flatnonzero(clusters.n_valid > 0)  # a cluster of invalid forms only is none of the sample
    sample = Sample(
        CountRows(totals_of(clusters, points).rows(with_forms)),
        design_of_rows(_numbered(clusters, strata)[with_forms], _numbered(clusters, psu)[with_forms]),
        with_forms,
    )
    used = DesignUsed(tuple(strata), tuple(psu))
    return with_precision(result, clusters, levels, sample, used, points, parts=parts, ranks=ranks)


def _numbered(tally: Tally, columns: Sequence[str]) -> Places:
    """The number of each group by what it holds in the columns; all 0 without columns."""
    at = [tally.columns.index(column) for column in columns]
    keys = [tuple(key[place] for place in at) for key in tally.keys]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys], dtype=np.intp)
