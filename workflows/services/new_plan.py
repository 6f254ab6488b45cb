"""Lập kế hoạch mới: a template, a day and a province make a plan file with its drafts, ready to be read and edited."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from directives.errors import N_, DirectiveError, Problem
from directives.followup.capacity import plan_warnings
from directives.followup.expansion import expanded
from directives.followup.plan import Capacity, Plan, SyntheticReturns
from directives.followup.plan_file import parse_plan
from directives.followup.plan_templates import (
    PlanTemplate,
    plan_template,
    plan_template_for,
)
from directives.org.chart import Snapshot
from directives.org.offices import OfficeKind
from directives.org.units import Level, Unit
from sipas_engine.methods.built_in import built_in
from sipas_engine.methods.periods import periods
from storage.files import write_whole
from workflows.services.followup_state import first_day
from workflows.services.output_folder import writable_folder
from workflows.services.workspace import Workspace

#: Offices outside the hierarchy, by the role they have in a plan: how their ids begin.
_OUTSIDE = {"post": "buu-dien-", "front": "mttq-", "veterans": "hoi-ccb-"}
#: Working days from the first day of field work to its last, and to the decision (R0).
_FIELD_WORK, _DECISION = 20, 90


class PlanFolderTaken(DirectiveError):
    """Thư mục đã có kế hoạch: a plan somebody may have edited is never written over."""

    kind = "plan_folder_taken"
    template = N_("There is a plan in {folder} already. Name another folder with -o.")


class DaysOutOfOrder(DirectiveError):
    """Ngày trái thứ tự: field work must begin after the Ministry's request and end after it began."""

    kind = "days_out_of_order"
    template = N_("The days must follow each other: T0 {t0}, then F0 {f0}, then F1 {f1}.")


class WrongTemplate(DirectiveError):
    """Mẫu không hợp ngày: a template of other tiers than those of the day, or a province missing or too many."""

    kind = "wrong_plan_template"
    template = N_(
        "The template {name} is for {regime}; on {day} there are {found}. Name the kind with --kind and the "
        "template follows from the day."
    )


