"""Sửa kế hoạch đang chạy: another edition of a plan, in which nothing that was begun changes its meaning."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError, Problem
from directives.followup.capacity import plan_warnings
from directives.followup.duties import CAMPAIGN, PlanUnit, owers_of
from directives.followup.expansion import expanded
from directives.followup.log import anchor_moves, with_moved_anchors
from directives.followup.plan import Plan
from directives.followup.status import Board
from storage import audit, followup
from storage.database import reading, transaction
from storage.followup import PlanVersion
from workflows.services.campaign_method import ReasonWanted
from workflows.services.followup_state import FollowupState, first_day, followup_state, state_in
from workflows.services.workspace import Workspace


class PlanEditRefused(DirectiveError):
    """Không sửa được kế hoạch: an edition that would change what was done, with every such change in it."""

    kind = "plan_edit_refused"
    template = N_("The plan of {campaign} cannot be edited so; {count} change(s) touch what is fixed:")

    def __init__(self, campaign: str, problems: Sequence[Problem]) -> None:
        super().__init__(
            where=problems[0].where or campaign, problems=problems, campaign=campaign, count=len(problems)
        )


@dataclass(frozen=True, slots=True)
class DueChange:
    """Hạn đổi: a lane of the plan with its day before and after; None where it was or is not there."""

    step: str
    name: str
    occurrence: int
    old: date | None
    new: date | None


@dataclass(frozen=True, slots=True)
class PlanEdition:
    """Bản kế hoạch mới: its version, the days that moved, steps that changed otherwise, units that came to it.

    ``version`` is 0 when the file says what the plan says already: then nothing was written.
    """

    version: int
    dues: tuple[DueChange, ...] = ()
    steps: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


_OTHER = N_("the file is the plan of “{other}”, not of “{campaign}”")
_FIXED = N_("“{field}” is fixed when a campaign starts")
_VANISHED = N_("step {code} has been done by {done} and cannot vanish")
_CHANGED = N_("step {code} has been done by {done}: its {fields} cannot change")
_UNIT_GONE = N_("unit {unit} is in the plan and cannot vanish: waive its duties instead")
_UNIT_SURVEYED = N_("unit {unit} is in the plan already: whether it is surveyed is fixed")
_DRAFT_CHANGED = N_("step {code} has been issued by {done}: its draft cannot change")

#: What a campaign owns from its start.
_FIXED_FIELDS = ("province", "question_set", "method", "synthetic_returns", "books", "last_year")


def edit_plan(
    workspace: Workspace, campaign_id: str, plan: Plan, drafts: Mapping[str, str], *, reason: str, person: str
) -> PlanEdition:
    """Sửa kế hoạch: keep ``plan`` as the edition that holds from today. One transaction, one journal entry.

    Raises UnknownCampaign, ReasonWanted, PlanEditRefused naming every change that is not allowed, and what the
    organisation says of new units; then nothing is changed.
    """
    with transaction(workspace.engine) as connection:
        return edit_plan_in(connection, workspace, campaign_id, plan, drafts, reason=reason, person=person)


def edit_plan_in(
    connection: Connection,
    workspace: Workspace,
    campaign_id: str,
    plan: Plan,
    drafts: Mapping[str, str],
    *,
    reason: str,
    person: str,
) -> PlanEdition:
    """Sửa kế hoạch trong giao dịch: for an act that writes more than the plan. Raises as ``edit_plan``."""
    if not (reason.strip() and person.strip()):
        raise ReasonWanted(where=campaign_id)
    chain = f"campaign/{campaign_id}"
    audit.stand_in_line(connection, chain)
    before = state_in(connection, workspace, campaign_id)
    if (before.plan, dict(before.drafts)) == (plan, dict(drafts)):
        return PlanEdition(0)
    if plan.id != campaign_id:
        other = Problem(_OTHER, {"other": plan.id, "campaign": campaign_id}, "id")
        raise PlanEditRefused(campaign_id, [other])
    units = expanded(plan, workspace.chart.on(first_day(workspace, plan)))
    after = FollowupState(workspace, plan, drafts, units, before.events)
    if problems := list(_refused(before, after, _now(workspace, before))):
        raise PlanEditRefused(campaign_id, problems)
    version = len(followup.editions(connection, campaign_id)) + 2
    known = {unit.id for unit in before.units}
    edition = PlanEdition(
        version,
        tuple(_moved(before, after)),
        tuple(_otherwise(before.plan, plan)),
        tuple(unit.id for unit in units if unit.id not in known),
        plan_warnings(_as_it_holds(after), workspace.calendar),
    )
    at = workspace.timestamp()
    followup.edit_plan(
        connection, plan, drafts, PlanVersion(version, reason, workspace.today(), person), at=at
    )
    followup.add_units(connection, campaign_id, units)
    said = {
        "version": version,
        "reason": reason,
        "person": person,
        "moved": [f"{change.step}#{change.occurrence}" for change in edition.dues],
        "steps": list(edition.steps),
        "units": list(edition.units),
    }
    act = audit.Act(at, workspace.actor, "plan_edited", campaign_id, said)
    audit.append(connection, chain, act)
    return edition


def plan_editions(workspace: Workspace, campaign_id: str) -> Sequence[PlanVersion]:
    """Các bản kế hoạch đã sửa: from version 2 on. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        state_in(connection, workspace, campaign_id)
        return followup.editions(connection, campaign_id)


