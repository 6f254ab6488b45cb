"""Dữ kiện tuyên truyền: what the texts about a survey or a result may say; figures as the edition prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from directives.calendar.dates import short_date
from directives.followup.plan import Plan
from directives.org.offices import Office
from directives.results_use.telling_rules import asks_of
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.table import CellValue
from sipas_engine.annexes.unit_page import SAMPLE_LIMITS, meaning_of
from sipas_engine.annexes.unit_sentences import unit_sentences
from sipas_engine.annexes.weakness import WeakCriterion, compared_in_words, weakest_criteria
from sipas_engine.annexes.whole import elements_table
from sipas_engine.comparison.change import WhyNot
from sipas_engine.index.result import UnitIndex
from sipas_engine.methods.question_set import QuestionSet
from workflows.services.campaign_method import method_of
from workflows.services.campaign_state import campaign_state
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.used_result import unit_or_reason
from workflows.services.workspace import Workspace

#: Tam Đường's letter asks that what was rated low be borne in mind; three fit a page and can be mended in a year.
WEAKEST = 3
#: So many places are named in a sentence; of more their number is said.
_MOST_PLACES = 8
#: Sentences about the whole, of those which the report has.
_OF_WHOLE = ("overall_index", "overall_forms", "elements_ends")


@dataclass(frozen=True, slots=True)
class ToldResult:
    """Kết quả được nói tới: of the unit itself, else of the whole; ``why_not`` says why not of the unit."""

    edition: Edition
    unit: UnitIndex
    why_not: WhyNot | None

    @property
    def is_whole(self) -> bool:
        """Nói về kết quả chung: no unit of a ranked level."""
        return self.unit is self.edition.whole


def told_result(workspace: Workspace, plan: Plan, edition: Edition, unit: str) -> ToldResult:
    """Kết quả của đơn vị, hoặc kết quả chung: where the unit was not measured, or too few people answered there."""
    if not unit:
        return ToldResult(edition, edition.whole, None)
    found = unit_or_reason(workspace, edition, plan, unit)
    return (
        ToldResult(edition, edition.whole, found)
        if isinstance(found, WhyNot)
        else ToldResult(edition, found, None)
    )


def result_facts(
    found: ToldResult, *, issuer: Office, about: str, running: str, unit_name: str, synthetic: bool
) -> dict[str, Any]:
    """Dữ kiện về kết quả: printed values only; ``about`` is the title of the campaign which was measured.

    ``running`` is what is spoken of as it stands within a sentence, ``unit_name`` the office's own name.
    """
    edition, unit = found.edition, found.unit
    figure, forms = printed(unit.published, "percent"), printed(unit.n_valid, "count")
    interval = _interval(found)
    weak = weakest_criteria(
        edition.result, unit, WEAKEST, groups=None if found.is_whole else edition.groups[unit.level]
    )
    table = elements_table(edition.result, unit)
    box = [
        ("Chỉ số hài lòng", f"{figure}%"),
        *[("Khoảng tin cậy 95%", f"từ {one['low']}% đến {one['high']}%") for one in interval],
        ("Số phiếu hợp lệ", forms),
        ("Phạm vi", unit.label),
        ("Đợt đo lường", about),
        ("Nơi cung cấp", issuer.full_name),
    ]
    return {
        **_common(issuer, about, synthetic=synthetic),
        "of_title": unit.label,
        "of_name": running,
        "headline": f"{unit.label} đạt {figure}%",
        "figure": figure,
        "forms": forms,
        "interval": interval,
        "meaning": meaning_of(edition.result, unit),
        "sentences": [{"text": text} for text in _sentences(found)],
        "weak": [_weak(one, compared=not found.is_whole) for one in weak],
        "asks": [{"text": text} for text in asks_of(_elements_of(edition.result.questions, weak))],
        "withheld": [{"text": text} for text in _withheld(found, unit_name)],
        "elements_box": [
            {"label": str(table.cell(key, "element")), "text": f"{_percent(table.cell(key, 'value'))}%"}
            for key in table.row_keys
        ],
        "facts_box": [{"label": label, "text": text} for label, text in box],
        "limits": SAMPLE_LIMITS,
    }


def survey_facts(
    workspace: Workspace, plan: Plan, days: tuple[date, date], *, issuer: Office
) -> dict[str, Any]:
    """Dữ kiện về cuộc điều tra: days, places and what is asked, from the plan. Raises UnknownCampaign."""
    questions = method_of(workspace, plan.id).questions
    places = [office.unit.full_name for office in campaign_state(workspace, plan.id).units]
    first, last = days
    return {
        **_common(issuer, plan.title, synthetic=plan.synthetic_returns is not None),
        "first_day": short_date(first),
        "last_day": short_date(last),
        "criteria": printed(len(questions.criteria), "count"),
        "elements": "; ".join(element.name for element in questions.elements),
        "places": _places(places),
    }


def _common(issuer: Office, about: str, *, synthetic: bool) -> dict[str, Any]:
    return {
        "issuer": issuer.id,
        "issuer_name": issuer.full_name,
        "about": about,
        "provenance": "synthetic" if synthetic else "real",
        "synthetic": [{"text": SYNTHETIC_NOTE}] if synthetic else [],
    }


def _sentences(found: ToldResult) -> list[str]:
    edition, unit = found.edition, found.unit
    if not found.is_whole:
        said = unit_sentences(edition.tables, unit.level, unit.path, edition.nouns[unit.level])
        return [one.text for one in said]
    by_id = {one.id: one.text for one in edition.sentences}
    return [by_id[key] for key in _OF_WHOLE if key in by_id]


def _interval(found: ToldResult) -> list[dict[str, str]]:
    """As the tables print it; none where it cannot be estimated."""
    tables, unit = found.edition.tables, found.unit
    table = tables["overall"] if found.is_whole else tables[f"ranking:{unit.level}"]
    row = table.row_keys[0] if found.is_whole else unit.path
    shown = {column.key for column in table.columns}
    low, high = ((table.cell(row, key) if key in shown else None) for key in ("low", "high"))
    return [] if low is None or high is None else [{"low": _percent(low), "high": _percent(high)}]


def _percent(value: CellValue) -> str:
    return printed(value, "percent")


def _weak(one: WeakCriterion, *, compared: bool) -> dict[str, str]:
    words = compared_in_words(one) if compared else ""
    return {"name": one.name, "value": _percent(one.published), "compared": f", {words}" if words else ""}


def _elements_of(questions: QuestionSet, weak: Sequence[WeakCriterion]) -> list[str]:
    codes = {one.code for one in weak}
    return [one.name for one in questions.elements if codes & {criterion.code for criterion in one.criteria}]


def _withheld(found: ToldResult, name: str) -> list[str]:
    """Why figures of the whole stand where those of the unit are looked for; never a figure of the unit."""
    match found.why_not:
        case None:
            return []
        case WhyNot.NOT_MEASURED:
            return [f"{name} không được đo lường riêng; dưới đây là kết quả chung."]
        case _:
            return [f"Số phiếu của {name} không đủ để công bố số liệu riêng; dưới đây là kết quả chung."]


def _places(names: Sequence[str]) -> str:
    if len(names) <= _MOST_PLACES:
        return ", ".join(names)
    return f"{printed(len(names), 'count')} đơn vị được chọn"
