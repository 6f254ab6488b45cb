"""Mẫu phúc tra: which forms are asked about again, drawn so that anyone can draw them once more, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.sampling.chance import digest_of

CONTROL_QUESTIONS = 3
"""Câu kiểm tra: how many answers of a form are asked again."""


class CannotRecheck(SipasError):
    """Không rút được mẫu phúc tra: nothing to draw from, or nobody who may check a form."""

    kind: ClassVar[str] = "cannot_recheck"
    template: ClassVar[str] = N_("No re-check can be drawn: {count} problem(s).")


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """Phiếu đã thu: its serial, who handed it out, and where; nothing of its answers."""

    serial: str
    investigator: str
    village: str


@dataclass(frozen=True, slots=True)
class RecheckForm:
    """Phiếu phúc tra: a drawn form, its checker, and the criteria asked again."""

    serial: str
    investigator: str
    village: str
    checker: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecheckDraw:
    """Mẫu phúc tra đã rút: with everything that decides it; ``list_hash`` is that of the forms drawn from."""

    seed: str
    share: Fraction
    list_hash: str
    forms: tuple[RecheckForm, ...]


def list_hash_of(forms: Sequence[ReturnedForm]) -> str:
    """Mã băm danh sách: SHA-256 of ``serial|investigator|village`` lines in the order of the serials."""
    lines = sorted(f"{form.serial}|{form.investigator}|{form.village}" for form in forms)
    return sha256("\n".join(lines).encode()).hexdigest()


def draw_recheck(
    forms: Sequence[ReturnedForm],
    checkers: Sequence[str],
    criteria: Sequence[str],
    seed: str,
    share: Fraction = Fraction(1, 20),
) -> RecheckDraw:
    """Rút mẫu phúc tra: of each investigator's forms the share, rounded up, so that everybody is looked at.

    A form's lot is SHA-256 of ``seed|list hash|serial``; the lowest are drawn. Its control questions are those with
    the lowest SHA-256 of ``seed|list hash|serial|criterion``. Checkers take turns through the drawn forms in the
    order of the serials; nobody checks a form that he handed out himself. Raises CannotRecheck.
    """
    hash_ = list_hash_of(forms)
    problems = _problems(forms, checkers, criteria, share)
    if problems:
        raise CannotRecheck(where=problems[0].where, problems=problems, count=len(problems))

    def lot(*parts: str) -> str:
        return digest_of(seed, hash_, *parts)

    by_person: dict[str, list[ReturnedForm]] = {}
    for form in forms:
        by_person.setdefault(form.investigator, []).append(form)
    drawn = [
        form
        for own in by_person.values()
        for form in sorted(own, key=lambda one: lot(one.serial))[: ceil(share * len(own))]
    ]
    load = dict.fromkeys(sorted(set(checkers)), 0)
    found = []
    for form in sorted(drawn, key=lambda one: one.serial):
        checker = min((c for c in load if c != form.investigator), key=lambda c: (load[c], c))
        load[checker] += 1
        asked = sorted(
            sorted(criteria, key=lambda c: lot(form.serial, c))[:CONTROL_QUESTIONS], key=criteria.index
        )
        found.append(RecheckForm(form.serial, form.investigator, form.village, checker, tuple(asked)))
    return RecheckDraw(seed, share, hash_, tuple(found))


def _problems(
    forms: Sequence[ReturnedForm], checkers: Sequence[str], criteria: Sequence[str], share: Fraction
) -> list[Problem]:
    found = []
    if not forms:
        found.append(Problem(N_("no form has come back"), {}))
    if not 0 < share <= 1:
        found.append(Problem(N_("the share {share} does not lie between 0 and 1"), {"share": str(share)}))
    if len(criteria) < CONTROL_QUESTIONS:
        found.append(Problem(N_("there are fewer than {n} criteria to ask again"), {"n": CONTROL_QUESTIONS}))
    seen: set[str] = set()
    for form in forms:
        if form.serial in seen:
            found.append(Problem(N_("form {serial} stands twice"), {"serial": form.serial}, form.serial))
        seen.add(form.serial)
    for person in sorted({form.investigator for form in forms}):
        if not set(checkers) - {person}:
            found.append(
                Problem(
                    N_("nobody may check the forms of {investigator}: a checker must be somebody else"),
                    {"investigator": person},
                    person,
                )
            )
    return found


def not_his_own(draw: RecheckDraw, checker_of: Mapping[str, str]) -> tuple[Problem, ...]:
    """Tự phúc tra: every form that was checked by the very person who handed it out."""
    handed_out = {form.serial: form.investigator for form in draw.forms}
    return tuple(
        Problem(
            N_("{checker} handed out form {serial} and may not check it"),
            {"checker": checker, "serial": serial},
            serial,
        )
        for serial, checker in checker_of.items()
        if handed_out.get(serial) == checker
    )
