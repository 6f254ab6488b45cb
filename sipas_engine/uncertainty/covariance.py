"""Hiệp phương sai giữa các đơn vị: units of a level share strata, and clusters that cross them."""

import numpy as np

from sipas_engine.uncertainty.domains import Domains, Places, summed
from sipas_engine.uncertainty.interval import NOTHING_VARIES
from sipas_engine.uncertainty.linearization import Reals

BLOCK = 4096
"""Khối: so many clusters or strata at a time in a matrix by units."""


def covariances(domains: Domains, values: Reals) -> Reals:
    """Hiệp phương sai: of the totals of the rows' values over every two units of a level.

    ``sum_h n_h / (n_h - 1) * (sum_k z_uhk z_vhk - n_h mean_uh mean_vh)``; its diagonal is ``Domains.variances``.
    """
    pieces, cells = domains.totals(values)
    factor = domains.clusters_in / np.maximum(domains.clusters_in - 1, 1)
    scaled = pieces * np.sqrt(factor)[domains.cell_of_piece]
    centre = cells * np.sqrt(factor / domains.clusters_in)
    unit_of_piece = domains.unit_of_cell[domains.cell_of_piece]
    found = _products(domains.cluster_of_piece, unit_of_piece, scaled, domains.n_units)
    found -= _products(domains.stratum_of_cell, domains.unit_of_cell, centre, domains.n_units)
    return found


def rescaled(covariance: Reals, errors: Reals) -> Reals:
    """Hiệp phương sai đã chỉnh: the same correlations with these standard errors; none where nothing was estimated."""
    estimated = np.sqrt(np.maximum(np.diag(covariance), 0))
    scale = np.divide(errors, estimated, out=np.zeros_like(errors), where=estimated > NOTHING_VARIES)
    found = covariance * scale[:, None] * scale[None, :]
    np.fill_diagonal(found, errors**2)
    return found


def correlated_draws(covariance: Reals, draws: int, seed: int) -> Reals:
    """Rút ngẫu nhiên: normal draws of this covariance, one row each, the same for a seed."""
    noise = np.random.Generator(np.random.PCG64(seed)).standard_normal((draws, len(covariance)))
    variances = np.diag(covariance)
    if np.count_nonzero(covariance) <= np.count_nonzero(variances):
        return noise * np.sqrt(variances)
    # Units of the very same clusters would make it singular.
    return noise @ np.linalg.cholesky(covariance + np.diag(1e-9 * variances)).T


def _products(group: Places, unit: Places, values: Reals, n_units: int) -> Reals:
    """``sum over groups of x_u x_v``, for values of distinct (group, unit); groups of one unit only count for it."""
    size = np.bincount(group)
    alone = size[group] == 1
    found = np.diag(summed(unit[alone], values[alone] ** 2, n_units))
    shared, place = np.unique(group[~alone], return_inverse=True)
    units, rest = unit[~alone], values[~alone]
    for start in range(0, len(shared), BLOCK):
        inside = (place >= start) & (place < start + BLOCK)
        matrix = np.zeros((min(BLOCK, len(shared) - start), n_units))
        matrix[place[inside] - start, units[inside]] = rest[inside]
        found += matrix.T @ matrix
    return found
