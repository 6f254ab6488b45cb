"""Kết quả phúc tra: what people said when asked again, and how often it differs from the form, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

import numpy as np

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.recheck.draw import RecheckDraw, not_his_own
from sipas_engine.uncertainty.interval import wilson_intervals

Way = Literal["visit", "phone"]
"""Cách phúc tra: at home, or by telephone."""

CONFIDENCE = 0.95
_MANY = 10**6  # degrees of freedom of simple counts: the quantile is that of the normal distribution


class BadRecheck(SipasError):
    """Phiếu phúc tra sai: records that cannot be; nothing of them was taken."""

    kind: ClassVar[str] = "bad_recheck"
    template: ClassVar[str] = N_("The re-check was refused, nothing of it was taken: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class RecheckRecord:
    """Phiếu phúc tra đã ghi: one drawn form asked about again.

    ``met`` the respondent was found; ``own_hand`` he filled it in himself, ``saw_form`` he saw the form at all (None
    while not met); ``answers`` are the levels given now, by criterion, None for no answer.
    """

    serial: str
    checker: str
    day: date
    way: Way
    met: bool
    saw_form: bool | None
    own_hand: bool | None
    answers: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Tỷ lệ không khớp: ``different`` of ``asked``, in percent, with its 95 % interval; None when nothing was asked."""

    asked: int
    different: int
    share: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class RecheckResult:
    """Kết quả phúc tra: forms drawn, asked about and not met; discrepancies by kind of question and by investigator.

    ``far`` counts answers two levels or more apart: people do not remember a level exactly, but seldom so wrongly.
    ``waiting`` are drawn forms about which nothing was recorded. ``never_seen`` are those whose respondent never saw
    the form: proposed for rejection, which a person decides.
    """

    drawn: int
    recorded: int
    not_met: int
    kinds: Mapping[str, Discrepancy]
    by_investigator: Mapping[str, Discrepancy]
    by_criterion: Mapping[str, Discrepancy]
    waiting: tuple[str, ...] = ()
    never_seen: tuple[str, ...] = ()


def check_records(records: Sequence[RecheckRecord], draw: RecheckDraw, scale: int) -> None:
    """Kiểm tra phiếu phúc tra: raises BadRecheck with every record that cannot be.

    Each is about a drawn form, by another than who handed it out, once, and answers the control questions drawn for
    that form; a respondent who was not met said nothing.
    """
    forms = {form.serial: form for form in draw.forms}
    problems = list(not_his_own(draw, {record.serial: record.checker for record in records}))
    seen: set[str] = set()
    for record in records:
        if record.serial not in forms:
            problems.append(
                Problem(N_("form {serial} is not in the re-check"), {"serial": record.serial}, record.serial)
            )
            continue
        if record.serial in seen:
            problems.append(
                Problem(N_("form {serial} stands twice"), {"serial": record.serial}, record.serial)
            )
        seen.add(record.serial)
        problems += _wrong_answers(record, forms[record.serial].questions, scale)
    if problems:
        raise BadRecheck(where=problems[0].where, problems=problems, count=len(problems))


def _wrong_answers(record: RecheckRecord, questions: Sequence[str], scale: int) -> list[Problem]:
    where = record.serial
    if not record.met:
        said = any(answer is not None for answer in record.answers.values())
        if said or record.saw_form is not None or record.own_hand is not None:
            return [Problem(N_("the respondent was not met, yet answers stand there"), {}, where)]
        return []
    found = []
    if record.saw_form is None:
        found.append(Problem(N_("whether the respondent saw the form is missing"), {}, where))
    if set(record.answers) - set(questions):
        found.append(
            Problem(
                N_("asked {asked}, but the control questions are {questions}"),
                {"asked": ", ".join(record.answers), "questions": ", ".join(questions)},
                where,
            )
        )
    for criterion, answer in record.answers.items():
        if answer is not None and not 1 <= answer <= scale:
            found.append(
                Problem(
                    N_("the answer {answer} to {criterion} is not on the scale 1 to {scale}"),
                    {"answer": answer, "criterion": criterion, "scale": scale},
                    where,
                )
            )
    return found


def recheck_result(
    draw: RecheckDraw, records: Sequence[RecheckRecord], ticked: Mapping[str, Mapping[str, int | None]]
) -> RecheckResult:
    """Kết quả phúc tra: ``ticked`` are the levels on the forms, by serial and criterion (None: no level there).

    A pair is compared when both have a level. Kinds: ``saw_form``, ``own_hand``, ``same_level``, ``far`` (two levels or
    more apart). By investigator and by criterion: levels that differ by two or more.
    """
    met = [record for record in records if record.met]
    person = {form.serial: form.investigator for form in draw.forms}
    pairs = [
        (person[record.serial], criterion, now, before)
        for record in met
        for criterion, now in record.answers.items()
        if now is not None and (before := ticked.get(record.serial, {}).get(criterion)) is not None
    ]
    kinds = {
        "saw_form": discrepancy([r.saw_form is False for r in met if r.saw_form is not None]),
        "own_hand": discrepancy([r.own_hand is False for r in met if r.own_hand is not None]),
        "same_level": discrepancy([now != before for _, _, now, before in pairs]),
        "far": discrepancy([abs(now - before) > 1 for _, _, now, before in pairs]),
    }
    people = sorted(set(person.values()))
    criteria = sorted({criterion for form in draw.forms for criterion in form.questions})
    return RecheckResult(
        drawn=len(draw.forms),
        recorded=len(records),
        not_met=len(records) - len(met),
        kinds=kinds,
        by_investigator={
            who: discrepancy([abs(now - before) > 1 for p, _, now, before in pairs if p == who])
            for who in people
        },
        by_criterion={
            code: discrepancy([abs(now - before) > 1 for _, c, now, before in pairs if c == code])
            for code in criteria
        },
        waiting=tuple(sorted(set(person) - {record.serial for record in records})),
        never_seen=tuple(sorted(record.serial for record in met if record.saw_form is False)),
    )


def discrepancy(different: Sequence[bool]) -> Discrepancy:
    """Tỷ lệ không khớp: share and Wilson's interval of independent checks.

    >>> found = discrepancy([True] + [False] * 19)
    >>> found.asked, found.share, [round(end, 1) for end in found.interval]
    (20, 5.0, [0.9, 23.6])
    """
    asked = len(different)
    if not asked:
        return Discrepancy(0, 0, None, None)
    share = 100.0 * sum(different) / asked
    low, high = wilson_intervals(np.array([share]), np.array([float(asked)]), np.array([_MANY]), CONFIDENCE)
    return Discrepancy(asked, sum(different), share, (float(low[0]), float(high[0])))
