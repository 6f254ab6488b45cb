"""Số liệu của bài học: what the books of a campaign say of lateness, forms and checks, thing by thing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from directives.followup.plan import Plan
from directives.followup.status import DutyState, DutyStatus
from directives.numbers import whole_number
from directives.org.errors import UnknownOffice
from directives.results_use.lesson_items import Figure, Gap, LessonItem, LessonKind
from sipas_engine.recheck.visits import CONTENTS
from sipas_engine.returns.validity import Rejection
from workflows.services.campaign_lessons import asked_forms
from workflows.services.campaign_state import CampaignState, campaign_state, first_day
from workflows.services.field_book import records, visits
from workflows.services.recheck_forms import NoRecheck, recheck_report
from workflows.services.returns_received import returns_by_unit
from workflows.services.workspace import Workspace

#: Vai của Bưu điện: as plans name it, and how the ids of its offices begin.
_POST_ROLE, _POST_ID = "post", "buu-dien-"
#: Nội dung giám sát bằng lời, theo mã.
_VISITED: Mapping[str, str] = {str(code): name for code, name in CONTENTS.items()}
#: Nội dung phúc tra so được qua các năm.
_RECHECKED: Mapping[str, str] = {
    "unseen": "Người được hỏi cho biết không thấy phiếu",
    "far": "Câu trả lời lệch từ hai mức trở lên khi hỏi lại",
}
_NO_STEP = "kế hoạch năm nay không có bước này"
_NO_UNIT = "đơn vị không có trong kế hoạch năm nay"
_NOT_DUE = "chưa đến hạn"
_NO_FORMS = "chưa nhận phiếu"
_NOT_ASKED = "không có số phiếu giao để so sánh"
_NO_VISITS = "chưa ghi cuộc giám sát nào"
_NO_RECHECK = "chưa phúc tra"


@dataclass(frozen=True, slots=True)
class _Forms:
    """Phiếu: asked of a unit, received of it, and counting."""

    asked: int
    received: int
    valid: int


@dataclass(frozen=True)
class CampaignFigures:
    """Số liệu của một đợt: looked up by kind and subject; ``names`` of its units by id, ``post`` who hands forms out.

    ``late`` holds the latest duty of each step and unit; ``visited`` how often each content was not fulfilled.
    """

    title: str
    post: str
    names: Mapping[str, str]
    steps: Mapping[str, str]
    late: Mapping[tuple[str, str], DutyStatus]
    forms: Mapping[str, _Forms]
    rejected: Mapping[str, int]
    visited: Mapping[str, int]
    visits: int
    rechecked: Mapping[str, Figure]

    def of(self, kind: LessonKind, about: str, unit: str) -> Figure | Gap:
        """Số liệu của một bài học: or why the books give none."""
        match kind:
            case LessonKind.LATE:
                return self._lateness(about, unit)
            case LessonKind.IMBALANCE:
                return self._imbalance(unit)
            case LessonKind.REJECTED:
                received = sum(one.received for one in self.forms.values())
                return Figure(self.rejected.get(about, 0), received) if received else Gap(_NO_FORMS)
            case LessonKind.SUPERVISION:
                return Figure(self.visited.get(about, 0), self.visits) if self.visits else Gap(_NO_VISITS)
            case LessonKind.RECHECK:
                found = self.rechecked.get(about)
                return found if found is not None and found.of else Gap(_NO_RECHECK)

    def _lateness(self, step: str, unit: str) -> Figure | Gap:
        if step not in self.steps:
            return Gap(_NO_STEP, may_come=False)
        status = self.late.get((step, unit))
        if status is None:
            return Gap(_NO_UNIT, may_come=False)
        if status.working_days_late:
            return Figure(status.working_days_late, 0)
        return Figure(0, 0) if status.state is DutyState.DONE else Gap(_NOT_DUE)

    def _imbalance(self, unit: str) -> Figure | Gap:
        found = self.forms.get(unit)
        if found is None:
            return Gap(_NO_UNIT, may_come=False)
        if not found.received:
            return Gap(_NO_FORMS)
        if not found.asked:
            return Gap(_NOT_ASKED, may_come=False)
        return Figure(max(0, found.asked - found.valid), found.asked)

    def items(self) -> Iterator[LessonItem]:
        """Bài học: everything that went wrong, in the order in which a directive names it."""
        for (step, unit), status in self.late.items():
            if unit and status.state in (DutyState.LATE, DutyState.DONE_LATE):
                yield self._late_item(step, unit, status)
        for unit, found in self.forms.items():
            if found.received and found.asked > found.valid:
                yield self._imbalance_item(unit, found)
        received = sum(one.received for one in self.forms.values())
        for code, count in self.rejected.items():
            yield self._counted(LessonKind.REJECTED, code, Rejection(code).label, Figure(count, received))
        for content, count in self.visited.items():
            figure = Figure(count, self.visits)
            yield self._counted(LessonKind.SUPERVISION, content, _VISITED[content], figure)
        for about, figure in self.rechecked.items():
            if figure.count:
                yield self._counted(LessonKind.RECHECK, about, _RECHECKED[about], figure)

    def _late_item(self, step: str, unit: str, status: DutyStatus) -> LessonItem:
        name, days = self.names.get(unit, unit), status.working_days_late
        still = ", chưa xong" if status.state is DutyState.LATE else ""
        text = f"{name} chậm việc “{self.steps[step]}” {whole_number(days)} ngày làm việc{still}."
        return LessonItem(LessonKind.LATE, step, unit, unit, name, days, 0, text)

    def _imbalance_item(self, unit: str, found: _Forms) -> LessonItem:
        name, short = self.names.get(unit, unit), found.asked - found.valid
        text = (
            f"{name}: thiếu {whole_number(short)} phiếu hợp lệ so với {whole_number(found.asked)} phiếu giao "
            f"(thu về {whole_number(found.received)}, hợp lệ {whole_number(found.valid)})."
        )
        return LessonItem(LessonKind.IMBALANCE, "", self.post or unit, unit, name, short, found.asked, text)

    def _counted(self, kind: LessonKind, about: str, name: str, figure: Figure) -> LessonItem:
        count, of = whole_number(figure.count), whole_number(figure.of)
        text = {
            LessonKind.REJECTED: f"Có {count} trong số {of} phiếu thu về bị loại: {name[:1].lower()}{name[1:]}.",
            LessonKind.SUPERVISION: f"Có {count} trong số {of} lần giám sát không bảo đảm nội dung “{name}”.",
            LessonKind.RECHECK: f"{name}: {count} trong số {of} trường hợp phúc tra.",
        }[kind]
        return LessonItem(kind, about, self.post, "", name, figure.count, figure.of, text)


def campaign_figures(workspace: Workspace, campaign_id: str, day: date) -> CampaignFigures:
    """Số liệu của một đợt: as its books stand on a day. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    plan = state.plan
    received = returns_by_unit(workspace, campaign_id) if plan.is_survey else ()
    asked = asked_forms(workspace, state) if plan.is_survey else {}
    rejected: Counter[str] = Counter()
    for row in received:
        rejected.update(row.rejected)
    seen = [one for one in visits(records(workspace, campaign_id, "visit")) if one.day <= day]
    return CampaignFigures(
        title=plan.title,
        post=post_of(workspace, plan, [unit.id for unit in state.followup.units]),
        names={unit.id: unit.name for unit in state.followup.units},
        steps={step.code: step.name for step in plan.steps},
        late=_latest(state, day),
        forms={row.unit: _Forms(asked.get(row.unit, 0), row.forms, row.valid) for row in received},
        rejected=dict(sorted(rejected.items(), key=lambda one: (-one[1], one[0]))),
        visited=dict(sorted(Counter(found for one in seen for found in one.findings).items())),
        visits=len(seen),
        rechecked=_rechecked(workspace, plan),
    )


