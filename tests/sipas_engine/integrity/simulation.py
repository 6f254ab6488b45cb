"""Made-up surveys with known truth: honest collectors with everything that looks like fraud, and fabricators.

What it makes is described in docs/integrity.md. It knows nothing of the detector: honest answers come from a
person, a village and a criterion effect with a ceiling, not from the detector's rates of villages.
"""

import csv
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sipas_engine.integrity.material import HERE, Group, Material, group_of

FRAUDS = ("copy", "straight", "maximum", "phone", "speed")
DAY = 86_400.0
START = 1_760_000_400.0  # a Thursday morning; any day does


@dataclass(frozen=True, slots=True)
class Variant:
    """One way the world may be. The defaults are the middle of everything."""

    name: str = "middle"
    collectors: int = 200
    forms: tuple[int, int] = (30, 60)
    criteria: int = 22
    satisfaction: float = 1.4  # mean of the latent score; 1 is about 75 % satisfied, 2 about 90 %
    person: float = 0.9
    village: float = 0.4
    noise: float = 0.8
    straight: float = 0.33  # share of honest people who tick one level all the way down
    collector_spread: float = 0.0
    villages_each: int = 3
    shared_villages: bool = True  # several collectors work in one village
    happy: float = 0.08  # share of villages where nearly everything is at the maximum
    happy_max: float = 0.85  # share of all-maximum forms there
    meetings: float = 0.15  # share of (collector, village) whose forms were filled in together
    meeting_spread: float = (
        0.0  # minutes over which the forms of a meeting are handed in; 0: one time for all
    )
    meeting_alike: float = 0.0  # share of answers taken over from the neighbour at a meeting
    family: float = 0.15  # share of forms on a phone of a family of 2 to 4
    phone_missing: float = 0.2
    with_phones: bool = True
    with_durations: bool = True
    with_times: bool = True
    with_villages: bool = True
    minutes_only: bool = False
    blank: float = 0.01
    frauds: tuple[str, ...] = FRAUDS
    fraud_share: float = 0.05
    fabricated: tuple[float, float] = (0.35, 1.0)
    copy_changes: tuple[int, int] | float = (1, 3)
    masters: int = 1  # 0: each copy from any own honest form; -1: from any form of the others
    straight_levels: tuple[int, ...] = (3, 4, 5)
    maximum_slips: float = 0.0  # share of cells of an all-maximum form which are not
    phones_of_fraud: int = 1
    fast_seconds: tuple[float, float] = (20.0, 80.0)
    several_frauds: bool = False
    in_order: bool = False  # the fabricated forms are the last ones, not spread at random
    honest_seconds: tuple[float, float] = (720.0, 0.45)
    honest_gap: tuple[float, float] = (25.0, 0.6)  # minutes, spread of the logarithm


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Material with the truth: which collector did what."""

    material: Material
    fraud: dict[str, tuple[str, ...]] = field(default_factory=dict)


def simulate(variant: Variant, seed: int) -> Survey:
    rng = np.random.default_rng(seed)
    n_each = rng.integers(variant.forms[0], variant.forms[1] + 1, variant.collectors)
    who = np.repeat(np.arange(variant.collectors), n_each)
    village = _villages(variant, who, n_each, rng)
    answers = _honest_answers(variant, who, village, rng)
    started, finished, collected, meeting = _honest_times(variant, who, village, rng)
    if variant.meeting_alike:
        _take_over(answers, meeting, variant.meeting_alike, rng)
    phone = _honest_phones(variant, who, village, rng)
    fraud = _choose(variant, rng)
    for collector, kinds in fraud.items():
        rows = np.flatnonzero(who == collector)
        count = max(int(np.ceil(rng.uniform(*variant.fabricated) * len(rows))), 2)
        made = rows[-count:] if variant.in_order else rng.permutation(rows)[:count]
        for kind in kinds:
            _fabricate(
                kind, variant, np.sort(made), rows, (answers, started, finished, collected, phone), rng
            )
    answers[rng.random(answers.shape) < variant.blank] = 0
    return Survey(
        _material(variant, who, village, phone, answers, started, finished, collected),
        {f"ĐTV-{collector:03d}": kinds for collector, kinds in fraud.items()},
    )


def _villages(
    variant: Variant, who: npt.NDArray[np.int64], n_each: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    of_collector = rng.integers(0, variant.villages_each, len(who))
    if not variant.shared_villages:
        return who * variant.villages_each + of_collector
    n_villages = max(variant.collectors * variant.villages_each // 3, 2)
    theirs = rng.integers(0, n_villages, (variant.collectors, variant.villages_each))
    chosen: npt.NDArray[np.int64] = theirs[who, of_collector]
    return chosen


def _honest_answers(
    variant: Variant, who: npt.NDArray[np.int64], village: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.int8]:
    n, n_villages = len(who), village.max() + 1
    level = (
        variant.satisfaction
        + variant.person * rng.standard_normal(n)
        + (variant.village * rng.standard_normal(n_villages))[village]
        + (variant.collector_spread * rng.standard_normal(variant.collectors))[who]
    )
    criterion = 0.35 * rng.standard_normal(variant.criteria)
    latent = level[:, None] + criterion + variant.noise * rng.standard_normal((n, variant.criteria))
    answers = (1 + np.digitize(latent, [-2.2, -1.2, 0.0, 1.7])).astype(np.int8)
    straight = rng.random(n) < variant.straight
    answers[straight] = (1 + np.digitize(level[straight], [-2.2, -1.2, 0.0, 1.4])).astype(np.int8)[:, None]
    happy = (rng.random(n_villages) < variant.happy)[village]
    everything = happy & (rng.random(n) < variant.happy_max)
    answers[everything] = 5
    rest = happy & ~everything
    answers[rest] = np.where(rng.random((rest.sum(), variant.criteria)) < 0.9, 5, 4)
    return answers


def _honest_times(
    variant: Variant, who: npt.NDArray[np.int64], village: npt.NDArray[np.int64], rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Start, finish, hand-in, and the number of the meeting (-1 for none): collectors work 8 hours a day."""
    seconds, spread = variant.honest_seconds
    habit = np.exp(0.15 * rng.standard_normal(variant.collectors))[who]
    took = seconds * habit * np.exp(spread * rng.standard_normal(len(who)))
    finished = np.zeros(len(who))
    meeting = np.full(len(who), -1)
    minutes, gap_spread = variant.honest_gap
    for collector in range(variant.collectors):
        rows = np.flatnonzero(who == collector)
        rows = rows[np.argsort(village[rows], kind="stable")]
        clock, held = START + rng.integers(0, 5) * DAY, {}
        for row in rows:
            place = village[row]
            if place not in held:
                held[place] = rng.random() < variant.meetings
                clock += 3600
            if held[place]:
                meeting[row] = collector * 100_000 + place
                finished[row] = clock + 60 * variant.meeting_spread * rng.random()
            else:
                clock += 60 * minutes * np.exp(gap_spread * rng.standard_normal())
                finished[row] = clock
            if (clock - START) % DAY > 9 * 3600:
                clock += DAY - (clock - START) % DAY
    return finished - took, finished, finished.copy(), meeting


