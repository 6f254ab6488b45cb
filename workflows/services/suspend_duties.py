"""Tạm dừng, tiếp tục: a document stops the clock of duties (epidemic, flood) and another lets it run again."""

from dataclasses import replace

from directives.followup.grounds import ground_of
from directives.followup.log import EVERY_OCCURRENCE, EventKind
from storage.followup import NewEvent
from workflows.services.cited_document import place_in_books
from workflows.services.move_deadline import Changed, Scope
from workflows.services.record_events import record_events
from workflows.services.workspace import Workspace


def suspend(workspace: Workspace, campaign_id: str, scope: Scope, said: tuple[str, str]) -> Changed:
    """Tạm dừng: ``said`` is the document and its legal ground; what is suspended is neither late nor reminded of.

    The same document again does nothing. Raises NoGround, UnknownCampaign, IllegalMove.
    """
    return _change(workspace, campaign_id, scope, said, EventKind.SUSPENDED)


def resume(workspace: Workspace, campaign_id: str, scope: Scope, said: tuple[str, str]) -> Changed:
    """Tiếp tục: the working days that were lost are put on top of the deadlines. Raises as ``suspend``."""
    return _change(workspace, campaign_id, scope, said, EventKind.RESUMED)


def suspension(workspace: Workspace, scope: Scope, changed: Changed, kind: EventKind) -> NewEvent:
    """Sự kiện tạm dừng, tiếp tục: on the day it is written down, keyed by its document."""
    return NewEvent(
        scope.step,
        scope.unit,
        scope.occurrence or EVERY_OCCURRENCE,
        kind,
        workspace.today(),
        changed.ground.as_payload(),
        f"{scope.place}/{kind.value}/{changed.ground.document}",
    )


def _change(
    workspace: Workspace, campaign_id: str, scope: Scope, said: tuple[str, str], kind: EventKind
) -> Changed:
    ground = ground_of(*said)
    ground = replace(ground, place=place_in_books(workspace, ground.document))
    event = suspension(workspace, scope, Changed(ground, True), kind)
    new = record_events(workspace, campaign_id, [event], act=f"duties_{kind.value}")
    return Changed(ground, bool(new))