class ProvinceWanted(DirectiveError):
    """Thiếu hoặc thừa tỉnh: a province's own campaign names its province, a national one none."""

    kind = "province_wanted"
    template = N_("A province's own campaign needs --province; a national one takes none.")


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """Yêu cầu lập kế hoạch: what a person says; all else follows from the day, or has a usual value.

    ``template`` names one, else it follows from ``kind`` and the day. ``units`` are ids of offices, empty for every
    commune. ``question_set`` None: that of the day; empty: no survey.
    """

    id: str
    t0: date
    f0: date
    f1: date | None = None
    template: str = ""
    kind: str = "province"
    province: str = ""
    title: str = ""
    question_set: str | None = None
    units: tuple[str, ...] = ()
    directive: str = ""
    capacity: Capacity | None = None
    synthetic: SyntheticReturns | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Điều đã chọn: what was chosen for a plan, and why (sentences with fields, to be translated at the door)."""

    what: str
    value: str
    why: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewPlan:
    """Kế hoạch mới: its text and drafts, the plan they make, what was chosen, and what to beware of."""

    template: PlanTemplate
    text: str
    drafts: Mapping[str, str]
    plan: Plan
    owing: int
    choices: tuple[Choice, ...]
    warnings: tuple[Problem, ...]


def new_plan(workspace: Workspace, request: PlanRequest) -> NewPlan:
    """Lập kế hoạch: from the template of the day.

    Raises UnknownPlanTemplate, WrongTemplate, ProvinceWanted, DaysOutOfOrder, DayOutsideChart, UnknownUnit,
    UnknownOffice, IncompleteList, UnknownQuestionSet, InvalidPlan.
    """
    calendar, chart = workspace.calendar, workspace.chart
    f1 = request.f1 or calendar.add_working_days(request.f0, _FIELD_WORK)
    if not request.t0 < request.f0 < f1:
        raise DaysOutOfOrder(t0=request.t0.isoformat(), f0=request.f0.isoformat(), f1=f1.isoformat())
    snapshot = chart.on(request.t0)
    template = _template(request, snapshot)
    if (template.kind == "province") != bool(request.province):
        raise ProvinceWanted(where=request.id)
    province = _province(snapshot, request.province) if request.province else None
    room = calendar.working_days_between(request.t0, request.f0)
    shorter = template.squeezed(room)
    r0 = calendar.add_working_days(request.f0, _DECISION)
    days = {"F0": request.f0, "F1": f1, "R0": r0, "R0_END": r0.replace(month=12, day=31)}
    question_set, why, fields = _question_set(request)
    roles, missing = _roles(template, snapshot, province)
    where = province.full_name if province else ""
    text = _header(
        request,
        title=request.title or template.title.format(year=request.t0.year, province=where),
        template=template,
        province=province,
        question_set=question_set,
        anchors={"T0": request.t0, "F0": request.f0, "F1": f1},
        roles=roles,
        returns=_may_reopen(province),
    ) + shorter.steps_on(days)
    plan = parse_plan(text, file="plan.toml")
    units = expanded(plan, chart.on(first_day(workspace, plan)))
    warnings = [
        Problem(_NO_OFFICE, {"role": role, "office": roles[role]}, f"roles.{role}") for role in missing
    ]
    if shorter is not template:
        warnings.append(Problem(_SHORTENED, {"usual": template.preparation, "room": room}, "anchors.F0"))
    if fields:
        warnings.append(Problem(_NOT_WHOLE, fields, "question_set"))
    surveyed = sum(unit.surveyed for unit in units)
    choices = (
        Choice(
            _TEMPLATE, template.name, _BY_TIERS, {"day": request.t0.isoformat(), "regime": template.regime}
        ),
        Choice(_QUESTIONS, question_set or "–", why, fields),
        Choice(
            _FIELD_DAYS, f"{request.f0} – {f1}", _AS_SAID if request.f1 else _USUAL_F1, {"days": _FIELD_WORK}
        ),
        Choice(_DECISION_DAY, r0.isoformat(), _USUAL_R0, {"days": _DECISION}),
        Choice(_UNITS, str(surveyed), _AS_SAID if request.units else _ALL_COMMUNES),
    )
    return NewPlan(
        template,
        text,
        template.drafts,
        plan,
        len(units),
        choices,
        (*warnings, *plan_warnings(plan, calendar)),
    )


def write_plan(new: NewPlan, folder: Path) -> Path:
    """Ghi kế hoạch: plan.toml and its drafts into ``folder``; gives the plan's path. Raises PlanFolderTaken."""
    out = writable_folder(folder)
    file = out / "plan.toml"
    if file.exists():
        raise PlanFolderTaken(where=str(file), folder=str(folder))
    for name, text in new.drafts.items():
        (out / name).parent.mkdir(exist_ok=True)
        write_whole(out / name, text.encode())
    write_whole(file, new.text.encode())
    return file


_TEMPLATE = N_("template")
_QUESTIONS = N_("question set")
_FIELD_DAYS = N_("field work")
_DECISION_DAY = N_("day of the decision (R0)")
_UNITS = N_("surveyed units")
_BY_TIERS = N_("the tiers on {day} are {regime}")
_AS_SAID = N_("as you said")
_USUAL_F1 = N_("{days} working days, the usual length")
_USUAL_R0 = N_("{days} working days after F0")
_ALL_COMMUNES = N_("every commune; name some with --units")
_OF_THE_DAY = N_("the one in force on the day of the plan")
_EARLIER_WHOLE = N_(
    "{named} is in force, but {unknown} of its criteria are not known; the last whole one is used"
)
_NO_SURVEY = N_("a plan without a survey")
_NO_OFFICE = N_("the chart knows no office for the role “{role}” here; its duties are owed by {office}")
_SHORTENED = N_(
    "the preparation usually takes {usual} working days; from T0 to F0 there are {room}: its deadlines were shortened "
    "in proportion"
)
_NOT_WHOLE = N_("the question set {named} of this day has {unknown} criteria whose wording is not known")


def _template(request: PlanRequest, snapshot: Snapshot) -> PlanTemplate:
    regime = snapshot.regime.name
    if not request.template:
        return plan_template_for(request.kind, regime)
    named = plan_template(request.template)
    if named.regime != regime:
        raise WrongTemplate(
            name=named.name, regime=named.regime, day=request.t0.isoformat(), found=regime, where=request.id
        )
    return named


def _province(snapshot: Snapshot, said: str) -> Unit:
    return snapshot.unit(said) if said.isdigit() else snapshot.province(said)


