"""Cách trả lời: straight lines and "everything at the maximum", form by form."""

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import Material

FEWEST_ANSWERS = 3
"""Số câu ít nhất: with fewer answers one and the same level says nothing."""


def straight_level(material: Material) -> npt.NDArray[np.int8]:
    """Mức thẳng hàng: the level which all answers of the form have, 0 when they differ or are too few.

    Blanks, double ticks and "không biết" are no level: a form with one of them among equal answers is still a
    straight line.
    """
    given = (material.answers >= 1) & (material.answers <= material.scale)
    highest = np.where(given, material.answers, 0).max(axis=1)
    lowest = np.where(given, material.answers, material.scale + 1).min(axis=1)
    needed = min(FEWEST_ANSWERS, material.answers.shape[1])
    straight = (highest == lowest) & (given.sum(axis=1) >= max(needed, material.answers.shape[1] // 2))
    return np.where(straight, highest, 0).astype(np.int8)
