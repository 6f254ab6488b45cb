"""Đọc kế hoạch: a plan from its TOML file, or everything that is wrong in it."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from directives.document.field_problems import field_problems
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError, Problem
from directives.followup.plan import (
    ActKind,
    Capacity,
    Due,
    OpenedBook,
    Plan,
    ReportField,
    ReturnRules,
    Rung,
    Step,
    SyntheticReturns,
)
from directives.followup.plan_check import problems_of_plan
from directives.followup.recurrence import Recurrence
from directives.followup.recurrence_check import problems_of_due, problems_of_recurrence

#: Ids and codes name files, folders and rows: letters a to z, digits, "-" and "_", at most 60 of them.
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class InvalidPlan(DirectiveError):
    """Kế hoạch không hợp lệ: a plan file that cannot be followed, with everything wrong in it."""

    kind = "invalid_plan"
    template = N_("The campaign plan {file} cannot be followed; it has {count} problem(s):")

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(
            where=f"{file}:{problems[0].where}", problems=problems, file=file, count=len(problems)
        )


_PLAN = TypeAdapter(Plan)


def parse_plan(text: str, *, file: str) -> Plan:
    """Đọc kế hoạch: a plan from TOML text. Raises InvalidPlan naming everything wrong in ``file``."""
    try:
        plan = plan_from_json(json.loads(json.dumps(toml_table(text), default=str)))
    except tomllib.TOMLDecodeError as error:
        raise InvalidPlan(file, (Problem(_NO_TOML, {"reason": str(error)}),)) from error
    except ValidationError as error:
        raise InvalidPlan(file, tuple(field_problems(error, _names_at))) from error
    problems = tuple(_contradictions(plan))
    if problems:
        raise InvalidPlan(file, problems)
    return plan


def plan_as_json(plan: Plan) -> Any:
    """Kế hoạch dạng JSON: the plan as plain values, to be kept with the campaign that follows it."""
    return _PLAN.dump_python(plan, mode="json")


def plan_from_json(data: object) -> Plan:
    """Kế hoạch đã lưu: the plan that was written by ``plan_as_json``."""
    return _PLAN.validate_json(json.dumps(data))


_NO_TOML = N_("the file is not TOML: {reason}")
_BAD_CODE = N_("“{code}” cannot be used as a name: use at most 60 of a–z, 0–9, “-” and “_”")
_NO_STEPS = N_("the plan has no steps")
_TWICE = N_("{code} stands twice")
_NOT_BEFORE = N_("step {code} comes after {earlier}, which does not stand before it")
_NO_ANCHOR = N_("step {code} is due from “{anchor}”: no anchor or earlier step")
_TWO_DUES = N_("step {code} has a fixed day and an anchor: keep one of them")
_DRAFT = N_("step {code} issues a document if and only if it names a draft")
_SHARE = N_("field “{field}” is {seen}; it must lie between 0 and 1")
_TOO_SMALL = N_("field “{field}” is {seen}; it must be at least {expected}")


def _contradictions(plan: Plan) -> Iterator[Problem]:
    """Chỗ mâu thuẫn: what is well written and still cannot be followed."""
    codes = [step.code for step in plan.steps]
    if not codes:
        yield Problem(_NO_STEPS, {}, "steps")
    for code in (plan.id, *codes):
        if not _CODE.fullmatch(code):
            yield Problem(_BAD_CODE, {"code": code}, code)
    for names in (codes, plan.units):
        for code in sorted({c for c in names if names.count(c) > 1}):
            yield Problem(_TWICE, {"code": code}, code)
    for place, step in enumerate(plan.steps):
        yield from _contradictions_of(step, plan.steps[:place], plan.anchors)
    yield from problems_of_plan(plan)
    shares = {"returns.max_missing_share": plan.returns.max_missing_share, "target": plan.target}
    for name, share in shares.items():
        if share is not None and not 0 <= share <= 1:
            yield Problem(_SHARE, {"field": name, "seen": share}, name)
    least = [
        (f"books[{place}].last_number", book.last_number, 0) for place, book in enumerate(plan.books, start=1)
    ]
    if how := plan.synthetic_returns:
        least.append(("synthetic_returns.forms_per_unit", how.forms_per_unit, 1))
        least.append(("synthetic_returns.communes_per_unit", how.communes_per_unit, 0))
    for field_name, seen, expected in least:
        if seen < expected:
            yield Problem(_TOO_SMALL, {"field": field_name, "seen": seen, "expected": expected}, field_name)


def _contradictions_of(step: Step, before: Sequence[Step], anchors: Mapping[str, date]) -> Iterator[Problem]:
    code, due = step.code, step.due
    earlier = {one.code for one in before}
    dated_before = {one.code for one in before if not one.standing}
    for named in step.after:
        if named not in earlier:
            yield Problem(_NOT_BEFORE, {"code": code, "earlier": named}, code)
    dated = due.on is not None or step.recurrence is not None or step.standing
    if (not dated or due.anchor) and due.anchor not in {*anchors, *dated_before}:
        yield Problem(_NO_ANCHOR, {"code": code, "anchor": due.anchor}, code)
    if due.on is not None and (due.anchor or due.working_days):
        yield Problem(_TWO_DUES, {"code": code}, code)
    may_draft = step.act in (ActKind.ISSUE, ActKind.SYNTHESISE)
    if (step.act is ActKind.ISSUE and not step.draft) or (step.draft and not may_draft):
        yield Problem(_DRAFT, {"code": code}, code)
    yield from problems_of_due(code, due)
    if step.recurrence is not None:
        yield from problems_of_recurrence(code, step.recurrence)


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    """Tên trường ở chỗ đó: the known field names of the table in which the unknown one stands."""
    tables: dict[str, type] = {
        "due": Due, "steps": Step, "synthetic_returns": SyntheticReturns, "books": OpenedBook,
        "returns": ReturnRules, "ladder": Rung, "recurrence": Recurrence, "report": ReportField,
        "capacity": Capacity,
    }  # fmt: skip
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return [f.name for f in fields(inside[-1] if inside else Plan)]
