"""Tốc độ: forms filled in faster than they can be read.

Start and finish of a form tell how long it took. Without them only the gap to the collector's form before it
is known, which is small also where a village filled in its forms together after a meeting.
"""

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import NONE, Material

Floats = npt.NDArray[np.float64]

SECONDS_A_CRITERION = 1.5
"""Đọc một câu: nobody reads a question and ticks it in less."""

GAPS_A_CRITERION = (2.0, 5.0)
"""Khoảng cách giữa hai phiếu: seconds a criterion below which the gap to the form before it is short."""

FENCE = 3.0
"""Ngưỡng lệch: robust standard deviations (of the logarithm) below the median at which a time is short."""

_SPREAD = 1.4826  # from the median absolute deviation to a standard deviation
_NARROWEST, _WIDEST = 0.25, 0.6  # of the spread of honest times, on the logarithmic scale
_ENOUGH = 30
_TOGETHER = 3  # so many forms with one and the same time were handed in together


def durations(material: Material) -> Floats:
    """Thời gian trả lời: seconds from start to finish; NaN where one is missing or they are the wrong way round."""
    seconds = material.finished - material.started
    return np.where(seconds >= 0, seconds, np.nan)


def short_duration(material: Material, seconds: Floats) -> npt.NDArray[np.bool_]:
    """Quá nhanh: forms far below what the others of their mode take, or below what reading takes."""
    short: npt.NDArray[np.bool_] = seconds < fences(material, seconds)
    return short


def fences(material: Material, seconds: Floats) -> Floats:
    """Ngưỡng thời gian: below how many seconds each form was filled in too fast, by its mode of asking."""
    reading = SECONDS_A_CRITERION * material.answers.shape[1]
    found = np.full(len(material), _fence(seconds, reading))
    for mode in range(len(material.modes.names)):
        of_mode = material.modes.index == mode
        if np.isfinite(seconds[of_mode]).sum() >= _ENOUGH:
            found[of_mode] = _fence(seconds[of_mode], reading)
    return found


def _fence(seconds: Floats, reading: float) -> float:
    known = np.log(np.maximum(seconds[np.isfinite(seconds)], 1.0))
    if len(known) < _ENOUGH:
        return reading
    middle = np.median(known)
    spread = np.clip(_SPREAD * np.median(np.abs(known - middle)), _NARROWEST, _WIDEST)
    return max(float(np.exp(middle - FENCE * spread)), min(reading, float(np.exp(middle)) / 2))


def gaps(material: Material) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Khoảng cách: seconds since the collector's form before this one, and whether it was handed in with others.

    NaN for the first form of a collector and for forms without a time. Forms of one collector with one and the
    same time, three or more, count as handed in together.
    """
    who, when = material.collectors.index, material.collected
    found, together = np.full(len(material), np.nan), np.zeros(len(material), dtype=np.bool_)
    usable = np.flatnonzero(np.isfinite(when) & (who != NONE))
    order = usable[np.lexsort((when[usable], who[usable]))]
    if len(order) < 2:
        return found, together
    same = who[order][1:] == who[order][:-1]
    step = np.diff(when[order])
    found[order[1:]] = np.where(same, step, np.nan)
    run = np.concatenate([[0], np.cumsum(~(same & (step == 0)))])
    together[order] = np.bincount(run)[run] >= _TOGETHER
    return found, together
