"""Phương pháp của năm sau: question set and settings of the new period, where the dated data hold one in full."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from directives.errors import N_, Problem
from directives.followup.plan import Plan
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.method import Method
from sipas_engine.methods.periods import NoPeriod, Period, period_on

_OWN = N_(
    "the question set {file} of this campaign goes on; compare it with what the Ministry sends for {year}"
)
_NO_PERIOD = N_(
    "no period of measuring is known for {day}: question set {question_set} goes on, and stays an open point until the "
    "Ministry's plan is there"
)
_INCOMPLETE = N_(
    "period {period} asks by {new}, of which {missing} criteria are not known: question set {question_set} goes on; "
    "replace it before the first forms come"
)
_CHANGED = N_("period {period} ({legal}): question set {new} takes the place of {question_set}")
_SETTING = N_("period {period} ({legal}): the setting {key} is {value}")


@dataclass(frozen=True, slots=True)
class NextMethod:
    """Phương pháp của năm sau: the code or file of the question set, the settings, and what is to be said of them."""

    question_set: str
    method: Mapping[str, Any]
    notes: tuple[Problem, ...] = ()


def next_method(plan: Plan, old_day: date, new_day: date) -> NextMethod:
    """Phương pháp theo giai đoạn mới: what a plan sets otherwise than its own period stays set."""
    if not plan.is_survey:
        return NextMethod(plan.question_set, plan.method)
    told = {"question_set": plan.question_set, "day": new_day, "year": new_day.year}
    if plan.question_file:
        note = Problem(_OWN, {**told, "file": plan.question_file}, "question_set")
        return NextMethod(plan.question_set, plan.method, (note,))
    old, new = _period(old_day), _period(new_day)
    if new is None:
        note = Problem(_NO_PERIOD, told, "question_set")
        return NextMethod(plan.question_set, plan.method, (note,))
    if old == new:
        return NextMethod(plan.question_set, plan.method)
    notes = []
    told |= {"period": new.code, "legal": new.legal, "new": new.question_set}
    question_set = plan.question_set
    if new.question_set != question_set:
        missing = built_in(new.question_set).unknown_criteria
        if missing:
            notes.append(Problem(_INCOMPLETE, {**told, "missing": missing}, "question_set"))
        else:
            question_set = new.question_set
            notes.append(Problem(_CHANGED, told, "question_set"))
    changed = (
        _changed(old.method if old else Method(), new.method) if question_set != plan.question_set else {}
    )
    notes += [
        Problem(_SETTING, {**told, "key": key, "value": value}, f"method.{key}")
        for key, value in changed.items()
    ]
    return NextMethod(question_set, {**plan.method, **changed}, tuple(notes))


def _period(day: date) -> Period | None:
    try:
        return period_on(day)
    except NoPeriod:
        return None


def _changed(old: Method, new: Method) -> dict[str, Any]:
    """Settings which the law changed between two periods."""
    return {
        one.name: getattr(new, one.name)
        for one in fields(Method)
        if getattr(new, one.name) != getattr(old, one.name)
    }
