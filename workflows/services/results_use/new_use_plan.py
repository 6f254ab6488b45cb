"""Lập kế hoạch sử dụng kết quả: a template and the campaign whose result is used make a plan, to be edited."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from directives.errors import N_, DirectiveError
from directives.followup.capacity import plan_warnings
from directives.followup.expansion import expanded
from directives.followup.plan import Plan
from directives.followup.plan_file import parse_plan
from directives.followup.plan_templates import PlanTemplate, plan_template_for
from workflows.services.campaign_state import campaign_state
from workflows.services.followup_state import first_day
from workflows.services.new_plan import Choice, NewPlan
from workflows.services.workspace import Workspace

#: The kind of the templates which put a result to use.
USE = "use"
#: A plan begun in the last months of a year follows the next one, too.
_LATE_IN_THE_YEAR = 10


class NobodyStands(DirectiveError):
    """Chưa có cơ quan thường trực: neither the request nor the used campaign names who follows the use up."""

    kind = "use_plan_without_office"
    template = N_(
        "{campaign} names no standing office. Say with --standing-office which office follows the use of its result up."
    )


class NothingAbove(DirectiveError):
    """Không có cấp trên: a summary of the year has nobody to go to."""

    kind = "use_plan_without_superior"
    template = N_("{office} has no office above it, to which it would report. Name another standing office.")


@dataclass(frozen=True, slots=True)
class UsePlanRequest:
    """Yêu cầu lập kế hoạch sử dụng: whose result is used, from which day; all else follows from that campaign.

    ``t0`` is the day of the document which orders the use. ``units``, ``standing_office`` and ``title`` left out: those
    of the used campaign, and the template's. ``compared_with`` is the later survey, which may not have begun yet.
    """

    id: str
    t0: date
    result_of: str
    compared_with: str = ""
    units: tuple[str, ...] = ()
    standing_office: str = ""
    title: str = ""
    directive: str = ""


def new_use_plan(workspace: Workspace, request: UsePlanRequest) -> NewPlan:
    """Lập kế hoạch sử dụng kết quả: from the template of the day's tiers.

    The year that is followed ends on 31 December; a plan begun from October on follows the next year too. Raises
    UnknownCampaign, NobodyStands, NothingAbove, UnknownPlanTemplate, UnknownOffice, DayOutsideChart, InvalidPlan.
    """
    used = campaign_state(workspace, request.result_of).plan
    snapshot = workspace.chart.on(request.t0)
    standing = request.standing_office or used.office(used.standing_office)
    if not standing:
        raise NobodyStands(where=used.id, campaign=used.id)
    office = snapshot.office(standing)
    if office.superior is None:
        raise NothingAbove(where=standing, office=office.short_name)
    template = plan_template_for(USE, snapshot.regime.name)
    days = _days(request.t0)
    where = snapshot.unit(used.province).full_name if used.province else ""
    year = (used.anchors.get("F0") or first_day(workspace, used)).year
    title = request.title or template.title.format(year=year, province=where).rstrip(", ")
    units = request.units or used.units
    of_used = {"campaign": used.id}
    roles = {"standing_office": standing, "superior": office.superior}
    head = _header(request, used, template, title=title, units=units, roles=roles, days=days)
    text = head + template.steps_on(days)
    plan = parse_plan(text, file="plan.toml")
    owing = len(expanded(plan, snapshot))
    choices = (
        Choice(_TEMPLATE, template.name, _BY_TIERS, {"day": request.t0.isoformat(), "regime": template.regime}),
        Choice(_STANDING, standing, _AS_SAID if request.standing_office else _OF_USED, of_used),
        Choice(_UNITS, str(len(units)) if units else "–", _AS_SAID if request.units else _OF_USED, of_used),
        Choice(_FOLLOWED, f"{request.t0} – {days['END']}", _YEARS_END),
    )  # fmt: skip
    return NewPlan(
        template, text, template.drafts, plan, owing, choices, tuple(plan_warnings(plan, workspace.calendar))
    )


_TEMPLATE = N_("template")
_STANDING = N_("standing office")
_UNITS = N_("surveyed units")
_FOLLOWED = N_("time that is followed")
_BY_TIERS = N_("the tiers on {day} are {regime}")
_AS_SAID = N_("as you said")
_OF_USED = N_("that of {campaign}")
_YEARS_END = N_("to the end of the year; from October on, of the next one")


def _days(t0: date) -> Mapping[str, date]:
    """The Monday after T0, the first day of the next month, the last day of the year."""
    year = t0.year + (t0.month >= _LATE_IN_THE_YEAR)
    month = (t0.replace(day=1) + timedelta(days=31)).replace(day=1)
    return {
        "T0": t0,
        "WEEK": t0 + timedelta(days=7 - t0.weekday()),
        "MONTH": month,
        "END": date(year, 12, 31),
    }


def _header(
    request: UsePlanRequest,
    used: Plan,
    template: PlanTemplate,
    *,
    title: str,
    units: tuple[str, ...],
    roles: Mapping[str, str],
    days: Mapping[str, date],
) -> str:
    lines = [
        f"# Kế hoạch lập từ mẫu {template.name}. Sửa được từng dòng; mọi khóa được giải thích trong docs/plans.md.",
        f"id = {_text(request.id)}",
        f"title = {_text(title)}",
        f"province = {_text(used.province)}",
        'question_set = "" # không điều tra: sử dụng kết quả đã có',
        f"result_of = {_text(request.result_of)} # kết quả được sử dụng",
        f"compared_with = {_text(request.compared_with)} # đợt đo lường sau, cho biết có chuyển biến không",
        f"directive = {_text(request.directive)} # văn bản mà kế hoạch này thực hiện",
        f"standing_office = {_text(roles['standing_office'])} # cơ quan thường trực",
        f"anchors = {{ T0 = {days['T0']}, END = {days['END']} }}",
        "roles = { " + ", ".join(f"{role} = {_text(office)}" for role, office in roles.items()) + " }",
        *_unit_lines(units),
    ]
    if how := used.synthetic_returns:
        lines.append(
            "# Kết quả được sử dụng là số liệu giả lập: mọi văn bản của kế hoạch này nói rõ như vậy."
        )
        lines.append(
            f"synthetic_returns = {{ seed = {how.seed}, forms_per_unit = {how.forms_per_unit}, "
            f"communes_per_unit = {how.communes_per_unit} }}"
        )
    return "\n".join(lines) + "\n\n# Các bước\n"


def _unit_lines(units: tuple[str, ...]) -> Iterator[str]:
    if not units:
        yield "units = [] # để trống: mọi xã"
        return
    yield "units = ["
    yield from (f"  {_text(unit)}," for unit in units)
    yield "]"


def _text(value: str) -> str:
    """Chuỗi TOML: a JSON string is one too."""
    return json.dumps(value, ensure_ascii=False)
