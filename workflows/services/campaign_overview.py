"""Toàn cảnh đợt: where a campaign stands on a day, worked out once and kept until something is added to its books.

Thousands of units are read and judged in most of a second; a page which many people look at may not ask for that each
time. What is kept is known by the mark of the plan (``storage.followup_log``), never by its age.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from directives.followup.actions import Action
from directives.followup.duties import PlanUnit
from directives.followup.expected import Change, changes
from directives.followup.heat_tree import HeatTree, heat_tree
from directives.followup.phases import phase_of
from directives.followup.plan import Phase, Plan
from directives.followup.status import Board, DutyStatus
from directives.register.search import folded
from storage import campaigns
from storage.database import reading
from storage.followup_log import Mark, mark_of, no_garbage
from workflows.services.followup_state import FollowupState, state_in
from workflows.services.progress import Progress, progress_by
from workflows.services.remind import wanted_reminders
from workflows.services.workspace import Workspace

#: Bao nhiêu toàn cảnh được giữ for each database: those last asked for.
_KEPT = 24


@dataclass(frozen=True, eq=False)
class CampaignOverview:
    """Toàn cảnh: plan, board and sums of a day; what few ask for is worked out when it is first asked for."""

    progress: Progress
    mark: Mark
    counts: dict[str, int]
    late: tuple[DutyStatus, ...]

    @property
    def plan(self) -> Plan:
        """Kế hoạch: as last edited."""
        return self.progress.plan

    @property
    def state(self) -> FollowupState:
        """Tình hình: plan, units and log."""
        return self.progress.state

    @property
    def board(self) -> Board:
        """Bảng theo dõi: of the day."""
        return self.progress.board

    @property
    def day(self) -> date:
        """Ngày: of which all this is true."""
        return self.progress.day

    @cached_property
    def longest_late(self) -> tuple[DutyStatus, ...]:
        """Nhiệm vụ chậm, chậm lâu nhất trước: thousands of them, put in order once."""
        return tuple(sorted(self.late, key=lambda one: -one.working_days_late))

    @cached_property
    def late_below(self) -> Mapping[str, Sequence[DutyStatus]]:
        """Nhiệm vụ chậm của từng nhánh: by the office above, its own among them, the longest late first."""
        found: dict[str, list[DutyStatus]] = {}
        for one in self.longest_late:
            unit = one.duty.key.unit
            for office in {unit, self.tree.above.get(unit, "")}:
                found.setdefault(office, []).append(one)
        return found

    @cached_property
    def folded_names(self) -> Mapping[str, str]:
        """Tên đơn vị không dấu: by id, as one searches for them."""
        return {unit.id: folded(unit.name) for unit in self.units}

    @cached_property
    def phase(self) -> Phase:
        """Giai đoạn: of the whole campaign."""
        return phase_of(self.board)

    @cached_property
    def tree(self) -> HeatTree:
        """Cây nhiệt: units by steps, superiors first."""
        return heat_tree(self.board, self.progress.units)

    @cached_property
    def reminders(self) -> Sequence[Action]:
        """Đôn đốc của ngày: what the board calls for, sent already or not. Raises NoStandingOffice."""
        return wanted_reminders(self.state, self.board)

    @property
    def units(self) -> Sequence[PlanUnit]:
        """Đơn vị: those of the plan, in order."""
        return self.state.units

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Các thay đổi: duties moved, suspended, resumed or waived, with their ground."""
        return tuple(changes(self.board))

    def work_out(self) -> None:
        """Tính trước: what the pages everybody looks at are made of."""
        _ = self.phase, self.late_below, self.tree


_kept: WeakKeyDictionary[Engine, dict[tuple[str, date], CampaignOverview]] = WeakKeyDictionary()
#: One at a time: whoever asks for what is being worked out waits for it instead of doing the same again.
_working_out = Lock()


def overview_of(workspace: Workspace, campaign_id: str, day: date) -> CampaignOverview:
    """Toàn cảnh của một đợt: as it stands on a day, by everything that is written down now. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        mark = mark_of(connection, campaign_id)
    return _known(workspace, campaign_id, day, mark) or _worked_out(workspace, campaign_id, day)


def overviews(workspace: Workspace, day: date) -> tuple[CampaignOverview, ...]:
    """Toàn cảnh các đợt: of every campaign and follow-up that was started, by id."""
    with reading(workspace.engine) as connection:
        marks = {one: mark_of(connection, one) for one in campaigns.all_ids(connection)}
    return tuple(
        _known(workspace, one, day, mark) or _worked_out(workspace, one, day) for one, mark in marks.items()
    )


def _known(workspace: Workspace, campaign_id: str, day: date, mark: Mark) -> CampaignOverview | None:
    """Toàn cảnh đã có: the one that was worked out before, if it still says what stands in the books."""
    of_engine = _kept.setdefault(workspace.engine, {})
    return _still_true(of_engine.get((campaign_id, day)), workspace, mark)


def _worked_out(workspace: Workspace, campaign_id: str, day: date) -> CampaignOverview:
    of_engine, key = _kept.setdefault(workspace.engine, {}), (campaign_id, day)
    with _working_out, reading(workspace.engine) as connection:
        mark = mark_of(connection, campaign_id)
        found = _still_true(of_engine.get(key), workspace, mark)
        if found is None:
            with no_garbage():
                state = state_in(connection, workspace, campaign_id)
                board = state.board(day)
                found = CampaignOverview(progress_by(state, board), mark, board.counts(), tuple(board.late()))
            of_engine.pop(key, None)
            of_engine[key] = found
            for oldest in list(of_engine)[:-_KEPT]:
                del of_engine[oldest]
    return found


def _still_true(kept: CampaignOverview | None, workspace: Workspace, mark: Mark) -> CampaignOverview | None:
    """Còn đúng: nothing was added, and calendar and organisation are the same."""
    if kept is None or kept.mark != mark:
        return None
    by = kept.state.workspace
    return kept if (by.calendar, by.chart) == (workspace.calendar, workspace.chart) else None
