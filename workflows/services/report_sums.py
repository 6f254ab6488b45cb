"""Tổng hợp báo cáo: the reports of a step summed by tier up to the highest office, with everybody who is absent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from directives.followup.duties import PlanUnit
from directives.followup.plan import FieldKind, ReportField, Step
from directives.followup.report_values import ReportValues
from directives.followup.reports import Owed, TierTotals, Totals, sum_all, sum_by_tiers
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.unit_reports import report_lane, reports_of, sent_back
from workflows.services.unit_tree import with_superiors
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReportSum:
    """Số tổng hợp: of one or several periods of a reporting step; who is absent is in ``totals``.

    Of the absent ``sent_back`` were asked to mend theirs; ``on_paper`` are those whose duty was closed by a document,
    without the figures of the form.
    """

    step: Step
    owed: tuple[Owed, ...]
    reports: Mapping[Owed, ReportValues]
    sent_back: frozenset[Owed]
    on_paper: frozenset[Owed]
    totals: Totals
    tiers: tuple[TierTotals, ...]
    units: Mapping[str, PlanUnit]

    @property
    def figures(self) -> tuple[ReportField, ...]:
        """Mục số liệu: the fields that are summed."""
        return tuple(one for one in self.step.report if one.kind is FieldKind.FIGURE)

    @property
    def texts(self) -> tuple[ReportField, ...]:
        """Mục chữ: the fields that are gathered."""
        return tuple(one for one in self.step.report if one.kind is FieldKind.TEXT)

    def name(self, owed: Owed) -> str:
        """Tên đơn vị: with the period when several are summed."""
        unit, occurrence = owed
        several = len({number for _, number in self.owed}) > 1
        return self.office(unit) + (f" (kỳ {occurrence})" if several else "")

    def office(self, unit: str) -> str:
        """Tên cơ quan: as the plan or the organisation of its day names it."""
        return self.units[unit].name if unit in self.units else unit


def report_sum(workspace: Workspace, campaign: str, step: str, occurrence: int) -> ReportSum:
    """Cộng một kỳ: as it stands just now. Raises UnknownCampaign, NoSuchReport."""
    state = followup_state(workspace, campaign)
    report_lane(state, step, occurrence)
    return sum_of(state, step, (occurrence,))


def sum_of(state: FollowupState, step: str, occurrences: Sequence[int]) -> ReportSum:
    """Cộng các kỳ: of a reporting step. Raises NoSuchReport."""
    lanes = [report_lane(state, step, number) for number in occurrences]
    owed = tuple((unit, lane.occurrence.number) for lane in lanes for unit in lane.owers)
    kept = reports_of(state.workspace, state.plan.id, step)
    back = sent_back(state, step)
    reports = {one: kept[one].values for one in owed if one in kept and one not in back}
    done = {
        (unit, board.lane.occurrence.number)
        for board in state.board(date.max - timedelta(days=1)).lanes
        if board.lane.step.code == step
        for unit in board.done
    }
    units = with_superiors(state)
    form = state.plan.step(step).report
    return ReportSum(
        state.plan.step(step),
        owed,
        reports,
        back & frozenset(owed),
        frozenset(one for one in owed if one in done and one not in reports),
        sum_all(form, owed, reports),
        sum_by_tiers(form, owed, reports, units),
        units,
    )
