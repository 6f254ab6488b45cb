"""Kiểm tra kế hoạch: what is well written in a plan and still cannot be followed, all of it at once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from directives.document.kinds import Urgency
from directives.errors import N_, Problem
from directives.followup.expansion import GROUPS
from directives.followup.plan import ActKind, Plan, Rung, Step

#: What only a survey has.
_SURVEY_ACTS = frozenset({ActKind.FIELD_WORK, ActKind.RETURNS, ActKind.COMPUTE, ActKind.PUBLISH})
#: A role or a group is one such word; an office's id bears "-"; anything else is a name in words.
_WORD = re.compile(r"[a-z0-9_]+")
_FIELD_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_URGENCIES = tuple(level.name.lower() for level in Urgency)

_UNKNOWN_OWER = N_(
    "step {code}: “{word}” of {field} is neither a role of the plan, nor a group ({groups}), nor an id"
)
_NAMED_OWER = N_(
    "step {code}: “{word}” of owed_by is a name in words; write a role, a group or an office's id"
)
#: The one committee of its tier in a province's own plan may be a role too: both words mean the same office.
_ONE_OF_A_PROVINCE = "province"

_ROLE_TAKEN = N_("role “{role}” bears the name of a group: choose another")
_EACH_AND_OWED = N_("step {code} has each_unit and owed_by: keep one of them")
_RUNGS = N_("{where}: rung {number} comes after {after} working days, not later than the rung before it")
_DUE_AND_RECURRENCE = N_("step {code} has a due day and a recurrence: keep one of them")
_STANDING = N_("step {code} is standing and carries no deadline: leave out {field}")
_LEAD = N_("step {code}: lead is {seen}; it must be at least 0")
_URGENCY = N_("step {code}: urgency “{seen}” is not known; it is one of {known}, or empty")
_URGENCY_OF_NOTHING = N_("step {code} issues nothing, so that its urgency would be printed nowhere")
_NO_FIELDS = N_("step {code} is a report and has no fields: write report = [...]")
_FIELDS_OF_NOTHING = N_("step {code} has report fields and is no report")
_FIELD_TWICE = N_("step {code}: report field “{field}” stands twice")
_FIELD_NAME = N_(
    "step {code}: report field “{field}”: a code is a small letter, then small letters, digits and “_”"
)
_SYNTHESIS = N_("step {code} sums up “{named}”, which is no report step before it")
_SYNTHESIS_OF_NOTHING = N_("step {code} names a report to sum up and is no “synthesise”")
_NO_SURVEY = N_("step {code}: a plan without a question set has no “{act}”")
_METHOD_OF_NOTHING = N_("a plan without a question set has no method")
_CAPACITY_DAY = N_("capacity: “{name}” is neither an anchor nor a step")
_CAPACITY_ORDER = N_("capacity: its end {end} does not come after its start {start}")
_CAPACITY_LEAST = N_("capacity: {field} is {seen}; it must be more than 0")
_LATE_SHARE = N_("synthetic_returns: late_share is {seen}; it must lie between 0 and 1")
_LATE_DAYS = N_("synthetic_returns: late_days is {seen}; it must be at least 0")


def problems_of_plan(plan: Plan) -> Iterator[Problem]:
    """Lỗi của kế hoạch: roles, ladders, capacity, what needs a survey, and every step."""
    for role in plan.roles:
        if role in GROUPS and role != _ONE_OF_A_PROVINCE:
            yield Problem(_ROLE_TAKEN, {"role": role}, f"roles.{role}")
    yield from _rung_problems(plan.ladder, "ladder")
    yield from _capacity_problems(plan)
    if plan.method and not plan.is_survey:
        yield Problem(_METHOD_OF_NOTHING, {}, "method")
    if how := plan.synthetic_returns:
        if not 0 <= how.late_share <= 1:
            yield Problem(_LATE_SHARE, {"seen": how.late_share}, "synthetic_returns.late_share")
        if how.late_days < 0:
            yield Problem(_LATE_DAYS, {"seen": how.late_days}, "synthetic_returns.late_days")
    for place, step in enumerate(plan.steps):
        yield from _step_problems(step, plan, plan.steps[:place])


def _step_problems(step: Step, plan: Plan, earlier: Sequence[Step]) -> Iterator[Problem]:
    code = step.code
    yield from _who_problems(step, plan)
    yield from _rung_problems(step.ladder or (), code)
    yield from _when_problems(step)
    yield from _report_problems(step, earlier)
    if step.urgency and step.urgency not in _URGENCIES:
        yield Problem(_URGENCY, {"code": code, "seen": step.urgency, "known": ", ".join(_URGENCIES)}, code)
    if step.urgency and step.act is not ActKind.ISSUE and not plan.ladder_of(step):
        yield Problem(_URGENCY_OF_NOTHING, {"code": code}, code)
    if step.act in _SURVEY_ACTS and not plan.is_survey:
        yield Problem(_NO_SURVEY, {"code": code, "act": step.act.value}, code)


def _who_problems(step: Step, plan: Plan) -> Iterator[Problem]:
    if step.each_unit and step.owed_by:
        yield Problem(_EACH_AND_OWED, {"code": step.code}, step.code)
    known = {*plan.roles, *GROUPS}
    said = {"actor": filter(None, (step.actor,)), "addressees": step.addressees, "owed_by": step.owed_by}
    for field, words in said.items():
        for word in words:
            told = {"code": step.code, "word": word, "field": field, "groups": ", ".join(GROUPS)}
            if _WORD.fullmatch(word) and word not in known:
                yield Problem(_UNKNOWN_OWER, told, step.code)
            elif field == "owed_by" and (" " in word or word != word.lower()):
                yield Problem(_NAMED_OWER, told, step.code)


def _when_problems(step: Step) -> Iterator[Problem]:
    due = step.due.on is not None or bool(step.due.anchor) or bool(step.due.working_days)
    if step.recurrence is not None and due:
        yield Problem(_DUE_AND_RECURRENCE, {"code": step.code}, step.code)
    if step.standing and step.recurrence is not None:
        yield Problem(_STANDING, {"code": step.code, "field": "recurrence"}, step.code)
    if step.standing and due:
        yield Problem(_STANDING, {"code": step.code, "field": "due"}, step.code)
    if step.lead < 0:
        yield Problem(_LEAD, {"code": step.code, "seen": step.lead}, step.code)


def _report_problems(step: Step, earlier: Sequence[Step]) -> Iterator[Problem]:
    code = step.code
    if step.act is ActKind.REPORT and not step.report:
        yield Problem(_NO_FIELDS, {"code": code}, code)
    if step.report and step.act is not ActKind.REPORT:
        yield Problem(_FIELDS_OF_NOTHING, {"code": code}, code)
    for field, count in Counter(field.code for field in step.report).items():
        if count > 1:
            yield Problem(_FIELD_TWICE, {"code": code, "field": field}, code)
        if not _FIELD_CODE.fullmatch(field):
            yield Problem(_FIELD_NAME, {"code": code, "field": field}, code)
    reports = {one.code for one in earlier if one.act is ActKind.REPORT}
    if step.act is ActKind.SYNTHESISE and step.synthesis_of not in reports:
        yield Problem(_SYNTHESIS, {"code": code, "named": step.synthesis_of}, code)
    if step.synthesis_of and step.act is not ActKind.SYNTHESISE:
        yield Problem(_SYNTHESIS_OF_NOTHING, {"code": code}, code)


def _rung_problems(ladder: Sequence[Rung], where: str) -> Iterator[Problem]:
    for number, (before, rung) in enumerate(pairwise(ladder), start=2):
        if rung.after <= before.after:
            yield Problem(_RUNGS, {"where": where, "number": number, "after": rung.after}, where)


def _capacity_problems(plan: Plan) -> Iterator[Problem]:
    capacity = plan.capacity
    if capacity is None:
        return
    known = {*plan.anchors, *(step.code for step in plan.steps)}
    for name in (capacity.start, capacity.end):
        if name not in known:
            yield Problem(_CAPACITY_DAY, {"name": name}, "capacity")
    start, end = plan.anchors.get(capacity.start), plan.anchors.get(capacity.end)
    if start is not None and end is not None and end <= start:
        yield Problem(_CAPACITY_ORDER, {"start": start.isoformat(), "end": end.isoformat()}, "capacity")
    least = {
        "sample": capacity.sample,
        "investigators": capacity.investigators,
        "forms_a_day": capacity.forms_a_day,
    }
    for field, seen in least.items():
        if not seen > 0:
            yield Problem(_CAPACITY_LEAST, {"field": field, "seen": seen}, f"capacity.{field}")
