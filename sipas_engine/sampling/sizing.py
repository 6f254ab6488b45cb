"""Cỡ mẫu của khung: the size taken from the frame itself where nobody names one."""

from collections.abc import Sequence
from dataclasses import replace

from sipas_engine.sampling.draw import Candidate, DrawSettings
from sipas_engine.sampling.households import heads_of
from sipas_engine.sampling.size import SizeSettings, sample_size


def sized(settings: DrawSettings, candidates: Sequence[Candidate], size: SizeSettings | None) -> DrawSettings:
    """Đặt cỡ mẫu: n by the formula from the N of these candidates; settings that name n themselves stay.

    N is all people, or all households with somebody of age, before any units are drawn. Raises BadSize.
    """
    if size is None:
        return settings
    population = len(heads_of(candidates)) if settings.households else len(candidates)
    return replace(settings, n=sample_size(population, size))