def _take_over(
    answers: npt.NDArray[np.int8], meeting: npt.NDArray[np.int64], share: float, rng: np.random.Generator
) -> None:
    for one in np.unique(meeting[meeting >= 0]):
        rows = np.flatnonzero(meeting == one)
        neighbour = answers[rng.permutation(rows)]
        taken = rng.random((len(rows), answers.shape[1])) < share
        answers[rows] = np.where(taken, neighbour, answers[rows])


def _honest_phones(
    variant: Variant, who: npt.NDArray[np.int64], village: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.object_]:
    phone = np.array([f"09{number:08d}" for number in 10**7 + 97 * rng.permutation(len(who))], dtype=object)
    order = np.lexsort((village, who))
    at = 0
    while at < len(order) - 4:
        size = int(rng.integers(2, 5))
        if rng.random() < variant.family / 3:
            family = order[at : at + size]
            family = family[(who[family] == who[order[at]]) & (village[family] == village[order[at]])]
            phone[family] = phone[order[at]]
        at += size if rng.random() < 0.5 else 1
    phone[rng.random(len(who)) < variant.phone_missing] = ""
    return phone


def _choose(variant: Variant, rng: np.random.Generator) -> dict[int, tuple[str, ...]]:
    count = round(variant.fraud_share * variant.collectors)
    if variant.fraud_share and variant.frauds:
        count = max(count, 1)
    chosen = rng.permutation(variant.collectors)[:count]
    shift = int(rng.integers(0, 5))
    kinds = [variant.frauds[(i + shift) % len(variant.frauds)] for i in range(count)]
    if variant.several_frauds:
        return {int(who): tuple(rng.permutation(FRAUDS)[:2]) for who in chosen}
    return {int(who): (kind,) for who, kind in zip(chosen, kinds, strict=True)}


