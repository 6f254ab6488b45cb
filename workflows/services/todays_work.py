"""Việc hôm nay: what waits for one person, by what the roles of that person let them do; read, nothing is changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directives.followup.difficulties import Difficulty, DifficultyState
from directives.followup.status import DutyState
from storage import incoming, publications, register
from storage.database import reading
from storage.incoming import IncomingEntry
from storage.publications import Publication
from storage.register import Entry
from workflows.services.accounts.reach import campaigns_within, is_run_by
from workflows.services.accounts.roles import Act, Person
from workflows.services.arriving.waiting import WaitingArrival, waiting_at
from workflows.services.campaign_overview import CampaignOverview, overviews
from workflows.services.desk_drafts import DeskDraft, DraftState, drafts_of
from workflows.services.difficulties import difficulties_by_campaign
from workflows.services.incoming_desk import OnDesk, incoming_desk
from workflows.services.issue import DOCX
from workflows.services.office_names import office_today
from workflows.services.reminder_desk import ready_reminders
from workflows.services.unit_door.duties import UnitDuty, duties_of_unit
from workflows.services.workspace import Workspace

#: Of each list the page shows the first ones, and says how many there are.
SHOWN = 8
_PRESSING = (DutyState.LATE, DutyState.DUE_TODAY, DutyState.DUE_SOON)

_TO_FINISH = (DraftState.DRAFT, DraftState.RETURNED)
_TO_LOOK_AT = (DraftState.SUBMITTED, DraftState.APPROVED)


@dataclass(frozen=True, slots=True)
class CampaignToday:
    """Một đợt hôm nay: how many duties are late, due today and soon, difficulties without answer, reminders ready."""

    id: str
    title: str
    late: int
    due_today: int
    due_soon: int
    open_difficulties: int
    late_answers: int
    reminders: int

    @property
    def is_quiet(self) -> bool:
        """Không có gì: that anybody would have to look at today."""
        return not (self.late or self.due_today or self.due_soon or self.open_difficulties or self.reminders)


@dataclass(frozen=True, slots=True)
class TodaysWork:
    """Việc hôm nay: None where the person's roles have nothing to do with it, an empty list when nothing waits.

    ``drafts`` are to be finished, ``to_approve`` to be looked at; ``without_file`` are numbers whose Word file is
    missing; ``editions`` are results which wait for a second person.
    """

    waiting: Sequence[WaitingArrival] | None = None
    on_desk: Sequence[OnDesk] | None = None
    arrived: Sequence[IncomingEntry] | None = None
    drafts: Sequence[DeskDraft] | None = None
    to_approve: Sequence[DeskDraft] = ()
    without_file: Sequence[Entry] | None = None
    campaigns: Sequence[CampaignToday] | None = None
    duties: Sequence[UnitDuty] | None = None
    editions: Sequence[Publication] | None = None

    @property
    def late(self) -> int:
        """Trễ hạn: of everything that waits."""
        found = sum(one.pending.late for one in self.on_desk or ())
        found += sum(one.status.state is DutyState.LATE for one in self.duties or ())
        return found + sum(one.late for one in self.campaigns or ())


def todays_work(workspace: Workspace, person: Person) -> TodaysWork:
    """Việc hôm nay của một người: at the offices and units where each role is held."""
    day, acts = workspace.today(), person.acts
    work = TodaysWork()
    if Act.RECEIVE in acts:
        at = _current(workspace, person.units_for(Act.RECEIVE))
        work = replace(
            work,
            waiting=[one for office in at for one in waiting_at(workspace, office)],
            on_desk=[one for office in at for one in incoming_desk(workspace, office, day)],
            arrived=_arrived(workspace, at, day),
        )
    if Act.WRITE in acts:
        writing, issuing = person.units_for(Act.WRITE), person.units_for(Act.ISSUE)
        drafts = [one for unit in writing for one in drafts_of(workspace, unit)]
        work = replace(
            work,
            drafts=[one for one in drafts if one.state in _TO_FINISH],
            to_approve=[one for one in drafts if one.state in _TO_LOOK_AT and one.unit in issuing],
        )
    if Act.KEEP_BOOKS in acts:
        work = replace(work, without_file=_without_file(workspace, person.units_for(Act.KEEP_BOOKS)))
    if Act.STEER_CAMPAIGNS in acts:
        work = replace(work, campaigns=_campaigns(workspace, person.units_for(Act.STEER_CAMPAIGNS), day))
    if Act.DO_DUTIES in acts:
        work = replace(work, duties=_duties(workspace, person))
    if Act.APPROVE_RESULT in acts:
        work = replace(work, editions=_editions(workspace, person))
    return work


def _current(workspace: Workspace, offices: Sequence[str]) -> Sequence[str]:
    """Those which receive today: an office that ended has no desk any more, only books."""
    return [office for office in offices if office_today(workspace, office) is not None]


def _arrived(workspace: Workspace, offices: Collection[str], day: date) -> Sequence[IncomingEntry]:
    with reading(workspace.engine) as connection:
        return incoming.arrived_on(connection, offices, day)


def _without_file(workspace: Workspace, issuers: Sequence[str]) -> Sequence[Entry]:
    with reading(workspace.engine) as connection:
        return register.without_file(connection, issuers, DOCX)


def _campaigns(workspace: Workspace, offices: Sequence[str], day: date) -> Sequence[CampaignToday]:
    """Các đợt do cơ quan mình điều hành: those where something is to be looked at stand first."""
    own = [one for one in overviews(workspace, day) if is_run_by(one.plan, offices)]
    raised = difficulties_by_campaign(workspace, [one.plan.id for one in own])
    found = [_campaign(workspace, one, raised[one.plan.id], day) for one in own]
    return sorted(found, key=lambda one: (one.is_quiet, -one.late, one.title))


def _campaign(
    workspace: Workspace, found: CampaignOverview, raised: Sequence[Difficulty], day: date
) -> CampaignToday:
    unanswered = [one for one in raised if one.state is DifficultyState.OPEN]
    return CampaignToday(
        found.plan.id,
        found.plan.title,
        late=len(found.late),
        due_today=found.counts.get(DutyState.DUE_TODAY.value, 0),
        due_soon=found.counts.get(DutyState.DUE_SOON.value, 0),
        open_difficulties=len(unanswered),
        late_answers=sum(one.answer_due < day for one in unanswered),
        reminders=len(ready_reminders(workspace, found)) if found.plan.standing_office else 0,
    )


def _duties(workspace: Workspace, person: Person) -> Sequence[UnitDuty]:
    """Nhiệm vụ cần làm ngay của đơn vị: late, due today or soon."""
    found = duties_of_unit(workspace, person.units_for(Act.DO_DUTIES))
    return [one for one in found if one.status.state in _PRESSING]


def _editions(workspace: Workspace, person: Person) -> Sequence[Publication]:
    """Kết quả chờ duyệt: the newest edition of each campaign, unless the person prepared it."""
    found = []
    own = campaigns_within(workspace, person.units_for(Act.APPROVE_RESULT))
    with reading(workspace.engine) as connection:
        for plan in own:
            editions = publications.publications(connection, plan.id)
            if editions and not editions[-1].approved_by and editions[-1].prepared_by != person.account:
                found.append(editions[-1])
    return found
