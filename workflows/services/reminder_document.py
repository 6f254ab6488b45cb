"""Soạn công văn đôn đốc: the words of a draft template, filled with who owes what, as a document without number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from directives.calendar.dates import short_date
from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.draft_template import fill
from directives.document.kinds import Urgency
from directives.document.model import Document
from directives.document.toml_table import toml_table
from directives.followup.actions import Action
from directives.followup.duties import DutyKey, PlanUnit
from directives.followup.people import Appointment, responsible_on
from directives.followup.plan import Recipient
from directives.followup.reminder_letter import OwedDuty, annex_of, default_draft, named, sentences_of
from directives.followup.status import Board, LaneBoard, Stage
from directives.org.chart import Snapshot
from directives.org.errors import UnknownOffice
from directives.org.offices import Office
from directives.org.own_issuers import issuing_office
from workflows.services.followup_state import FollowupState, first_day
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.workspace import Workspace

#: Lĩnh vực: what stands for the drafting unit in the symbol when no draft of the plan names that of its office.
_FIELD = "CCHC"
#: Người ký của văn bản minh họa: nobody signs what is made up.
_NO_SIGNER = "(văn bản minh họa, không có chữ ký)"
#: The urgency of a dispatch is the highest of its duties'.
_URGENCIES = [urgency.name.lower() for urgency in Urgency]


@dataclass(frozen=True)
class ReminderDesk:
    """Bàn soạn đôn đốc: what the dispatches of one plan and day have in common, looked up once."""

    workspace: Workspace
    state: FollowupState
    day: date
    people: Sequence[Appointment]

    @cached_property
    def board(self) -> Board:
        """Bảng theo dõi: of the day of the dispatch."""
        return self.state.board(self.day)

    @cached_property
    def lanes(self) -> Mapping[tuple[str, int], LaneBoard]:
        """Các tuyến: by step and occurrence."""
        return {lane.lane.code: lane for lane in self.board.lanes}

    @cached_property
    def units(self) -> Mapping[str, PlanUnit]:
        """Đơn vị của kế hoạch: by id."""
        return {unit.id: unit for unit in self.state.units}

    @cached_property
    def snapshot(self) -> Snapshot:
        """Tổ chức: as it was when the plan was expanded, so that a merged unit can still be named."""
        return self.workspace.chart.on(first_day(self.workspace, self.state.plan))

    @cached_property
    def issuer(self) -> Office:
        """Cơ quan ký: the plan's standing office, as it writes itself on the day. Raises UnknownOffice."""
        office = self.state.plan.office(self.state.plan.standing_office)
        return issuing_office(self.workspace.chart.on(self.day), office, self.workspace.rules.get(office))

    @cached_property
    def people_of(self) -> Mapping[str, Sequence[Appointment]]:
        """Phân công theo đơn vị: so that thousands of units are not looked through for each of them."""
        found: dict[str, list[Appointment]] = {}
        for one in self.people:
            found.setdefault(one.unit, []).append(one)
        return found

    @cached_property
    def drafting_unit(self) -> str:
        """Đơn vị soạn thảo: as the plan's own drafts of this office name it."""
        drafts = (toml_table(text) for _, text in sorted(self.state.drafts.items()))
        return next(
            (
                str(draft["unit"])
                for draft in drafts
                if draft.get("issuer") == self.issuer.id and isinstance(draft.get("unit"), str)
            ),
            _FIELD,
        )

    def names(self, office_id: str) -> dict[str, str]:
        """Tên cơ quan: in full and short."""
        try:
            office = self.snapshot.office(office_id)
        except UnknownOffice:  # an office which the plan knows by a file of its own
            name = self.units[office_id].name if office_id in self.units else office_id
            return {"id": office_id, "full_name": name, "short_name": name}
        return {"id": office.id, "full_name": office.full_name, "short_name": office.short_name}

    def owed(self, key: DutyKey) -> OwedDuty:
        """Nhiệm vụ chưa xong: with the day that holds after extensions, and who answers for it."""
        lane = self.lanes[key.step, key.occurrence]
        trace, step = lane.trace(key.unit), lane.lane.step
        due = lane.due_of(key.unit)
        assert due is not None  # a standing duty has no rung
        several = sum(code[0] == key.step for code in self.lanes) > 1
        return OwedDuty(
            self.names(key.unit)["short_name"],
            f"{step.name} (kỳ {key.occurrence})" if several else step.name,
            due,
            self.workspace.calendar.working_days_between(due, self.day),
            step.evidence,
            trace.stage is Stage.RETURNED_FOR_FIX,
            responsible_on(self.people_of.get(key.unit, ()), key.unit, key.step, self.day),
        )


