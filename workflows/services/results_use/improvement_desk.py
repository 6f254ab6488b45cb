"""Duyệt sổ khắc phục: sent back with a reason, or accepted: then each remedy is a duty of its unit, with its day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from directives.followup.log import EventKind
from directives.followup.plan import ActKind, Due, Plan, ResultBook, Step
from directives.followup.stages import Stage
from directives.results_use.improvement import (
    ImprovementRow,
    NotHandedIn,
    RegisterState,
    UnitRegister,
    step_code,
)
from directives.results_use.improvement_entries import LONGEST
from directives.text import normalise
from storage import audit
from storage.database import reading, transaction
from storage.followup import NewEvent
from workflows.services.edit_plan import edit_plan_in
from workflows.services.followup_state import FollowupState, state_in
from workflows.services.record_events import record_in
from workflows.services.results_use.improvement_records import (
    Kept,
    NoRegister,
    NoRows,
    keep_units,
    kept_register,
)
from workflows.services.results_use.improvement_rows import ReasonMissing
from workflows.services.workspace import Workspace

#: Nhắc trước: a remedy takes weeks; its unit hears of the day a week before.
_LEAD = 5
_BASIS = "Sổ khắc phục hạn chế"


@dataclass(frozen=True, slots=True)
class AcceptedRegisters:
    """Đã chấp nhận: the units whose register was accepted now, and the steps which came to the plan with them."""

    units: tuple[str, ...]
    steps: tuple[str, ...]
    version: int = 0


def return_register(workspace: Workspace, campaign: str, unit: str, reason: str) -> UnitRegister:
    """Trả lại để sửa: the duty of this book is open again until the unit hands in anew.

    Raises UnknownCampaign, NoRegister, NoRows, NotHandedIn, ReasonMissing.
    """
    said = "\n".join(" ".join(line.split()) for line in normalise(reason).strip().splitlines())
    if not said or len(said) > LONGEST or not all(line.isprintable() for line in said.splitlines()):
        raise ReasonMissing(where="--reason", most=LONGEST)
    with transaction(workspace.engine) as connection:
        state, kept = _opened(connection, workspace, campaign)
        before = _of_unit(state, kept, unit)
        after = before.returned(workspace.today(), said)
        keep_units(connection, workspace, campaign, [after])
        _journal(connection, workspace, campaign, "improvement_returned", unit=unit, time=after.handed_in)
        events = list(_events(state, before, EventKind.RETURNED, workspace, {"reason": said}))
        record_in(connection, workspace, campaign, events, act="duty_returned")
    return after


def accept_registers(workspace: Workspace, campaign: str, units: Sequence[str]) -> AcceptedRegisters:
    """Chấp nhận sổ: of these units, all or none; one edition of the plan takes every remedy with its deadline in.

    What was accepted already is left as it is. Raises UnknownCampaign, NoRegister, NoRows, NotHandedIn,
    PlanEditRefused.
    """
    day = workspace.today()
    with transaction(workspace.engine) as connection:
        state, kept = _opened(connection, workspace, campaign)
        handed_in = [_of_unit(state, kept, unit) for unit in dict.fromkeys(units)]
        waiting = [one for one in handed_in if one.state is not RegisterState.ACCEPTED]
        after = [one.accepted(day) for one in waiting]
        if not after:
            return AcceptedRegisters((), ())
        keep_units(connection, workspace, campaign, after)
        names = tuple(one.unit for one in after)
        _journal(connection, workspace, campaign, "improvement_accepted", units=list(names))
        events = [
            event for one in waiting for event in _events(state, one, EventKind.ACCEPTED, workspace, {})
        ]
        record_in(connection, workspace, campaign, events, act="duty_accepted")
        steps = _new_steps(state.plan, kept, names)
        edition = edit_plan_in(
            connection,
            workspace,
            campaign,
            replace(state.plan, steps=(*state.plan.steps, *steps)),
            state.drafts,
            reason=f"Chấp nhận sổ khắc phục hạn chế của {len(names)} đơn vị",
            person=workspace.actor,
        )
    return AcceptedRegisters(names, tuple(step.code for step in steps), edition.version)


def handed_in_registers(workspace: Workspace, campaign: str) -> tuple[str, ...]:
    """Sổ chờ duyệt: the units whose register was handed in and is neither accepted nor sent back."""
    with reading(workspace.engine) as connection:
        kept = kept_register(connection, campaign)
    return tuple(one.unit for one in kept.units.values() if one.state is RegisterState.SUBMITTED)


def remedy_step(plan: Plan, row: ImprovementRow) -> str:
    """Mã bước của một dòng: as its duty is called once the register was accepted."""
    return step_code(row.code, row.unit, plan.units)


def _new_steps(plan: Plan, kept: Kept, units: Sequence[str]) -> tuple[Step, ...]:
    known = {step.code for step in plan.steps}
    rows = [row for unit in units for row in kept.rows_of(unit) if not row.struck and row.remedy.deadline]
    return tuple(
        Step(
            code=remedy_step(plan, row),
            name=f"Khắc phục tiêu chí {row.code} “{row.weakness.name}”",
            act=ActKind.EVIDENCE,
            due=Due(on=row.remedy.deadline),
            owed_by=(row.unit,),
            evidence=row.remedy.evidence,
            lead=_LEAD,
            basis=_BASIS,
        )
        for row in rows
        if remedy_step(plan, row) not in known
    )


def _events(
    state: FollowupState,
    register: UnitRegister,
    kind: EventKind,
    workspace: Workspace,
    payload: dict[str, object],
) -> Iterator[NewEvent]:
    """Sự kiện của nhiệm vụ: those which the last handing-in of the register had closed."""
    handed_in = {
        (event.step, event.occurrence)
        for event in state.events
        if event.kind is EventKind.SUBMITTED
        and event.unit == register.unit
        and event.payload.get("register") == register.handed_in
    }
    board = state.board(workspace.today())
    for lane in board.lanes:
        step, unit = lane.lane.step, register.unit
        if step.book is not ResultBook.IMPROVEMENT or lane.lane.code not in handed_in:
            continue
        if board.status(lane, unit).stage is Stage.SUBMITTED:
            key = f"{ResultBook.IMPROVEMENT.value}/{step.code}/{unit}/{kind.value}-{register.handed_in}"
            number = lane.lane.occurrence.number
            yield NewEvent(step.code, unit, number, kind, workspace.today(), payload, key)


def _of_unit(state: FollowupState, kept: Kept, unit: str) -> UnitRegister:
    name = next((one.name for one in state.units if one.id == unit), unit)
    if not kept.rows_of(unit):
        raise NoRows(where=unit, unit=name, campaign=state.plan.id)
    register = kept.of(unit)
    if register.is_open:
        raise NotHandedIn(where=unit, unit=name)
    return register


def _opened(connection: Connection, workspace: Workspace, campaign: str) -> tuple[FollowupState, Kept]:
    audit.stand_in_line(connection, f"campaign/{campaign}")
    state = state_in(connection, workspace, campaign)
    kept = kept_register(connection, campaign)
    if kept.prefill is None:
        raise NoRegister(where=campaign, campaign=campaign)
    return state, kept


def _journal(connection: Connection, workspace: Workspace, campaign: str, act: str, **told: object) -> None:
    """Ghi nhật ký: which units; the reason, which may name people, stays in the record and in the log of duties."""
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, campaign, told)
    audit.append(connection, f"campaign/{campaign}", entry)
