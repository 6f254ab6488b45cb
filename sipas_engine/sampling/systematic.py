"""Chọn mẫu hệ thống: rows of a numbered frame at a constant interval from a start, in exact arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil
from typing import ClassVar

from sipas_engine.errors import N_, SipasError
from sipas_engine.sampling.chance import STEPS


class Interval(Enum):
    """Khoảng cách: N/n as it is, or its whole part, which leaves the end of the list without a chance."""

    FRACTIONAL = "fractional"
    WHOLE = "whole"


class BadStart(SipasError):
    """Số bắt đầu không hợp lệ: the start lies outside the first interval."""

    kind: ClassVar[str] = "bad_start"
    template: ClassVar[str] = N_("The start {start} must be greater than 0 and at most {interval}.")


@dataclass(frozen=True, slots=True)
class Systematic:
    """Lần rút hệ thống: ``k`` the interval, ``r`` the start, both exact; ``rows`` follow from them.

    Where the frame has no more rows than are wanted all are taken, and k and r are 1.
    """

    frame_size: int
    sample_size: int
    interval: Interval
    k: Fraction
    r: Fraction

    @property
    def rows(self) -> tuple[int, ...]:
        """Các hàng được chọn: their numbers in the frame, from 1, ascending."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[int]:
        yield from (ceil(self.r + i * self.k) for i in range(self.sample_size))


def systematic(frame_size: int, wanted: int, interval: Interval, d: int) -> Systematic:
    """Rút hệ thống: from the number ``d`` of ``chance``; all rows where the frame has no more than wanted.

    Fractional: k = N/n and r = (d + 1)/2^32 · k, so that 0 < r ≤ k; rows ceil(r + i·k). (With r in [0, k) the row of
    r = 0 would be 0, which no list has.) Whole: k = floor(N/n), r = 1 + floor(d·k / 2^32); rows r + i·k.
    """
    if not 0 <= d < STEPS:
        raise ValueError(f"d is from 0 to 2^32 - 1, not {d}")
    if frame_size <= wanted:
        return Systematic(frame_size, frame_size, interval, Fraction(1), Fraction(1))
    if interval is Interval.FRACTIONAL:
        k = Fraction(frame_size, wanted) if wanted else Fraction(frame_size)
        return Systematic(frame_size, wanted, interval, k, Fraction(d + 1, STEPS) * k)
    whole = frame_size // wanted if wanted else frame_size
    return Systematic(frame_size, wanted, interval, Fraction(whole), Fraction(1 + d * whole // STEPS))


def started_at(frame_size: int, wanted: int, interval: Interval, start: Fraction) -> Systematic:
    """Rút từ số bắt đầu đã biết: for a start that was drawn by hand. Raises BadStart.

    >>> drawn = started_at(1000, 286, Interval.WHOLE, Fraction(2))
    >>> drawn.k, drawn.rows[:3], drawn.rows[-1], len(drawn.rows)
    (Fraction(3, 1), (2, 5, 8), 857, 286)
    """
    first = systematic(frame_size, wanted, interval, 0)
    if frame_size <= wanted:
        return first
    if not 0 < start <= first.k or (interval is Interval.WHOLE and start.denominator != 1):
        raise BadStart(start=str(start), interval=str(first.k))
    return Systematic(frame_size, first.sample_size, interval, first.k, start)
