"""Đôn đốc: one numbered dispatch a day to each recipient; its number and what it reminds of go together."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.actions import Action, reminders_due
from directives.followup.status import Board
from storage import campaigns, followup_records, register
from storage.campaigns import Fact
from storage.claims import claimed
from storage.database import reading
from storage.register import Entry
from workflows.services.appointments import appointments_from
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.issue_many import Progress, Request, issue_many
from workflows.services.reminder_document import ReminderDesk, reminder_document
from workflows.services.superiors import superiors_of
from workflows.services.workspace import Workspace


class NoStandingOffice(DirectiveError):
    """Chưa có cơ quan thường trực: a plan reminds its units, and says of nobody that it writes to them."""

    kind = "no_standing_office"
    template = N_(
        "The plan {plan} reminds its units, but names no office that signs the reminders. "
        "Add “standing_office” to the plan."
    )


class _RemindedMeanwhile(Exception):
    """Another process reminded of one of the duties at the same moment: no number is given, none is lost."""


def reminders_on(workspace: Workspace, campaign_id: str, day: date) -> Sequence[Action]:
    """Đôn đốc phải gửi trong ngày: one for each recipient who has had none from the plan that day.

    Raises UnknownCampaign, NoStandingOffice.
    """
    return due_reminders(workspace, followup_state(workspace, campaign_id), day)


def remind(workspace: Workspace, campaign_id: str, action: Action, day: date) -> int:
    """Gửi một công văn đôn đốc: gives how many duties it is about; 0 when another process has sent it.

    Raises UnknownCampaign, NoStandingOffice, RefusedRequests and what drafting refuses.
    """
    return _send(workspace, followup_state(workspace, campaign_id), [action], day)


def remind_all(workspace: Workspace, campaign_id: str, day: date, progress: Progress | None = None) -> int:
    """Gửi mọi công văn đôn đốc của ngày: gives how many duties they are about. Raises as ``remind``.

    Who asks at the same moment waits: drafting thousands of dispatches twice would be for nothing.
    """
    with claimed(workspace.engine, f"{campaign_id}/remind", wait=True):
        state = followup_state(workspace, campaign_id)
        return _send(workspace, state, due_reminders(workspace, state, day), day, progress)


def due_reminders(workspace: Workspace, state: FollowupState, day: date) -> Sequence[Action]:
    """Đôn đốc đến hạn của một kế hoạch đã đọc: without those sent that day. Raises NoStandingOffice."""
    return unsent(workspace, wanted_reminders(state, state.board(day)))


def wanted_reminders(state: FollowupState, board: Board) -> Sequence[Action]:
    """Đôn đốc theo bảng: what a board calls for, whether it was sent that day or not. Raises NoStandingOffice."""
    office = state.plan.office(state.plan.standing_office)
    found = reminders_due(board, superiors_of(state, office))
    if found and not office:
        raise NoStandingOffice(where=state.plan.id, plan=state.plan.id)
    return found


def unsent(workspace: Workspace, found: Sequence[Action]) -> Sequence[Action]:
    """Chưa gửi: those of them whose dispatch has no number yet."""
    with reading(workspace.engine) as connection:
        sent = register.known_keys(connection, [action.key for action in found])
    return tuple(action for action in found if action.key not in sent)


def _send(
    workspace: Workspace,
    state: FollowupState,
    actions: Sequence[Action],
    day: date,
    progress: Progress | None = None,
) -> int:
    """Soạn hết rồi cấp số: all are drafted, rendered and checked before the first number is given."""
    by_key = {action.key: action for action in actions}
    with reading(workspace.engine) as connection:
        known = register.by_idempotency_keys(connection, list(by_key))
        people = followup_records.in_force(connection, state.plan.id, "responsible")
    desk = ReminderDesk(workspace, state, day, appointments_from(people))
    new = [action for key, action in by_key.items() if key not in known]
    requests = [Request(reminder_document(desk, one), one.key, one.recipient) for one in new]

    def alongside(connection: Connection, request: Request, entry: Entry) -> None:
        # Else another process wrote to this recipient today: what its dispatch leaves out is due tomorrow.
        if entry.document == request.document.numbered(entry.number):
            _note(connection, by_key[request.idempotency_key], entry, day)

    try:
        issue_many(workspace, requests, note=state.plan.title, progress=progress, alongside=alongside)
    except _RemindedMeanwhile:
        return 0
    return sum(len(action.keys) for action in new)


def _note(connection: Connection, action: Action, entry: Entry, day: date) -> None:
    """Ghi đã đôn đốc: every duty with its rung; none may have been reminded of by another dispatch meanwhile."""
    evidence = {"document": entry.subject_id, "recipient": action.recipient}
    new = [campaigns.add_fact(connection, Fact(key, day, evidence)) for key in action.keys]
    if not all(new):
        known = campaigns.facts(connection, action.keys[0].campaign)
        if any(known[key].payload.get("document") != entry.subject_id for key in action.keys):
            raise _RemindedMeanwhile
