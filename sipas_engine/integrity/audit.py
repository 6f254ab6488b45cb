"""Xem xét phiếu: all signs together, as a ranked list of where to look; nothing is rejected here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sipas_engine.errors import N_, Problem
from sipas_engine.integrity.answering import straight_level
from sipas_engine.integrity.effects import collector_effects
from sipas_engine.integrity.material import NONE, Group, Material
from sipas_engine.integrity.pace import durations
from sipas_engine.integrity.signs import Sign, combined, signs_of
from sipas_engine.integrity.twins import BY_CHANCE, Twins, twins_of

THRESHOLD = 1.0
"""Ngưỡng mặc định: decimal logarithm of the evidence ratio from which a collector is flagged (10 to 1)."""

FALSE_ALARM_RATE = 0.01
"""Tỷ lệ báo nhầm: share of honest collectors flagged at the default threshold, at most (docs/integrity.md)."""

UNTIMED_FALSE_ALARM_RATE = 0.02
"""Tỷ lệ báo nhầm khi không có giờ bắt đầu, kết thúc: pace is then told from hand-in times alone, less surely."""

WORTH_SHOWING = 0.5
"""Đáng nêu: a sign is listed with its evidence from this score (about 3 to 1), flagged or not."""

STRONG_SIGN = 1.0
"""Dấu hiệu mạnh: with a flagged collector, a sign is among the reasons from this score."""

MOST_TWINS = 100
"""Số nhóm trùng liệt kê: groups of equal forms listed one by one, the least likely first."""

STRONG_EFFECT = 4.0
"""Chênh lệch lớn: robust standard deviations from which a collector's own level of answers is shown."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Cảnh báo: one reason to look at a collector or at some forms; never a rejection.

    Either ``collector`` is named or ``form_ids`` are. ``score`` grows with the evidence; ``flagged`` tells
    whether it reaches the default threshold. ``evidence`` is a sentence with its figures.
    """

    kind: str
    score: float
    flagged: bool
    evidence: Problem
    collector: str | None = None
    form_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """Tỷ lệ: straight lines and "everything at the maximum" among the forms of an office or a collector."""

    name: str
    forms: int
    straight_lines: int
    all_maximum: int


@dataclass(frozen=True, slots=True)
class Audit:
    """Kết quả xem xét: flags, the strongest first; a score for every collector; rates by office and collector.

    ``scores`` are decimal logarithms of evidence ratios; ``signs`` are the kinds that could be looked for;
    ``unlisted_twins`` counts groups of equal forms beyond those listed, all of them less surprising.
    """

    forms: int
    signs: tuple[str, ...]
    threshold: float
    false_alarm_rate: float
    flags: tuple[Flag, ...]
    scores: dict[str, float]
    offices: tuple[Rate, ...]
    collectors: tuple[Rate, ...]
    unlisted_twins: int = 0
    unread: dict[str, int] = field(default_factory=dict)


def stated_rate(threshold: float, *, timed: bool) -> float:
    """Tỷ lệ báo nhầm công bố: as measured at the default threshold and above; below it, what Markov promises.

    ``timed`` says whether forms tell when they were begun and finished.
    """
    measured = FALSE_ALARM_RATE if timed else UNTIMED_FALSE_ALARM_RATE
    return measured if threshold >= THRESHOLD else max(measured, min(1.0, 10.0**-threshold))


def audit(material: Material, threshold: float = THRESHOLD) -> Audit:
    """Xem xét phiếu: the signs of fabrication in the forms, each compared with what chance gives."""
    signs = list(signs_of(material)) if material.collectors.names else []
    scores = _decimal(combined(signs)) if signs else np.zeros(0)
    twins = twins_of(material)
    flags = [
        *_sign_flags(material, signs, scores, threshold),
        *_effect_flags(material),
        *(_twin_flag(material, found) for found in twins[:MOST_TWINS]),
    ]
    straight = straight_level(material)
    return Audit(
        forms=len(material),
        signs=tuple(sign.kind for sign in signs),
        threshold=threshold,
        false_alarm_rate=stated_rate(threshold, timed=bool(np.isfinite(durations(material)).any())),
        flags=tuple(sorted(flags, key=lambda flag: (not flag.flagged, not flag.collector, -flag.score))),
        scores=dict(zip(material.collectors.names, map(float, scores), strict=True)),
        offices=_rates(material.offices, straight, material.scale),
        collectors=_rates(material.collectors, straight, material.scale),
        unlisted_twins=max(len(twins) - MOST_TWINS, 0),
        unread=material.unread,
    )


def _sign_flags(
    material: Material, signs: Sequence[Sign], scores: npt.NDArray[np.float64], threshold: float
) -> list[Flag]:
    flags = []
    for collector, name in enumerate(material.collectors.names):
        of_signs = [float(_decimal(sign.log_ratio[collector])) for sign in signs]
        flagged = bool(scores[collector] >= threshold)
        for sign, score in zip(signs, of_signs, strict=True):
            reason = flagged and (score >= STRONG_SIGN or score == max(of_signs))
            if reason or score >= WORTH_SHOWING:
                evidence = sign.evidence(material, collector)
                flags.append(Flag(sign.kind, score, reason, evidence, collector=name))
    return flags


def _effect_flags(material: Material) -> list[Flag]:
    template = N_(
        "{satisfied} % of the answers are at the two highest levels; {expected} % are expected from the other forms "
        "of the same villages. Look at how the questions are asked."
    )
    return [
        Flag(
            "collector_effect",
            abs(effect.deviation),
            False,
            Problem(template, {"satisfied": round(effect.satisfied), "expected": round(effect.expected)}),
            collector=material.collectors.names[effect.collector],
        )
        for effect in collector_effects(material)
        if abs(effect.deviation) >= STRONG_EFFECT
    ]


def _twin_flag(material: Material, twins: Twins) -> Flag:
    ids = tuple(material.form_ids[form] for form in twins.forms)
    fields = {"forms": ", ".join(ids[:10]) + (", …" if len(ids) > 10 else ""), "number": len(ids)}
    offices = len(set(material.offices.index[list(twins.forms)]) - {NONE})
    if twins.same_record:
        template = N_(
            "{number} forms with equal answers, among them some with the same phone and times: one return sent twice? "
            "({forms})"
        )
    elif offices > 1:
        template = N_(
            "{number} forms of {offices} offices with equal answers; by chance the file would have {expected} such "
            "doubles ({forms})."
        )
    else:
        template = N_(
            "{number} forms with equal answers; by chance the file would have {expected} such doubles ({forms})."
        )
    fields |= {"offices": offices, "expected": _rounded(twins.expected), "chance": twins.expected}
    score = -math.log10(max(twins.expected, 1e-12))
    flagged = twins.same_record or twins.expected < BY_CHANCE
    return Flag("equal_answers", score, flagged, Problem(template, fields), form_ids=ids)


def _rates(groups: Group, straight: npt.NDArray[np.int8], scale: int) -> tuple[Rate, ...]:
    known = groups.index != NONE
    counts = [
        np.bincount(groups.index[known & chosen], minlength=len(groups.names)).tolist()
        for chosen in (np.ones(len(known), dtype=np.bool_), straight > 0, straight == scale)
    ]
    return tuple(Rate(*row) for row in zip(groups.names, *counts, strict=True))


def _decimal(log_ratio: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.round(log_ratio / math.log(10), 3)


def _rounded(expected: float) -> str:
    """How many doubles are expected, in words short enough for a sentence: "<0,001", "0,04", "12"."""
    if expected < 0.001:
        return "<0,001"
    return f"{expected:.3f}".replace(".", ",") if expected < 1 else f"{expected:.0f}"
