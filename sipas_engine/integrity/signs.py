"""Dấu hiệu: which forms each sign marks, and what it shows a person about a collector."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem
from sipas_engine.integrity import answering, doubles, pace, phones
from sipas_engine.integrity.excess import MADE_UP_SHARES, Floats, blocks_of, log_evidence
from sipas_engine.integrity.material import NONE, Group, Material

Marks = npt.NDArray[np.bool_]

COPIED, STRAIGHT, MAXIMUM, PHONE, SPEED = (
    "copied_answers",
    "straight_lines",
    "all_maximum",
    "shared_phone",
    "impossible_speed",
)

_A_LEVEL_AT_A_TIME = np.array(
    [0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 0.99]
)  # made-up lines spread over several levels
_RARE_VILLAGE, _RARE_COLLECTOR, _LARGE_FAMILY = (
    0.003,
    0.0003,
    0.001,
)  # how often one is honestly like no other
_NEAR_STRAIGHT = 0.15  # of the criteria off the line, at least three
_SEEN_NOWHERE, _SEEN_SELDOM = 0.005, 0.03  # share of other collectors' forms that are as near


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """Dấu hiệu: one way of fabricating, seen in all collectors at once.

    ``log_ratio`` is the natural logarithm of the evidence ratio of each collector (the mean of the ratios of
    the sign's tests); ``marked`` are the forms that bear the sign, ``counted`` those it could be seen on.
    """

    kind: str
    log_ratio: Floats
    marked: Marks
    counted: Marks
    template: str
    details: dict[str, object]

    def evidence(self, material: Material, collector: int) -> Problem:
        """Chứng cứ: the figures of one collector beside those of all others, as a sentence."""
        of_collector = material.collectors.index == collector
        marked = int((self.marked & self.counted & of_collector).sum())
        others = self.counted & ~of_collector
        usual = round(100 * float((self.marked & others).sum()) / max(int(others.sum()), 1))
        fields = {"marked": marked, "forms": int((self.counted & of_collector).sum()), "usual": usual}
        return Problem(self.template, {**fields, **self.details, **self._example(material, of_collector)})

    def _example(self, material: Material, of_collector: Marks) -> dict[str, object]:
        if self.kind != PHONE:
            return {}
        numbers = material.phones.index[of_collector & self.marked]
        return {"most": int(np.bincount(numbers).max()) if len(numbers) else 0}


def signs_of(material: Material) -> Iterator[Sign]:
    """Xét các dấu hiệu: those which the columns of the file allow to be looked for."""
    straight = answering.straight_level(material)
    yield _straight_lines(material, straight)
    yield _all_maximum(material, straight)
    yield _copied(material, straight == 0)
    if len(material.phones.names):
        yield _shared_phone(material)
    seconds = pace.durations(material)
    if np.isfinite(seconds).any():
        yield _short_durations(material, seconds)
    elif np.isfinite(material.collected).any():
        yield _short_gaps(material)


def _straight_lines(material: Material, straight: npt.NDArray[np.int8]) -> Sign:
    middle = (material.scale + 1) // 2
    tests = [
        _against_like_villages(material, straight, straight > 0),
        _against_like_villages(material, straight, (straight > 0) & (straight < material.scale)),
        _against_like_villages(material, straight, (straight > 0) & (straight <= middle), _A_LEVEL_AT_A_TIME),
    ]
    template = N_("{marked} of {forms} forms have one level all the way down; with others it is {usual} %.")
    return Sign(STRAIGHT, _mean(tests), straight > 0, _all(material), template, {})


def _all_maximum(material: Material, straight: npt.NDArray[np.int8]) -> Sign:
    marked = straight == material.scale
    template = N_(
        "{marked} of {forms} forms are at the highest level throughout; with others it is {usual} %."
    )
    tests = [_against_like_villages(material, straight, marked)]
    return Sign(MAXIMUM, _mean(tests), marked, _all(material), template, {})


def _against_like_villages(
    material: Material, straight: npt.NDArray[np.int8], marked: Marks, shares: Floats = MADE_UP_SHARES
) -> Floats:
    """A village whose other forms are high as well has honest straight lines more often: compare with its like."""
    level = np.where(straight == 0, (material.answers == material.scale).mean(axis=1), np.nan)
    blocks = blocks_of(marked, _all(material), material.collectors, material.villages, level)
    return log_evidence(blocks, _RARE_VILLAGE, shares)


def _copied(material: Material, varied: Marks) -> Sign:
    crowding = doubles.crowding_of(material, varied)
    near_line, below_top = _near_straight(material, varied)
    crowded = crowding.crowded & varied
    borrowed = doubles.borrowed_from_others(material, varied)
    tests = [
        *(
            log_evidence(
                blocks_of(marked, _all(material), material.collectors, material.villages), _RARE_VILLAGE
            )
            for marked in (near_line, near_line & below_top)
        ),
        *(
            log_evidence(blocks_of(marked, varied, material.collectors, None), _RARE_COLLECTOR)
            for marked in (
                crowded & (crowding.common < _SEEN_NOWHERE),
                crowded & (crowding.common < _SEEN_SELDOM),
                borrowed,
            )
        ),
    ]
    template = N_(
        "{marked} of {forms} forms that are no straight line have near twins where chance gives none or fewer; "
        "with others it is {usual} %."
    )
    return Sign(COPIED, _mean(tests), crowded | borrowed, varied, template, {})


def _near_straight(material: Material, varied: Marks) -> tuple[Marks, Marks]:
    """Forms a few answers off a straight line, as copies of a straight line are; and whether it lies below the top."""
    counts = np.stack([(material.answers == level).sum(axis=1) for level in range(1, material.scale + 1)])
    on_line = counts.max(axis=0) + (material.answers == 0).sum(axis=1)
    criteria = material.answers.shape[1]
    near = varied & (on_line >= criteria - max(3, int(_NEAR_STRAIGHT * criteria)))
    return near, counts.argmax(axis=0) + 1 < material.scale


def _shared_phone(material: Material) -> Sign:
    forms = phones.forms_on_the_number(material)
    family = phones.family_size(material, forms)
    many = (forms > family) | ((forms > 2) & phones.across_villages(material))
    tests = [
        log_evidence(blocks_of(marked, _all(material), material.collectors, None), _LARGE_FAMILY)
        for marked in (many, forms > 1)
    ]
    template = N_(
        "{marked} of {forms} forms bear the phone number of another form of the same collector, one number stands "
        "on {most} forms; with others it is {usual} %, and a family shares one on up to {family}."
    )
    return Sign(PHONE, _mean(tests), forms > 1, _all(material), template, {"family": family})


def _short_durations(material: Material, seconds: Floats) -> Sign:
    known = np.isfinite(seconds)
    short = pace.short_duration(material, seconds)
    ratio = log_evidence(blocks_of(short, known, material.collectors, None), _RARE_COLLECTOR)
    limit = round(float(np.median(pace.fences(material, seconds)[known])))
    middle = round(float(np.median(seconds[known])))
    template = N_(
        "{marked} of {forms} forms took less than {limit} seconds from start to finish, half of all forms at least "
        "{middle}; with others it is {usual} %."
    )
    return Sign(SPEED, ratio, short, known, template, {"limit": limit, "middle": middle})


def _short_gaps(material: Material) -> Sign:
    seconds, together = pace.gaps(material)
    known = np.isfinite(seconds)
    meeting_places = _collector_and_village(material)
    limits = [a_criterion * material.answers.shape[1] for a_criterion in pace.GAPS_A_CRITERION]
    tests = [
        log_evidence(blocks_of(seconds < limit, counted, material.collectors, meeting_places), _RARE_VILLAGE)
        for limit in limits
        for counted in (known, known & ~together)
    ]
    template = N_(
        "{marked} of {forms} forms came less than {limit} seconds after the collector's form before; with others it "
        "is {usual} %."
    )
    return Sign(SPEED, _mean(tests), seconds < limits[-1], known, template, {"limit": round(limits[-1])})


def _collector_and_village(material: Material) -> Group:
    """A meeting is held by one collector in one village: what others found there says nothing about it."""
    villages = len(material.villages.names)
    where = material.collectors.index * villages + material.villages.index
    unknown = (material.collectors.index == NONE) | (material.villages.index == NONE)
    distinct, place = np.unique(where, return_inverse=True)
    return Group(tuple(map(str, distinct)), np.where(unknown, NONE, place))


def _all(material: Material) -> Marks:
    return np.ones(len(material), dtype=np.bool_)


def _mean(log_ratios: list[Floats]) -> Floats:
    """The logarithm of the mean of several ratios: a mean of evidence ratios is one again."""
    stacked = np.stack(log_ratios)
    top = stacked.max(axis=0)
    mean: Floats = top + np.log(np.exp(stacked - top).mean(axis=0))
    return mean


def combined(signs: list[Sign]) -> Floats:
    """Gộp các dấu hiệu: the logarithm of the mean of the ratios of all signs, collector by collector."""
    return _mean([sign.log_ratio for sign in signs])
