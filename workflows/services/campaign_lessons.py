"""Bài học của đợt: what a campaign's books say of how it went; kept with the next one as a file that people edit."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from directives.document.toml_table import toml_table
from directives.followup.lessons import (
    Lessons,
    UnitReturn,
    imbalance_sentences,
    late_sentences,
    no_lessons,
    rejected_sentences,
)
from directives.followup.next_year import LESSONS_FILE
from directives.register.toml_text import toml_of
from directives.results_use.lesson_items import LessonItem, item_as_json, item_from_json
from sipas_engine.returns.validity import Rejection
from storage import field_records
from storage.database import reading
from workflows.services.campaign_state import CampaignState, campaign_state, first_day
from workflows.services.field_book import assignments
from workflows.services.field_facts import check_sentences
from workflows.services.followup_state import FollowupState
from workflows.services.returns_received import ReceivedReturn, returns_by_unit
from workflows.services.workspace import Workspace

_HEAD = (
    "Bài học của đợt trước, do máy lập từ sổ theo dõi, phiếu nhận và sổ hiện trường khi mở đợt này.",
    "Mẫu dự thảo gọi bằng {{ lessons.late }}, {{ lessons.imbalances }}, {{ lessons.rejected }}, {{ lessons.checks }};",
    'mọi câu: each = "lessons_all". Từng bài học kèm số liệu ở [[items]]: mỗi bài học là một nhiệm vụ khắc phục.',
)


def campaign_lessons(workspace: Workspace, campaign_id: str, day: date) -> Lessons:
    """Bài học của một đợt: as its books stand on a day. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    names = {unit.id: unit.name for unit in state.followup.units}
    returned = returns_by_unit(workspace, campaign_id)
    reasons: Counter[str] = Counter()
    for row in returned:
        for code, count in row.rejected.items():
            reasons[Rejection(code).label] += count
    asked = asked_forms(workspace, state)
    forms = [UnitReturn(names.get(row.unit, row.unit), asked.get(row.unit, 0), row.valid) for row in returned]
    return Lessons(
        campaign=state.plan.title,
        late=late_sentences(state.followup.board(day), names),
        imbalances=imbalance_sentences(forms),
        rejected=rejected_sentences(reasons) if any(map(_came, returned)) else (_NO_FORMS,),
        checks=tuple(check_sentences(workspace, campaign_id)),
    )


_NO_FORMS = "Chưa nhận phiếu nào nên chưa biết phiếu nào bị loại."


def lessons_as_toml(lessons: Lessons, items: Sequence[LessonItem] = ()) -> str:
    """Bài học dạng TOML: the file which the next campaign keeps, and which people may correct."""
    table: dict[str, object] = {
        "campaign": lessons.campaign,
        "late": list(lessons.late),
        "imbalances": list(lessons.imbalances),
        "rejected": list(lessons.rejected),
        "checks": list(lessons.checks),
    }
    if items:
        table["items"] = [item_as_json(item) for item in items]
    return toml_of(table, head=_HEAD)


def items_kept(state: FollowupState | CampaignState) -> tuple[LessonItem, ...]:
    """Bài học từng việc đã giữ: as the campaign's file has them; none in a file of earlier days."""
    text = state.drafts.get(LESSONS_FILE)
    return tuple(item_from_json(one) for one in toml_table(text).get("items", ())) if text else ()


def lessons_kept(state: CampaignState) -> Lessons:
    """Bài học đã giữ: what a campaign was given of the one before; without any it says so."""
    text = state.drafts.get(LESSONS_FILE)
    if text is None:
        return no_lessons()
    table = toml_table(text)
    kinds = {name: tuple(table[name]) for name in ("late", "imbalances", "rejected", "checks")}
    return Lessons(campaign=str(table["campaign"]), **kinds)


def _came(row: ReceivedReturn) -> bool:
    return row.forms > 0


def asked_forms(workspace: Workspace, state: CampaignState) -> dict[str, int]:
    """Phiếu giao cho đơn vị: as assigned in the field, else as a demonstration makes them up; empty: not known."""
    with reading(workspace.engine) as connection:
        assigned = assignments(field_records.in_force(connection, state.plan.id, "assignment"))
    snapshot = workspace.chart.on(first_day(workspace, state.plan))
    below = {
        unit.id: [child.title for child in snapshot.children(unit.unit)] or [unit.unit.title]
        for unit in state.units
    }
    if assigned:
        by_commune: Counter[str] = Counter()
        for one in assigned:
            by_commune[one.village.path[0]] += len(one.village.serials)
        return {unit: sum(by_commune[title] for title in titles) for unit, titles in below.items()}
    how = state.plan.synthetic_returns
    if how is None:
        return {}
    most = how.communes_per_unit or max(map(len, below.values()), default=0)
    return {unit: how.forms_per_unit * min(len(titles), most) for unit, titles in below.items()}
