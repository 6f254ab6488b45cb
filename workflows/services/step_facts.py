"""Dữ kiện của văn bản: what the sentences of a campaign's draft may ask for, as plain text and lists."""

import itertools
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from directives.calendar.dates import long_date, short_date
from directives.followup.duties import DutyKey, due_dates
from directives.numbers import decimal_number, percentage, whole_number
from directives.org.chart import Snapshot
from directives.org.offices import Office
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.report import REPORT_PARTS, part_of
from sipas_engine.annexes.unit_sentences import unit_sentences
from sipas_engine.annexes.weakness import compared_in_words, weakest_criteria
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value
from storage import register
from storage.database import reading
from storage.register import Entry
from workflows.services.campaign_edition import result_of_office
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.field_facts import check_sentences
from workflows.services.workspace import Workspace

#: Tam Đường's letter names what people rated lowest; three criteria fill a paragraph and can be mended in a year.
WEAKEST = 3
#: Charts that every report shows first; those of levels and years, as many as there are, are numbered after them.
_FIRST_CHARTS = ("elements", "levels")
#: Tables that a report of the drafts shows before those about people: the method, its settings, the elements.
FIRST_TABLES = 3
#: What a part says that has no figures.
_NOTHING_SAID = {
    "year": "Chưa có số liệu năm trước của đợt này để so sánh.",
    "groups": "Phiếu của đợt này không ghi giới tính, độ tuổi, cách trả lời để chia nhóm.",
    "opinions": "Đợt này không có số liệu về nhận định, mong đợi.",
}


def common_facts(workspace: Workspace, state: CampaignState, edition: Edition | None) -> dict[str, Any]:
    """Dữ kiện chung: what is the same for every unit: the plan's dates, the units and, once frozen, the result."""
    plan = state.plan
    facts: dict[str, Any] = {
        "plan": {"title": plan.title, "anchors": {n: short_date(d) for n, d in plan.anchors.items()}},
        "dues": {code: short_date(day) for code, day in due_dates(plan, workspace.calendar).items()},
        "units": [office.short_name for office in state.units],
    }
    if edition is None:
        return facts
    checks = [{"text": text} for text in check_sentences(workspace, plan.id)]
    return facts | {"sentences_checks": checks} | _result(edition.result, state) | _report(edition)


def unit_facts(
    workspace: Workspace, state: CampaignState, unit: Office | None, edition: Edition | None
) -> dict[str, Any]:
    """Dữ kiện riêng: the unit itself, the documents issued to or by it before, and its own result."""
    facts: dict[str, Any] = {"docs": _documents(workspace, state, unit)}
    if unit is not None:
        snapshot = workspace.chart.on(first_day(workspace, state.plan))
        facts["unit"] = _unit(snapshot, unit)
        if edition is not None:
            facts |= _unit_result(edition, unit)
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
                done = key in state.facts
                entry = register.by_idempotency_key(connection, str(key)) if done else None
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
            **({"highest": units[0], "lowest": units[-1]} if units else {}),
        },
        "result_elements": elements,
    }


def _report(edition: Edition) -> dict[str, Any]:
    """Câu và hình của báo cáo: ``sentence.<id>`` for one, ``sentences_<part>`` for all of a part."""
    facts: dict[str, Any] = {"sentence": {one.id: one.text for one in edition.sentences}}
    for part in REPORT_PARTS:
        facts[f"sentences_{part}"] = [{"text": one.text} for one in part_of(edition.sentences, part)]
    for part, otherwise in _NOTHING_SAID.items():
        facts[f"sentences_{part}"] = facts[f"sentences_{part}"] or [{"text": otherwise}]
    tables = itertools.count(FIRST_TABLES + 1)
    facts["tables_people"] = [
        {"key": key, "title": table.title, "number": str(next(tables))}
        for key, table in edition.tables.items()
        if key.partition(":")[0] in ("breakdown", "numbers")
    ]
    numbers = itertools.count(len(_FIRST_CHARTS) + 1)
    for part, prefix in {"units": "ranking:", "year": "change:"}.items():
        facts[f"charts_{part}"] = [
            {"key": chart.key, "title": chart.title, "number": str(next(numbers))}
            for chart in edition.charts.values()
            if chart.key.startswith(prefix)
        ]
    questions = edition.result.questions
    facts["method"] = {"criteria": str(len(questions.criteria)), "scale": str(questions.scale)}
    return facts


def _unit_result(edition: Edition, unit: Office) -> dict[str, Any]:
    own = result_of_office(edition, unit)
    said = unit_sentences(edition.tables, own.level, own.path, edition.nouns[own.level])
    return {
        "unit_result": _published(own),
        "unit_sentences": [{"text": sentence.text} for sentence in said],
        "unit_sentence": {sentence.id: sentence.text for sentence in said},
        "weakest": [
            {
                "code": weak.code,
                "name": weak.name,
                "published": decimal_number(weak.published),
                "compared": compared_in_words(weak),
            }
            for weak in weakest_criteria(edition.result, own, WEAKEST, groups=edition.groups[own.level])
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
