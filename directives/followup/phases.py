"""Giai đoạn của đợt: where a campaign as a whole stands, worked out from the steps that are done; never stored."""

from collections.abc import Mapping

from directives.followup.plan import ActKind, Phase, Step
from directives.followup.status import Board, DutyState

_ORDER = tuple(Phase)
#: Giai đoạn theo loại việc: what the end of a step brings about when the plan says nothing of it.
_BY_ACT: Mapping[ActKind, Phase] = {
    ActKind.FIELD_WORK: Phase.COLLECTED,
    ActKind.RETURNS: Phase.CLEANING,
    ActKind.COMPUTE: Phase.ANALYSED,
    ActKind.PUBLISH: Phase.PUBLISHED,
}


def phase_of(board: Board) -> Phase:
    """Giai đoạn: the furthest one that a step brought about which nobody owes any more.

    ``DRAFT`` while nothing is done; ``PLANNED`` from the first thing done on; ``IN_FOLLOW_UP`` when the result is
    published and a later step has begun; ``CLOSED`` when nothing is owed any more, standing duties left aside.
    """
    counts = [(lane.lane.step, board.lane_counts(lane)) for lane in board.lanes]
    begun = {step.code for step, states in counts if states[DutyState.DONE] + states[DutyState.DONE_LATE]}
    open_steps = {
        step.code
        for step, states in counts
        if not step.standing
        and states.total() > states[DutyState.DONE] + states[DutyState.DONE_LATE] + states[DutyState.WAIVED]
    }
    if not begun:
        return Phase.DRAFT
    if not open_steps:
        return Phase.CLOSED
    reached = [Phase.PLANNED]
    for step in board.plan.steps:
        brought = brought_about(step)
        if step.code in begun and step.code not in open_steps and brought is not None:
            reached.append(brought)
        elif Phase.PUBLISHED in reached and step.code in begun:
            reached.append(Phase.IN_FOLLOW_UP)
    return max(reached, key=_ORDER.index)


def brought_about(step: Step) -> Phase | None:
    """Giai đoạn do bước mở ra: the plan's own word, else that of the kind of act; None for most steps."""
    return step.phase or _BY_ACT.get(step.act)
