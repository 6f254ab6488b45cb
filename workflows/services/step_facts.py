"""Dữ kiện của văn bản: what the sentences of a campaign's draft may ask for, as plain text and lists."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from directives.calendar.dates import long_date, short_date
from directives.followup.duties import DutyKey, due_dates
from directives.numbers import decimal_number, percentage, whole_number
from directives.org.chart import Snapshot
from directives.org.offices import Office
from sipas_engine.annexes.weakness import weakest_criteria
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value
from storage import register
from storage.database import reading
from storage.register import Entry
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.workspace import Workspace

#: Tam Đường's letter names what people rated lowest; three criteria fill a paragraph and can be mended in a year.
WEAKEST = 3


def common_facts(workspace: Workspace, state: CampaignState, result: IndexResult | None) -> dict[str, Any]:
    """Dữ kiện chung: what is the same for every unit: the plan's dates, the units and, once frozen, the result."""
    plan = state.plan
    facts: dict[str, Any] = {
        "plan": {"title": plan.title, "anchors": {n: short_date(d) for n, d in plan.anchors.items()}},
        "dues": {code: short_date(day) for code, day in due_dates(plan, workspace.calendar).items()},
        "units": [office.short_name for office in state.units],
    }
    return facts if result is None else facts | _result(result, state)


def unit_facts(
    workspace: Workspace, state: CampaignState, unit: Office | None, result: IndexResult | None
) -> dict[str, Any]:
    """Dữ kiện riêng: the unit itself, the documents issued to or by it before, and its own result."""
    facts: dict[str, Any] = {"docs": _documents(workspace, state, unit)}
    if unit is not None:
        snapshot = workspace.chart.on(first_day(workspace, state.plan))
        facts["unit"] = _unit(snapshot, unit)
        if result is not None:
            facts |= _unit_result(result, unit)
    return facts


def _unit(snapshot: Snapshot, office: Office) -> dict[str, str]:
    kinds = {child.kind for child in snapshot.children(office.unit)}
    return {
        "id": office.id,
        "full_name": office.full_name,
        "short_name": office.short_name,
        "level_name": office.unit.kind.lower(),
        "commune_kinds": ", ".join(kind for kind in ("xã", "phường", "thị trấn") if kind in kinds),
    }


def _documents(workspace: Workspace, state: CampaignState, unit: Office | None) -> Mapping[str, Any]:
    """Văn bản đã phát hành: for each earlier step the unit's own document, or the one common to all."""
    found: dict[str, Any] = {}
    with reading(workspace.engine) as connection:
        for step in state.plan.steps:
            for office_id in ("", unit.id if unit else ""):
                key = DutyKey(state.plan.id, step.code, office_id)
                entry = register.by_idempotency_key(connection, str(key))
                if entry is not None:
                    found[step.code] = _reference(workspace, entry)
    return found


def _reference(workspace: Workspace, entry: Entry) -> dict[str, str]:
    document = entry.document
    issuer = workspace.chart.on(document.issued_on).office(document.issuer).full_name
    day = short_date(document.issued_on)
    return {
        "number": str(document.number),
        "on": long_date(document.issued_on),
        "subject": document.subject,
        "reference": f"{document.type.name_vi} số {document.number} ngày {day} của {issuer}",
    }


def _result(result: IndexResult, state: CampaignState) -> dict[str, Any]:
    by_name = {office.unit.title: office.short_name for office in state.units}
    ranked = sorted(
        (unit for unit in result.units if unit.name in by_name and unit.rank is not None),
        key=lambda unit: (unit.rank or 0, unit.path),
    )
    units = [{"unit": by_name[unit.name], **_published(unit)} for unit in ranked]
    whole = result.level(result.by[0])[0]
    elements = [
        {"name": element.name, "published": _percent(whole.elements[element.code])}
        for component in result.questions.components
        for element in component.elements
    ]
    return {
        "result": {
            **_published(whole),
            "forms": whole_number(whole.n_forms),
            "valid_share": _valid_share(whole),
            "units": units,
            "highest": units[0],
            "lowest": units[-1],
        },
        "result_elements": elements,
    }


def _unit_result(result: IndexResult, unit: Office) -> dict[str, Any]:
    own = next(found for found in result.units if found.name == unit.unit.title)
    weakest = weakest_criteria(result, own, WEAKEST)
    return {
        "unit_result": _published(own),
        "weakest": [
            {"code": weak.code, "name": weak.name, "published": decimal_number(weak.published)}
            for weak in weakest
        ],
    }


def _published(unit: UnitIndex) -> dict[str, str]:
    return {
        "published": _percent(unit.sipas),
        "rank": str(unit.rank),
        "valid_forms": whole_number(unit.n_valid),
    }


def _percent(value: Value) -> str:
    rounded = published_value(value)
    return "–" if rounded is None else decimal_number(rounded)


def _valid_share(unit: UnitIndex) -> str:
    share = published_value(Fraction(100 * unit.n_valid, unit.n_forms)) if unit.n_forms else None
    return "–" if share is None else percentage(share)
