"""Ghi chứng cứ: what a clerk notes of one duty: sent, seen, begun, handed in, sent back, accepted, checked, waived."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.log import Event, EventKind
from directives.register.search import folded
from storage import audit, evidence, followup
from storage.database import transaction
from storage.followup import NewEvent
from storage.followup_log import events_of
from workflows.services.record_events import record_in
from workflows.services.workspace import Workspace

#: Việc ghi được: the word of the command, the event, the entry in the journal.
ACTS: Mapping[str, tuple[EventKind, str]] = {
    "sent": (EventKind.SENT, "duty_sent"),
    "seen": (EventKind.SEEN, "duty_seen"),
    "begin": (EventKind.STARTED, "duty_begun"),
    "record": (EventKind.SUBMITTED, "duty_submitted"),
    "return": (EventKind.RETURNED, "duty_returned"),
    "accept": (EventKind.ACCEPTED, "duty_accepted"),
    "count": (EventKind.COUNTED, "duty_counted"),
    "waive": (EventKind.WAIVED, "duty_waived"),
}
#: Việc phải nêu lý do.
_WITH_REASON = frozenset({EventKind.RETURNED, EventKind.WAIVED})


class NotYet(DirectiveError):
    """Ngày chưa tới: what is written down has happened; this day is still to come."""

    kind = "not_yet"
    template = N_("{day} is still to come; today is {today}. Give the day on which it happened.")


class NoReason(DirectiveError):
    """Thiếu lý do: nothing is sent back or waived without one."""

    kind = "no_reason"
    template = N_("Say with --reason why step {step} of {unit} is sent back or waived.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Chứng cứ: which duty, on which day, by which document ("12/UBND-NV", empty for none), why.

    ``file`` is the SHA-256 sum of a file in the store, ``file_name`` how it is called where it is shown.
    """

    step: str
    unit: str
    on: date
    occurrence: int = 1
    document: str = ""
    reason: str = ""
    file: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Đã ghi: the event, and whether it was ``new`` or stood there already.

    ``linked`` is the row of the book in which the document was found; empty when it is kept as a text only.
    """

    event: NewEvent
    new: bool
    linked: str


def record_evidence(workspace: Workspace, campaign_id: str, act: str, said: Evidence) -> Recorded:
    """Ghi chứng cứ: one event of one duty; the same once more changes nothing. ``act`` is one of ``ACTS``.

    Raises UnknownCampaign, NotYet, NoReason, IllegalMove.
    """
    kind, entry = ACTS[act]
    if said.on > workspace.today():
        raise NotYet(where=said.step, day=said.on, today=workspace.today())
    if kind in _WITH_REASON and not said.reason.strip():
        raise NoReason(where=said.step, step=said.step, unit=said.unit or campaign_id)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        found = linked(connection, campaign_id, said)
        event = _event(connection, campaign_id, kind, said, found)
        new = record_in(connection, workspace, campaign_id, [event], act=entry)
    return Recorded(event, bool(new), found)


def linked(connection: Connection, campaign_id: str, said: Evidence) -> str:
    """Tìm văn bản: the row of the one document of this number; that of the unit itself where there are several.

    Empty when there is none, or when it cannot be told which is meant.
    """
    number, _, symbol = said.document.strip().partition("/")
    if not number.isdigit() or not symbol:
        return ""
    issued = evidence.issued_as(connection, int(number), symbol, said.on.year)
    own = [one for one in issued if one.author == said.unit]
    came = evidence.arrived_as(connection, said.document, said.on)
    names = [unit.name for unit in followup.units_of(connection, campaign_id) if unit.id == said.unit]
    theirs = [one for one in came if any(_place(name) in one.author for name in names)]
    for candidates in (own, theirs, [*issued, *came]):
        if len(candidates) == 1:
            return candidates[0].subject_id
    return ""


def _place(name: str) -> str:
    """The unit without "UBND", which others write in full."""
    return folded(name).strip().removeprefix("ubnd ")


def _event(connection: Connection, campaign_id: str, kind: EventKind, said: Evidence, found: str) -> NewEvent:
    texts = {"document": said.document.strip(), "entry": found, "reason": said.reason.strip()}
    texts |= {"file": said.file, "file_name": said.file_name}
    payload = {name: text for name, text in texts.items() if text}
    place = f"{said.step}/{said.unit}/{said.occurrence}/{kind.value}/{said.on.isoformat()}"
    if kind is EventKind.COUNTED:
        # A day is counted once, unless another reference is given.
        which = texts["document"] or texts["reason"]
    else:
        which = str(_round(events_of(connection, campaign_id, [said.step]), kind, said))
    return NewEvent(said.step, said.unit, said.occurrence, kind, said.on, payload, f"{place}/{which}")


def _round(log: Iterable[Event], kind: EventKind, said: Evidence) -> int:
    """Lần nộp: what was sent back may be handed in again on the same day; the same act once more is no new one."""
    before = Counter(
        event.kind
        for event in log
        if (event.step, event.unit, event.occurrence) == (said.step, said.unit, said.occurrence)
    )
    return before[EventKind.SUBMITTED if kind is EventKind.RETURNED else EventKind.RETURNED]
