"""Bàn nhận phiếu: what came in from each unit, how much of its sample that covers, and what waits for a decision."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from directives.calendar.working_days import WorkingCalendar
from directives.followup.duties import Duty
from directives.followup.plan import ActKind, Plan
from directives.org.chart import OrganisationChart
from directives.org.offices import Office
from storage import field_records, returns
from storage.database import reading
from storage.followup_log import mark_of
from storage.return_acts import Closing
from workflows.services.campaign_state import CampaignState, campaign_state
from workflows.services.close_returns import last_closing
from workflows.services.compute_result import tiers_of
from workflows.services.field_book import assignments
from workflows.services.followup_state import first_day
from workflows.services.read_returns import path_of
from workflows.services.returns_received import ReceivedReturn, returns_by_unit
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UnitReturns:
    """Phiếu của một đơn vị: the office, its day, what came, and how many forms its sample has (None: not known)."""

    office: Office
    due: date | None
    received: ReceivedReturn
    sample: int | None


@dataclass(frozen=True, slots=True)
class ReturnsDesk:
    """Bàn nhận phiếu: the units in the order of the plan; ``closing`` None while forms are taken."""

    plan: Plan
    units: Sequence[UnitReturns]
    closing: Closing | None

    @property
    def sent(self) -> int:
        """Số đơn vị đã gửi: units of which any batch counts."""
        return sum(one.received.received_on is not None for one in self.units)

    def total(self, name: str) -> int:
        """Tổng số: of a count of every unit, such as "forms"."""
        return sum(int(getattr(one.received, name)) for one in self.units)

    @property
    def sample(self) -> int | None:
        """Cỡ mẫu: of all units together; None when none of them has a sample in the field book."""
        known = [one.sample for one in self.units if one.sample is not None]
        return sum(known) if known else None


def returns_desk(workspace: Workspace, campaign_id: str) -> ReturnsDesk:
    """Mở bàn nhận phiếu: made once until something is added to the books it is read from. Raises UnknownCampaign."""
    of_engine = _kept.setdefault(workspace.engine, {})
    with reading(workspace.engine) as connection:
        mark = (
            mark_of(connection, campaign_id),
            returns.mark_of(connection, campaign_id),
            field_records.count_of(connection, campaign_id, "assignment"),
        )
    known = of_engine.get(campaign_id)
    by = workspace.chart, workspace.calendar
    if known is not None and known.mark == mark and known.by == by:
        return known.desk
    desk = _read(workspace, campaign_id)
    of_engine.pop(campaign_id, None)
    of_engine[campaign_id] = _Kept(mark, by, desk)
    for oldest in list(of_engine)[:-_CAMPAIGNS_KEPT]:
        of_engine.pop(oldest, None)
    return desk


class _Kept(NamedTuple):
    """Bàn đã mở: true as long as the books have the same marks, and organisation and calendar are the same."""

    mark: tuple[object, ...]
    by: tuple[OrganisationChart, WorkingCalendar]
    desk: ReturnsDesk


#: Bao nhiêu đợt được giữ for each database.
_CAMPAIGNS_KEPT = 8
_kept: WeakKeyDictionary[Engine, dict[str, _Kept]] = WeakKeyDictionary()


def _read(workspace: Workspace, campaign_id: str) -> ReturnsDesk:
    state = campaign_state(workspace, campaign_id)
    received = {row.unit: row for row in returns_by_unit(workspace, campaign_id)}
    with reading(workspace.engine) as connection:
        closing = last_closing(connection, campaign_id)
        assigned = assignments(field_records.in_force(connection, campaign_id, "assignment"))
    sampled: Counter[tuple[str, ...]] = Counter()
    for one in assigned:
        sampled[one.village.path] += len(one.village.serials)
    samples = _samples(workspace, state, sampled)
    dues = _dues(state)
    return ReturnsDesk(
        state.plan,
        [
            UnitReturns(office, dues.get(office.id), received[office.id], samples.get(office.id))
            for office in state.units
        ],
        closing,
    )


def _samples(
    workspace: Workspace, state: CampaignState, sampled: Mapping[tuple[str, ...], int]
) -> Mapping[str, int]:
    """Forms that were given out for each unit: those of its villages, whose paths end with commune and village."""
    if not sampled:
        return {}
    snapshot = workspace.chart.on(first_day(workspace, state.plan))
    depth = len(tiers_of(workspace, state.plan))
    of_commune: Counter[tuple[str, ...]] = Counter()
    for village, forms in sampled.items():
        of_commune[tuple(village[:-1])] += forms
    found = {}
    for office in state.units:
        communes = snapshot.children(office.unit) or (office.unit,)
        paths = {path_of(snapshot, commune) for commune in communes}
        tails = {path[start:] for path in paths for start in range(depth)}
        found[office.id] = sum(forms for path, forms in of_commune.items() if path in tails)
    return found


def _dues(state: CampaignState) -> Mapping[str, date]:
    steps = {step.code for step in state.plan.steps if step.act is ActKind.RETURNS}
    duties: Sequence[Duty] = [duty for duty in state.duties if duty.key.step in steps]
    return {duty.key.unit: duty.due for duty in duties if duty.due is not None}
