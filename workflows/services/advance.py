"""Tiến hành: do what is due on a day, each act once, in the order of the steps and units.

Work goes in batches of units. A worker claims a batch while it works on it, so two workers share a day's work; and
whatever they do, the fact of a duty stands or falls with the number or result it rests on.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from directives.followup.actions import Action, acts_due, days_with_work
from directives.followup.duties import Duty, DutyKey
from directives.followup.plan import ActKind
from directives.followup.status import Board
from storage import audit, campaigns
from storage.campaigns import Fact
from storage.claims import claimed
from storage.database import transaction
from workflows.services.campaign_state import campaign_state
from workflows.services.compute_result import freeze_result
from workflows.services.followup_state import FollowupState, first_day, followup_state
from workflows.services.issue_step import issue_step
from workflows.services.open_next import open_next
from workflows.services.project_dues import project_dues
from workflows.services.publish_step import publish_step
from workflows.services.rehearse_many import processes_kept
from workflows.services.remind import remind_all
from workflows.services.synthesise_step import synthesise_step
from workflows.services.synthetic_returns import accept_synthetic_returns
from workflows.services.workspace import Workspace

#: Units in a batch: enough that reading the state and starting the renderers costs little beside the work.
BATCH = 600


@dataclass(frozen=True, slots=True)
class Batch:
    """Lô việc: units of one step whose turn it is; ``block`` says which of the step's batches, ``of`` how many.

    A unit is always in the same block of its step, so that what one worker claims no other one begins.
    """

    campaign: str
    step: str
    name: str
    act: ActKind
    units: tuple[str, ...]
    block: int = 1
    of: int = 1

    @property
    def claim(self) -> str:
        """Khóa nhận lô: by which a worker holds it."""
        return f"{self.campaign}/{self.step}/{self.block}"


def due_days(workspace: Workspace, campaign_id: str, until: date) -> tuple[date, ...]:
    """Các ngày có việc: days up to ``until`` on which something may be to do, from where the plan stands, in order.

    What people do late moves later days: ``virtual_clock.virtual_days`` works out each when the one before is over.
    """
    state = followup_state(workspace, campaign_id)
    return days_with_work(state.board(stands_at(state)), workspace.calendar, until)


def stands_at(state: FollowupState) -> date:
    """Đang ở ngày nào: the last day of which anything is written down, else the plan's first."""
    first = first_day(state.workspace, state.plan)
    return max((event.day for event in state.events), default=first)


def acts_on(workspace: Workspace, campaign_id: str, day: date) -> tuple[Action, ...]:
    """Việc của máy trong ngày: what the engine can do by ``day`` just now; more may follow when this is done."""
    return acts_due(followup_state(workspace, campaign_id).board(day))


