"""Chỉ tiêu kiểm tra: how often each unit inspected its one-stop office, week by week, against what the plan wants."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.followup.plan import ActKind, ResultBook
from directives.followup.status import Board
from directives.results_use.inspection import FindingState
from workflows.services.campaign_overview import overview_of
from workflows.services.results_use.inspection_findings import FoundRow, finding_rows
from workflows.services.results_use.inspection_handling import handlings_of
from workflows.services.results_use.inspection_records import inspection_book
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QuotaWeek:
    """Chỉ tiêu một kỳ: ``wanted`` checks at least, ``at_most`` as many (0: no bound), ``done`` so far by ``unit``.

    ``first`` and ``last`` are the days of the period, None where the duty is owed once.
    """

    unit: str
    step: str
    period: int
    first: date | None
    last: date | None
    wanted: int
    at_most: int
    done: int

    @property
    def missing(self) -> int:
        """Còn thiếu: checks that are wanted and not done."""
        return max(self.wanted - self.done, 0)

    def over(self, day: date) -> bool:
        """Đã hết kỳ: no check of this period can be made any more."""
        return self.last is not None and self.last < day


@dataclass(frozen=True, slots=True)
class InspectionCounts:
    """Số liệu kiểm tra của đơn vị: checks wanted and done in the periods begun, and findings by their state.

    ``missed`` are checks wanting in periods that are over. Counts only: nobody is named.
    """

    wanted: int = 0
    done: int = 0
    missed: int = 0
    inspections: int = 0
    findings_open: int = 0
    findings_late: int = 0
    findings_closed: int = 0
    handled: int = 0


def inspection_quota(
    workspace: Workspace, campaign: str, units: Collection[str] = (), day: date | None = None
) -> Sequence[QuotaWeek]:
    """Chỉ tiêu theo kỳ: of the periods begun by the day, newest first; of these units, or of all.

    Raises UnknownCampaign.
    """
    day = day or workspace.today()
    return sorted(
        _weeks(overview_of(workspace, campaign, day).board, units, day),
        key=lambda one: (one.first or date.min, one.step, one.unit),
        reverse=True,
    )


def inspection_counts(
    workspace: Workspace, campaign: str, day: date | None = None
) -> Mapping[str, InspectionCounts]:
    """Số liệu theo đơn vị: of every unit that owes checks or was inspected. Raises UnknownCampaign."""
    day = day or workspace.today()
    book = inspection_book(workspace, campaign)
    handled = handlings_of(workspace, campaign)
    weeks: dict[str, list[QuotaWeek]] = defaultdict(list)
    for week in inspection_quota(workspace, campaign, day=day):
        weeks[week.unit].append(week)
    rows: dict[str, list[FoundRow]] = defaultdict(list)
    for row in finding_rows(book, day):
        rows[row.inspection.unit].append(row)
    made = Counter(one.unit for one in book.inspections if one.day <= day)
    return {
        unit: InspectionCounts(
            wanted=sum(one.wanted for one in weeks[unit]),
            done=sum(one.done for one in weeks[unit]),
            missed=sum(one.missing for one in weeks[unit] if one.over(day)),
            inspections=made[unit],
            findings_open=sum(row.open for row in rows[unit]),
            findings_late=sum(row.state is FindingState.LATE for row in rows[unit]),
            findings_closed=sum(not row.open for row in rows[unit]),
            handled=sum((row.inspection.number, row.finding.number) in handled for row in rows[unit]),
        )
        for unit in sorted({*weeks, *made})
    }


def _weeks(board: Board, units: Collection[str], day: date) -> list[QuotaWeek]:
    found = []
    for lane in board.lanes:
        step, period = lane.lane.step, lane.lane.occurrence
        if step.book is not ResultBook.INSPECTION or step.act is not ActKind.CHECK:
            continue
        if period.first is not None and period.first > day:
            continue
        at_most = step.recurrence.at_most if step.recurrence else 0
        found += [
            QuotaWeek(
                unit, step.code, period.number, period.first, period.last, period.times, at_most,
                lane.trace(unit).counted,
            )
            for unit in lane.lane.owers
            if not units or unit in units
        ]  # fmt: skip
    return found
