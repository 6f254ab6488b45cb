"""Ghi sổ là xong việc: an entry in a book about the use of a result hands in the duty which asks for that book."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection

from directives.followup.log import EventKind
from directives.followup.plan import ActKind, ResultBook
from directives.followup.stages import legal_kinds
from directives.followup.status import SETTLED
from storage.database import transaction
from storage.followup import NewEvent
from workflows.services.followup_state import FollowupState, state_in
from workflows.services.issue import Issued
from workflows.services.record_events import record_in
from workflows.services.workspace import Workspace

#: Loại việc -> what an entry in its book is to it; a report is handed in by its own form.
_SAID = {ActKind.EVIDENCE: EventKind.SUBMITTED, ActKind.CHECK: EventKind.COUNTED}


def close_duties(
    connection: Connection,
    workspace: Workspace,
    campaign: str,
    book: ResultBook,
    unit: str,
    day: date,
    entry: str,
    *,
    act: str,
    payload: Mapping[str, object] | None = None,
    step: str = "",
    again: bool = False,
) -> int:
    """Ghi nhận đã làm: in each step with this ``book`` which the unit owes: one more check of the period in which
    ``day`` lies, or the submission of the earliest open period.

    ``step``: only in this one. ``entry`` names the entry of the book: the same one counts once. ``act`` is the
    journal's word. ``again``: an entry was corrected, which may hand in what was sent back, and is no further check.
    In the caller's transaction; gives how many duties heard of it. Raises UnknownCampaign, IllegalMove.
    """
    state = state_in(connection, workspace, campaign)
    new = [
        NewEvent(
            code, unit, occurrence, kind, said_on, dict(payload or {}), f"{book.value}/{code}/{unit}/{entry}"
        )
        for code, occurrence, kind, said_on in _asked_for(state, book, unit, day)
        if step in ("", code) and not (again and kind is EventKind.COUNTED)
    ]
    return len(record_in(connection, workspace, campaign, new, act=act)) if new else 0


def close_by_document(
    workspace: Workspace, campaign: str, book: ResultBook, unit: str, issued: Issued
) -> int:
    """Phát hành là xong việc: the document that was issued hands in the unit's duty which asks for it.

    After the number's own transaction: asked again, as after a crash, the same document is handed in once. Raises
    UnknownCampaign, IllegalMove.
    """
    entry = issued.entry
    said = {"document": str(entry.document.number), "entry": entry.subject_id}
    with transaction(workspace.engine) as connection:
        return close_duties(
            connection,
            workspace,
            campaign,
            book,
            unit,
            entry.document.issued_on,
            entry.subject_id,
            act="duty_submitted",
            payload=said,
        )


def _asked_for(
    state: FollowupState, book: ResultBook, unit: str, day: date
) -> Iterator[tuple[str, int, EventKind, date]]:
    board = state.board(max(day, state.workspace.today()))
    heard: set[str] = set()
    for lane in board.lanes:
        step, period = lane.lane.step, lane.lane.occurrence
        kind = _SAID.get(step.act)
        if step.book is not book or kind is None or unit not in lane.lane.owers or step.code in heard:
            continue
        status, trace = board.status(lane, unit), lane.trace(unit)
        legal = legal_kinds(status.stage, suspended=trace.suspended_on is not None, waived=trace.waived)
        begun = period.first is None or period.first <= day
        if kind is EventKind.COUNTED:
            # What was checked in a week counts for that week only.
            wanted = begun and (period.last is None or day <= period.last)
        else:
            wanted = begun and status.state not in SETTLED
        if wanted and kind in legal:
            heard.add(step.code)
            # What is entered after a later event of the duty (a receipt, another check) is said on that day.
            yield step.code, period.number, kind, max(day, trace.last_on or day)
