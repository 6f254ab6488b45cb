"""Dữ kiện của kế hoạch: province, roles, legal bases and names, as the drafts of a plan's template ask for them."""

from contextlib import suppress
from datetime import date
from typing import Any

from directives.followup.legal_bases import LegalBases, NoLegalBasis, legal_bases_on
from directives.followup.plan import Plan
from directives.org.chart import Snapshot
from directives.org.errors import EndedOffice
from directives.org.offices import Office, OfficeKind
from directives.org.units import Level, Unit
from workflows.services.followup_state import first_day
from workflows.services.workspace import Workspace

#: Who signs a document of made-up data: nobody.
UNSIGNED = "(văn bản giả lập, không có chữ ký)"


def plan_facts(workspace: Workspace, plan: Plan, on: date | None = None) -> dict[str, Any]:
    """Dữ kiện chung của kế hoạch: the same for every unit. Raises UnknownOffice, UnknownUnit.

    Offices bear the names they have ``on`` a day; the legal bases are those of the plan's own day. A day of which
    none are known has none: a draft that invokes them is refused.
    """
    day = first_day(workspace, plan)
    snapshot = workspace.chart.on(day)
    today = workspace.chart.on(on or day)
    if today.regime.name != snapshot.regime.name:
        today = snapshot  # codes were given again: the same code is another unit
    facts: dict[str, Any] = {
        "provenance": "synthetic" if plan.synthetic_returns else "real",
        "synthetic": "1" if plan.synthetic_returns else "",
        "signer": UNSIGNED if plan.synthetic_returns else "",
        "year": str((plan.anchors.get("T0") or day).year),
        "roles": {
            role: _named(office_on(today, snapshot.office(office))) for role, office in plan.roles.items()
        },
    }
    if plan.province:
        facts["province"] = province_facts(today, today.unit(plan.province))
    with suppress(NoLegalBasis):
        facts |= _bases(legal_bases_on(day), plan.directive)
    return facts


def _bases(bases: LegalBases, directive: str) -> dict[str, Any]:
    return {
        "basis": {
            "local_government": bases.local_government,
            "ministry": bases.ministry,
            "method": bases.method,
            "method_short": bases.method_short,
        },
        "survey": {"name": bases.survey, "people": bases.people, "item": bases.item},
        "carried_out": f"văn bản số {directive}" if directive else bases.method_short,
    }


def office_on(snapshot: Snapshot, office: Office) -> Office:
    """Cơ quan trong ngày: the office itself, or the one that bears its unit's code and does its work on that day.

    A province that becomes a city keeps its code; its committee goes on under another name and id. Raises
    EndedOffice where nobody goes on.
    """
    try:
        return snapshot.office(office.id)
    except EndedOffice:
        unit = snapshot.units.get(office.unit.code)
        if unit is None or unit.regime != office.unit.regime:
            raise
        same = [
            one
            for one in snapshot.offices(level=unit.level.value, under=unit, kind=office.kind)
            if one.unit.code == unit.code
        ]
        if len(same) != 1:
            raise
        return same[0]


def unit_place_facts(snapshot: Snapshot, office: Office) -> dict[str, Any]:
    """Dữ kiện nơi của đơn vị: the province a unit lies in, and the office above it, in a plan of the nation too."""
    facts: dict[str, Any] = {}
    province = _province_of(snapshot, office.unit)
    if province is not None:
        facts["province"] = province_facts(snapshot, province)
    if office.superior:
        facts["superior"] = _named(snapshot.office(office.superior))
    return facts


def province_facts(snapshot: Snapshot, province: Unit) -> dict[str, Any]:
    """Dữ kiện của tỉnh: its name as it stands in a sentence, its committee and its department of home affairs."""
    kind = province.kind.lower()
    return {
        "name": f"{kind} {province.name}",
        "kind": kind,
        "capitals": f"{kind} {province.name}".upper(),
        "committee": _named(_office_of(snapshot, province, OfficeKind.PEOPLES_COMMITTEE)),
        "home_affairs": _named(_office_of(snapshot, province, OfficeKind.DEPARTMENT)),
    }


def offices_above(snapshot: Snapshot, office: Office) -> tuple[str, ...]:
    """Cơ quan cấp trên: ids, from the province down, of the offices whose documents also speak to the unit."""
    above: list[str] = []
    unit = snapshot.parent(office.unit)
    while unit is not None and unit.level is not Level.NATION:
        above += [
            one.id for one in snapshot.offices(level=unit.level.value, under=unit) if one.id != office.id
        ]
        unit = snapshot.parent(unit)
    if office.kind is not OfficeKind.PEOPLES_COMMITTEE and office.superior:
        above.append(office.superior)
    return tuple(reversed(above))


def _office_of(snapshot: Snapshot, province: Unit, kind: OfficeKind) -> Office:
    return snapshot.offices(level=Level.PROVINCE.value, under=province, kind=kind)[0]


def _province_of(snapshot: Snapshot, unit: Unit) -> Unit | None:
    found: Unit | None = unit
    while found is not None and found.level is not Level.PROVINCE:
        found = snapshot.parent(found)
    return found


def _named(office: Office) -> dict[str, str]:
    return {"id": office.id, "full_name": office.full_name, "short_name": office.short_name}
