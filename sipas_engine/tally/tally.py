"""Bảng đếm: counts of answers by group and criterion; tallies of parts add up to the tally of the whole."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, SipasError
from sipas_engine.returns.forms import BLANK, dont_know, double_tick, number_of_codes

Key = tuple[str, ...]
"""Khóa nhóm: one value for each grouping column, such as (province, district, commune)."""


class TalliesDoNotMatch(SipasError):
    """Không cộng được hai bảng đếm: they count different things."""

    kind: ClassVar[str] = "tallies_do_not_match"
    template: ClassVar[str] = N_("Two tallies differ in {what} and cannot be added up.")


@dataclass(frozen=True, slots=True)
class Cell:
    """Ô đếm: the answers of one group to one criterion. ``counts[k - 1]`` forms ticked level k."""

    counts: tuple[int, ...]
    blank: int
    double: int
    dont_know: int

    @property
    def n(self) -> int:
        """Số câu trả lời: answers on the scale; blanks, double ticks and don't know are none."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Bảng đếm: for every group the number of forms and, for every criterion, of each kind of answer.

    ``columns`` name the parts of a group's key; ``keys`` are sorted. ``counts[g, c, a]`` is the number of
    valid forms of group g whose answer to criterion c has code a (0 blank, 1..scale, double tick, don't
    know). ``n_forms`` counts all forms of a group, ``n_valid`` those that are valid. ``weighted`` and
    ``weight_of_valid`` hold exact sums of weights (Fractions) in the same shape, or None when every form
    weighs the same.
    """

    columns: tuple[str, ...]
    criteria: tuple[str, ...]
    scale: int
    keys: tuple[Key, ...]
    n_forms: npt.NDArray[np.int64]
    n_valid: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    weighted: npt.NDArray[np.object_] | None = None
    weight_of_valid: npt.NDArray[np.object_] | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return (
            self._shape() == other._shape()
            and self.keys == other.keys
            and all(
                (mine is None) == (theirs is None)
                and (mine is None or theirs is None or bool((mine == theirs).all()))
                for mine, theirs in zip(self._arrays(), other._arrays(), strict=True)
            )
        )

    __hash__ = None  # type: ignore[assignment]  # holds arrays; equality is by content

    def cell(self, key: Key, criterion: str) -> Cell:
        """Ô đếm: the answers of one group to one criterion; KeyError when there is no such pair."""
        group = {known: i for i, known in enumerate(self.keys)}[key]
        return self.cell_at(group, {code: i for i, code in enumerate(self.criteria)}[criterion])

    def cell_at(self, group: int, criterion: int) -> Cell:
        """Ô đếm: the same by position in ``keys`` and ``criteria``."""
        found = self.counts[group, criterion].tolist()
        return Cell(
            tuple(found[1 : self.scale + 1]),
            found[BLANK],
            found[double_tick(self.scale)],
            found[dont_know(self.scale)],
        )

    def grouped_by(self, columns: Sequence[str]) -> "Tally":
        """Gộp nhóm: the tally by some of the columns only; groups that agree in them are added up.

        ``grouped_by([])`` is the tally of everything, one group with an empty key.
        """
        places = [self.columns.index(column) for column in columns]
        keys = [tuple(key[place] for place in places) for key in self.keys]
        return _summed(tuple(columns), [(self, keys)])

    def plus(self, other: "Tally") -> "Tally":
        """Cộng thêm: the tally of both, as by ``add_up``, touching only the groups of the other.

        For a batch of forms beside the tally of a nation. Raises TalliesDoNotMatch.
        """
        _check_alike(self, other)
        places = [bisect_left(self.keys, key) for key in other.keys]
        if any(
            place == len(self.keys) or self.keys[place] != key
            for place, key in zip(places, other.keys, strict=True)
        ):
            return add_up([self, other])  # groups not seen before
        total = replace(
            self,
            n_forms=self.n_forms.copy(),
            n_valid=self.n_valid.copy(),
            counts=self.counts.copy(),
            weighted=None if self.weighted is None else self.weighted.copy(),
            weight_of_valid=None if self.weight_of_valid is None else self.weight_of_valid.copy(),
        )
        for sums, addends in zip(total._arrays(), other._arrays(), strict=True):
            if sums is not None and addends is not None:
                sums[places] += addends
        return total

    def _shape(self) -> tuple[object, ...]:
        return self.columns, self.criteria, self.scale

    def _arrays(self) -> tuple[npt.NDArray[np.int64] | npt.NDArray[np.object_] | None, ...]:
        return self.n_forms, self.n_valid, self.counts, self.weighted, self.weight_of_valid


def add_up(tallies: Sequence[Tally]) -> Tally:
    """Cộng bảng đếm: the tally of all forms behind several tallies; neither order nor grouping matters.

    Raises TalliesDoNotMatch when they differ in columns, criteria, scale or in being weighted.
    """
    first, *others = tallies
    for other in others:
        _check_alike(first, other)
    return _summed(first.columns, [(tally, tally.keys) for tally in tallies])


def _check_alike(first: Tally, other: Tally) -> None:
    for what in ("columns", "criteria", "scale"):
        if getattr(first, what) != getattr(other, what):
            raise TalliesDoNotMatch(what=what)
    if (first.weighted is None) != (other.weighted is None):
        raise TalliesDoNotMatch(what="weights")


def empty_counts(groups: int, criteria: int, scale: int) -> npt.NDArray[np.int64]:
    """Bảng đếm trống: zeros of the shape of ``Tally.counts``."""
    return np.zeros((groups, criteria, number_of_codes(scale)), dtype=np.int64)


def _summed(columns: tuple[str, ...], parts: Sequence[tuple[Tally, Sequence[Key]]]) -> Tally:
    """The tallies added up under the keys given for their groups."""
    keys = tuple(sorted({key for _, part_keys in parts for key in part_keys}))
    if not columns:
        keys = ((),)
    place: Mapping[Key, int] = {key: i for i, key in enumerate(keys)}
    like = parts[0][0]
    weighted = like.weighted is not None
    total = Tally(
        columns,
        like.criteria,
        like.scale,
        keys,
        n_forms=np.zeros(len(keys), dtype=np.int64),
        n_valid=np.zeros(len(keys), dtype=np.int64),
        counts=empty_counts(len(keys), len(like.criteria), like.scale),
        weighted=np.zeros((len(keys), *like.counts.shape[1:]), dtype=object) if weighted else None,
        weight_of_valid=np.zeros(len(keys), dtype=object) if weighted else None,
    )
    for tally, part_keys in parts:
        places = np.fromiter((place[key] for key in part_keys), dtype=np.intp, count=len(part_keys))
        order = np.argsort(places, kind="stable")
        firsts = np.flatnonzero(np.diff(places[order], prepend=-1))
        for sums, addends in zip(total._arrays(), tally._arrays(), strict=True):
            if sums is None or addends is None:
                continue
            if len(firsts):
                sums[places[order[firsts]]] += np.add.reduceat(addends[order], firsts)
    return total