def plan_units(workspace: Workspace, campaign_id: str) -> Sequence[PlanUnit]:
    """Đơn vị của kế hoạch: what it is expanded to. Raises UnknownCampaign."""
    return followup_state(workspace, campaign_id).units


def _now(workspace: Workspace, state: FollowupState) -> Board:
    """The board of today, or of the last day of the log, which a virtual clock may have brought further."""
    return state.board(max([workspace.today(), *(event.day for event in state.events)]))


def _as_it_holds(state: FollowupState) -> Plan:
    return with_moved_anchors(state.plan, anchor_moves(state.events))


def _refused(before: FollowupState, after: FollowupState, board: Board) -> Iterator[Problem]:
    for name in _FIXED_FIELDS:
        if getattr(before.plan, name) != getattr(after.plan, name):
            yield Problem(_FIXED, {"field": name}, name)
    done: dict[str, int] = {}
    settled: dict[tuple[str, int], set[str]] = {}
    for lane in board.lanes:
        settled[lane.lane.code] = {unit for unit in lane.lane.owers if board.is_settled(lane, unit)}
        done[lane.lane.step.code] = done.get(lane.lane.step.code, 0) + len(settled[lane.lane.code])
    yield from _refused_steps(before, after, done, settled)
    now = {unit.id: unit for unit in after.units}
    for unit in before.units:
        if unit.id not in now:
            yield Problem(_UNIT_GONE, {"unit": unit.id}, "units")
        elif now[unit.id].surveyed != unit.surveyed:
            yield Problem(_UNIT_SURVEYED, {"unit": unit.id}, "units")


def _refused_steps(
    before: FollowupState,
    after: FollowupState,
    done: Mapping[str, int],
    settled: Mapping[tuple[str, int], Set[str]],
) -> Iterator[Problem]:
    new = {step.code: step for step in after.plan.steps}
    new_dues = _dues(after)
    old_dues = _dues(before)
    still_there = {unit.id for unit in after.units} | {CAMPAIGN}
    for step in before.plan.steps:
        count = done.get(step.code, 0)
        if not count:
            continue
        if step.code not in new:
            yield Problem(_VANISHED, {"code": step.code, "done": count}, step.code)
            continue
        now = new[step.code]
        fields = [name for name in step.__slots__ if getattr(step, name) != getattr(now, name)]
        moved = any(
            units and old_dues[lane] != new_dues.get(lane)
            for lane, units in settled.items()
            if lane[0] == step.code
        )
        lost = set(owers_of(step, before.plan, before.units)) - set(owers_of(now, after.plan, after.units))
        lost &= still_there
        if moved and "due" not in fields:
            fields.append("due")
        if lost and "owed_by" not in fields:
            fields.append("owed_by")
        if fields:
            told = {"code": step.code, "done": count, "fields": ", ".join(fields)}
            yield Problem(_CHANGED, told, step.code)
        if step.draft and before.drafts.get(step.draft) != after.drafts.get(now.draft):
            yield Problem(_DRAFT_CHANGED, {"code": step.code, "done": count}, step.code)


def _dues(state: FollowupState) -> dict[tuple[str, int], date | None]:
    return {lane.code: lane.occurrence.due for lane in state.lanes}


def _moved(before: FollowupState, after: FollowupState) -> Iterator[DueChange]:
    """Every lane whose day changes, in the order of the new plan; those that vanish come last."""
    old, new = _dues(before), _dues(after)
    names = {step.code: step.name for step in (*before.plan.steps, *after.plan.steps)}
    for lane in (*new, *(code for code in old if code not in new)):
        if lane not in old or lane not in new or old[lane] != new[lane]:
            yield DueChange(lane[0], names[lane[0]], lane[1], old.get(lane), new.get(lane))


def _otherwise(before: Plan, after: Plan) -> Iterator[str]:
    """Codes of the steps that changed, came or went."""
    old = {step.code: step for step in before.steps}
    new = {step.code: step for step in after.steps}
    yield from (code for code in new if old.get(code) != new[code])
    yield from (code for code in old if code not in new)
