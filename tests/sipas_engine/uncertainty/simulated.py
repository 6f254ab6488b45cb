"""Mẫu mô phỏng: many samples at once, each a unit in a stratum of its own, so that one call judges them all."""

import numpy as np

from sipas_engine.index.formulas import Pool
from sipas_engine.uncertainty.domains import design_of_rows, domains_of
from sipas_engine.uncertainty.linearization import Totals, linearized
from sipas_engine.uncertainty.rows import CountRows

CODE = "1.1"


def clustered_answers(rng, shares, clusters, forms, likeness):
    """Satisfied answers of each sample and cluster: clusters differ (beta), ``likeness`` is their correlation."""
    shares = np.asarray(shares)[:, None].repeat(clusters, axis=1)
    if likeness:
        strength = 1 / likeness - 1
        shares = rng.beta(shares * strength, (1 - shares) * strength)
    return rng.binomial(forms, shares).astype(float)


def estimated(satisfied, forms):
    """Value, standard error, forms and degrees of each sample (row) of clusters (columns)."""
    samples, clusters = satisfied.shape
    unit = np.arange(samples).repeat(clusters)
    points, answers = satisfied.reshape(-1, 1), np.full((satisfied.size, 1), float(forms))

    def totals(points, answers):
        return Totals((CODE,), points, answers, answers[:, 0], answers)

    by_unit = totals(satisfied.sum(axis=1, keepdims=True), np.full((samples, 1), float(forms * clusters)))
    linear = linearized(Pool((CODE,)), by_unit)
    design = design_of_rows(unit, np.tile(np.arange(clusters), samples))
    domains = domains_of(design, unit, samples)
    values = CountRows(totals(points, answers)).values(linear, unit)
    return linear, np.sqrt(domains.variances(values)), domains
