"""Bàn đôn đốc: the dispatches that are due today as drafts to look at, each issued by one press; who was reminded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from directives.checking.checker import check_layout
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.errors import N_, DirectiveError
from directives.followup.actions import Action
from directives.followup.duties import DutyKey
from directives.followup.plan import Recipient
from directives.followup.reminder_letter import OwedDuty
from directives.followup.status import DutyStatus
from storage import campaigns, followup_records, register
from storage.database import reading
from workflows.services.appointments import appointments_from
from workflows.services.campaign_overview import CampaignOverview, overview_of
from workflows.services.desk_composing import DeskSheet, foreseen_number
from workflows.services.remind import remind, unsent
from workflows.services.reminder_document import ReminderDesk, reminder_document
from workflows.services.templates import pinned, rendered
from workflows.services.workspace import Workspace

_NAME = "don-doc.docx"


class UnknownReminder(DirectiveError):
    """Không có công văn đôn đốc này: nobody is to be reminded by it today."""

    kind = "unknown_reminder"
    template = N_(
        "No reminder of this kind is due today. It was issued already, or what it is about was done."
    )


@dataclass(frozen=True, slots=True)
class ReadyReminder:
    """Công văn đôn đốc chờ phát hành: to whom, of how many duties, at which rung."""

    action: Action
    recipient: str

    @property
    def to_chairman(self) -> bool:
        """Gửi Chủ tịch: the last rung of a ladder."""
        return self.action.to is Recipient.CHAIRMAN


@dataclass(frozen=True, slots=True)
class DraftedReminder:
    """Dự thảo công văn đôn đốc: the page with the number that is next just now, which nobody holds before it is issued.

    ``sheet`` has no file of its own: the real one is made with the real number.
    """

    ready: ReadyReminder
    number: str
    sheet: DeskSheet
    duties: Sequence[OwedDuty]


@dataclass(frozen=True, slots=True)
class SentReminder:
    """Lần đôn đốc: at which rung, on which day, by which document (number and symbol as printed)."""

    rung: int
    on: date
    document: str


#: Whoever issues one of them writes into the log, and from then on another overview holds.
_ready: WeakKeyDictionary[CampaignOverview, tuple[ReadyReminder, ...]] = WeakKeyDictionary()


def ready_reminders(workspace: Workspace, found: CampaignOverview) -> tuple[ReadyReminder, ...]:
    """Đôn đốc chờ phát hành: of the day, without those sent already. Raises NoStandingOffice."""
    known = _ready.get(found)
    if known is None:
        known = _ready[found] = tuple(
            ReadyReminder(action, found.progress.name(action.recipient))
            for action in unsent(workspace, found.reminders)
        )
    return known


def after_day_off(workspace: Workspace, found: CampaignOverview) -> tuple[date, int] | None:
    """Sau ngày nghỉ: the next working day and how many reminders it calls for; None on a working day.

    Nothing goes out on a day off. Raises NoStandingOffice.
    """
    day = workspace.calendar.roll_forward(found.day)
    if day == found.day:
        return None
    return day, len(ready_reminders(workspace, overview_of(workspace, found.plan.id, day)))


def draft_reminder(workspace: Workspace, found: CampaignOverview, key: str) -> DraftedReminder:
    """Soạn công văn đôn đốc: as it would go out now; nothing is kept. Raises UnknownReminder and what drafting does."""
    ready = next((one for one in ready_reminders(workspace, found) if one.action.key == key), None)
    if ready is None:
        raise UnknownReminder(where=key)
    with reading(workspace.engine) as connection:
        people = followup_records.in_force(connection, found.plan.id, "responsible")
    desk = ReminderDesk(workspace, found.state, found.day, appointments_from(people))
    document = pinned(workspace.files, reminder_document(desk, ready.action))
    foreseen = foreseen_number(workspace, document)
    numbered = document.numbered(foreseen)
    layout = read_word(rendered(workspace.files, numbered).content, limits())
    findings = check_layout(layout, _NAME, document.issued_on).findings
    sheet = DeskSheet(document, foreseen, layout, b"", (), findings)
    return DraftedReminder(ready, str(numbered.number), sheet, [desk.owed(one) for one in ready.action.keys])


def issue_reminder(workspace: Workspace, campaign_id: str, key: str, day: date) -> str:
    """Phát hành công văn đôn đốc: once; gives its number and symbol. Raises UnknownReminder and as ``remind``."""
    wanted = [one for one in overview_of(workspace, campaign_id, day).reminders if one.key == key]
    if wanted:
        remind(workspace, campaign_id, wanted[0], day)
    with reading(workspace.engine) as connection:
        entry = register.by_idempotency_key(connection, key)
    if entry is None or not key.startswith(f"{campaign_id}/remind/"):
        raise UnknownReminder(where=key)
    return str(entry.document.number)


def sent_reminders(
    workspace: Workspace, campaign_id: str, duties: Iterable[DutyStatus]
) -> Mapping[DutyKey, Sequence[SentReminder]]:
    """Đã đôn đốc: of those duties of which anybody was reminded, by their keys, in the order of the rungs."""
    reminded = [one.duty.key for one in duties if one.rung]
    if not reminded:
        return {}
    with reading(workspace.engine) as connection:
        facts = campaigns.reminders_of(connection, campaign_id, reminded)
        entries = {str(fact.payload.get("document", "")) for fact in facts}
        printed = register.numbers_of(connection, entries)
    found: dict[DutyKey, list[SentReminder]] = {}
    for fact in facts:
        said = str(fact.payload.get("document", ""))
        sent = SentReminder(fact.key.rung, fact.day, printed.get(said, said))
        found.setdefault(fact.key._replace(rung=0), []).append(sent)
    return found
