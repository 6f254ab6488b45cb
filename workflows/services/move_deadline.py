"""Gia hạn: a document moves the deadline of a step, for one unit or all, or an anchor of the plan; once."""

from dataclasses import dataclass, replace
from datetime import date

from directives.errors import N_, DirectiveError
from directives.followup.grounds import Ground, Roll, ground_of, new_deadline
from directives.followup.log import ANY, EVERY_OCCURRENCE, Event, EventKind
from storage import audit
from storage.database import transaction
from storage.followup import NewEvent
from workflows.services.cited_document import place_in_books
from workflows.services.followup_state import FollowupState, state_in
from workflows.services.record_events import record_in
from workflows.services.workspace import Workspace


class UnknownAnchor(DirectiveError):
    """Không có mốc này: the plan counts from other anchors."""

    kind = "unknown_anchor"
    template = N_("The plan has no anchor {anchor}. It has: {known}.")


class WhichPeriod(DirectiveError):
    """Chưa nói kỳ nào: a step that comes again has a deadline for each period."""

    kind = "which_period"
    template = N_("Step {step} comes again each period: say with “--occurrence” whose deadline is moved.")


class MovedOtherwise(DirectiveError):
    """Văn bản đã dùng: the same document has moved this deadline to another day."""

    kind = "moved_otherwise"
    template = N_(
        "{document} has moved this deadline to {day} already. Another day needs another document; for a slip of the "
        "pen name the correction, for example “{document} (đính chính)”."
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Phạm vi: the step, unit and period a document is about; ``ANY`` for all of them.

    ``occurrence`` None: not said; the only one of a step which is owed once.
    """

    step: str = ANY
    unit: str = ANY
    occurrence: int | None = None

    @property
    def place(self) -> str:
        """Chỗ: as it opens the keys of its events."""
        return f"{self.step}/{self.unit}/{self.occurrence or EVERY_OCCURRENCE}"


@dataclass(frozen=True, slots=True)
class Changed:
    """Đã đổi: on what ground, to which day (None for a suspension), and whether it was new."""

    ground: Ground
    is_new: bool
    day: date | None = None


def extend(
    workspace: Workspace,
    campaign_id: str,
    scope: Scope,
    to: date,
    said: tuple[str, str],
    *,
    roll: Roll = Roll.REFUSE,
) -> Changed:
    """Gia hạn một bước: ``said`` is the document and its legal ground. The same document again does nothing.

    Raises NoGround, DayOff, DeadlinePast, WhichPeriod, MovedOtherwise, UnknownCampaign, IllegalMove.
    """
    ground, day = _checked(workspace, said, to, roll)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        state = state_in(connection, workspace, campaign_id)
        scope = _of_one_period(state, scope)
        payload = {**ground.as_payload(), "to": day.isoformat()}
        event = _event(workspace, scope, payload, ground)
        if _was_said(state, event):
            return Changed(ground, False, day)
        new = record_in(connection, workspace, campaign_id, [event], act="deadline_moved")
    return Changed(ground, bool(new), day)


def extend_anchor(
    workspace: Workspace,
    campaign_id: str,
    anchor: str,
    to: date,
    said: tuple[str, str],
    *,
    roll: Roll = Roll.REFUSE,
) -> Changed:
    """Đổi mốc: every deadline that is counted from the anchor goes with it.

    Raises NoGround, DayOff, DeadlinePast, UnknownAnchor, MovedOtherwise, UnknownCampaign.
    """
    ground, day = _checked(workspace, said, to, roll)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        state = state_in(connection, workspace, campaign_id)
        if anchor not in state.plan.anchors:
            known = ", ".join(sorted(state.plan.anchors)) or "–"
            raise UnknownAnchor(where="--anchor", anchor=anchor, known=known)
        payload = {**ground.as_payload(), "to": day.isoformat(), "anchor": anchor}
        event = _event(workspace, Scope(), payload, ground)
        event = replace(event, key=f"anchor/{anchor}/moved/{ground.document}")
        if _was_said(state, event):
            return Changed(ground, False, day)
        new = record_in(connection, workspace, campaign_id, [event], act="anchor_moved")
    return Changed(ground, bool(new), day)


def _checked(workspace: Workspace, said: tuple[str, str], to: date, roll: Roll) -> tuple[Ground, date]:
    ground = ground_of(*said)
    day = new_deadline(to, workspace.today(), workspace.calendar, roll)
    return replace(ground, place=place_in_books(workspace, ground.document)), day


def _of_one_period(state: FollowupState, scope: Scope) -> Scope:
    """Kỳ được gia hạn: the only one, unless the step comes again."""
    if scope.occurrence is not None:
        return scope
    numbers = [lane.occurrence.number for lane in state.lanes if lane.step.code == scope.step]
    if len(numbers) > 1:
        raise WhichPeriod(where="--occurrence", step=scope.step)
    return replace(scope, occurrence=numbers[0] if numbers else 1)


def _event(workspace: Workspace, scope: Scope, payload: dict[str, object], ground: Ground) -> NewEvent:
    return NewEvent(
        scope.step,
        scope.unit,
        scope.occurrence or EVERY_OCCURRENCE,
        EventKind.MOVED,
        workspace.today(),
        payload,
        f"{scope.place}/moved/{ground.document}",
    )


def _was_said(state: FollowupState, new: NewEvent) -> bool:
    """Đã ghi: the same document has said the same of these duties. Raises MovedOtherwise for another day."""
    for event in state.events:
        if _is_of(event, new):
            if event.payload.get("to") != new.payload["to"]:
                day = date.fromisoformat(str(event.payload["to"]))
                document = new.payload["document"]
                raise MovedOtherwise(where="--document", document=document, day=f"{day:%d/%m/%Y}")
            return True
    return False


def _is_of(event: Event, new: NewEvent) -> bool:
    same_duties = (event.step, event.unit, event.occurrence) == (new.step, new.unit, new.occurrence)
    words = ("document", "anchor")
    return (
        event.kind is EventKind.MOVED
        and same_duties
        and all(event.payload.get(word) == new.payload.get(word) for word in words)
    )
