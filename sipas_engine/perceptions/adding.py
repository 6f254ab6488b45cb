"""Cộng câu nhận định: the answers of several files of forms as those of one."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sipas_engine.perceptions.read import Opinions

Answers = TypeVar("Answers", bound=np.generic)


def added(parts: Sequence[Opinions]) -> Opinions:
    """Cộng nhận định: all forms of all parts; in whatever order and however split, the counts are the same.

    Forms of a part that lacks a column which another part has left it blank.
    """
    sizes = [part.n_valid for part in parts]
    return Opinions(
        sum(sizes),
        {
            column: _joined([part.single.get(column) for part in parts], sizes, np.int16)
            for column in sorted({column for part in parts for column in part.single})
        },
        {
            column: _joined([part.several.get(column) for part in parts], sizes, np.int64)
            for column in sorted({column for part in parts for column in part.several})
        },
    )


def _joined(
    parts: Sequence[npt.NDArray[Answers] | None], sizes: Sequence[int], kind: type[Answers]
) -> npt.NDArray[Answers]:
    blanks = (np.zeros(size, dtype=kind) for size in sizes)
    return np.concatenate(
        [blank if part is None else part for part, blank in zip(parts, blanks, strict=True)]
    )
