"""Phiếu mô phỏng: made-up forms for demonstrations and tests, each marked as such; never real answers."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.returns.synthetic_people import answers_of_people, people_columns

LEVELS = {2: ("province", "commune"), 3: ("province", "district", "commune")}
"""Cấp đơn vị mặc định: the columns of a unit path of two (from 01/7/2025) or three parts."""

FORM_ID_MARK = "TH"
"""Dấu phiếu mô phỏng: the beginning of every synthetic form's number ("tổng hợp")."""

_USUAL_SHARE = 0.81  # satisfied answers of an average unit in an average element
_SHARE_LIMITS = (0.62, 0.95)
_UNIT_SPREAD = (
    0.05,
    0.035,
    0.035,
)  # how far a province, district, commune lies off the one above it, at most
_ELEMENT_SPREAD = 0.04
_CRITERION_SPREAD = 0.02
_PERSON_SPREAD = 0.12
_BLANK, _DOUBLE, _DONT_KNOW, _INVALID = 0.015, 0.003, 0.007, 0.02


@dataclass(frozen=True, slots=True)
class SyntheticForm:
    """Phiếu mô phỏng: one form; ``answers`` is what stands in its cells, in the order of the questions.

    ``person`` is what stands in the columns about the respondent and his other answers.
    """

    form_id: str
    unit: tuple[str, ...]
    status: str
    answers: tuple[str, ...]
    person: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyntheticForms:
    """Bộ phiếu mô phỏng: forms with the columns that name their units and criteria, and those about people."""

    levels: tuple[str, ...]
    criteria: tuple[str, ...]
    forms: tuple[SyntheticForm, ...]
    people: tuple[str, ...] = ()


def synthesize_forms(
    questions: QuestionSet,
    units: Sequence[tuple[str, ...]],
    forms_per_unit: int,
    seed: int,
    *,
    levels: Sequence[str] | None = None,
    first_number: int = 1,
) -> SyntheticForms:
    """Mô phỏng phiếu: believable forms of every unit, the same for the same seed, on any machine.

    ``units`` are paths such as (tỉnh, xã) or (tỉnh, huyện, xã). Units, elements and people differ, about 70
    to 92 % of answers are satisfied, a few are blank, ticked twice or "không biết", a few forms are invalid. Where the
    form asks more than satisfaction, people have a sex, an age and answers to all of it.
    The forms of a unit depend on the seed and its path only, not on the other units; they are numbered from
    ``first_number``. Raises ValueError when paths are of unequal length or ``levels`` do not fit them.
    """
    depth = {len(unit) for unit in units}
    named = tuple(levels) if levels is not None else LEVELS.get(max(depth, default=3), ())
    if depth - {len(named)}:
        raise ValueError(f"unit paths of {sorted(depth)} parts for the levels {named}")
    made: list[SyntheticForm] = []
    for unit in units:
        rng = Random(f"{seed}|forms|{'|'.join(unit)}")
        shares = _shares(questions, unit, seed)
        for person in answers_of_people(questions, unit, forms_per_unit, seed):
            number = f"{FORM_ID_MARK}-{first_number + len(made):06d}"
            made.append(replace(_form(number, unit, questions, shares, rng), person=person))
    return SyntheticForms(named, questions.criterion_codes, tuple(made), people_columns(questions))


def write_forms_csv(forms: SyntheticForms, path: Path) -> None:
    """Ghi tệp phiếu: the forms as a FORMS.csv (plain UTF-8, line feeds), always with the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["form_id", *forms.levels, "status", *forms.people, *forms.criteria])
    for form in forms.forms:
        writer.writerow([form.form_id, *form.unit, form.status, *form.person, *form.answers])
    path.write_bytes(text.getvalue().encode("utf-8"))


def _shares(questions: QuestionSet, unit: tuple[str, ...], seed: int) -> list[float]:
    """The share of satisfied answers a unit tends to, criterion by criterion."""
    of_unit = _USUAL_SHARE
    for depth in range(1, len(unit) + 1):
        spread = _UNIT_SPREAD[min(depth, len(_UNIT_SPREAD)) - 1]
        of_unit += spread * _effect(seed, "unit", *unit[:depth])
    return [
        of_unit
        + _ELEMENT_SPREAD * (_effect(seed, element.code) + 0.5 * _effect(seed, element.code, *unit))
        + _CRITERION_SPREAD * _effect(seed, element.code, criterion.code)
        for element in questions.elements
        for criterion in element.criteria
    ]


def _effect(seed: int, *of_what: str) -> float:
    """A number from -1 to 1 which belongs to the seed and the thing named."""
    return 2 * Random(f"{seed}|{'|'.join(of_what)}").random() - 1


def _form(
    number: str, unit: tuple[str, ...], questions: QuestionSet, shares: Sequence[float], rng: Random
) -> SyntheticForm:
    invalid = rng.random() < _INVALID
    person = _PERSON_SPREAD * (rng.random() + rng.random() - 1)
    blank = 0.5 if invalid else _BLANK  # most invalid forms are those left half empty
    answers = tuple(_answer(share + person, blank, questions, rng) for share in shares)
    return SyntheticForm(number, unit, "Không hợp lệ" if invalid else "Hợp lệ", answers)


def _answer(share: float, blank: float, questions: QuestionSet, rng: Random) -> str:
    draw = rng.random()
    if draw < blank:
        return ""
    if draw < blank + _DONT_KNOW:
        return "KB"
    low, high = _SHARE_LIMITS
    satisfied = rng.random() < min(max(share, low), high)
    level = _level(questions, satisfied, rng)
    if draw > 1 - _DOUBLE:
        other = level + 1 if level < questions.scale else level - 1
        return f"{min(level, other)}{max(level, other)}"
    return str(level)


def _level(questions: QuestionSet, satisfied: bool, rng: Random) -> int:
    """A level among those (not) satisfied; the ones nearer to the other side are the likelier."""
    levels = [level for level in questions.levels() if (level in questions.satisfied) == satisfied]
    if not satisfied:
        levels.reverse()
    for level in levels[:-1]:
        if rng.random() < 0.66:
            return level
    return levels[-1]