def _fabricate(
    kind: str,
    variant: Variant,
    made: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
    columns: tuple[
        npt.NDArray[np.int8],
        npt.NDArray[np.float64],
        npt.NDArray[np.float64],
        npt.NDArray[np.float64],
        npt.NDArray[np.object_],
    ],
    rng: np.random.Generator,
) -> None:
    answers, started, finished, collected, phone = columns
    match kind:
        case "copy":
            honest = np.setdiff1d(rows, made)
            pool = honest if len(honest) else made
            if variant.masters < 0:
                pool = np.setdiff1d(np.arange(len(answers)), rows)
            masters = rng.permutation(pool)[: variant.masters] if variant.masters > 0 else pool
            originals = answers[masters].copy()
            for row in made:
                answers[row] = originals[rng.integers(len(originals))]
                changes = variant.copy_changes
                if isinstance(changes, float):
                    cells = np.flatnonzero(rng.random(answers.shape[1]) < changes)
                else:
                    cells = rng.permutation(answers.shape[1])[: rng.integers(changes[0], changes[1] + 1)]
                answers[row, cells] = rng.integers(3, 6, len(cells))
        case "straight":
            answers[made] = rng.choice(variant.straight_levels, len(made))[:, None]
        case "maximum":
            answers[made] = 5
            slips = rng.random((len(made), answers.shape[1])) < variant.maximum_slips
            answers[made] = np.where(slips, 4, 5)
        case "phone":
            numbers = [f"08{rng.integers(10**8):08d}" for _ in range(variant.phones_of_fraud)]
            phone[made] = [numbers[rng.integers(len(numbers))] for _ in made]
        case "speed":
            took = rng.uniform(*variant.fast_seconds, len(made))
            clock = collected[made].min() + np.cumsum(took)
            collected[made] = finished[made] = clock
            started[made] = clock - took
        case _:
            raise ValueError(kind)


def _material(
    variant: Variant,
    who: npt.NDArray[np.int64],
    village: npt.NDArray[np.int64],
    phone: npt.NDArray[np.object_],
    answers: npt.NDArray[np.int8],
    started: npt.NDArray[np.float64],
    finished: npt.NDArray[np.float64],
    collected: npt.NDArray[np.float64],
) -> Material:
    unknown = np.full(len(who), np.nan)
    empty = group_of([""] * len(who))
    rounded = (lambda x: np.floor(x / 60) * 60) if variant.minutes_only else np.floor
    villages = Group(tuple(f"Thôn {i:04d}" for i in range(int(village.max()) + 1)), village.astype(np.int64))
    return Material(
        scale=5,
        form_ids=tuple(f"TH-{i:06d}" for i in range(len(who))),
        answers=answers,
        collectors=Group(tuple(f"ĐTV-{i:03d}" for i in range(variant.collectors)), who),
        villages=villages if variant.with_villages else empty,
        phones=group_of(list(phone)) if variant.with_phones else empty,
        offices=villages,
        modes=empty,
        collected=rounded(collected) if variant.with_times else unknown,
        started=rounded(started) if variant.with_durations else unknown,
        finished=rounded(finished) if variant.with_durations else unknown,
        unread={},
    )


def write_csv(survey: Survey, path: Path) -> None:
    """The material as a file of forms, with every extra column it has."""
    material = survey.material
    codes = [f"{1 + i // 5}.{1 + i % 5}" for i in range(material.answers.shape[1])]
    header = ["form_id", "province", "district", "commune"]
    columns: list[list[str]] = [
        list(material.form_ids),
        *([["Tỉnh A"] * len(material)]),
        *[["Xã B"] * len(material)] * 2,
    ]
    for name, group in (
        ("enumerator", material.collectors),
        ("village", material.villages),
        ("phone", material.phones),
    ):
        if group.names:
            header.append(name)
            columns.append([group.names[i] if i >= 0 else "" for i in group.index])
    for name, times in (
        ("collected_at", material.collected),
        ("started_at", material.started),
        ("finished_at", material.finished),
    ):
        if np.isfinite(times).any():
            header.append(name)
            columns.append([datetime.fromtimestamp(t, HERE).replace(tzinfo=None).isoformat() for t in times])
    columns += [[str(code) if code else "" for code in column] for column in material.answers.T.tolist()]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header + codes)
        writer.writerows(zip(*columns, strict=True))
