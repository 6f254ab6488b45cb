"""Xem sổ khắc phục: every unit's rows, how far its register is, how the duties stand, and whether it helped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from directives.followup.duties import PlanUnit
from directives.followup.plan import Plan
from directives.followup.stages import Stage
from directives.followup.status import DutyState, DutyStatus
from directives.results_use.improvement import ImprovementRow, Prefill, RegisterState, UnitRegister
from sipas_engine.annexes.publication import Limits
from sipas_engine.comparison.change import Change, Verdict, WhyNot, criterion_change
from storage.database import reading
from workflows.services.campaign_overview import CampaignOverview, overview_of
from workflows.services.results_use.improvement_desk import remedy_step
from workflows.services.results_use.improvement_records import (
    Kept,
    concerned_units,
    kept_register,
    row_versions,
)
from workflows.services.results_use.used_result import later_edition, unit_or_reason, used_edition
from workflows.services.workspace import Workspace

_HANDED_IN = frozenset({Stage.SUBMITTED, Stage.ACCEPTED})


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Dòng trong sổ: with the step of the plan which follows its remedy, and how that duty stands; None: not yet."""

    row: ImprovementRow
    step: str
    duty: DutyStatus | None

    @property
    def is_filled(self) -> bool:
        """Đã ghi đủ: no field is empty."""
        return not self.row.remedy.missing

    @property
    def is_done(self) -> bool:
        """Đã có minh chứng: what closes the remedy was handed in."""
        return self.duty is not None and self.duty.stage in _HANDED_IN

    @property
    def is_late(self) -> bool:
        """Trễ hạn: the remedy's day has passed and nothing was handed in."""
        return self.duty is not None and self.duty.state is DutyState.LATE


@dataclass(frozen=True, slots=True)
class RegisterUnit:
    """Sổ của một đơn vị: its rows, struck ones apart; ``reason`` says why a unit has none."""

    unit: PlanUnit
    register: UnitRegister
    rows: tuple[RegisterRow, ...] = ()
    struck: tuple[ImprovementRow, ...] = ()
    reason: WhyNot | None = None

    @property
    def filled(self) -> int:
        """Số dòng đã ghi đủ: those without an empty field."""
        return sum(one.is_filled for one in self.rows)

    @property
    def done(self) -> int:
        """Số giải pháp đã có minh chứng: handed in or accepted."""
        return sum(one.is_done for one in self.rows)

    @property
    def late(self) -> int:
        """Số giải pháp trễ hạn: today."""
        return sum(one.is_late for one in self.rows)


@dataclass(frozen=True, slots=True)
class ImprovementRegister:
    """Sổ khắc phục hạn chế: of a plan today; ``prefill`` None: nobody has made it yet."""

    plan: Plan
    prefill: Prefill | None
    units: tuple[RegisterUnit, ...] = ()

    @property
    def rows(self) -> Iterator[RegisterRow]:
        """Mọi dòng: of all units, without struck ones."""
        for unit in self.units:
            yield from unit.rows

    @property
    def absent(self) -> tuple[RegisterUnit, ...]:
        """Đơn vị chưa nộp: with rows which it has not handed in, or has not handed in again."""
        return tuple(one for one in self.units if one.rows and one.register.is_open)

    @property
    def without_rows(self) -> tuple[RegisterUnit, ...]:
        """Đơn vị không có dòng: with the reason."""
        return tuple(one for one in self.units if not one.rows)

    @property
    def counts(self) -> Mapping[str, int]:
        """Số đếm: units, rows, filled, accepted rows, remedies with evidence, late ones."""
        accepted = [one for one in self.units if one.register.state is RegisterState.ACCEPTED]
        return {
            "units": sum(bool(one.rows) for one in self.units),
            "handed_in": sum(bool(one.rows) and not one.register.is_open for one in self.units),
            "rows": sum(len(one.rows) for one in self.units),
            "filled": sum(one.filled for one in self.units),
            "accepted": sum(len(one.rows) for one in accepted),
            "done": sum(one.done for one in self.units),
            "late": sum(one.late for one in self.units),
        }

    def of(self, unit: str) -> RegisterUnit | None:
        """Sổ của một đơn vị: None where it has no part."""
        return next((one for one in self.units if one.unit.id == unit), None)