def _question_set(request: PlanRequest) -> tuple[str, str, Mapping[str, object]]:
    """Bộ câu hỏi theo ngày: that of the period; where some of it is not known, the last one that is whole."""
    if request.question_set is not None:
        return request.question_set, _AS_SAID if request.question_set else _NO_SURVEY, {}
    begun = [period.question_set for period in periods() if period.first_day <= request.t0]
    if not begun:
        return "", _NO_SURVEY, {}
    named = begun[-1]
    whole = next((code for code in reversed(begun) if not built_in(code).unknown_criteria), named)
    if whole == named:
        return named, _OF_THE_DAY, {}
    return whole, _EARLIER_WHOLE, {"named": named, "unknown": built_in(named).unknown_criteria}


def _roles(
    template: PlanTemplate, snapshot: Snapshot, province: Unit | None
) -> tuple[dict[str, str], Sequence[str]]:
    """Cơ quan theo vai: of the province; a role the chart has no office for falls to the standing office."""
    roles = {"ministry": "bnv", "standing_office": "bnv"}
    if province is not None:
        offices = snapshot.offices(level=Level.PROVINCE.value, under=province)
        by_kind = {office.kind: office.id for office in offices}
        roles["province"] = by_kind[OfficeKind.PEOPLES_COMMITTEE]
        roles["standing_office"] = by_kind[OfficeKind.DEPARTMENT]
        for role, prefix in _OUTSIDE.items():
            if found := [office.id for office in offices if office.id.startswith(prefix)]:
                roles[role] = found[0]
    missing = [role for role in template.roles if role not in roles]
    return {role: roles.get(role, roles["standing_office"]) for role in template.roles}, missing


def _may_reopen(province: Unit | None) -> str:
    """Who may open the returns again: the head of the standing office."""
    if province is None:
        return "Vụ trưởng Vụ Cải cách hành chính, Bộ Nội vụ"
    return f"Giám đốc Sở Nội vụ {province.full_name}"


def _header(
    request: PlanRequest,
    *,
    title: str,
    template: PlanTemplate,
    province: Unit | None,
    question_set: str,
    anchors: Mapping[str, date],
    roles: Mapping[str, str],
    returns: str,
) -> str:
    """Phần đầu của tệp kế hoạch: what this plan has of its own, with a word on each key."""
    lines = [
        f"# Kế hoạch lập từ mẫu {template.name}. Sửa được từng dòng; mọi khóa được giải thích trong docs/plans.md.",
        f"id = {_text(request.id)}",
        f"title = {_text(title)}",
        f"province = {_text(province.code if province else '')}"
        + (f" # {province.full_name}" if province else " # cả nước"),
        f"question_set = {_text(question_set)}",
        f"directive = {_text(request.directive)} # văn bản mà kế hoạch này thực hiện",
        f"standing_office = {_text(roles['standing_office'])} # cơ quan thường trực",
        "anchors = { " + ", ".join(f"{name} = {day}" for name, day in anchors.items()) + " }",
        "roles = { " + ", ".join(f"{role} = {_text(office)}" for role, office in roles.items()) + " }",
        f"returns = {{ max_missing_share = 0.2, may_reopen = [{_text(returns)}] }}",
        *_units(request.units),
    ]
    if request.capacity:
        c = request.capacity
        lines.append(
            f"capacity = {{ sample = {c.sample}, investigators = {c.investigators}, "
            f"forms_a_day = {float(c.forms_a_day)} }}"
        )
    if request.synthetic:
        lines.append("# Phiếu giả lập, lập từ hạt giống: không có người nào được hỏi.")
        s = request.synthetic
        lines.append(
            f"synthetic_returns = {{ seed = {s.seed}, forms_per_unit = {s.forms_per_unit}, "
            f"communes_per_unit = {s.communes_per_unit}, late_share = {float(s.late_share)}, "
            f"late_days = {s.late_days} }}"
        )
    return "\n".join(lines) + "\n\n# Các bước\n"


def _units(units: Iterable[str]) -> list[str]:
    named = list(units)
    if not named:
        return ["units = [] # để trống: mọi xã"]
    return ["units = [", *(f"  {_text(unit)}," for unit in named), "]"]


def _text(value: str) -> str:
    """Chuỗi TOML: a JSON string is one too."""
    return json.dumps(value, ensure_ascii=False)
