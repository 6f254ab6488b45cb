"""Miền nghiên cứu: units as domains of a stratified sample of clusters, and the variance of a total over each.

With n_h clusters in stratum h, of which unit u has the totals z_uhk of linearized values (zero for a cluster it has
no form in), the variance is ``sum_h n_h / (n_h - 1) * sum_k (z_uhk - mean_uh)^2``: clusters as if drawn with
replacement. Every cluster of a stratum that the unit touches counts, since how many of them hold forms of the unit
is chance as well (Cochran, Sampling Techniques, 1977, section 5A.14).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.uncertainty.linearization import Reals

Places = npt.NDArray[np.intp]
"""Vị trí: positions in another array."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Thiết kế mẫu: which cluster each row of data lies in, and which stratum each cluster.

    Rows are forms or counts of several forms. ``clusters_in`` is the number of clusters of each stratum that hold
    valid forms. ``row_is_cluster`` says that every row is a cluster of its own.
    """

    cluster: Places
    stratum: Places
    clusters_in: Places
    row_is_cluster: bool = False


def design_of_rows(stratum: Places, psu: Places | None) -> Design:
    """Thiết kế mẫu: of rows with a stratum each; a cluster is the pair (stratum, psu), without psu the row itself."""
    if psu is None:
        rows = np.arange(len(stratum))
        return Design(rows, stratum, np.bincount(stratum), row_is_cluster=True)
    cluster, its_stratum, _ = distinct_pairs(stratum, psu)
    return Design(cluster, its_stratum, np.bincount(its_stratum))


@dataclass(frozen=True, slots=True, eq=False)
class Domains:
    """Các miền: the units of one level within a design, cut into the smallest pieces whose totals matter.

    A *piece* is what a unit has of one cluster, a *cell* what it has of one stratum. ``pieces_in`` is the number of
    pieces of a cell. ``n_clusters`` and ``n_strata`` are those that a unit touches; ``estimable`` says for each unit
    whether it lies in more than one cluster and touches no stratum of a single cluster.
    """

    n_units: int
    piece_of_row: Places | None
    cell_of_piece: Places
    cluster_of_piece: Places
    unit_of_cell: Places
    stratum_of_cell: Places
    pieces_in: Reals
    clusters_in: Reals
    n_clusters: Places
    n_strata: Places
    estimable: npt.NDArray[np.bool_]

    @property
    def degrees(self) -> Places:
        """Bậc tự do: clusters less strata, those the unit touches; at least 1."""
        degrees: Places = np.maximum(self.n_clusters - self.n_strata, 1)
        return degrees

    def totals(self, values: Reals) -> tuple[Reals, Reals]:
        """Tổng theo mảnh và theo ô: of the values of rows, by piece and by cell."""
        pieces = (
            values
            if self.piece_of_row is None
            else summed(self.piece_of_row, values, len(self.cell_of_piece))
        )
        return pieces, summed(self.cell_of_piece, pieces, len(self.unit_of_cell))

    def variances(self, values: Reals) -> Reals:
        """Phương sai: of the total of the rows' values over each unit; nan where it cannot be estimated."""
        pieces, cells = self.totals(values)
        mean = cells / self.clusters_in
        # In two strides: the squares of small deviations, never the small difference of large squares.
        apart = summed(self.cell_of_piece, (pieces - mean[self.cell_of_piece]) ** 2, len(cells))
        apart += (self.clusters_in - self.pieces_in) * mean**2
        factor = self.clusters_in / np.maximum(self.clusters_in - 1, 1)
        found = summed(self.unit_of_cell, factor * apart, self.n_units)
        return np.where(self.estimable, found, np.nan)


def domains_of(design: Design, unit: Places, n_units: int) -> Domains:
    """Các miền: cut by the unit of each row (positions below ``n_units``)."""
    if design.row_is_cluster:
        piece, cluster, unit_of_piece = None, design.cluster, unit
    else:
        piece, cluster, unit_of_piece = distinct_pairs(design.cluster, unit)
    cell, cell_stratum, cell_unit = distinct_pairs(design.stratum[cluster], unit_of_piece)
    clusters_in = design.clusters_in[cell_stratum]
    n_clusters = np.bincount(unit_of_piece, minlength=n_units)
    alone = np.bincount(cell_unit, clusters_in == 1, n_units) > 0
    return Domains(
        n_units=n_units,
        piece_of_row=piece,
        cell_of_piece=cell,
        cluster_of_piece=cluster,
        unit_of_cell=cell_unit,
        stratum_of_cell=cell_stratum,
        pieces_in=np.bincount(cell, minlength=len(cell_unit)).astype(np.float64),
        clusters_in=clusters_in.astype(np.float64),
        n_clusters=n_clusters,
        n_strata=np.bincount(cell_unit, minlength=n_units),
        estimable=(n_clusters > 1) & ~alone,
    )


def summed(place: Places, values: Reals, length: int) -> Reals:
    """Cộng theo chỗ: the sums of the values that share a place."""
    return np.bincount(place, values, length).astype(np.float64, copy=False)


def distinct_pairs(first: Places, second: Places) -> tuple[Places, Places, Places]:
    """Các cặp khác nhau: for each row the place of its pair, then both members of every pair that occurs."""
    if not len(first):
        return first, first, second
    width = int(second.max()) + 1
    if int(first.max()) == 0:
        combined, most = second, width
    else:
        combined, most = first * width + second, (int(first.max()) + 1) * width
    if most <= 4 * len(first) + 1_000_000:  # a table of all possible pairs is quicker than sorting
        occurs = np.zeros(most, dtype=np.bool_)
        occurs[combined] = True
        pairs = np.flatnonzero(occurs)
        place = combined if len(pairs) == most else (np.cumsum(occurs) - 1)[combined]
    else:
        pairs, place = np.unique(combined, return_inverse=True)
    return place, pairs // width, pairs % width