@dataclass(frozen=True, slots=True)
class ImprovementChanges:
    """Kết quả khắc phục: by unit and criterion the change to the later result; ``later`` names it, empty: none yet."""

    used: str
    later: str
    is_measured: bool
    by_row: Mapping[tuple[str, str], Change] = field(default_factory=dict)

    def count(self, verdict: Verdict) -> int:
        """Số dòng theo kết luận: how many rows came out so."""
        return sum(one.verdict is verdict for one in self.by_row.values())


def improvement_register(workspace: Workspace, campaign: str, unit: str = "") -> ImprovementRegister:
    """Xem sổ: as it stands today, of one unit where it is named. Raises UnknownCampaign."""
    seen = overview_of(workspace, campaign, workspace.today())
    with reading(workspace.engine) as connection:
        kept = kept_register(connection, campaign)
    named = {one.id: one for one in seen.units}
    wanted = [one for one in concerned_units(seen.state) if unit in ("", one)]
    duties = dict(_duties(seen, {remedy_step(seen.plan, row) for row in kept.rows.values()}))
    units = tuple(_unit(seen.plan, kept, named[one], duties) for one in wanted)
    return ImprovementRegister(seen.plan, kept.prefill, units)


def improvement_changes(
    workspace: Workspace, campaign: str, later: str = "", unit: str = ""
) -> ImprovementChanges:
    """So với năm sau: each row's criterion in the later result: of ``later``, else of the one the plan names.

    Raises UnknownCampaign, NoResultToUse.
    """
    found = improvement_register(workspace, campaign, unit)
    plan = found.plan
    before = used_edition(workspace, plan)
    after = later_edition(workspace, plan, later)
    changes = {}
    for one in found.units:
        if one.rows:
            first = unit_or_reason(workspace, before, plan, one.unit.id)
            second = unit_or_reason(workspace, after, plan, one.unit.id) if after else WhyNot.NO_LATER_RESULT
            for row in one.rows:
                changes[one.unit.id, row.row.code] = criterion_change(
                    before.result,
                    first,
                    after.result if after else None,
                    second,
                    row.row.code,
                    fewest=Limits().suppress_below,
                )
    return ImprovementChanges(
        plan.result_of or plan.id, later or plan.compared_with, after is not None, changes
    )


def versions_of_row(
    workspace: Workspace, campaign: str, unit: str, code: str
) -> list[tuple[str, str, ImprovementRow]]:
    """Các phiên bản của một dòng: when, who and what, oldest first; none for a row that is not there."""
    with reading(workspace.engine) as connection:
        return row_versions(connection, campaign, unit, code)


def versions_of_unit(
    workspace: Workspace, campaign: str, unit: str
) -> Mapping[str, Sequence[tuple[str, str, ImprovementRow]]]:
    """Các phiên bản của một đơn vị: by criterion, of all rows which the unit has."""
    with reading(workspace.engine) as connection:
        codes = [row.code for row in kept_register(connection, campaign).rows_of(unit)]
        return {code: row_versions(connection, campaign, unit, code) for code in codes}


def _unit(
    plan: Plan, kept: Kept, unit: PlanUnit, duties: Mapping[tuple[str, str], DutyStatus]
) -> RegisterUnit:
    own, prefill = kept.rows_of(unit.id), kept.prefill
    rows = tuple(
        RegisterRow(row, step, duties.get((step, unit.id)))
        for row in own
        if not row.struck
        for step in [remedy_step(plan, row)]
    )
    reason = None
    if prefill and not own:
        reason = WhyNot.WITHHELD if unit.id in prefill.withheld else WhyNot.NOT_MEASURED
    return RegisterUnit(unit, kept.of(unit.id), rows, tuple(row for row in own if row.struck), reason)


def _duties(seen: CampaignOverview, steps: set[str]) -> Iterator[tuple[tuple[str, str], DutyStatus]]:
    for lane in seen.board.lanes:
        if lane.lane.step.code in steps:
            for unit in lane.lane.owers:
                yield (lane.lane.step.code, unit), seen.board.status(lane, unit)