def post_of(workspace: Workspace, plan: Plan, units: list[str]) -> str:
    """Bưu điện của đợt: by its role, else the office of the Post which has a part in the plan; empty: it names none."""
    if _POST_ROLE in plan.roles:
        return plan.roles[_POST_ROLE]
    addressed = [plan.office(one) for step in plan.steps for one in (*step.addressees, step.actor)]
    snapshot = workspace.chart.on(first_day(workspace, plan))
    for one in (*units, *addressed):
        if one.startswith(_POST_ID):
            try:
                return snapshot.office(one).id
            except UnknownOffice:
                continue
    return ""


def with_owner(item: LessonItem, post: str) -> LessonItem:
    """Ai khắc phục: where the earlier plan named no Post, the Post of the plan which is to mend it."""
    by_post = item.kind is not LessonKind.LATE and item.owner in ("", item.unit)
    return replace(item, owner=post) if post and by_post else item


def _latest(state: CampaignState, day: date) -> dict[tuple[str, str], DutyStatus]:
    """The duty of each step and unit that is or was latest; one that is not done yet before one that is."""
    found: dict[tuple[str, str], DutyStatus] = {}
    for status in state.followup.board(day).statuses():
        if status.state in (DutyState.WAIVED, DutyState.SUSPENDED, DutyState.STANDING):
            continue
        key = status.duty.key.step, status.duty.key.unit
        if key not in found or _weight(status) > _weight(found[key]):
            found[key] = status
    return found


def _weight(status: DutyStatus) -> tuple[int, bool]:
    return status.working_days_late, status.state is not DutyState.DONE


def _rechecked(workspace: Workspace, plan: Plan) -> dict[str, Figure]:
    if not plan.is_survey:
        return {}
    try:
        found = recheck_report(workspace, plan.id)
    except NoRecheck:
        return {}
    asked = {"unseen": found.kinds["saw_form"], "far": found.kinds["far"]}
    return {about: Figure(one.different, one.asked) for about, one in asked.items()}
