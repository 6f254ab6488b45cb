"""Dữ kiện của văn bản: what the sentences of a campaign's draft may ask for, as plain text and lists."""

import itertools
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any

from directives.calendar.dates import long_date, short_date
from directives.followup.duties import CAMPAIGN, due_dates
from directives.followup.lessons import lesson_facts
from directives.numbers import decimal_number, percentage, whole_number
from directives.org.chart import Snapshot
from directives.org.errors import IncompleteList
from directives.org.offices import Office
from directives.org.units import Level
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.report import REPORT_PARTS, part_of
from sipas_engine.annexes.unit_sentences import unit_sentences
from sipas_engine.annexes.weakness import compared_in_words, weakest_criteria
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value
from storage import register
from storage.database import reading
from storage.register import Reference
from workflows.services.campaign_edition import result_of_office
from workflows.services.campaign_lessons import lessons_kept
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.field_facts import check_sentences
from workflows.services.plan_facts import office_on, offices_above, plan_facts, unit_place_facts
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


def common_facts(
    workspace: Workspace, state: CampaignState, edition: Edition | None, day: date | None = None
) -> dict[str, Any]:
    """Dữ kiện chung: what is the same for every unit: the plan's dates, the units and, once frozen, the result.

    Offices bear the names they have on ``day``; None: those of the plan's own day.
    """
    plan = state.plan
    facts: dict[str, Any] = {
        "plan": {"title": plan.title, "anchors": {n: short_date(d) for n, d in plan.anchors.items()}},
        "dues": {code: short_date(day) for code, day in due_dates(plan, workspace.calendar).items()},
        "units": [office.short_name for office in state.units],
        **plan_facts(workspace, plan, day),
        **lesson_facts(lessons_kept(state)),
    }
    if edition is None:
        return facts
    checks = [{"text": text} for text in check_sentences(workspace, plan.id)]
    return facts | {"sentences_checks": checks} | _result(edition.result, state) | _report(edition)


def facts_of_units(
    workspace: Workspace,
    state: CampaignState,
    unit_ids: Sequence[str],
    edition: Edition | None,
    day: date | None = None,
) -> Mapping[str, dict[str, Any]]:
    """Dữ kiện riêng: of each unit itself, the documents issued to or by it before, and its own result.

    The unit "" is the campaign itself. The database is asked once for all of them. A unit bears the name and id it
    has on ``day``, its result those it had when it was measured.
    """
    snapshot = workspace.chart.on(first_day(workspace, state.plan))
    offices = {unit_id: snapshot.office(unit_id) for unit_id in unit_ids if unit_id != CAMPAIGN}
    above = {unit_id: offices_above(snapshot, office) for unit_id, office in offices.items()}
    documents = _documents(
        workspace, state, frozenset({*unit_ids, *itertools.chain.from_iterable(above.values())})
    )
    found: dict[str, dict[str, Any]] = {}
    for unit_id in unit_ids:
        docs: dict[str, Any] = {}
        for issuer in (CAMPAIGN, *above.get(unit_id, ()), unit_id):
            docs |= documents.get(issuer, {})
        facts: dict[str, Any] = {"docs": docs}
        if office := offices.get(unit_id):
            today = workspace.chart.on(day) if day else snapshot
            now = office_on(today, office)
            facts |= unit_place_facts(today, now)
            facts["unit"] = _unit(today, now)
            if edition is not None:
                facts |= _unit_result(edition, office)
        found[unit_id] = facts
    return found


def _unit(snapshot: Snapshot, office: Office) -> dict[str, str]:
    """The unit as sentences speak of it; ``commune_kinds`` only where all communes of the district are known."""
    facts = {
        "id": office.id,
        "full_name": office.full_name,
        "short_name": office.short_name,
        "level_name": office.unit.kind.lower(),
    }
    with suppress(IncompleteList):
        below = snapshot.children(office.unit) if office.level is Level.DISTRICT else ()
        kinds = {child.kind for child in below}
        facts["commune_kinds"] = ", ".join(kind for kind in ("xã", "phường", "thị trấn") if kind in kinds)
    return facts


def _documents(
    workspace: Workspace, state: CampaignState, units: frozenset[str]
) -> Mapping[str, Mapping[str, Any]]:
    """Văn bản đã phát hành: for each unit by earlier step its own document; under "" those common to all.

    Of a step that comes again the document of the last occurrence.
    """
    done = {
        str(key): key
        for key in sorted(state.facts)
        if key.rung == 0 and key.unit in {CAMPAIGN, *units} and "document" in state.facts[key].payload
    }
    with reading(workspace.engine) as connection:
        references = register.references(connection, list(done))
    found: dict[str, dict[str, Any]] = {}
    for text, key in done.items():
        if text in references:
            found.setdefault(key.unit, {})[key.step] = _reference(workspace, references[text])
    return found


def _reference(workspace: Workspace, cited: Reference) -> dict[str, str]:
    issuer = workspace.chart.on(cited.issued_on).office(cited.issuer).full_name
    day = short_date(cited.issued_on)
    return {
        "number": str(cited.number),
        "on": long_date(cited.issued_on),
        "subject": cited.subject,
        "reference": f"{cited.type.name_vi} số {cited.number} ngày {day} của {issuer}",
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
    try:
        own = result_of_office(edition, unit)
    except KeyError:
        return {}  # nothing was measured there: a draft that asks for a result of its own is refused
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