def reminder_document(desk: ReminderDesk, action: Action) -> Document:
    """Công văn đôn đốc: dated the desk's day; an annex lists the duties when there are several.

    Raises UnfilledDraft and what composing a draft refuses.
    """
    duties = [desk.owed(key) for key in action.keys]
    plan = desk.state.plan
    name = action.draft or f"reminders/{action.to.value}.toml"
    words = toml_table(desk.state.drafts[action.draft]) if action.draft else default_draft(action.to)
    facts = {**_common_facts(desk, action), **sentences_of(duties)}
    filled = {**_head(desk, action, duties), **fill(words, facts, file=name), "date": desk.day}
    document = compose(
        parse_draft(filled, file=name), desk.workspace.chart, desk.day, rules=desk.workspace.rules
    )
    if len(duties) == 1:
        return document
    note = SYNTHETIC_NOTE if plan.synthetic_returns else ""
    return replace(document, annexes=(*document.annexes, annex_of(duties, desk.day, note=note)))


def _common_facts(desk: ReminderDesk, action: Action) -> dict[str, Any]:
    plan, issuer = desk.state.plan, desk.issuer
    told = f" (Văn bản số {plan.directive})" if plan.directive else ""
    below = issuer.id in _offices_above(desk, action.recipient)
    return {
        "plan": {"title": plan.title, "work": _within_a_sentence(plan.title), "directive": plan.directive},
        "issuer": {"id": issuer.id, "full_name": issuer.full_name, "short_name": issuer.short_name},
        "recipient": desk.names(action.recipient),
        "day": short_date(desk.day),
        "opening": f"Theo dõi việc thực hiện “{plan.title}”{told}",
        "verb": "yêu cầu" if below else "đề nghị",
    }


def _within_a_sentence(title: str) -> str:
    """Tên việc giữa câu: without its capital, unless that belongs to an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _offices_above(desk: ReminderDesk, office_id: str) -> set[str]:
    """Các cấp trên: of an office, so that only a superior orders; others ask."""
    above: set[str] = set()
    while office_id and office_id not in above:
        try:
            office_id = desk.snapshot.office(office_id).superior or ""
        except UnknownOffice:
            office_id = ""
        above.add(office_id)
    return above - {""}


def _head(desk: ReminderDesk, action: Action, duties: Sequence[OwedDuty]) -> dict[str, Any]:
    """Phần đầu và phần cuối: what a draft need not say; what it says itself stands."""
    plan = desk.state.plan
    recipient = desk.names(action.recipient)["full_name"]
    office = recipient if action.to is not Recipient.CHAIRMAN else f"Đồng chí Chủ tịch {recipient}"
    head: dict[str, Any] = {
        "type": "cong_van",
        "issuer": desk.issuer.id,
        "unit": desk.drafting_unit,
        "provenance": "synthetic" if plan.synthetic_returns else "real",
        "addressees": [office, *_leaders(action, duties)],
        "recipients": ["Như trên", *_also_sent(action, duties)],
        **signature_of(desk),
    }
    if plan.directive:
        head["carries_out"] = [plan.directive]
    steps = {key.step for key in action.keys}
    urgent = {step.urgency for step in plan.steps if step.code in steps} & set(_URGENCIES)
    if urgent:
        head["urgency"] = max(urgent, key=_URGENCIES.index)
    return head


def _leaders(action: Action, duties: Sequence[OwedDuty]) -> list[str]:
    """Đồng gửi: the leaders whom a unit has named; with those of many units the annex names them."""
    if action.to is not Recipient.UNIT:
        return []
    people = [duty.person for duty in duties if duty.person is not None and duty.person.leader]
    names = [f"Đồng chí {named(one.leader, one.leader_title)} (lãnh đạo phụ trách)" for one in people]
    return list(dict.fromkeys(names))


def _also_sent(action: Action, duties: Sequence[OwedDuty]) -> list[str]:
    """Nơi nhận khác: the contact officers of a unit, or the units which the annex names."""
    if action.to is not Recipient.UNIT:
        return ["Các đơn vị có tên tại Phụ lục (t/h)" if len(duties) > 1 else f"{duties[0].unit} (t/h)"]
    people = [duty.person for duty in duties if duty.person is not None]
    contacts = [f"Đ/c {one.contact}, cán bộ đầu mối (t/h)" for one in people if one.contact]
    stand_ins = [f"Đ/c {one.substitute}, người thay thế" for one in people if one.substitute]
    return list(dict.fromkeys([*contacts, *stand_ins]))


def signature_of(desk: ReminderDesk) -> dict[str, Any]:
    """Người ký: the head whom the office's own file names; without such a file the title alone."""
    issuer, rules = desk.issuer, desk.workspace.rules.get(desk.issuer.id)
    posts = rules.posts(issuer.id, desk.day) if rules else ()
    if posts:
        return {"signer": posts[0].id}
    collective = [{"capacity": "TM", "of": issuer.collective}] if issuer.collective else []
    name = _NO_SIGNER if desk.state.plan.synthetic_returns else ""
    return {"signature": {"authority": collective, "title": issuer.head_title, "name": name}}