def batches_on(workspace: Workspace, campaign_id: str, day: date, size: int = BATCH) -> tuple[Batch, ...]:
    """Các lô của ngày: what the engine can do by ``day`` just now, cut into batches of at most ``size`` units."""
    board = followup_state(workspace, campaign_id).board(day)
    places = _places(board)
    owed: dict[str, dict[int, dict[str, None]]] = {}
    for act in acts_due(board):
        blocks = owed.setdefault(act.step, {})
        for key in act.keys:
            blocks.setdefault(places[act.step][key.unit] // size, {})[key.unit] = None
    steps = {code: board.plan.step(code) for code in owed}
    return tuple(
        Batch(campaign_id, code, steps[code].name, steps[code].act, tuple(units), block + 1, len(blocks))
        for code, blocks in owed.items()
        for block, units in sorted(blocks.items())
    )


def _places(board: Board) -> dict[str, dict[str, int]]:
    """Thứ tự đơn vị: of each step's owers; the same in every period."""
    return {
        lane.lane.step.code: {unit: place for place, unit in enumerate(lane.lane.owers)}
        for lane in board.lanes
        if lane.lane.occurrence.number == 1
    }


def advance_batch(workspace: Workspace, batch: Batch, day: date, *, wait: bool = False) -> int | None:
    """Làm một lô: returns how many duties were done; None when another worker has it, unless we ``wait`` for that."""
    with claimed(workspace.engine, batch.claim, wait=wait) as ours:
        if not ours:
            return None
        return advance_step(workspace, batch.campaign, batch.step, day, frozenset(batch.units))


def advance_step(
    workspace: Workspace, campaign_id: str, code: str, day: date, units: Collection[str] | None = None
) -> int:
    """Làm một bước: every unit's duty of the step that is due by ``day``; returns how many were done.

    ``units``: only theirs. The state is read once for all of them. A duty's fact is in the transaction of what it
    rests on, so a process killed anywhere goes on where it stopped.
    """
    state = campaign_state(workspace, campaign_id)
    step = state.plan.step(code)
    keys = [key for act in acts_due(state.followup.board(day)) if act.step == code for key in act.keys]
    due = [Duty(key, day) for key in keys if units is None or key.unit in units]
    match step.act:
        case ActKind.ISSUE:
            issue_step(workspace, state, step, due, day)
        case ActKind.FIELD_WORK:
            for duty in due:
                _record(workspace, duty.key, day)
        case ActKind.RETURNS:
            accept_synthetic_returns(workspace, state, due, day)
        case ActKind.COMPUTE:
            for duty in due:
                freeze_result(workspace, state.plan, duty.key, day)
        case ActKind.PUBLISH:
            return publish_step(workspace, state, step, due, day)
        case ActKind.OPEN_NEXT:
            return open_next(workspace, state, step, due, day)
        case ActKind.SYNTHESISE:
            synthesise_step(workspace, state, step, due, day)
        case _:
            raise ValueError(f"{step.act} is no act of the engine")
    return len(due)


def work_off(
    batches_now: Callable[[], Sequence[Batch]],
    do_all: Callable[[Sequence[Batch], bool], Sequence[int | None]],
) -> int:
    """Làm cho hết: batch after batch while there is something to do; returns how many duties were done.

    ``do_all`` does those of one step and is told whether to wait for whoever has a batch: those that others have
    come last, and are waited for, since the next step may rest on them. It ends when nothing was done and nobody
    else does anything: what is left then waits for people.
    """
    with processes_kept():
        return _worked_off(batches_now, do_all)


def _worked_off(
    batches_now: Callable[[], Sequence[Batch]],
    do_all: Callable[[Sequence[Batch], bool], Sequence[int | None]],
) -> int:
    done = 0
    while batches := batches_now():
        now, waited = 0, False
        for _, of_step in groupby(batches, key=lambda batch: batch.step):
            some = list(of_step)
            counts = do_all(some, False)
            elsewhere = [batch for batch, count in zip(some, counts, strict=True) if count is None]
            if elsewhere:
                counts, waited = [*counts, *do_all(elsewhere, True)], True
            now += sum(count or 0 for count in counts)
        done += now
        if not now and not waited:
            break
    return done


def advance_day(workspace: Workspace, campaign_id: str, day: date) -> int:
    """Làm việc của ngày: all that is due by ``day``, then who is to be reminded; returns how many duties it was."""

    def do_all(batches: Sequence[Batch], wait: bool) -> list[int | None]:
        return [advance_batch(workspace, batch, day, wait=wait) for batch in batches]

    prepare_day(workspace, campaign_id, day)
    done = work_off(lambda: batches_on(workspace, campaign_id, day), do_all)
    return done + remind_day(workspace, campaign_id, day)


def prepare_day(workspace: Workspace, campaign_id: str, day: date) -> None:
    """Mở đầu ngày: a calendar that was announced meanwhile is told in the journal, once."""
    project_dues(workspace, campaign_id, day)


def remind_day(workspace: Workspace, campaign_id: str, day: date) -> int:
    """Đôn đốc của ngày: returns of how many duties; one worker does so, others wait and find nothing left."""
    return remind_all(workspace, campaign_id, day)


def _record(workspace: Workspace, key: DutyKey, day: date) -> None:
    with transaction(workspace.engine) as connection:
        if not campaigns.add_fact(connection, Fact(key, day, {})):
            return  # another process did it at the same moment
        act = audit.Act(workspace.timestamp(), workspace.actor, "step_done", str(key), {"day": str(day)})
        audit.append(connection, f"campaign/{key.campaign}", act)
