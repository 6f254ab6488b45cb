"""Ghi sự kiện: what people and documents say of duties goes into the log, once for each key, with its journal entry."""

from collections.abc import Sequence

from sqlalchemy import Connection

from directives.followup.log import ANY, Event
from directives.followup.moves import refuse_illegal
from storage import audit, followup
from storage.database import transaction
from storage.followup import NewEvent
from workflows.services.followup_state import state_in
from workflows.services.workspace import Workspace


def record_events(
    workspace: Workspace, campaign_id: str, events: Sequence[NewEvent], *, act: str
) -> Sequence[NewEvent]:
    """Ghi sự kiện: those whose key is not yet there, all of them or none; gives what was new.

    ``act`` names the journal entry, which lists the keys. Raises UnknownCampaign, IllegalMove.
    """
    with transaction(workspace.engine) as connection:
        return record_in(connection, workspace, campaign_id, events, act=act)


def record_in(
    connection: Connection, workspace: Workspace, campaign_id: str, events: Sequence[NewEvent], *, act: str
) -> Sequence[NewEvent]:
    """Ghi sự kiện trong giao dịch: for an act that writes more than events. Raises UnknownCampaign, IllegalMove."""
    audit.stand_in_line(connection, f"campaign/{campaign_id}")
    new = followup.unknown_events(connection, campaign_id, events)
    if not new:
        return ()
    steps = {event.step for event in new}
    state = state_in(connection, workspace, campaign_id, () if ANY in steps else steps)
    moves = [Event(0, e.step, e.unit, e.occurrence, e.kind, e.day, e.payload) for e in new]
    refuse_illegal(state.lanes, state.plan, state.events, moves, workspace.calendar)
    at = workspace.timestamp()
    followup.add_events(connection, campaign_id, new, at=at, actor=workspace.actor)
    said = {"keys": [event.key for event in new], "day": new[0].day.isoformat()}
    entry = audit.Act(at, workspace.actor, act, campaign_id, said)
    audit.append(connection, f"campaign/{campaign_id}", entry)
    return new
